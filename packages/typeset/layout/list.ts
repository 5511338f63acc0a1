/** Lists: markers beside blocks, tagged as L, LI, Lbl and LBody. */
import type { Block, List, ListItem, Marker } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import { setText, type SetText } from './paragraph.ts'
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
  const n = (marker.start ?? 1) + index
  const lower = marker.form.endsWith('Roman')
    ? roman(n)
    : marker.form === 'decimal'
      ? String(n)
      : alphabetic(n)
  const text = marker.form.startsWith('upper') ? lower.toUpperCase() : lower
  return (marker.prefix ?? '') + text + (marker.suffix ?? '.')
}

interface ItemLaid {
  readonly marker: SetText
  readonly content: Laid
  readonly holder: Holder
}

export function layList(block: List, width: number, context: Context, base: TextRecord): Laid {
  const indent = block.indent ?? 18
  const gap = Math.min(4, indent / 4)
  const items = block.items.map((item: ListItem, i): ItemLaid => {
    const paragraph = context.styles.paragraph(context.styles.text(base, block.markerStyle), {
      lineHeight: firstLeading(item.content, context),
      align: block.markerAlign === 'end' ? 'end' : 'start',
    })
    const marker = setText(
      item.marker ?? markerText(block.marker, i),
      paragraph,
      Math.max(1, indent - gap),
      context,
    )
    const content = new Flow(item.content, Math.max(1, width - indent), context, base).settle()
    return { marker, content, holder: { node: null } }
  })
  return new ListLaid(block, items, indent, 0, { node: null }, true)
}

/** The marker stands on the baseline of the item's first line. */
function firstLeading(content: readonly Block[], context: Context): number {
  const first = content[0]
  const style =
    first && 'style' in first ? (first.style as { lineHeight?: number } | undefined) : undefined
  return style?.lineHeight ?? context.document.paragraph?.lineHeight ?? 1.3
}

class ListLaid implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext = false
  private readonly block: List
  private readonly items: readonly ItemLaid[]
  private readonly indent: number
  private readonly from: number
  private readonly holder: Holder
  /** The first item's beginning is still to come. */
  private readonly fresh: boolean

  constructor(
    block: List,
    items: readonly ItemLaid[],
    indent: number,
    from: number,
    holder: Holder,
    fresh: boolean,
  ) {
    this.block = block
    this.items = items
    this.indent = indent
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

  private tail(from: number, items: readonly ItemLaid[], holder: Holder, fresh: boolean): ListLaid {
    return new ListLaid(this.block, items, this.indent, from, holder, fresh)
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
    const { indent, block } = this
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
          const numbering = block.marker.kind === 'text' ? 'Disc' : numberingName(block.marker.form)
          holder.node ??= sink.defer(
            sink.node('L', parent, `/A<</O/List/ListNumbering/${numbering}>>`),
          )
          list = holder.node
        }
        for (const entry of parts) writeItem(page, entry, x, y + entry.y, indent, list)
      },
    }
  }
}

function numberingName(form: string): string {
  if (form === 'decimal') return 'Decimal'
  return form[0]?.toUpperCase() + form.slice(1)
}

function writeItem(
  page: Page,
  entry: { item: ItemLaid; part: Part | null; first: boolean },
  x: number,
  y: number,
  indent: number,
  list: StructNode | null,
): void {
  const { sink } = page
  const { item, part } = entry
  let body: StructNode | null = null
  if (list !== null) {
    if (entry.first || item.holder.node === null) {
      const li = sink.defer(sink.node('LI', list))
      if (item.marker.lines.length > 0) {
        const label = sink.node('Lbl', li)
        writeLines(page, { lines: item.marker.lines, from: 0, to: 1 }, x, y, label)
        sink.close(label)
      }
      item.holder.node = sink.defer(sink.node('LBody', li))
    }
    body = item.holder.node
  } else if (entry.first) {
    writeLines(
      page,
      { lines: item.marker.lines, from: 0, to: Math.min(1, item.marker.lines.length) },
      x,
      y,
      null,
    )
  }
  part?.write(page, x + indent, y, body)
}
