/** Text in columns, balanced where it ends. */
import type { Columns } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { TextRecord } from '../text/style.ts'
import { strokeLine } from './block.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import type { Laid, Part, Taken } from './part.ts'

export function layColumns(
  block: Columns,
  width: number,
  context: Context,
  base: TextRecord,
): Laid {
  const count = Math.max(1, Math.min(12, Math.floor(block.count)))
  const gap = block.gap ?? 18
  const each = Math.max(1, (width - gap * (count - 1)) / count)
  const content = new Flow(block.content, each, context, base).settle()
  return new ColumnsLaid(block, content, count, each, gap, true)
}

class ColumnsLaid implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext = false
  private readonly block: Columns
  private readonly content: Laid
  private readonly count: number
  private readonly each: number
  private readonly gap: number

  constructor(
    block: Columns,
    content: Laid,
    count: number,
    each: number,
    gap: number,
    first: boolean,
  ) {
    this.block = block
    this.content = content
    this.count = count
    this.each = each
    this.gap = gap
    this.before = first ? (block.spaceBefore ?? 0) : 0
    this.after = block.spaceAfter ?? 0
  }

  take(available: number, force: boolean): Taken {
    const filled = this.fill(available, force)
    if (filled.parts.length === 0) {
      return { part: null, rest: filled.rest === null ? null : this }
    }
    if (filled.rest !== null || this.block.balance === false || filled.broken) {
      const { block, count, each, gap } = this
      const rest = filled.rest && new ColumnsLaid(block, filled.rest, count, each, gap, false)
      return { part: this.part(filled.parts), rest }
    }
    return { part: this.part(this.balanced(available, force) ?? filled.parts), rest: null }
  }

  private fill(
    height: number,
    force: boolean,
  ): { parts: Part[]; rest: Laid | null; broken: boolean } {
    const parts: Part[] = []
    let rest: Laid | null = this.content
    let broken = false
    while (rest !== null && parts.length < this.count) {
      const taken: Taken = rest.take(height, force && parts.length === 0)
      rest = taken.rest
      if (taken.part === null) break
      parts.push(taken.part)
      if (taken.part.breaks) {
        broken = true
        if (taken.part.breaks.to !== 'column') break
      }
    }
    return { parts, rest, broken }
  }

  /** The least height in which everything still fits, to half a point. */
  private balanced(available: number, force: boolean): Part[] | null {
    let low = 0
    let high = available
    let best: Part[] | null = null
    for (let i = 0; i < 24 && high - low > 0.5; i++) {
      const middle = (low + high) / 2
      const tried = this.fill(middle, force && best === null && middle > available - 1)
      if (
        tried.rest === null &&
        tried.parts.length > 0 &&
        tried.parts.every((p) => p.height <= middle + 0.01)
      ) {
        best = tried.parts
        high = middle
      } else low = middle
    }
    return best
  }

  private part(parts: readonly Part[]): Part {
    const { block, each, gap } = this
    let height = 0
    for (const part of parts) height = Math.max(height, part.height)
    return {
      height,
      notes: parts.flatMap((p) => p.notes ?? []),
      write(page: Page, x: number, y: number, parent: StructNode | null): void {
        parts.forEach((part, i) => {
          const left = x + i * (each + gap)
          if (block.rule && i > 0) {
            page.artifact(
              strokeLine(page, block.rule, left - gap / 2, y, left - gap / 2, y + height),
            )
          }
          part.write(page, left, y, parent)
        })
      },
    }
  }
}
