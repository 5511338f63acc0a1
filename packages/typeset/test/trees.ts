/** Random content trees, every word and every figure of which can be found again on its page. */
import * as fc from 'fast-check'
import type { Block, Document, ImageSource, Inline, Row } from '../index.ts'
import { masters, rest } from './masters.ts'

export const letters = 'abcdefghijklmnopqrstuvwxyzäöüßéèçñ'
const word = fc.string({ minLength: 1, maxLength: 7, unit: fc.constantFrom(...letters) })
const few = fc.array(word, { minLength: 1, maxLength: 12 })
/** Long enough to go over a page now and then; fast-check alone would stop at ten. */
const many = fc.array(word, { minLength: 1, maxLength: 90, size: 'max' })
const words = fc.oneof({ weight: 3, arbitrary: few }, many).map((list) => list.join(' '))
const short = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '))

const style = fc.record(
  {
    align: fc.constantFrom('start', 'end', 'center', 'justify' as const),
    lineHeight: fc.double({ min: 1, max: 2, noNaN: true }),
    spaceBefore: fc.integer({ min: 0, max: 20 }),
    spaceAfter: fc.integer({ min: 0, max: 20 }),
    keepWithNext: fc.boolean(),
    keepTogether: fc.boolean(),
    indentFirst: fc.integer({ min: 0, max: 4 }),
    indentStart: fc.integer({ min: 0, max: 4 }),
    indentEnd: fc.integer({ min: 0, max: 2 }),
    widows: fc.integer({ min: 1, max: 4 }),
    orphans: fc.integer({ min: 1, max: 4 }),
    text: fc.record(
      {
        size: fc.integer({ min: 4, max: 11 }),
        weight: fc.constantFrom(400, 700),
        underline: fc.boolean(),
        letterSpacing: fc.constantFrom(0, 0.5),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

const inline = (note: fc.Arbitrary<Block>): fc.Arbitrary<Inline> =>
  fc.oneof(
    { weight: 4, arbitrary: words },
    words.map((text) => ({
      type: 'text' as const,
      text,
      style: { family: 'Source Serif 4', italic: true },
    })),
    words.map((text) => ({ type: 'text' as const, text, style: { background: '#ffeeaa' } })),
    short.map((text) => ({ type: 'text' as const, text, style: { script: 'super' as const } })),
    words.map((content) => ({ type: 'link' as const, to: 'https://example.com', content })),
    fc.constant({ type: 'lineBreak' as const }),
    fc.constant({ type: 'tab' as const }),
    fc
      .array(note, { minLength: 1, maxLength: 2 })
      .map((content) => ({ type: 'footnote' as const, content })),
  )

const note = fc.record({ type: fc.constant('paragraph' as const), content: short })
const paragraph: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('paragraph' as const),
  content: fc.oneof(words, fc.array(inline(note), { maxLength: 5 })),
  style,
})
const heading: fc.Arbitrary<Block> = fc.record({
  type: fc.constant('heading' as const),
  level: fc.constantFrom(1, 2, 3 as const),
  content: short,
  style,
})
const sized = {
  align: fc.constantFrom('start', 'center', 'end' as const),
  spaceBefore: fc.integer({ min: 0, max: 12 }),
  spaceAfter: fc.integer({ min: 0, max: 12 }),
}
const figure: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    ...sized,
    type: fc.constant('barcode' as const),
    symbology: fc.constantFrom('qrcode', 'code128', 'datamatrix'),
    text: fc.constant('MISIVA 1'),
    alt: fc.constant('CODE'),
    width: fc.integer({ min: 20, max: 90 }),
  }),
  fc.record({
    ...sized,
    type: fc.constant('chart' as const),
    // Not round ones: PDFium's bounds of an arc are those of its control points, outside of it.
    kind: fc.constantFrom('bar', 'horizontalBar', 'stackedBar' as const),
    labels: fc.constant(['A', 'B']),
    series: fc
      .array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 2 })
      .map((values) => [{ name: 'N', values }]),
    alt: fc.constant('CHART'),
    height: fc.integer({ min: 30, max: 100 }),
  }),
  fc.record({
    ...sized,
    type: fc.constant('image' as const),
    image: fc.constant('figure'),
    alternative: fc.constant({ alt: 'IMAGE' }),
    width: fc.integer({ min: 10, max: 160 }),
    fit: fc.constantFrom('contain', 'cover', 'none', 'stretch' as const),
  }),
)

const cellStyle = fc.record(
  {
    padding: fc.integer({ min: 0, max: 6 }),
    background: fc.constantFrom('#eef2f7', '#fdf6e3'),
    border: fc.constantFrom({ bottom: { width: 0.5 } }, { width: 0.7 }),
    verticalAlign: fc.constantFrom('top', 'middle', 'bottom' as const),
    align: fc.constantFrom('start', 'end', 'center' as const),
  },
  { requiredKeys: [] },
)

function table(block: fc.Arbitrary<Block>, most: number): fc.Arbitrary<Block> {
  const cell = fc.oneof(
    { weight: 2, arbitrary: short },
    fc.record({
      content: fc.oneof(
        short,
        fc.array(block, { maxLength: 2 }).map((blocks) => ({ blocks })),
      ),
      columnSpan: fc.constantFrom(1, 1, 2),
      rowSpan: fc.constantFrom(1, 1, 2, 3),
      style: cellStyle,
    }),
  )
  const row = fc.record(
    {
      cells: fc.array(cell, { minLength: 1, maxLength: most }),
      kind: fc.constantFrom('row', 'row', 'group', 'total' as const),
      splittable: fc.boolean(),
      style: cellStyle,
    },
    { requiredKeys: ['cells'] },
  )
  const share = fc.constant({ kind: 'fraction' as const, share: 1 })
  const column = fc.oneof(
    share,
    fc.constant({ kind: 'fixed' as const, width: 60 }),
    fc.constant({ kind: 'content' as const, max: 80 }),
  )
  return fc
    .record({
      columns: fc.array(most === 3 ? column : share, { minLength: most, maxLength: most }),
      rows: fc.array(row, { maxLength: 9, size: '+1' }),
      style: cellStyle,
      headed: fc.boolean(),
      footed: fc.boolean(),
    })
    .map(({ columns, rows, style: own, headed, footed }): Block => ({
      type: 'table',
      columns,
      style: own,
      ...(headed && { header: [{ cells: ['H1', 'H2', 'H3'].slice(0, most) }] }),
      rows: rows as readonly Row[],
      ...(footed && { footer: [{ cells: ['F1', 'F2', 'F3'].slice(0, most) }] }),
    }))
}

const boxStyle = fc.record(
  {
    padding: fc.oneof(
      fc.integer({ min: 0, max: 8 }),
      fc.constant({ top: 1, right: 9, bottom: 3, left: 4 }),
    ),
    border: fc.constantFrom({ width: 1 }, { left: { width: 2 } }),
    radius: fc.constantFrom<0 | 4 | readonly [number, number, number, number]>(0, 4, [9, 0, 3, 0]),
    background: fc.constantFrom('#eeeeee', '#ddeeff'),
    spaceBefore: fc.integer({ min: 0, max: 12 }),
    spaceAfter: fc.integer({ min: 0, max: 12 }),
    keepTogether: fc.boolean(),
    keepWithNext: fc.boolean(),
    width: fc.integer({ min: 60, max: 400 }),
    align: fc.constantFrom('start', 'center', 'end' as const),
    minHeight: fc.integer({ min: 0, max: 60 }),
  },
  { requiredKeys: [] },
)

/** Containers that leave their content nearly all their width. */
const around = (block: fc.Arbitrary<Block>): fc.Arbitrary<Block>[] => {
  const few = fc.array(block, { maxLength: 4 })
  return [
    fc.record({ type: fc.constant('box' as const), content: few, style: boxStyle }),
    few.map((content): Block => ({ type: 'keepTogether', content })),
    fc.record({
      type: fc.constant('list' as const),
      marker: fc.constantFrom(
        { kind: 'counter' as const, form: 'decimal' as const, suffix: '.' },
        { kind: 'counter' as const, form: 'upperRoman' as const },
        { kind: 'text' as const, text: '•' },
        { kind: 'box' as const },
      ),
      items: fc.array(
        fc.array(block, { maxLength: 2 }).map((content) => ({ content })),
        { minLength: 1, maxLength: 4 },
      ),
      spaceBetween: fc.integer({ min: 0, max: 8 }),
    }),
  ]
}

/** Containers that give each of their contents a share of their width. */
const sharing = (block: fc.Arbitrary<Block>, most: 2 | 3): fc.Arbitrary<Block>[] => {
  const few = fc.array(block, { maxLength: 4 })
  return [
    fc.record({
      type: fc.constant('columns' as const),
      count: fc.constantFrom(2, most),
      gap: fc.integer({ min: 4, max: 14 }),
      balance: fc.boolean(),
      content: few,
      spaceBefore: fc.integer({ min: 0, max: 12 }),
    }),
    fc.record({
      type: fc.constant('sideBySide' as const),
      columns: fc.constantFrom<{ kind: 'fraction'; share: number }[]>(
        [
          { kind: 'fraction', share: 1 },
          { kind: 'fraction', share: 1 },
        ],
        [
          { kind: 'fraction', share: 3 },
          { kind: 'fraction', share: 2 },
        ],
      ),
      content: fc.array(fc.array(block, { maxLength: 2 }), { minLength: 1, maxLength: 2 }),
      gap: fc.integer({ min: 0, max: 12 }),
      verticalAlign: fc.constantFrom('top', 'middle', 'bottom' as const),
    }),
    table(block, most),
  ]
}

const leaf: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  heading,
  figure,
  fc.record({ type: fc.constant('space' as const), height: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ type: fc.constant('rule' as const), spaceBefore: fc.integer({ min: 0, max: 9 }) }),
)

/**
 * A block of any kind with blocks of any kind within, and those again. Shares of shares are as
 * narrow as it goes: in less, not one letter fits a line, and no law could hold.
 */
export const tree: fc.Arbitrary<Block> = (() => {
  const inner = fc.oneof({ weight: 3, arbitrary: leaf }, ...around(leaf), ...sharing(leaf, 2))
  return fc.oneof({ weight: 3, arbitrary: leaf }, ...around(inner), ...sharing(inner, 3))
})()

const top = fc.oneof(
  { weight: 9, arbitrary: tree },
  fc.constantFrom<Block>(
    { type: 'pageBreak' },
    { type: 'pageBreak', to: 'odd' },
    { type: 'pageBreak', to: 'section' },
    { type: 'pageBreak', masters: 'other' },
  ),
)

/** A whole document: some blocks, masters by place, blocks for white space left. */
export const documents: fc.Arbitrary<Document> = fc
  .record({
    body: fc.array(top, { minLength: 1, maxLength: 9, size: '+1' }),
    duplex: fc.constantFrom(undefined, undefined, { fillBacks: true }),
    masters,
    fillers: fc.array(
      fc.array(tree, { minLength: 1, maxLength: 1 }).map((content) => ({ content, priority: 1 })),
      { maxLength: 2 },
    ),
  })
  .map(({ body, ...part }) => letter('rest' in part.masters ? body.map(unnamed) : body, part))

/** Documents of one set of masters change to no other. */
function unnamed(block: Block): Block {
  return block.type === 'pageBreak' ? { type: 'pageBreak', to: block.to } : block
}

export function letter(body: readonly Block[], more: Partial<Document> = {}): Document {
  return {
    lang: 'en',
    title: 'LAW',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 9 },
    masters: { rest },
    body,
    ...more,
  }
}

/** Fills by which the figures of a document are told apart. */
const fills = Array.from({ length: 90 }, (_, i) => `#01${String(i + 10)}02`)

/** Squares in every one of these fills, as pictures. */
export const IMAGES: readonly ImageSource[] = fills.map((fill) => ({
  name: fill,
  bytes: new TextEncoder().encode(
    `<svg viewBox="0 0 60 40"><rect width="60" height="40" fill="${fill}"/></svg>`,
  ),
}))

export interface Numbered {
  readonly document: Document
  /** By number: the word and which piece of text it is of. */
  readonly words: readonly { readonly text: string; readonly piece: number }[]
  /** Fills of the figures in the body. */
  readonly figures: readonly string[]
  /** Words and figures from here on are a filler's, which may be left out. */
  readonly wordsOfBody: number
  readonly figuresOfBody: number
}

/** Gives every word a number (`Q17abc`) and every figure a fill of its own. */
export function number(document: Document): Numbered {
  const found: { text: string; piece: number }[] = []
  const figures: string[] = []
  let piece = 0
  const text = (value: string): string => {
    piece++
    return value.replace(/\S+/g, (own) => `Q${found.push({ text: own, piece }) - 1}${own}`)
  }
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return key === 'content' || key === 'cells' ? text(value) : value
    if (Array.isArray(value)) return value.map((item) => walk(item, key))
    if (typeof value !== 'object' || value === null) return value
    const own = value as Record<string, unknown>
    const made = Object.fromEntries(
      Object.entries(own).map(([k, v]) => [k, k === 'header' || k === 'footer' ? v : walk(v, k)]),
    )
    if (own['type'] === 'text') made['text'] = text(own['text'] as string)
    const fill = fills[figures.length % fills.length] as string
    if (own['type'] === 'barcode') made['color'] = fill
    else if (own['type'] === 'chart') made['colors'] = [fill, fill]
    else if (own['type'] === 'image') made['image'] = fill
    else return made
    figures.push(fill)
    return made
  }
  const body = walk(document.body, '') as Block[]
  const [wordsOfBody, figuresOfBody] = [found.length, figures.length]
  const fillers = walk(document.fillers ?? [], '') as Document['fillers']
  return {
    document: { ...document, body, fillers },
    words: found,
    figures,
    wordsOfBody,
    figuresOfBody,
  }
}
