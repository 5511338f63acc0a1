/**
 * Optimum fit (D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", 1981): of all ways to
 * break a paragraph, the one whose lines' spaces are stretched and shrunk least, with a price on
 * hyphens, on several of them in a row, on very different neighbours and on a word left alone.
 */
import { type BrokenLine, hyphenWidth, makeLine, type Measure, part, SLACK } from './break.ts'
import { BREAK, type Item, OBJECT, SPACE, TAB, WORD } from './items.ts'

/** A space may grow by half and shrink by a third of itself before the price gets high. */
const STRETCH = 0.5
const SHRINK = 0.33
const HYPHEN = 60
/** By how many lines in a row end in a hyphen: two can be borne, a ladder of four cannot. */
const LADDER = [0, 0, 3000, 30_000, 150_000] as const
const CLASH = 2000
/** A last line of one short word, under so much of the room, looks like a gap. */
const RUNT = 3000
const SHORT = 0.12
/** Longest paragraph taken, in items; a longer one is broken first fit. */
const MOST_ITEMS = 4000
/** Worst stretch tried, as a multiple of `STRETCH`. */
const TOLERANCES = [2, 5, 20] as const

interface Break {
  /** Index of the item the next line begins with. */
  readonly at: number
  readonly line: number
  readonly fit: number
  /** Lines in a row, up to this break, that end in a hyphen. */
  readonly ladder: number
  readonly demerits: number
  readonly previous: Break | null
}

interface Sums {
  readonly width: Float64Array
  readonly space: Float64Array
}

/** Lines with least demerits; null where the paragraph asks for first fit (tabs, forced breaks). */
export function breakOptimum(source: readonly Item[], measure: Measure): BrokenLine[] | null {
  if (source.length > MOST_ITEMS) return null
  const parts = splitAtForced(source)
  if (parts === null) return null
  const lines: BrokenLine[] = []
  for (const items of parts) {
    if (items.length === 0) {
      lines.push({ items: [], width: 0, last: true, hyphen: false, space: false })
      continue
    }
    const broken = breakPart(items, measure, lines.length)
    if (broken === null) return null
    lines.push(...broken)
  }
  return lines
}

function splitAtForced(items: readonly Item[]): Item[][] | null {
  const parts: Item[][] = [[]]
  for (const item of items) {
    if (item.kind === TAB) return null
    if (item.kind === BREAK) parts.push([])
    else (parts.at(-1) as Item[]).push(item)
  }
  return parts
}

function breakPart(
  source: readonly Item[],
  measure: Measure,
  firstLine: number,
): BrokenLine[] | null {
  const plain = source.slice()
  while (plain[0]?.kind === SPACE) plain.shift()
  for (const hyphenate of measure.paragraph.hyphenate ? [false, true] : [false]) {
    const items = hyphenate ? withHyphens(plain) : plain
    // Without hyphens only a good setting is taken; with them, whatever can be had.
    const tolerances =
      hyphenate || !measure.paragraph.hyphenate ? TOLERANCES : TOLERANCES.slice(0, 1)
    for (const tolerance of tolerances) {
      const end = search(items, measure, firstLine, tolerance)
      if (end !== null) return assemble(items, end)
    }
  }
  return null
}

/** Words cut at all their hyphenation points. */
function withHyphens(items: readonly Item[]): Item[] {
  const out: Item[] = []
  for (const item of items) {
    const word = item.word
    if (item.kind !== WORD || word === null || word.soft || (item.level & 1) === 1) {
      out.push(item)
      continue
    }
    const { shaper } = item.record
    const points = shaper.hyphenate(word.text)
    let from = 0
    for (const to of [...points, word.text.length]) {
      const piece = part(item, shaper.word(word.text.slice(from, to), false), from > 0)
      if (from === 0) piece.mayBreak = item.mayBreak
      if (from === 0) piece.hyphen = item.hyphen
      out.push(piece)
      from = to
    }
  }
  return out
}

function sumsOf(items: readonly Item[]): Sums {
  const width = new Float64Array(items.length + 1)
  const space = new Float64Array(items.length + 1)
  items.forEach((item, i) => {
    width[i + 1] = (width[i] as number) + item.width
    space[i + 1] = (space[i] as number) + (item.kind === SPACE ? item.width : 0)
  })
  return { width, space }
}

function search(
  items: readonly Item[],
  measure: Measure,
  firstLine: number,
  tolerance: number,
): Break | null {
  const sums = sumsOf(items)
  let active: Break[] = [{ at: 0, line: firstLine, fit: 1, ladder: 0, demerits: 0, previous: null }]
  for (let i = 1; i <= items.length; i++) {
    const final = i === items.length
    const item = items[i]
    if (!final && !item?.mayBreak) continue
    const hyphen = !final && item?.hyphen === true
    let end = i
    while (end > 0 && items[end - 1]?.kind === SPACE) end--
    const still: Break[] = []
    const best: (Break | undefined)[] = []
    for (const from of active) {
      const room = measure.room(from.line)
      const width = (sums.width[end] as number) - (sums.width[from.at] as number)
      const extra = hyphen ? hyphenWidth(items[i - 1] as Item) : 0
      const spaces = (sums.space[end] as number) - (sums.space[from.at] as number)
      const ratio = ratioOf(room - width - extra, spaces, final)
      if (ratio >= -1 || width + extra <= room + SLACK) still.push(from)
      if (ratio < -1 || (ratio > tolerance && !final)) continue
      const made = next(from, i, ratio, hyphen, final)
      if (final && from.line > firstLine && width < SHORT * room) made.demerits += RUNT
      // What ends in one hyphen and what ends in the third go on at different prices.
      const key = made.fit * 3 + Math.min(made.ladder, 2)
      const kept = best[key]
      if (kept === undefined || made.demerits < kept.demerits) best[key] = made
    }
    // Lines cannot get shorter by going on, so what is too full now is done with.
    active = final ? [] : still
    for (const made of best) if (made) active.push(made)
    if (active.length === 0) return null
  }
  let winner: Break | null = null
  for (const end of active) if (winner === null || end.demerits < winner.demerits) winner = end
  return winner
}

function ratioOf(left: number, spaces: number, final: boolean): number {
  if (left >= 0) return final ? 0 : spaces > 0 ? left / (spaces * STRETCH) : left < SLACK ? 0 : 1000
  return spaces > 0 ? left / (spaces * SHRINK) : left > -SLACK ? 0 : -1000
}

function next(
  from: Break,
  at: number,
  ratio: number,
  hyphen: boolean,
  final: boolean,
): Break & { demerits: number } {
  const badness = 100 * Math.abs(ratio) ** 3
  let demerits = (1 + badness + (hyphen ? HYPHEN : 0)) ** 2
  const fit = ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3
  const ladder = hyphen ? from.ladder + 1 : 0
  // A hyphen before the last line is as good as two in a row.
  const counted = final && from.ladder > 0 ? from.ladder + 1 : ladder
  demerits += LADDER[Math.min(counted, LADDER.length - 1)] as number
  if (Math.abs(fit - from.fit) > 1) demerits += CLASH
  return {
    at,
    line: from.line + 1,
    fit,
    ladder,
    demerits: from.demerits + demerits,
    previous: from,
  }
}

function assemble(items: readonly Item[], end: Break): BrokenLine[] {
  const ends: Break[] = []
  for (let b: Break | null = end; b !== null && b.previous !== null; b = b.previous) ends.unshift(b)
  let from = 0
  return ends.map((b) => {
    while (items[from]?.kind === SPACE) from++
    const line = makeLine(items, from, b.at, b.at >= items.length)
    from = b.at
    return { ...line, items: rejoin(line.items) }
  })
}

/** Parts of a word that stayed on one line are that word again, with its kerning. */
function rejoin(items: readonly Item[]): Item[] {
  const out: Item[] = []
  for (const item of items) {
    const last = out.at(-1)
    const same =
      last?.word && item.word && item.hyphen && last.record === item.record && !last.word.soft
    if (!same || last.kind === OBJECT) {
      out.push(item)
      continue
    }
    const word = item.record.shaper.word(
      (last.word as NonNullable<Item['word']>).text + (item.word as NonNullable<Item['word']>).text,
      false,
    )
    // The width stays the sum of the parts, by which the line was broken.
    out[out.length - 1] = { ...last, word, width: last.width + item.width }
  }
  return out
}
