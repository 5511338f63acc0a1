/** Blocks one under another, taken page by page. */
import type { Block, Footnote, PageBreak } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { num } from '../pdf/number.ts'
import type { TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { layBlock } from './block.ts'
import { EPSILON, type Laid, NOTHING, type Part, type Taken } from './part.ts'

/** The foot of the page or column, for those flows that have one. */
export interface Foot {
  /** Height of these footnotes, in points. */
  readonly height: (notes: readonly Footnote[]) => number
  /** What is set goes out at once: a long body must not be kept as a whole. */
  readonly passing: boolean
}

interface PlacedPart {
  readonly part: Part
  readonly y: number
  readonly index: number
  readonly keepNext: boolean
}

/** Where in its blocks a flow is, and where they are in others. */
interface Place {
  readonly laid: (Laid | undefined)[]
  readonly index: number
  readonly partial: Laid | null
  readonly depth: number
  readonly columns: number
}

export class Flow implements Laid {
  readonly before = 0
  readonly after = 0
  readonly keepNext = false
  private readonly blocks: readonly Block[]
  private readonly width: number
  private readonly context: Context
  private readonly base: TextRecord
  private readonly laid: (Laid | undefined)[]
  private readonly index: number
  private readonly partial: Laid | null
  private readonly foot: Foot | null
  /** How deep in blocks, and in columns, its own blocks are: some are laid out later. */
  private readonly depth: number
  private readonly columns: number

  constructor(
    blocks: readonly Block[],
    width: number,
    context: Context,
    base: TextRecord,
    foot: Foot | null = null,
    from: Place = {
      laid: [],
      index: 0,
      partial: null,
      depth: context.depth,
      columns: context.columns,
    },
  ) {
    this.blocks = blocks
    this.width = width
    this.context = context
    this.base = base
    this.foot = foot
    this.laid = from.laid
    this.index = from.index
    this.partial = from.partial
    this.depth = from.depth
    this.columns = from.columns
  }

  get done(): boolean {
    return this.index >= this.blocks.length
  }

  /** What is left of this flow, in another width and maybe above another foot. */
  resized(width: number, context: Context, foot: Foot | null = this.foot): Flow {
    if (width === this.width && foot === this.foot) return this
    const { index } = this
    const outer = context.current
    context.current = this.blocks[index] ?? outer
    const partial = this.partial?.resized?.(width, context) ?? this.partial
    context.current = outer
    const from = { ...this.place(index, partial), laid: [] }
    return new Flow(this.blocks, width, context, this.base, foot, from)
  }

  /** Lays everything out now, so that nothing constant depends on a document any more. */
  settle(): this {
    for (let i = 0; i < this.blocks.length; i++) this.child(i)
    return this
  }

  /** The first and the last block that show: what they ask of their surroundings. */
  ends(): { readonly first: Laid; readonly last: Laid } {
    const shown = this.blocks.map((_, i) => this.child(i)).filter((laid) => laid !== NOTHING)
    return { first: shown[0] ?? NOTHING, last: shown.at(-1) ?? NOTHING }
  }

  private child(i: number): Laid {
    if (i === this.index && this.partial !== null) return this.partial
    let laid = this.laid[i]
    if (laid === undefined) {
      const { context } = this
      const { depth, columns } = context
      context.depth = this.depth
      context.columns = this.columns
      laid = layBlock(this.blocks[i] as Block, this.width, context, this.base)
      context.depth = depth
      context.columns = columns
      this.laid[i] = laid
    }
    return laid
  }

  private place(index: number, partial: Laid | null): Place {
    const { laid, depth, columns } = this
    return { laid, index, partial, depth, columns }
  }

  take(available: number, force: boolean): Taken {
    const placed: PlacedPart[] = []
    const notes: Footnote[] = []
    let y = 0
    let after = 0
    let room = available
    for (let i = this.index; i < this.blocks.length; i++) {
      const child = this.child(i)
      if (child === NOTHING) continue
      if (placed.length === 0 && this.index > 0 && this.blocks[i]?.type === 'space') continue
      const gap = placed.length === 0 ? 0 : Math.max(after, child.before)
      const forced = force && placed.length === 0
      const { taken, reserved } = this.withNotes(child, room - y - gap, forced, notes)
      const { part, rest } = taken
      if (part === null) {
        if (rest === null) continue
        return this.overflow(placed, notes, i, child, force)
      }
      placed.push({ part, y: y + gap, index: i, keepNext: child.keepNext && rest === null })
      room -= reserved
      y += gap + part.height
      if (part.notes?.length) notes.push(...part.notes)
      if (rest !== null) return this.result(placed, notes, i, rest)
      if (part.breaks) return this.result(placed, notes, i + 1, null, part.breaks)
      after = child.after
      if (this.foot !== null && this.foot.passing && !child.keepNext) this.laid[i] = undefined
    }
    if (placed.length === 0) return { part: null, rest: null }
    return this.result(placed, notes, this.blocks.length, null)
  }

  private withNotes(
    child: Laid,
    room: number,
    force: boolean,
    notes: readonly Footnote[],
  ): { taken: Taken; reserved: number } {
    const taken = child.take(room, force)
    const fresh = taken.part?.notes
    if (!this.foot || !fresh?.length) return { taken, reserved: 0 }
    const { height } = this.foot
    const before = height(notes)
    const reserved = height([...notes, ...fresh]) - before
    if ((taken.part as Part).height <= room - reserved + EPSILON) return { taken, reserved }
    const added = (part: Part | null): number => height([...notes, ...(part?.notes ?? [])]) - before
    let best = child.take(room - reserved, force)
    // Room for the notes of what goes over is not wanted here: so much more fits as has its own.
    let low = room - reserved
    let high = room
    while (best.rest !== null && high - low > 4) {
      const middle = (low + high) / 2
      const more = child.take(middle, force)
      if (more.part !== null && more.part.height + added(more.part) <= room + EPSILON) {
        best = more
        low = middle
      } else high = middle
    }
    return { taken: best, reserved: added(best.part) }
  }

  /** Child `i` does not begin here, and takes what is to stay with it along. */
  private overflow(
    placed: PlacedPart[],
    notes: Footnote[],
    i: number,
    child: Laid,
    force: boolean,
  ): Taken {
    let keep = placed.length
    while (keep > 0 && (placed[keep - 1] as PlacedPart).keepNext) keep--
    if (keep === 0) {
      if (placed.length === 0 || !force) return { part: null, rest: this }
      keep = placed.length
    }
    if (keep === placed.length) {
      return this.result(placed, notes, i, i === this.index && this.partial ? child : null)
    }
    const index = (placed[keep] as PlacedPart).index
    const kept = placed.slice(0, keep)
    const keptNotes = kept.flatMap((p) => p.part.notes ?? [])
    return this.result(kept, keptNotes, index, index === this.index ? this.partial : null)
  }

  private result(
    placed: readonly PlacedPart[],
    notes: readonly Footnote[],
    index: number,
    partial: Laid | null,
    breaks?: PageBreak,
  ): Taken {
    const part = new FlowPart(placed, notes, breaks)
    if (index >= this.blocks.length && partial === null) return { part, rest: null }
    const from = this.place(index, partial)
    return {
      part,
      rest: new Flow(this.blocks, this.width, this.context, this.base, this.foot, from),
    }
  }
}

export class FlowPart implements Part {
  readonly height: number
  readonly notes: readonly Footnote[]
  readonly breaks?: PageBreak
  private readonly placed: readonly PlacedPart[]

  constructor(placed: readonly PlacedPart[], notes: readonly Footnote[], breaks?: PageBreak) {
    this.placed = placed
    this.notes = notes
    if (breaks) this.breaks = breaks
    const last = placed.at(-1)
    this.height = last ? last.y + last.part.height : 0
  }

  write(page: Page, x: number, y: number, parent: StructNode | null): void {
    for (const { part, y: offset } of this.placed) part.write(page, x, y + offset, parent)
  }
}

/** A rectangle as a path. */
export function rectangle(page: Page, x: number, y: number, width: number, height: number): string {
  return `${num(x)} ${num(page.height - y - height)} ${num(width)} ${num(height)} re`
}
