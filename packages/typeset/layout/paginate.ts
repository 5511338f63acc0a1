/** From body and masters to pages: breaking, masters by place, footnotes, running content. */
import type { Document, Footnote, PageBreak, PageMaster, PageMasters } from '../document.ts'
import { CONTENT } from '../pdf/codes.ts'
import type { Coder } from '../pdf/coder.ts'
import type { Page, Sink, StructNode } from '../pdf/sink.ts'
import { num, textString } from '../pdf/number.ts'
import { fillOf } from '../text/style.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import { writeFrame } from './frame.ts'
import { drawMarks } from './marks.ts'
import { NotesLaid } from './notes.ts'
import { EPSILON, type Laid, type Part, type Taken } from './part.ts'
import { type RunningCache, writeRunning } from './running.ts'
import { soundMaster } from './sound.ts'
import type { PlacedPage } from './placed.ts'

/** Most pages of one document; beyond it content is taken to be broken. */
const MOST_PAGES = 20_000

const RESTORE = CONTENT.piece('Q\n')

/** Pages held as text; of longer documents each page is compressed when the next is done. */
const HELD = 32

export class Paginator {
  readonly placed: PlacedPage[] = []
  private readonly document: Document
  private readonly context: Context
  private readonly sink: Sink
  private masters: PageMasters
  private section = 0
  private sectionNumber = 0
  private fresh = true
  private readonly notes: NotesLaid

  constructor(document: Document, context: Context, sink: Sink) {
    this.document = document
    this.context = context
    this.sink = sink
    this.masters = mastersOf(document, 'main') as PageMasters
    this.notes = new NotesLaid(context, 0)
  }

  run(): void {
    const first = this.choose(true)
    const width = bodyWidth(first)
    const foot = {
      height: (notes: readonly Footnote[]): number => this.notes.height(notes),
      passing: true,
    }
    let rest: Laid | null = new Flow(
      this.document.body,
      width,
      this.context,
      this.context.base,
      foot,
    )
    while (rest !== null && this.placed.length < MOST_PAGES) rest = this.one(rest)
    if (rest !== null) {
      const message = `left out: what comes after page ${MOST_PAGES}, the most a document may have`
      this.context.warn('block-too-tall', message, null)
    }
    if (this.placed.length === 0) this.start(this.choose(true), false)
    while (this.notes.pending && this.placed.length < MOST_PAGES) {
      const page = this.start(this.choosePaper(), false)
      const { margins } = page.master
      this.notes.resize(bodyWidth(page.master))
      this.notes.write(
        [],
        page,
        margins.left,
        page.height - margins.bottom,
        bodyHeight(page.master),
        true,
      )
    }
    this.fillBack()
  }

  private one(rest: Laid): Laid | null {
    const usual = this.choosePaper()
    let taken = this.fill(rest, usual)
    let master = usual
    const ending = this.ending(usual)
    if (taken.rest === null && ending !== usual) {
      const again = this.fill(rest, ending)
      if (again.rest === null && (again.part?.height ?? 0) <= bodyHeight(ending) + EPSILON) {
        taken = again
        master = ending
      } else taken = this.fill(rest, usual)
    }
    if (master !== usual && this.misfits(master)) this.blank()
    const page = this.start(master, false)
    if (taken.part !== null) this.write(page, taken.part, taken.rest === null)
    else if (taken.rest !== null) {
      this.context.warn('block-too-tall', 'a block that fits no page was left out', null)
      return null
    }
    if (this.placed.length > HELD) this.placed[this.placed.length - 2]?.page.flush()
    const breaks = taken.part?.breaks
    if (breaks) this.turn(breaks, taken.rest !== null)
    return taken.rest
  }

  /** As much of the body as a page of this master takes, above the notes that still go on. */
  private fill(rest: Laid, master: PageMaster): Taken {
    const width = bodyWidth(master)
    const flow = rest.resized?.(width, this.context) ?? rest
    this.notes.resize(width)
    this.notes.cap = bodyHeight(master) / 2
    return flow.take(bodyHeight(master) - this.notes.reserved(), true)
  }

  private write(page: Page, part: Part, last: boolean): void {
    const { margins } = page.master
    part.write(page, margins.left, margins.top, this.sink.root)
    const bottom = page.height - margins.bottom
    const room = bodyHeight(page.master) - part.height
    const own = part.notes ?? []
    const notes = last ? this.fillWhite(page, margins.top + part.height, room, own) : own
    this.notes.write(notes, page, margins.left, bottom, room, part.height === 0)
  }

  /**
   * Transpromo: fillers in the white space of the last page, by priority, only where they fit with
   * their notes. Gives the notes of this page and theirs.
   */
  private fillWhite(
    page: Page,
    from: number,
    white: number,
    own: readonly Footnote[],
  ): readonly Footnote[] {
    const { fillers } = this.document
    if (!fillers?.length) return own
    const { margins } = page.master
    let y = from
    let notes = own
    let room = white - this.notes.whole(notes)
    for (const filler of [...fillers].sort((a, b) => b.priority - a.priority)) {
      const flow = new Flow(filler.content, bodyWidth(page.master), this.context, this.context.base)
      const gap = 12
      const { part, rest } = flow.take(room - gap, false)
      if (part === null || rest !== null) continue
      const all = part.notes?.length ? [...notes, ...part.notes] : notes
      const height = gap + part.height + this.notes.whole(all) - this.notes.whole(notes)
      if (height > room + EPSILON) continue
      part.write(page, margins.left, y + gap, this.sink.root)
      y += gap + part.height
      room -= height
      notes = all
    }
    return notes
  }

  /** The master of the next page, as far as it is known before it is filled. */
  private choose(first: boolean): PageMaster {
    return soundMaster(this.wanted(first), this.context)
  }

  /** The master of the next page, after a blank back where it could not share the sheet. */
  private choosePaper(): PageMaster {
    const master = this.choose(false)
    if (!this.misfits(master)) return master
    this.blank()
    return this.choose(false)
  }

  /** The next page is the back of a sheet that is not of this master's size. */
  private misfits(master: PageMaster): boolean {
    if (this.document.duplex === undefined || this.placed.length % 2 === 0) return false
    const front = (this.placed.at(-1) as PlacedPage).page.master
    return front.width !== master.width || front.height !== master.height
  }

  private wanted(first: boolean): PageMaster {
    const { masters } = this
    if (first || this.fresh) {
      if (masters.first) return masters.first
    }
    const side = (this.placed.length + 1) % 2 === 1 ? masters.right : masters.left
    return side ?? masters.rest
  }

  private ending(usual: PageMaster): PageMaster {
    const { masters } = this
    if (this.placed.length === 0 && masters.only) return soundMaster(masters.only, this.context)
    return this.fresh && masters.first ? usual : this.last(usual)
  }

  private last(usual: PageMaster): PageMaster {
    const { last } = this.masters
    return last ? soundMaster(last, this.context) : usual
  }

  private start(master: PageMaster, blank: boolean): Page {
    const page = this.sink.page(master, blank)
    this.sectionNumber++
    this.placed.push({
      page,
      number: this.placed.length + 1,
      section: this.section,
      sectionNumber: this.sectionNumber,
      headings: [],
    })
    if (blank) return page
    this.fresh = false
    for (const frame of master.frames ?? []) {
      if (frame.artifact === false)
        writeFrame(frame, page, this.context, this.context.base, this.sink.root)
    }
    return page
  }

  private turn(breaks: PageBreak, more: boolean): void {
    if (!more) return
    const next = this.placed.length + 1
    const odd = next % 2 === 1
    if ((breaks.to === 'odd' && !odd) || (breaks.to === 'even' && odd)) this.blank()
    if (breaks.masters !== undefined) {
      const masters = mastersOf(this.document, breaks.masters)
      if (masters === undefined) {
        this.context.warn('bad-value', `no masters named ${breaks.masters}`, breaks)
      } else {
        this.masters = masters
        this.fresh = true
      }
    }
    if (breaks.to !== 'section') return
    this.fresh = true
    // A blank back is of the section whose sheet it is.
    this.choosePaper()
    this.section++
    this.sectionNumber = 0
  }

  private blank(): void {
    const { masters } = this
    const wanted = soundMaster(masters.blank ?? { ...masters.rest, frames: [] }, this.context)
    const front = this.placed.at(-1)?.page.master
    const fits = front === undefined || !this.misfits(wanted)
    this.start(fits ? wanted : { ...front, frames: [] }, true)
  }

  private fillBack(): void {
    if (this.document.duplex?.fillBacks && this.placed.length % 2 === 1) this.blank()
  }

  /** Running content of every page, once all pages are known. */
  finish(kept: RunningCache): void {
    const { context } = this
    const sections: number[] = []
    for (const p of this.placed) sections[p.section] = p.sectionNumber
    this.collectHeadings()
    for (const placed of this.placed) {
      context.fields = {
        page: placed.number,
        pages: this.placed.length,
        sectionPage: placed.sectionNumber,
        sectionPages: sections[placed.section] ?? 1,
        headings: placed.headings,
      }
      this.finishPage(placed, kept)
    }
    context.fields = null
  }

  private finishPage(placed: PlacedPage, kept: RunningCache): void {
    const { context, sink, document } = this
    const { page } = placed
    const ground = fillOf(page.master.background)
    let under = ''
    if (ground !== '') {
      const box = `${ground} 0 0 ${num(page.master.width)} ${num(page.master.height)} re f\n`
      under = sink.accessible ? `/Artifact BMC\n${box}EMC\n` : box
    }
    if (document.marks) under += drawMarks(placed, this.placed.length, document)
    let out: Coder | null = null
    const begin = (): Coder => {
      if (out !== null) return out
      out = page.under = sink.file.content()
      out.text(`q\n${under}`)
      return out
    }
    if (under !== '') begin()
    if (!page.blank || page.master.frames !== undefined) writeRunning(begin, page, context, kept)
    if (page.under !== null) page.under.put(RESTORE)
  }

  /** A running header names the first heading of its page, else the one still in force. */
  private collectHeadings(): void {
    let current: string[] = []
    let at = 0
    const { headings } = this.sink
    for (const placed of this.placed) {
      const shown = current.slice()
      const own = new Set<number>()
      for (; at < headings.length && headings[at]?.page === placed.page; at++) {
        const { level, text } = headings[at] as (typeof headings)[number]
        current = current.slice(0, level)
        current[level] = text
        if (own.has(level)) continue
        own.add(level)
        shown[level] = text
      }
      placed.headings = Array.from(shown, (text) => text ?? '')
    }
  }
}

function mastersOf(document: Document, name: string): PageMasters | undefined {
  const { masters } = document
  if ('rest' in masters) return name === 'main' ? (masters as PageMasters) : undefined
  return (masters as Readonly<Record<string, PageMasters>>)[name]
}

function bodyWidth(master: PageMaster): number {
  return Math.max(10, master.width - master.margins.left - master.margins.right)
}

function bodyHeight(master: PageMaster): number {
  return Math.max(10, master.height - master.margins.top - master.margins.bottom)
}

export type { StructNode }
export { textString }
