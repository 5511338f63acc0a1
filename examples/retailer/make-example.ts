/**
 * Writes example.csv: a week of a fictional wholesaler's sales, in the columns of the ledger's
 * export. Customers, goods and numbers are invented; the same seed always gives the same file.
 *
 *   node examples/retailer/make-example.ts > examples/retailer/example.csv
 *
 * Two rows are spoiled and one sale names no customer, so that a run shows what becomes of those.
 */
const seed = 20261102
const customers = 200
const firstInvoice = 742_001
const firstCustomer = 31_000

/** Mulberry32: small, and the same everywhere. */
function chance(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const next = chance(seed)
const below = (n: number): number => Math.floor(next() * n)
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!

const countries: readonly (readonly [string, number])[] = [
  ['United Kingdom', 108],
  ['Germany', 28],
  ['France', 22],
  ['Spain', 18],
  ['EIRE', 6],
  ['Austria', 5],
  ['Belgium', 4],
  ['Switzerland', 4],
  ['Netherlands', 2],
  ['Portugal', 2],
  ['Norway', 1],
]

/** Goods as a stock list shouts them, with the price of one piece in pence. */
const things: readonly (readonly [string, number])[] = [
  ['BREAD CROCK SPECKLED', 1895],
  ['EGG BASKET COPPER WIRE', 795],
  ['MILK CHURN PLANTER ZINC', 1250],
  ['LINEN RUNNER STONE', 925],
  ['OAK PEG RAIL SIX PEGS', 1450],
  ['BEESWAX TAPERS PAIR', 345],
  ['STORM GLASS DESK', 2150],
  ['TERRACOTTA POT SCALLOPED', 285],
  ['SEED PACKET TIN A TO Z', 595],
  ['WILLOW WREATH NATURAL', 445],
  ['GINGHAM APRON', 775],
  ['HONEY DIPPER BEECH', 165],
  ['MARMALADE SPOON LONG', 225],
  ['STONEWARE JUG INKBLOT', 1195],
  ['HABERDASHERY JAR LARGE', 655],
  ['RIBBON REEL VELVET 10M', 385],
  ['TOADSTOOL NIGHT LAMP', 1595],
  ['PAPER FAN GILT', 125],
  ['LUGGAGE LABEL KRAFT PK20', 195],
  ['WAX SEAL KIT BEE', 875],
  ['CRAYON BLOCK SET', 295],
  ['KITE SWALLOWTAIL', 645],
  ['SKIPPING ROPE ASH HANDLES', 425],
  ['PUPPET FOX', 555],
  ['JIGSAW HARBOUR 500 PIECE', 895],
  ['MUSICAL BOX WALTZ', 1075],
  ['BOBBLE HAT', 845],
  ['HOT WATER BOTTLE SHEEPSKIN', 1695],
  ['BED SOCKS CABLE KNIT', 695],
  ['POMANDER CLOVE', 315],
  ['BATH SALTS ROCK ROSE 400G', 485],
  ['NAIL BRUSH PEARWOOD', 355],
  ['SHAVING MUG IRONSTONE', 965],
  ['GARDEN DIBBER ASH', 515],
  ['TWINE STAND CAST IRON', 745],
  ['BIRD FEEDER ACORN', 585],
  ['BOOT JACK HEDGEHOG', 1125],
  ['RAIN GAUGE GLASS', 465],
  ['CARAFE AND TUMBLER SMOKE', 1345],
  ['NAPKIN RINGS RUSH, SET OF 4', 535],
  ['PLACE CARD HOLDER PINECONE', 95],
  ['GIFT WRAP HOLLY SPRIG 5M', 265],
  ['TREE TOPPER TIN ANGEL', 725],
  ['CRACKERS MAKE YOUR OWN 8"', 575],
]
const finishes = ['', '', '', ' SAGE', ' OCHRE', ' MIDNIGHT', ' BLUSH', ' CHALK']
const packs = [1, 2, 2, 3, 4, 6, 6, 6, 8, 10, 12, 12, 12, 24, 24, 36, 48]

interface Line {
  readonly code: string
  readonly description: string
  readonly quantity: number
  readonly pence: number
}

/** Mostly a handful of lines, now and then a whole shop's stock. */
function lineCount(): number {
  const x = next()
  if (x < 0.12) return 1
  if (x < 0.88) return 2 + below(10)
  return x < 0.97 ? 12 + below(18) : 40 + below(28)
}

function goodsLine(sign: 1 | -1): Line {
  const n = below(things.length)
  const finish = below(finishes.length)
  const [thing, pence] = things[n]!
  return {
    code: `${61_000 + n * 7}${finish < 3 ? '' : 'ABCDE'[finish - 3]}`,
    description: `${thing}${finishes[finish]}${next() < 0.1 ? ' ' : ''}`,
    quantity: sign * (sign > 0 ? oneOf(packs) : 1 + below(4)),
    pence,
  }
}

function invoiceLines(country: string): Line[] {
  const lines = Array.from({ length: lineCount() }, () => goodsLine(1))
  // Abroad goes by carrier; at home a third pays carriage.
  if (country !== 'United Kingdom') {
    const pence = country === 'EIRE' ? 950 : oneOf([1800, 2400, 2800])
    lines.push({ code: 'POST', description: 'POSTAGE', quantity: 1, pence })
  } else if (next() < 0.33)
    lines.push({ code: 'C2', description: 'CARRIAGE', quantity: 1, pence: 695 })
  return lines
}

function field(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function row(number: string, line: Line, time: string, customer: string, country: string): string {
  const { code, description, quantity, pence } = line
  const price = `${Math.floor(pence / 100)}.${two(pence % 100)}`
  return [number, code, field(description), quantity, time, price, customer, country].join(',')
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Working hours of Monday 2 to Friday 6 November 2026, in order. */
function timeOf(index: number, of: number): string {
  const minute = Math.floor((index / of) * 5 * 540)
  const day = 2 + Math.floor(minute / 540)
  const at = 480 + (minute % 540)
  return `2026-11-${two(day)} ${two(Math.floor(at / 60))}:${two(at % 60)}:00`
}

/** Everybody once, in a fixed disorder (Fisher–Yates). */
function buyers(): string[] {
  const list = countries.flatMap(([country, n]) => Array.from({ length: n }, () => country))
  for (let i = list.length - 1; i > 0; i--) {
    const j = below(i + 1)
    ;[list[i], list[j]] = [list[j]!, list[i]!]
  }
  return list
}

function main(): void {
  const out = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country']
  for (const [i, country] of buyers().entries()) {
    const time = timeOf(i, customers)
    const credit = i % 17 === 11
    const number = `${credit ? 'C' : ''}${firstInvoice + i}`
    const lines = credit
      ? Array.from({ length: 1 + below(3) }, () => goodsLine(-1))
      : invoiceLines(country)
    const customer = i === 142 ? '' : `${firstCustomer + i * 3}.0`
    const rows = lines.map((line) => row(number, line, time, customer, country))
    if (i === 58) rows[0] = rows[0]!.replace(/,[^,]+,([^,]*),([^,]*)$/, ',$1,$2') // its price is lost
    if (i === 95) rows[0] = rows[0]!.replace(/,-?\d+,2026/, ',a dozen,2026')
    out.push(...rows)
  }
  process.stdout.write(`${out.join('\n')}\n`)
}

main()
