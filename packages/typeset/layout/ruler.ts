/** Draws the rules of a table, all of one artifact. */
import type { Border } from '../document.ts'
import { CONTENT } from '../pdf/codes.ts'
import type { Page } from '../pdf/sink.ts'
import { newSpan } from '../pdf/structure.ts'
import { strokeOf } from '../text/style.ts'
import { strokeLine } from './block.ts'

const GAP = CONTENT.piece(' ')
const WIDE = CONTENT.piece(' w ')
const MOVE = CONTENT.piece(' m ')
const LINE = CONTENT.piece(' l S\n')

export class Ruler {
  private readonly page: Page
  private begun = false
  /** The border drawn last and its ends: rows mostly differ in their height alone. */
  private border: Border | null = null
  private from = 0
  private to = 0
  private readonly head = newSpan()
  private readonly middle = newSpan()

  constructor(page: Page) {
    this.page = page
  }

  /** Operators; '' for none. */
  put(drawn: string): void {
    if (drawn === '') return
    this.begin()
    this.page.content += drawn
  }

  private begin(): void {
    const { sink } = this.page
    if (!this.begun && sink.accessible && !sink.inArtifact) this.page.content += '/Artifact BMC\n'
    this.begun = true
  }

  /** A line from left to right. */
  across(border: Border, from: number, to: number, y: number): void {
    const { page } = this
    if (border.line !== undefined || border.dash?.length)
      return this.put(strokeLine(page, border, from, y, to, y))
    if (!(border.width > 0)) return
    this.begin()
    page.content += page.setStroke(strokeOf(border.color))
    const out = page.settle()
    const same = border === this.border && from === this.from && to === this.to
    this.border = border
    this.from = from
    this.to = to
    const at = page.height - y
    if (!same || !out.repeat(this.head)) {
      out.begin(this.head)
      CONTENT.number(out, border.width)
      out.put(WIDE)
      CONTENT.number(out, from)
      out.put(GAP)
      out.end(this.head)
    }
    CONTENT.number(out, at)
    if (!same || !out.repeat(this.middle)) {
      out.begin(this.middle)
      out.put(MOVE)
      CONTENT.number(out, to)
      out.put(GAP)
      out.end(this.middle)
    }
    CONTENT.number(out, at)
    out.again(LINE)
  }

  end(): void {
    const { page } = this
    if (this.begun && page.sink.accessible && !page.sink.inArtifact) page.content += 'EMC\n'
  }
}
