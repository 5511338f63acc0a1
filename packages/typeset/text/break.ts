/** Breaking items into lines, first fit. Justified text is broken by `optimum.ts` instead. */
import type { TabStop } from '../document.ts'
import { BREAK, type Item, SPACE, TAB, WORD } from './items.ts'
import type { ParagraphRecord } from './style.ts'

/** Items `[from, to)` of `items` on one line; trailing spaces are left out. */
export interface BrokenLine {
  readonly items: readonly Item[]
  readonly width: number
  /** The line ends because the paragraph or a forced break says so. */
  readonly last: boolean
  /** A hyphen is to be shown at its end. */
  readonly hyphen: boolean
  /** A space was swallowed at its end; it is written all the same, for those who read by ear. */
  readonly space: boolean
}

export interface Measure {
  /** Room of line `n`. */
  room(line: number): number
  readonly paragraph: ParagraphRecord
  readonly rtl: boolean
  onLongWord(): void
}

/** Rounding of sums must not break what was measured to fit. */
export const SLACK = 0.01

export function breakFirstFit(source: readonly Item[], measure: Measure): BrokenLine[] {
  const items = source.slice()
  const lines: BrokenLine[] = []
  let from = 0
  while (from < items.length) {
    while (from < items.length && items[from]?.kind === SPACE) from++
    if (from >= items.length) break
    const room = measure.room(lines.length)
    const end = fill(items, from, room, measure)
    lines.push(makeLine(items, from, end.at, end.forced || end.at >= items.length))
    from = end.forced ? end.at + 1 : end.at
    if (end.forced && from >= items.length)
      lines.push({ items: [], width: 0, last: true, hyphen: false, space: false })
  }
  return lines
}

/** Where the line that begins at `from` ends. May split the item there. */
function fill(
  items: Item[],
  from: number,
  room: number,
  measure: Measure,
): { at: number; forced: boolean } {
  let x = 0
  let legal = -1
  for (let i = from; i < items.length; i++) {
    const item = items[i] as Item
    if (item.kind === BREAK) return { at: i, forced: true }
    if (item.kind === TAB)
      item.width = tabWidth(items, i, x, room, measure.paragraph.tabs, measure.rtl).width
    if (i > from && item.mayBreak && (!item.hyphen || x + hyphenWidth(item) <= room + SLACK)) {
      legal = i
    }
    if (item.kind !== SPACE && x + item.width > room + SLACK) {
      if (measure.paragraph.hyphenate && item.kind === WORD) {
        const cut = splitByHyphen(items, i, room - x)
        if (cut) return { at: i + 1, forced: false }
      }
      if (legal > from) return { at: legal, forced: false }
      measure.onLongWord()
      return { at: splitAnywhere(items, i, from, room - x), forced: false }
    }
    x += item.width
  }
  return { at: items.length, forced: false }
}

export function hyphenWidth(item: Item): number {
  return item.record.shaper.word('-', false).advance * item.record.em
}

/** Splits item `i` at the last hyphenation point that fits; false where none does. */
function splitByHyphen(items: Item[], i: number, room: number): boolean {
  const item = items[i] as Item
  const word = item.word
  if (word === null || word.soft || (item.level & 1) === 1) return false
  const { shaper, em } = item.record
  const points = shaper.hyphenate(word.text)
  for (let p = points.length - 1; p >= 0; p--) {
    const at = points[p] as number
    const head = shaper.word(word.text.slice(0, at), false)
    const width = head.advance * em + head.count * item.record.letterSpacing
    if (width + hyphenWidth(item) > room + SLACK) continue
    const tail = shaper.word(word.text.slice(at), false)
    items.splice(i, 1, { ...item, word: head, width }, part(item, tail, true))
    return true
  }
  return false
}

export function part(item: Item, word: NonNullable<Item['word']>, hyphen: boolean): Item {
  const width = word.advance * item.record.em + word.count * item.record.letterSpacing
  return { ...item, word, width, mayBreak: true, hyphen }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A word longer than the line is broken between characters. Returns where the next line begins. */
function splitAnywhere(items: Item[], i: number, from: number, room: number): number {
  const item = items[i] as Item
  if (item.kind !== WORD || item.word === null) return i > from ? i : i + 1
  const chars = [...graphemes.segment(item.word.text)].map((s) => s.segment)
  const { shaper, em, letterSpacing } = item.record
  const rtl = (item.level & 1) === 1
  let low = 0
  let high = chars.length
  while (low < high) {
    const mid = (low + high + 1) >> 1
    const head = shaper.word(chars.slice(0, mid).join(''), rtl)
    if (head.advance * em + head.count * letterSpacing <= room + SLACK) low = mid
    else high = mid - 1
  }
  if (low === 0 && i > from) return i
  const take = Math.max(1, low)
  if (take >= chars.length) return i + 1
  const head = shaper.word(chars.slice(0, take).join(''), rtl)
  const tail = shaper.word(chars.slice(take).join(''), rtl)
  const width = head.advance * em + head.count * letterSpacing
  items.splice(i, 1, { ...item, word: head, width }, part(item, tail, false))
  return i + 1
}

export function makeLine(
  items: readonly Item[],
  from: number,
  to: number,
  last: boolean,
): BrokenLine {
  let end = to
  while (end > from && items[end - 1]?.kind === SPACE) end--
  let width = 0
  for (let i = from; i < end; i++) width += (items[i] as Item).width
  const tail = items[end - 1]
  const hyphen = !last && (items[to]?.hyphen ?? false)
  if (hyphen && tail) width += hyphenWidth(tail)
  return { items: items.slice(from, end), width, last, hyphen, space: end < to }
}

/** Room a tab takes from `x`, and the stop it goes to; both from the start edge, either way. */
export function tabWidth(
  items: readonly Item[],
  at: number,
  x: number,
  room: number,
  stops: readonly TabStop[],
  rtl: boolean,
): { width: number; stop: TabStop | undefined } {
  let text = 0
  let beforePoint = -1
  for (let i = at + 1; i < items.length; i++) {
    const item = items[i] as Item
    if (item.kind === TAB || item.kind === BREAK) break
    if (item.word && beforePoint < 0 && item.kind === WORD) {
      const before = widthBeforePoint(item)
      // A number reads from the left in any text: from right to left its decimals come first.
      beforePoint = text + (rtl ? item.width - before : before)
    }
    text += item.width
  }
  for (const stop of stops) {
    const shift =
      stop.align === 'end'
        ? text
        : stop.align === 'center'
          ? text / 2
          : stop.align === 'decimal'
            ? Math.max(0, beforePoint)
            : 0
    if (stop.at - shift > x + SLACK) return { width: Math.min(stop.at, room) - shift - x, stop }
  }
  // Beyond the last stop: every 36 points, as word processors have it.
  const next = (Math.floor(x / 36) + 1) * 36
  return { width: Math.max(0, Math.min(next, room) - x), stop: undefined }
}

function widthBeforePoint(item: Item): number {
  const text = item.word?.text ?? ''
  const point = /[.,\u066b](?=\p{Nd}*$)/u.exec(text)
  if (!point) return item.width
  return item.record.shaper.word(text.slice(0, point.index), false).advance * item.record.em
}
