/** Lists: markers beside blocks, tagged as L, LI, Lbl and LBody. */
import type { Block, List, ListItem, Marker } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import { num } from '../pdf/number.ts'
import { setText, type SetText } from './lines.ts'
import { EPSILON, type Holder, type Laid, type Part, type Taken } from './part.ts'
import { writeLines } from './show.ts'

const ROMAN = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const

function roman(n: number): string {
  if (n < 1 || n > 3999) return String(n)
  let out = ''
  for (const [value, letters] of ROMAN) {
    for (; n >= value; n -= value) out += letters
  }
  return out
}

function alphabetic(n: number): string {
  let out = ''
  for (; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(97 + ((n - 1) % 26)) + out
  return out
}

/** Text of the marker of item `index`, counted from 0. */
export function markerText(marker: Marker, index: number): string {
  if (marker.kind === 'text') return marker.text
  // Its line is measured, and a box is drawn in its place.
  if (marker.kind === 'box') return 'o'
  const n = (marker.start ?? 1) + index
  const lower = marker.form.endsWith('Roman')
    ? roman(n)
    : marker.form === 'decimal'
      ? String(n)
      : alphabetic(n)
  const text = marker.form.startsWith('upper') ? lower.toUpperCase() : lower
  return (marker.prefix ?? '') + text + (marker.suffix ?? '.')
}

/** A drawn box in place of a marker's text: its side, from the top of the item to its foot. */
interface Square {
  readonly side: number
  readonly baseline: number
  readonly stroke: string
}

interface ItemLaid {
  readonly marker: SetText
  readonly square: Square | null
  readonly content: Laid
  readonly holder: Holder
}

export function layList(block: List, width: number, context: Context, base: TextRecord): Laid {
  const indent = block.indent ?? 18
  const items = block.items.map((item: ListItem, i): ItemLaid => {
    const paragraph = context.styles.paragraph(context.styles.text(base, block.markerStyle), {
      lineHeight: firstLeading(item.content, context),
      align: block.markerAlign === 'end' ? 'end' : 'start',
      direction: context.rtl ? 'rtl' : undefined,
    })
    const marker = setText(
      item.marker ?? markerText(block.marker, i),
      paragraph,
      Math.max(1, indent - markerGap(indent)),
      context,
    )
    const content = new Flow(item.content, Math.max(1, width - indent), context, base).settle()
    const square = block.marker.kind === 'box' ? squareFor(marker) : null
    return { marker, square, content, holder: { node: null } }
  })
  const place = { indent, width, rtl: context.rtl }
  return new ListLaid(block, items, place, 0, { node: null }, true)
}

function markerGap(indent: number): number {
  return Math.min(4, indent / 4)
}

/** Capitals are some 0.66 of the size high in the faces of the trade. */
function squareFor({ lines, paragraph }: SetText): Square {
  const { size, fill } = paragraph.text
  return {
    side: size * 0.66,
    baseline: lines[0]?.baseline ?? size,
    stroke: fill.replace('rg', 'RG'),
  }
}

/** The marker stands on the baseline of the item's first line. */
function firstLeading(content: readonly Block[], context: Context): number {
  const first = content[0]
  const style =
    first && 'style' in first ? (first.style as { lineHeight?: number } | undefined) : undefined
  return style?.lineHeight ?? context.document.paragraph?.lineHeight ?? 1.3
}

/** Where markers and content stand: room for the marker, and of the whole list, in points. */
interface ListPlace {
  readonly indent: number
  readonly width: number
  readonly rtl: boolean
}

class ListLaid implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext = false
  private readonly block: List
  private readonly items: readonly ItemLaid[]
  private readonly place: ListPlace
  private readonly from: number
  private readonly holder: Holder
  /** The first item's beginning is still to come. */
  private readonly fresh: boolean

  constructor(
    block: List,
    items: readonly ItemLaid[],
    place: ListPlace,
    from: number,
    holder: Holder,
    fresh: boolean,
  ) {
    this.block = block
    this.items = items
    this.place = place
    this.from = from
    this.holder = holder
    this.fresh = fresh
    this.before = from === 0 && fresh ? (block.spaceBefore ?? 0) : 0
    this.after = block.spaceAfter ?? 0
  }

  take(available: number, force: boolean): Taken {
    const between = this.block.spaceBetween ?? 0
    const parts: { item: ItemLaid; part: Part | null; y: number; first: boolean; last: boolean }[] =
      []
    // A list that is constant serves many documents: what it writes into is made anew.
    const holder = this.from === 0 && this.fresh ? { node: null } : this.holder
    let y = 0
    for (let i = this.from; i < this.items.length; i++) {
      const source = this.items[i] as ItemLaid
      const first = i > this.from || this.fresh
      const item = first ? { ...source, holder: { node: null } } : source
      const gap = parts.length === 0 ? 0 : between
      const { part, rest } = item.content.take(available - y - gap, force && parts.length === 0)
      if (part === null && rest !== null) {
        if (parts.length === 0) return { part: null, rest: this }
        return { part: this.part(parts, holder), rest: this.tail(i, this.items, holder, true) }
      }
      const marker = item.marker.lines[0]?.height ?? 0
      const height = Math.max(part?.height ?? 0, part === null ? marker : 0)
      if (part === null && y + gap + height > available + EPSILON && parts.length > 0) {
        return { part: this.part(parts, holder), rest: this.tail(i, this.items, holder, true) }
      }
      parts.push({ item, part, y: y + gap, first, last: rest === null })
      y += gap + height
      if (rest !== null) {
        const items = this.items.slice()
        items[i] = { ...item, content: rest }
        return { part: this.part(parts, holder), rest: this.tail(i, items, holder, false) }
      }
    }
    if (parts.length === 0) return { part: null, rest: null }
    return { part: this.part(parts, holder), rest: null }
  }

  resized(width: number, context: Context): Laid {
    if (width === this.place.width) return this
    const room = Math.max(1, width - this.place.indent)
    const items = this.items.map((item, i) =>
      i < this.from
        ? item
        : { ...item, content: item.content.resized?.(room, context) ?? item.content },
    )
    const place = { ...this.place, width }
    return new ListLaid(this.block, items, place, this.from, this.holder, this.fresh)
  }

  private tail(from: number, items: readonly ItemLaid[], holder: Holder, fresh: boolean): ListLaid {
    return new ListLaid(this.block, items, this.place, from, holder, fresh)
  }

  private part(
    parts: readonly {
      item: ItemLaid
      part: Part | null
      y: number
      first: boolean
      last: boolean
    }[],
    holder: Holder,
  ): Part {
    const { place, block } = this
    const last = parts.at(-1)
    const height = last ? last.y + (last.part?.height ?? last.item.marker.lines[0]?.height ?? 0) : 0
    const notes = parts.flatMap((p) => p.part?.notes ?? [])
    return {
      height,
      notes,
      write(page: Page, x: number, y: number, parent: StructNode | null): void {
        const { sink } = page
        const tagged = parent !== null && sink.accessible
        let list: StructNode | null = null
        if (tagged) {
          if (block.id !== undefined && holder.node === null) sink.target(block.id, page, y)
          const numbering = numberingName(block.marker)
          holder.node ??= sink.defer(
            sink.node('L', parent, `/A<</O/List/ListNumbering/${numbering}>>`),
          )
          list = holder.node
        }
        for (const entry of parts) writeItem(page, entry, x, y + entry.y, place, list)
      },
    }
  }
}

function numberingName(marker: Marker): string {
  if (marker.kind !== 'counter') return marker.kind === 'box' ? 'Square' : 'Disc'
  const { form } = marker
  if (form === 'decimal') return 'Decimal'
  return form[0]?.toUpperCase() + form.slice(1)
}

function writeItem(
  page: Page,
  entry: { item: ItemLaid; part: Part | null; first: boolean },
  x: number,
  y: number,
  { indent, width, rtl }: ListPlace,
  list: StructNode | null,
): void {
  const { sink } = page
  const { item, part } = entry
  const write = (label: StructNode | null): void => {
    const at = rtl ? x + width - indent + markerGap(indent) : x
    const { square } = item
    if (square !== null) drawSquare(page, square, rtl ? x + width - square.side - 0.8 : x, y, label)
    else {
      const lines = { lines: item.marker.lines, from: 0, to: Math.min(1, item.marker.lines.length) }
      writeLines(page, lines, at, y, label)
    }
  }
  let body: StructNode | null = null
  if (list !== null) {
    if (entry.first || item.holder.node === null) {
      const li = sink.defer(sink.node('LI', list))
      if (item.square === null && item.marker.lines.length > 0) {
        const label = sink.node('Lbl', li)
        write(label)
        sink.close(label)
      } else write(null)
      item.holder.node = sink.defer(sink.node('LBody', li))
    }
    body = item.holder.node
  } else if (entry.first) write(null)
  part?.write(page, rtl ? x : x + indent, y, body)
}

/** A box to be ticked, standing on the baseline, as tall as capitals; drawn, so no font need have it. */
function drawSquare(
  page: Page,
  square: Square,
  x: number,
  y: number,
  label: null | StructNode,
): void {
  const { side, stroke, baseline } = square
  const bottom = page.height - y - baseline
  const path = `${num(x + 0.4)} ${num(bottom)} ${num(side)} ${num(side)} re S\n`
  if (label === null) page.artifact(`${page.setStroke(stroke)}0.8 w ${path}`)
}
