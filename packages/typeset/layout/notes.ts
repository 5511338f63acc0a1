/** Footnotes: set once, placed at the foot of the page or column where their mark stands. */
import type { Footnote } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { textString } from '../pdf/number.ts'
import { strokeLine } from './block.ts'
import type { Context } from './context.ts'
import { fromStart } from './direction.ts'
import { Flow } from './flow.ts'
import type { Laid, Part } from './part.ts'
import { setText, type SetText } from './lines.ts'
import { writeLines } from './show.ts'

const ABOVE = 8
const RULE = 4
const BETWEEN = 2
const INDENT = 12
/** Least of a note that begins where it does not fit, as a multiple of the size of the text. */
const BEGINNING = 2

/** A note on its way to a page, or what is left of one that began on an earlier page. */
interface Entry {
  readonly content: Laid
  readonly mark: SetText | null
  readonly node: StructNode | null
}

interface PlacedNote {
  readonly entry: Entry
  readonly part: Part
  readonly rest: Laid | null
}

export class NotesLaid {
  /** Of the notes of a page, which pages of other masters may have otherwise. */
  private width: number
  /** Most that notes which go on take of a page, in points: half of its body. */
  cap = 100
  private readonly context: Context
  private readonly laid = new Map<Footnote, { content: Laid; height: number; mark: SetText }>()
  private waiting: Entry[] = []

  constructor(context: Context, width: number) {
    this.context = context
    this.width = width
  }

  /** Notes still to come, and what is left of those that go on, stand in this width. */
  resize(width: number): void {
    if (width === this.width) return
    this.width = width
    this.laid.clear()
    const room = Math.max(1, width - INDENT)
    this.waiting = this.waiting.map((entry) => ({
      ...entry,
      content: entry.content.resized?.(room, this.context) ?? entry.content,
    }))
  }

  private lay(note: Footnote): { content: Laid; height: number; mark: SetText } {
    let laid = this.laid.get(note)
    if (laid === undefined) {
      const { context } = this
      const base = context.styles.text(context.base, { size: context.base.size * 0.8 })
      const width = Math.max(1, this.width - INDENT)
      const content = new Flow(note.content, width, context, base).settle()
      const paragraph = context.styles.paragraph(base, {
        ...context.document.paragraph,
        ...(context.rtl && { direction: 'rtl' }),
      })
      const mark = setText(context.mark(note), paragraph, INDENT, context)
      const { part } = content.take(1e7, true)
      for (const inner of part?.notes ?? [])
        context.warn('bad-value', 'left out: a footnote within a footnote', inner)
      laid = { content, height: part?.height ?? 0, mark }
      this.laid.set(note, laid)
    }
    return laid
  }

  /** Whether a note of an earlier page still goes on. */
  get pending(): boolean {
    return this.waiting.length > 0
  }

  /** Room at the foot of the next page for notes that go on. */
  reserved(): number {
    return this.pending ? Math.min(this.whole([]), this.cap) : 0
  }

  /**
   * Room that these notes ask of their page, beside what is reserved: all of it, but for a last one
   * that is too long for what notes may take. It begins here and goes on on the next page.
   */
  height(notes: readonly Footnote[]): number {
    if (notes.length === 0) return 0
    const reserved = this.reserved()
    let height = reserved > 0 ? 0 : ABOVE + RULE
    for (const note of notes) height += this.lay(note).height + BETWEEN
    const most = this.cap - reserved
    if (height <= most) return height
    const last = this.lay(notes.at(-1) as Footnote).height
    const others = height - last
    const beginning = this.context.base.size * BEGINNING
    return others + Math.min(last, Math.max(most - others, beginning))
  }

  /** All of these notes and of those that go on, in points, be it more than a page gives them. */
  whole(notes: readonly Footnote[]): number {
    if (notes.length === 0 && !this.pending) return 0
    let height = ABOVE + RULE
    for (const { content } of this.waiting)
      height += (content.take(1e7, true).part?.height ?? 0) + BETWEEN
    for (const note of notes) height += this.lay(note).height + BETWEEN
    return height
  }

  /**
   * Writes the notes into `room` above `bottom`; what does not fit goes on on the next page. With
   * `force` there is nothing else on this one, and some of them must stand here.
   */
  write(
    notes: readonly Footnote[],
    page: Page,
    x: number,
    bottom: number,
    room: number,
    force: boolean,
  ): void {
    const entries = [...this.waiting, ...notes.map((note) => ({ ...this.lay(note), node: null }))]
    this.waiting = []
    if (entries.length === 0) return
    const placed: PlacedNote[] = []
    let used = ABOVE + RULE
    for (const [i, entry] of entries.entries()) {
      const { part, rest } = entry.content.take(room - used - BETWEEN, force && i === 0)
      if (part !== null) {
        placed.push({ entry, part, rest })
        used += part.height + BETWEEN
      }
      if (rest !== null) {
        if (part === null) this.waiting.push(entry)
        this.waiting.push(...entries.slice(i + 1))
        break
      }
    }
    if (placed.length === 0) return
    let y = bottom - used + ABOVE
    const length = Math.min(120, this.width / 3)
    const from = x + fromStart(this.context.rtl, this.width, 0, length)
    page.artifact(strokeLine(page, { width: 0.5 }, from, y, from + length, y))
    y += RULE
    for (const note of placed) {
      const node = this.one(note, page, x, y)
      if (note.rest !== null) this.waiting.unshift({ content: note.rest, mark: null, node })
      y += note.part.height + BETWEEN
    }
  }

  private one({ entry, part }: PlacedNote, page: Page, x: number, y: number): StructNode | null {
    const { sink } = page
    const { width } = this
    const { rtl } = this.context
    const { mark } = entry
    let { node } = entry
    if (mark !== null) {
      const id = `/ID${textString(`note-${++this.context.notesWritten}`)}`
      node = sink.accessible ? sink.defer(sink.node('Note', sink.root, id)) : null
      const label = node && sink.node('Lbl', node)
      const shown = { lines: mark.lines, from: 0, to: Math.min(1, mark.lines.length) }
      writeLines(page, shown, x + fromStart(rtl, width, 0, INDENT), y, label)
      if (label) sink.close(label)
    }
    part.write(page, rtl ? x : x + INDENT, y, node)
    return node
  }
}
