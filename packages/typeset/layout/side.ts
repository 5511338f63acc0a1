/** Blocks side by side. */
import type { Column, SideBySide } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { fromStart } from './direction.ts'
import { Flow } from './flow.ts'
import { type Laid, NOTHING, type Part, Whole } from './part.ts'

/** Widths of columns that need no look at content; `content` columns count as one share. */
export function plainWidths(columns: readonly Column[], width: number): number[] {
  let fixed = 0
  let shares = 0
  for (const c of columns) {
    if (c.kind === 'fixed') fixed += c.width
    else shares += c.kind === 'fraction' ? c.share : 1
  }
  const left = Math.max(0, width - fixed)
  return columns.map((c) =>
    c.kind === 'fixed' ? c.width : (left * (c.kind === 'fraction' ? c.share : 1)) / shares,
  )
}

export function laySideBySide(
  block: SideBySide,
  width: number,
  context: Context,
  base: TextRecord,
): Laid {
  const gap = block.gap ?? 12
  const room = width - gap * Math.max(0, block.columns.length - 1)
  const widths = plainWidths(block.columns, room)
  const parts: (Part | null)[] = []
  let height = 0
  for (const [i, content] of block.content.slice(0, widths.length).entries()) {
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
  const tall = (): void =>
    context.warn('block-too-tall', 'blocks side by side are taller than the page', block)
  return new Whole(part, block.spaceBefore ?? 0, block.spaceAfter ?? 0, false, tall)
}
