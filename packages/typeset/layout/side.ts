/** Blocks side by side. */
import type { Column, SideBySide } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { fromStart } from './direction.ts'
import { Flow } from './flow.ts'
import { type Laid, NOTHING, type Part, type Taken, Whole } from './part.ts'

/** Narrowest that a share of the width may come to. */
const LEAST = 12

/** Widths of columns that need no look at content; `content` columns count as one share. */
export function plainWidths(
  columns: readonly Column[],
  width: number,
  narrow: () => void,
): number[] {
  let fixed = 0
  let shares = 0
  let count = 0
  for (const c of columns) {
    if (c.kind === 'fixed') fixed += Math.max(0, c.width)
    else {
      shares += c.kind === 'fraction' ? Math.max(0, c.share) : 1
      count++
    }
  }
  const left = Math.max(LEAST * count, width - fixed)
  const widths = columns.map((c) => {
    if (c.kind === 'fixed') return Math.max(0, c.width)
    return shares === 0 ? left / count : (left * (c.kind === 'fraction' ? c.share : 1)) / shares
  })
  const total = fixed + (count === 0 ? 0 : left)
  if (total <= width + 0.5) return widths
  narrow()
  return widths.map((w) => (w * Math.max(0, width)) / total)
}

export function laySideBySide(
  block: SideBySide,
  width: number,
  context: Context,
  base: TextRecord,
): Laid {
  const gap = block.gap ?? 12
  const room = width - gap * Math.max(0, block.columns.length - 1)
  const widths = plainWidths(block.columns, room, () =>
    context.warn('table-too-wide', 'blocks side by side are narrowed to fit', block),
  )
  const shown = block.content.slice(0, widths.length)
  if (shown.length < block.content.length) {
    context.warn('bad-value', 'more contents side by side than there are columns', block)
  }
  const parts: (Part | null)[] = []
  let height = 0
  for (const [i, content] of shown.entries()) {
    const flow = new Flow(content, Math.max(1, widths[i] as number), context, base).settle()
    // Never split, so there is as much room as it takes.
    const { part } = flow.take(1e7, true)
    parts.push(part)
    height = Math.max(height, part?.height ?? 0)
  }
  if (parts.every((p) => p === null)) return NOTHING
  const part: Part = {
    height,
    notes: parts.flatMap((p) => p?.notes ?? []),
    write(page: Page, x: number, y: number, parent: StructNode | null): void {
      let offset = 0
      parts.forEach((p, i) => {
        const slack = height - (p?.height ?? 0)
        const shift =
          block.verticalAlign === 'bottom'
            ? slack
            : block.verticalAlign === 'middle'
              ? slack / 2
              : 0
        const own = widths[i] as number
        p?.write(page, x + fromStart(context.rtl, width, offset, own), y + shift, parent)
        offset += own + gap
      })
    },
  }
  const stacked = (available: number): Taken => {
    const message = 'blocks side by side are taller than the page: they stand one under another'
    context.warn('block-too-tall', message, block)
    return new Flow(shown.flat(), width, context, base).settle().take(available, true)
  }
  return new Whole(part, block.spaceBefore ?? 0, block.spaceAfter ?? 0, false, stacked)
}
