/** Cells: their style, resolved once for each combination of style objects, and their content. */
import type {
  Align,
  Border,
  Cell,
  CellOrText,
  CellStyle,
  Edges,
  InlineContent,
  Block,
  Sides,
} from '../document.ts'
import { CONTENT } from '../pdf/codes.ts'
import type { Coder } from '../pdf/coder.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { num } from '../pdf/number.ts'
import { SLACK } from '../text/break.ts'
import { MOST_LINKS } from '../text/items.ts'
import type { Word } from '../text/shaper.ts'
import { baselineOf } from '../text/segments.ts'
import { fillOf, type ParagraphRecord, type TextRecord } from '../text/style.ts'
import { bordersOf, insetsOf } from './box.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import type { Laid, Part } from './part.ts'

export interface CellRecord {
  readonly paragraph: ParagraphRecord
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
  readonly fill: string
  readonly borders: Edges<Border> | null
  readonly valign: 'top' | 'middle' | 'bottom'
  readonly align: Align
  /** One line of plain text: the way most cells go. */
  readonly simple: boolean
  readonly lineHeight: number
  readonly baseline: number
}

const NONE: CellStyle = {}

interface Trie {
  readonly next: WeakMap<object, Trie>
  readonly records: Map<number, CellRecord>
}

/** Finds the record of a stack of styles, the later refining the earlier. */
export class CellStyles {
  private readonly root: Trie = { next: new WeakMap(), records: new Map() }

  resolve(
    context: Context,
    base: TextRecord,
    styles: readonly (CellStyle | undefined)[],
  ): CellRecord {
    // Beside the stack, a cell follows the document's own paragraph and the way it reads.
    const { document, rtl } = context
    let node = this.root
    for (let i = -1; i < styles.length; i++) {
      const key = (i < 0 ? document.paragraph : styles[i]) ?? NONE
      let next = node.next.get(key)
      if (next === undefined)
        node.next.set(key, (next = { next: new WeakMap(), records: new Map() }))
      node = next
    }
    const id = rtl ? -base.id : base.id
    let record = node.records.get(id)
    if (record === undefined) node.records.set(id, (record = make(context, base, styles)))
    return record
  }
}

function make(
  context: Context,
  base: TextRecord,
  styles: readonly (CellStyle | undefined)[],
): CellRecord {
  const merged: Record<string, unknown> = {}
  let borders: Edges<Border> | null = null
  // In a table that runs from the right, a number too begins there.
  const direction = context.rtl ? ('rtl' as const) : undefined
  let paragraph = { direction, ...context.document.paragraph, spaceBefore: 0, spaceAfter: 0 }
  for (const style of styles) {
    if (style === undefined) continue
    for (const [key, value] of Object.entries(style)) if (value !== undefined) merged[key] = value
    borders = bordersOver(borders, style.border)
    const own = style.paragraph
    if (own) {
      const text =
        own.text && paragraph.text
          ? { ...paragraph.text, ...own.text }
          : (own.text ?? paragraph.text)
      paragraph = { ...paragraph, ...own, text } as typeof paragraph
    }
    if (style.align) paragraph = { ...paragraph, align: style.align } as typeof paragraph
  }
  const style = merged as CellStyle
  const record = context.styles.paragraph(base, paragraph)
  const pad =
    style.padding === undefined ? { top: 2, right: 4, bottom: 2, left: 4 } : insetsOf(style.padding)
  return {
    paragraph: record,
    ...pad,
    fill: fillOf(style.background),
    borders,
    valign: style.verticalAlign ?? 'top',
    align: record.align,
    simple:
      record.text.plain &&
      record.direction !== 'rtl' &&
      record.start === 0 &&
      record.end === 0 &&
      record.first === 0 &&
      record.background === '' &&
      (record.align === 'start' || record.align === 'end' || record.align === 'center'),
    lineHeight: record.text.size * record.leading,
    baseline: baselineOf(record.text, record.leading),
  }
}

/** A border that is not there at all stays null: such a cell is drawn without a look at its edges. */
function bordersOver(
  below: Edges<Border> | null,
  above: Sides<Border> | undefined,
): Edges<Border> | null {
  if (above === undefined) return below
  const own = bordersOf(above)
  return own === null || below === null ? own : { ...below, ...own }
}

/** A cell at its place in a row. */
export interface CellLaid {
  readonly record: CellRecord
  readonly column: number
  readonly columns: number
  readonly rows: number
  readonly x: number
  readonly width: number
  readonly header: Cell['header']
  /** Exactly one of these, or none for an empty cell. */
  readonly word: Word | null
  readonly laid: Laid | null
  /** Height with padding. */
  readonly height: number
  /** Whole content, when it is not one word. */
  readonly part: Part | null
}

export function contentOf(cell: CellOrText): Cell['content'] {
  return typeof cell === 'string' ? cell : cell.content
}

function isBlocks(content: Cell['content']): content is { readonly blocks: readonly Block[] } {
  return typeof content === 'object' && !Array.isArray(content)
}

export function layCell(
  cell: CellOrText,
  record: CellRecord,
  column: number,
  columns: number,
  rows: number,
  x: number,
  width: number,
  context: Context,
): CellLaid {
  const content = contentOf(cell)
  const header = typeof cell === 'string' ? undefined : cell.header
  const room = width - record.left - record.right
  const padding = record.top + record.bottom
  let word: Word | null = null
  let laid: Laid | null = null
  let part: Part | null = null
  let inner = 0
  if (typeof content === 'string' && record.simple && content !== '') {
    word = record.paragraph.text.shaper.line(content)
    if (word !== null && word.advance * record.paragraph.text.em > room + SLACK) word = null
  }
  if (word !== null) inner = record.lineHeight
  else if (content !== '') {
    laid = cellFlow(content, record, Math.max(1, room), context)
    part = laid.take(1e7, true).part
    inner = part?.height ?? 0
  }
  // One literal: a spread of what is common costs as much as all the rest of a short cell.
  const height = inner + padding
  return { record, column, columns, rows, x, width, header, word, laid, part, height }
}

/** A cell's content as a flow that can be split over pages. */
export function cellFlow(
  content: Cell['content'],
  record: CellRecord,
  room: number,
  context: Context,
): Laid {
  if (isBlocks(content))
    return new Flow(content.blocks, room, context, record.paragraph.text).settle()
  const inline: InlineContent = content
  // Content stands in its cell, not in a paragraph of its own.
  const block = { type: 'paragraph' as const, content: inline, style: record.paragraph.style }
  return new Flow([block], room, context, record.paragraph.text).settle()
}

/** Natural width of a cell's widest line, with padding: what `content` columns ask for. */
export function naturalWidth(cell: CellOrText, record: CellRecord, context: Context): number {
  const content = contentOf(cell)
  const padding = record.left + record.right
  const { shaper, em } = record.paragraph.text
  if (isBlocks(content)) return padding + 60
  const texts =
    typeof content === 'string' ? [content] : content.map((inline) => textOfInline(inline, 0))
  let widest = 0
  let line = 0
  for (const text of texts) {
    for (const [i, piece] of text.split('\n').entries()) {
      if (i > 0) line = 0
      const word = shaper.line(piece)
      line += (word ? word.advance : shaper.unbroken(piece).advance) * em
      widest = Math.max(widest, line)
    }
  }
  void context
  return Math.ceil((widest + padding) * 100) / 100
}

function textOfInline(inline: Exclude<InlineContent, string>[number], depth: number): string {
  if (typeof inline === 'string') return inline
  if (inline.type === 'text') return inline.text
  if (inline.type === 'lineBreak') return '\n'
  if (inline.type === 'link' && depth < MOST_LINKS) {
    return typeof inline.content === 'string'
      ? inline.content
      : inline.content.map((inner) => textOfInline(inner, depth + 1)).join('')
  }
  return '000'
}

/** Writes a cell's content; `tag` null writes it without structure. */
export function writeCell(
  page: Page,
  cell: CellLaid,
  left: number,
  y: number,
  height: number,
  part: Part | null,
  row: StructNode | null,
  tag: string,
  attributes: string,
): void {
  const { record, word } = cell
  const x = left + cell.x
  if (word !== null) {
    const slack = height - cell.height
    return writeWord(page, word, record, x, cell.width, y, slack, row, tag, attributes)
  }
  if (row === null) {
    if (part) part.write(page, x + record.left, y + record.top + dropOf(cell, part, height), null)
    return
  }
  const node = page.sink.node(tag, row, attributes)
  if (part) part.write(page, x + record.left, y + record.top + dropOf(cell, part, height), node)
  page.sink.close(node)
}

/** Writes a line of plain text into its cell, which has its corner at `x`, `y`. */
export function writeWord(
  page: Page,
  word: Word,
  record: CellRecord,
  x: number,
  width: number,
  y: number,
  slack: number,
  row: StructNode | null,
  tag: string,
  attributes: string,
): void {
  const { text } = record.paragraph
  let start = x + record.left
  if (record.align !== 'start') {
    const rest = width - record.left - record.right - word.advance * text.em
    start += record.align === 'end' ? rest : rest / 2
  }
  let top = y + record.top
  if (slack > 0 && record.valign !== 'top') top += record.valign === 'bottom' ? slack : slack / 2
  const { index } = word.font as NonNullable<Word['font']>
  page.sink.fontsUsed[index] = true
  let set = ''
  const font = text.selects[index] ?? selecting(text, index)
  if (page.font !== font || page.fill !== text.fill) set = page.setText(font, text.fill)
  if (page.spacing !== 0) {
    page.spacing = 0
    set += '0 Tc '
  }
  const out = page.settle()
  if (row === null) out.again(BEGIN)
  else page.leaf(row, tag, attributes, MARKED)
  if (set !== '') out.text(set)
  CONTENT.number(out, start)
  showAt(out, page, page.height - top - record.baseline)
  out.put((word.shown ??= CONTENT.piece(word.code)))
  out.again(row === null ? END : END_MARKED)
}

const BEGIN = CONTENT.piece('BT ')
const MARKED = CONTENT.piece('>>BDC BT ')
const GAP = CONTENT.piece(' ')
const SHOW = CONTENT.piece(' Td [(')
const END = CONTENT.piece(')]TJ ET\n')
const END_MARKED = CONTENT.piece(')]TJ ET EMC\n')

/** The cells of a row stand on one baseline, which is written once. */
function showAt(out: Coder, page: Page, baseline: number): void {
  if (page.baseline === baseline && out.repeat(page.line)) return
  page.baseline = baseline
  out.begin(page.line)
  out.put(GAP)
  CONTENT.number(out, baseline)
  out.put(SHOW)
  out.end(page.line)
}

/** The operator that selects a prepared font at the text's size. */
function selecting(text: TextRecord, index: number): string {
  return (text.selects[index] = `/F${index} ${num(text.size)} Tf`)
}

function dropOf(cell: CellLaid, part: Part, height: number): number {
  const { record } = cell
  const slack = Math.max(0, height - record.top - record.bottom - part.height)
  return record.valign === 'bottom' ? slack : record.valign === 'middle' ? slack / 2 : 0
}
