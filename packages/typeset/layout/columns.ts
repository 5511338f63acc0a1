/** Text in columns, balanced where it ends. */
import type { Columns } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import type { TextRecord } from '../text/style.ts'
import { strokeLine } from './block.ts'
import type { Context } from './context.ts'
import { fromStart } from './direction.ts'
import { Flow, type Foot } from './flow.ts'
import { NotesLaid } from './notes.ts'
import { EPSILON, type Laid, type Part, type Taken } from './part.ts'

export function layColumns(
  block: Columns,
  width: number,
  context: Context,
  base: TextRecord,
): Laid {
  const shape = shapeOf(block, width, context)
  const content = new Flow(block.content, shape.each, context, base, footOf(shape)).settle()
  return new ColumnsLaid(block, content, shape, true)
}

function shapeOf(block: Columns, width: number, context: Context): Shape {
  const count = Math.max(1, Math.min(12, Math.floor(block.count)))
  const gap = block.gap ?? 18
  const each = Math.max(1, (width - gap * (count - 1)) / count)
  const notes = new NotesLaid(context, each)
  notes.cap = Infinity
  return { count, each, gap, width, rtl: context.rtl, notes }
}

function footOf({ notes }: Shape): Foot {
  return { height: (of) => notes.height(of), passing: false }
}

/** Geometry of the columns, in points, and the notes that stand at their feet. */
interface Shape {
  readonly count: number
  readonly each: number
  readonly gap: number
  readonly width: number
  readonly rtl: boolean
  readonly notes: NotesLaid
}

/** A column as far as it is filled, with the height of the notes under it. */
interface Filled {
  readonly part: Part
  readonly foot: number
}

class ColumnsLaid implements Laid {
  readonly before: number
  readonly after: number
  readonly keepNext = false
  private readonly block: Columns
  private readonly content: Laid
  private readonly shape: Shape

  constructor(block: Columns, content: Laid, shape: Shape, first: boolean) {
    this.block = block
    this.content = content
    this.shape = shape
    this.before = first ? (block.spaceBefore ?? 0) : 0
    this.after = block.spaceAfter ?? 0
  }

  take(available: number, force: boolean): Taken {
    const filled = this.fill(available, force)
    if (filled.columns.length === 0) {
      return { part: null, rest: filled.rest === null ? null : this }
    }
    if (filled.rest !== null || this.block.balance === false || filled.broken) {
      const rest = filled.rest && new ColumnsLaid(this.block, filled.rest, this.shape, false)
      return { part: this.part(filled.columns, available), rest }
    }
    const columns = this.balanced(available, force) ?? filled.columns
    return { part: this.part(columns, available), rest: null }
  }

  resized(width: number, context: Context): Laid {
    if (width === this.shape.width) return this
    const shape = shapeOf(this.block, width, context)
    // The rest of a flow is a flow, and that of columns set as one too.
    const { content } = this
    const rest =
      content instanceof Flow ? content.resized(shape.each, context, footOf(shape)) : content
    return new ColumnsLaid(this.block, rest, shape, false)
  }

  private fill(
    height: number,
    force: boolean,
  ): { columns: Filled[]; rest: Laid | null; broken: boolean } {
    const columns: Filled[] = []
    let rest: Laid | null = this.content
    let broken = false
    while (rest !== null && columns.length < this.shape.count) {
      const taken: Taken = rest.take(height, force && columns.length === 0)
      rest = taken.rest
      const { part } = taken
      if (part === null) break
      columns.push({ part, foot: this.shape.notes.height(part.notes ?? []) })
      if (part.breaks) {
        broken = true
        if (part.breaks.to !== 'column') break
      }
    }
    return { columns, rest, broken }
  }

  /** The least height in which everything still fits, to half a point. */
  private balanced(available: number, force: boolean): Filled[] | null {
    let low = 0
    let high = available
    let best: Filled[] | null = null
    for (let i = 0; i < 24 && high - low > 0.5; i++) {
      const middle = (low + high) / 2
      const { columns, rest } = this.fill(middle, force && best === null && middle > available - 1)
      const fits = columns.every(({ part, foot }) => part.height + foot <= middle + 0.01)
      if (rest === null && columns.length > 0 && fits) {
        best = columns
        high = middle
      } else low = middle
    }
    return best
  }

  private part(columns: readonly Filled[], available: number): Part {
    const { block } = this
    const { each, gap, width, rtl, notes } = this.shape
    // Notes that are too much for their column go to the foot of the page, where they may go on.
    const own = columns.map(
      ({ part, foot }) => foot > 0 && part.height + foot <= available + EPSILON,
    )
    const height = Math.max(
      ...columns.map(({ part, foot }, i) => part.height + (own[i] ? foot : 0)),
    )
    return {
      height,
      notes: columns.flatMap(({ part }, i) => (own[i] ? [] : (part.notes ?? []))),
      write(page: Page, x: number, y: number, parent: StructNode | null): void {
        columns.forEach(({ part, foot }, i) => {
          const left = x + fromStart(rtl, width, i * (each + gap), each)
          if (block.rule && i > 0) {
            const at = rtl ? left + each + gap / 2 : left - gap / 2
            page.artifact(strokeLine(page, block.rule, at, y, at, y + height))
          }
          part.write(page, left, y, parent)
          if (own[i]) notes.write(part.notes ?? [], page, left, y + height, foot, true)
        })
      },
    }
  }
}
