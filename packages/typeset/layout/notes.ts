/** Footnotes: set once, placed at the foot of the page where their mark stands. */
import type { Footnote } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { textString } from '../pdf/number.ts'
import { strokeLine } from './block.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import type { Part } from './part.ts'
import { setText, type SetText } from './paragraph.ts'
import { writeLines } from './show.ts'

const ABOVE = 8
const RULE = 4
const BETWEEN = 2
const INDENT = 12

export class NotesLaid {
  width = 100
  private readonly context: Context
  private readonly parts = new Map<Footnote, { part: Part | null; mark: SetText }>()
  private written = 0

  constructor(context: Context) {
    this.context = context
  }

  private lay(note: Footnote): { part: Part | null; mark: SetText } {
    let laid = this.parts.get(note)
    if (laid === undefined) {
      const { context } = this
      const base = context.styles.text(context.base, { size: context.base.size * 0.8 })
      const flow = new Flow(note.content, Math.max(1, this.width - INDENT), context, base).settle()
      const mark = setText(
        context.mark(note),
        context.styles.paragraph(base, context.document.paragraph),
        INDENT,
        context,
      )
      laid = { part: flow.take(1e7, true).part, mark }
      this.parts.set(note, laid)
    }
    return laid
  }

  height(notes: readonly Footnote[]): number {
    if (notes.length === 0) return 0
    let height = ABOVE + RULE
    for (const note of notes) height += (this.lay(note).part?.height ?? 0) + BETWEEN
    return height
  }

  write(
    notes: readonly Footnote[],
    page: Page,
    x: number,
    bottom: number,
    parent: StructNode,
  ): void {
    const { sink } = page
    let y = bottom - this.height(notes) + ABOVE
    page.artifact(strokeLine(page, { width: 0.5 }, x, y, x + Math.min(120, this.width / 3), y))
    y += RULE
    for (const note of notes) {
      const { part, mark } = this.lay(note)
      this.written++
      const node = sink.accessible
        ? sink.node('Note', parent, `/ID${textString(`note-${this.written}`)}`)
        : null
      const label = node && sink.node('Lbl', node)
      writeLines(
        page,
        { lines: mark.lines, from: 0, to: Math.min(1, mark.lines.length) },
        x,
        y,
        label,
      )
      if (label) sink.close(label)
      part?.write(page, x + INDENT, y, node)
      if (node) sink.close(node)
      y += (part?.height ?? 0) + BETWEEN
    }
  }
}
