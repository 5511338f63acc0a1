/** Laws of the structure tree: what a table's rows say of their cells adds up. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { type Block, createTypesetter, type Row, type Table, type Typesetter } from '../index.ts'
import { SANS, SERIF, world } from './node.ts'
import './seed.ts'
import { documents, IMAGES, letter, number } from './trees.ts'

let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter({ ...world([...SANS, ...SERIF]), images: IMAGES })
})

/** Objects of the file's object streams (ISO 32000-1 §7.5.7), by number. */
function objectsOf(pdf: Uint8Array): Map<number, string> {
  const text = Buffer.from(pdf).toString('latin1')
  const objects = new Map<number, string>()
  const streams = /\/Type\/ObjStm\/N (\d+)\/First (\d+)[^>]*\/Length (\d+)>>stream\n/g
  for (const match of text.matchAll(streams)) {
    const [count, first, length] = match.slice(1).map(Number) as [number, number, number]
    const from = match.index + match[0].length
    const body = Buffer.from(inflateSync(pdf.subarray(from, from + length))).toString('latin1')
    const numbers = body.slice(0, first).trim().split(/\s+/).map(Number)
    for (let i = 0; i < count; i++) {
      const end = i + 1 < count ? first + (numbers[2 * i + 3] as number) : body.length
      objects.set(numbers[2 * i] as number, body.slice(first + (numbers[2 * i + 1] as number), end))
    }
  }
  return objects
}

interface Element {
  readonly tag: string
  readonly columns: number
  readonly rows: number
  readonly kids: readonly Element[]
}

/** Elements of tables, with what is within them but is no table again. */
function elementOf(objects: ReadonlyMap<number, string>, object: number): Element {
  const text = objects.get(object) ?? ''
  const value = (name: string) => Number(new RegExp(`/${name} (\\d+)`).exec(text)?.[1] ?? 1)
  const kids = /\/K\[?((?: ?\d+ 0 R)+)/.exec(text)?.[1] ?? ''
  return {
    tag: /^<<\/S\/(\w+)/.exec(text)?.[1] ?? '',
    columns: value('ColSpan'),
    rows: value('RowSpan'),
    kids: [...kids.matchAll(/(\d+) 0 R/g)].map((m) => elementOf(objects, Number(m[1]))),
  }
}

function tablesOf(pdf: Uint8Array): Element[] {
  const objects = objectsOf(pdf)
  return [...objects]
    .filter(([, text]) => text.startsWith('<</S/Table/'))
    .map(([object]) => elementOf(objects, object))
}

/** Every row has as many columns, those among them that come down from rows above. */
function addsUp(table: Element): void {
  const groups = table.kids.filter(({ tag }) => tag !== 'Caption')
  const tags = groups.map(({ tag }) => tag)
  if (tags.includes('THead') || tags.includes('TFoot')) assert.ok(tags.includes('TBody'), `${tags}`)
  const widths = new Set<number>()
  let down: number[] = []
  for (const row of groups.flatMap(({ kids }) => kids)) {
    assert.equal(row.tag, 'TR')
    assert.ok(row.kids.length > 0, 'a row has cells')
    const next: number[] = []
    let width = 0
    for (const { columns, rows } of row.kids) {
      while ((down[width] ?? 0) > 0) next[width] = (down[width++] as number) - 1
      for (let i = 0; i < columns; i++) {
        assert.ok(!((down[width] ?? 0) > 0), 'no cell over one that comes down')
        next[width++] = rows - 1
      }
    }
    while ((down[width] ?? 0) > 0) next[width] = (down[width++] as number) - 1
    widths.add(width)
    down = next
  }
  assert.ok(widths.size <= 1, `rows of ${[...widths].join(', ')} columns`)
  assert.ok(
    down.every((left) => left === 0),
    'no cell comes down beyond the last row',
  )
}

test('cells over more rows than there are, or than a page holds, add up too', () => {
  const down = (rowSpan: number): Row => ({ cells: [{ content: 'down', rowSpan }, 'beside'] })
  const rest: Row = { cells: ['one', 'two'] }
  const short: Row = { cells: ['beside'] }
  const share = { kind: 'fraction' as const, share: 1 }
  const table = (rows: readonly Row[], more: Partial<Table> = {}): Block => ({
    type: 'table',
    columns: [share, share],
    rows,
    ...more,
  })
  const tables: readonly Block[] = [
    table([down(9), short]),
    table([down(9), short], { footer: [rest] }),
    table([rest], { header: [down(3)] }),
    table([rest], { header: [rest], footer: [down(2)] }),
    table([], { header: [rest], footer: [rest] }),
    table([], { footer: [rest] }),
    table([
      { cells: [{ content: 'all', columnSpan: 2, rowSpan: 3 }] },
      { cells: [] },
      { cells: [] },
      rest,
    ]),
    table([down(60), ...Array.from({ length: 59 }, () => short), rest], { header: [rest] }),
    table(
      Array.from({ length: 60 }, () => rest),
      { sums: { carried: down(2), brought: down(2), format: () => '' } },
    ),
  ]
  for (const [i, own] of tables.entries()) {
    const found = tablesOf(typesetter.typeset(letter([own])).pdf)
    assert.equal(found.length, 1, `table ${i}`)
    for (const one of found) addsUp(one)
  }
})

test('rows of any table have the same number of columns', () => {
  let seen = 0
  fc.assert(
    fc.property(documents, (document) => {
      for (const table of tablesOf(typesetter.typeset(number(document).document).pdf)) {
        seen++
        addsUp(table)
      }
    }),
    { numRuns: 150 },
  )
  assert.ok(seen > 50, `${seen} tables`)
})
