/** Where pages and structure are written to: one sink for a document, one page at a time. */
import type { PageMaster } from '../document.ts'
import type { Font } from '../text/font.ts'
import { Encoding } from '../text/encoding.ts'
import type { Picture } from '../graphics/picture.ts'
import { CONTENT, STRUCTURE } from './codes.ts'
import type { Coder } from './coder.ts'
import type { Span } from './piece.ts'
import type { PdfFile } from './file.ts'
import { num } from './number.ts'
import {
  END_ELEMENT,
  END_LEAF,
  KID,
  KIDS,
  newSpan,
  PAGE,
  StructNode,
  tagOf,
  writeKid,
} from './structure.ts'

export { StructNode }

const MARKED = CONTENT.piece('>>BDC ')

const marks = new Map<string, string[]>()

/** Beginning of marked content. */
function markOf(tag: string, mcid: number): string {
  let known = marks.get(tag)
  if (known === undefined) marks.set(tag, (known = []))
  if (mcid >= 4096) return `/${tag}<</MCID ${mcid}>>BDC `
  return (known[mcid] ??= `/${tag}<</MCID ${mcid}>>BDC `)
}

export interface Destination {
  readonly page: Page
  readonly y: number
}

export interface PendingLink {
  readonly object: number
  readonly rect: string
  readonly to: string
  readonly description: string
  readonly parentKey: number
  readonly node: unknown
}

/** Glyphs of a font beyond its prepared subset, gathered for this document. */
export interface ExtraFont {
  readonly font: Font
  readonly name: string
  readonly encoding: Encoding
}

export class Page {
  readonly sink: Sink
  readonly index: number
  readonly object: number
  readonly ref: string
  readonly master: PageMaster
  readonly height: number
  readonly parentKey: number
  readonly blank: boolean
  /** Content that is still to be coded: what stands in `coder` comes before it. */
  content = ''
  coder: Coder | null = null
  /** What is drawn before all of it. */
  under: Coder | null = null
  /** The baseline shown last, and how it was written. */
  baseline = NaN
  readonly line = newSpan()
  private readonly pg = newSpan()
  font = ''
  fill = ''
  stroke = ''
  spacing = 0
  rise = 0
  /** Content streams that are written already. */
  streams: string[] = []
  /** Objects of the elements its marked content belongs to. */
  parents: number[] = []
  annotations: string[] = []

  constructor(sink: Sink, master: PageMaster, parentKey: number, blank: boolean) {
    this.sink = sink
    this.master = master
    this.index = sink.pages.length
    this.object = sink.file.alloc()
    this.ref = `${this.object} 0 R`
    this.height = master.height
    this.parentKey = parentKey
    this.blank = blank
  }

  /** Codes what there is; gives where to write on. */
  settle(): Coder {
    const coder = (this.coder ??= this.sink.file.content())
    if (this.content !== '') {
      coder.text(this.content)
      this.content = ''
    }
    return coder
  }

  /** Writes what there is as a stream of its own, so that long documents do not pile up. */
  flush(): void {
    if (this.content !== '') this.settle()
    const { under, coder } = this
    if (under !== null || coder !== null) {
      const { file } = this.sink
      const object = file.alloc()
      file.coded(object, under, coder)
      this.streams.push(`${object} 0 R`)
      this.coder = this.under = null
    }
    if (this.sink.accessible && this.parents.length > 0) {
      this.sink.parentTree[this.parentKey] = this.parents
      this.parents = []
    }
  }

  /** Operators that set font and colour where they differ from what is set. */
  setText(font: string, fill: string): string {
    let out = ''
    if (this.font !== font) {
      this.font = font
      out = font
    }
    if (this.fill !== fill) {
      this.fill = fill
      out += out === '' ? fill + ' ' : ' ' + fill + ' '
    } else if (out !== '') out += ' '
    return out
  }

  setFill(fill: string): string {
    if (this.fill === fill) return ''
    this.fill = fill
    return fill + ' '
  }

  setStroke(stroke: string): string {
    if (this.stroke === stroke) return ''
    this.stroke = stroke
    return stroke + '\n'
  }

  /** Saves the graphics state; the returned function restores it. */
  save(): () => void {
    const { font, fill, stroke, spacing, rise } = this
    this.content += 'q\n'
    return () => {
      this.content += 'Q\n'
      this.font = font
      this.fill = fill
      this.stroke = stroke
      this.spacing = spacing
      this.rise = rise
    }
  }

  /** Begins marked content that belongs to `node`. */
  mark(node: StructNode): string {
    const mcid = this.parents.length
    this.parents.push(node.object)
    if (node.page < 0) node.page = this.index
    node.kids.push(
      node.page === this.index ? -1 - mcid : `<</Type/MCR/Pg ${this.ref}/MCID ${mcid}>>`,
    )
    return markOf(node.tag, mcid)
  }

  /**
   * A leaf of the structure tree with one piece of content: its element is written at once, its mark
   * is left open. `begin` ends the mark's beginning.
   */
  leaf(parent: StructNode, tag: string, attributes: string, begin = MARKED): void {
    const mcid = this.parents.length
    const { file } = this.sink
    const object = file.alloc()
    this.parents.push(object)
    parent.kids.push(object)
    const out = file.open(object)
    const key = attributes === '' ? tag : tag + attributes
    const same = parent.leafKey === key && parent.leafPage === this.index
    if (!same || !out.repeat(parent.leaves as Span)) {
      parent.leafKey = key
      parent.leafPage = this.index
      parent.leaves ??= newSpan()
      out.begin(parent.leaves)
      out.again(tagOf(tag).element)
      STRUCTURE.ref(out, parent.object)
      this.writePg(out)
      out.text(attributes)
      out.put(KID)
      out.end(parent.leaves)
    }
    STRUCTURE.int(out, mcid)
    out.again(END_LEAF)
    file.shut()
    const content = this.settle()
    content.again(tagOf(tag).leaf)
    CONTENT.int(content, mcid)
    content.again(begin)
  }

  /** Says in a structure element that its content is on this page. */
  writePg(out: Coder): void {
    if (out.repeat(this.pg)) return
    out.begin(this.pg)
    out.put(PAGE)
    STRUCTURE.ref(out, this.object)
    out.end(this.pg)
  }

  /** Decoration: nobody loses anything by not seeing it. `drawn` is a finished piece of content. */
  artifact(drawn: string): void {
    if (drawn === '') return
    this.content +=
      this.sink.inArtifact || !this.sink.accessible ? drawn : `/Artifact BMC\n${drawn}EMC\n`
  }
}

export class Sink {
  readonly file: PdfFile
  readonly accessible: boolean
  readonly pages: Page[] = []
  readonly fontsUsed: boolean[] = []
  readonly extras = new Map<Font, ExtraFont[]>()
  readonly images = new Map<Picture, { object: number; name: string }>()
  readonly destinations = new Map<string, Destination>()
  readonly links: PendingLink[] = []
  /** By key: the objects of a page's marked content, or of an annotation's element. */
  readonly parentTree: (readonly number[] | number)[] = []
  readonly headings: { level: number; text: string; page: Page; y: number; ref: string }[] = []
  readonly root: StructNode
  readonly treeRoot: number
  /** Running content is being written: one artifact holds all of it. */
  inArtifact = false
  readonly picture: (name: string) => Picture | undefined
  private readonly open: StructNode[] = []

  constructor(file: PdfFile, accessible: boolean, picture: (name: string) => Picture | undefined) {
    this.file = file
    this.picture = picture
    this.accessible = accessible
    this.treeRoot = file.alloc()
    this.root = new StructNode(file.alloc(), 'Document', null, '')
  }

  page(master: PageMaster, blank: boolean): Page {
    const page = new Page(this, master, this.parentTree.length, blank)
    this.parentTree.push([])
    this.pages.push(page)
    return page
  }

  /** Opens an element; `close` writes it. Nodes left open are written at the end. */
  node(tag: string, parent: StructNode, attributes = ''): StructNode {
    const node = new StructNode(this.file.alloc(), tag, parent, attributes)
    parent.kids.push(node.object)
    return node
  }

  /** Remembers a node that may go on over the page, to be closed at the end of the document. */
  defer(node: StructNode): StructNode {
    this.open.push(node)
    return node
  }

  close(node: StructNode): void {
    if (node.closed) return
    node.closed = true
    const out = this.file.open(node.object)
    out.again(tagOf(node.tag).element)
    STRUCTURE.ref(out, node.parent === null ? this.treeRoot : node.parent.object)
    if (node.page >= 0) (this.pages[node.page] as Page).writePg(out)
    out.text(node.attributes)
    out.put(KIDS)
    for (const kid of node.kids) writeKid(out, kid)
    out.again(END_ELEMENT)
    this.file.shut()
    // A table of any length is not kept by what it had.
    node.kids = []
  }

  closeAll(): void {
    for (const node of this.open) this.close(node)
    this.close(this.root)
  }

  /** Names this place; the first of one name is the one that is found. */
  target(id: string, page: Page, y: number): void {
    if (this.destinations.has(id)) this.repeated.push(id)
    else this.destinations.set(id, { page, y })
  }

  /** Names given more than once. */
  readonly repeated: string[] = []

  /** Resource name of a picture, which goes into the file once. */
  image(picture: Picture): string {
    this.touched?.push(picture)
    let known = this.images.get(picture)
    if (known === undefined) {
      known = { object: this.file.alloc(), name: `/I${picture.id}` }
      this.images.set(picture, known)
    }
    return known.name
  }

  /** Levels of the headings above the last one and its own, as the author gave them. */
  private readonly outline: number[] = []

  /**
   * Tag of the next heading. PDF/UA-1 (ISO 14289-1 §7.4.2) wants the first to be H1 and none to
   * skip a level; letters that begin with a heading of level 2 are headings of level 1 to a reader.
   */
  heading(level: number): string {
    while ((this.outline.at(-1) ?? 0) >= level) this.outline.pop()
    return `H${Math.min(6, this.outline.push(level))}`
  }

  /** Pictures drawn since it was set: what a kept drawing needs. */
  touched: Picture[] | null = null
  /** How often a glyph outside the prepared subsets was asked for. */
  extraCount = 0

  /** Resource name and code of a glyph outside the prepared subset. */
  extra(font: Font, gid: number, text: string): { name: string; code: string } {
    this.extraCount++
    let list = this.extras.get(font)
    if (list === undefined) this.extras.set(font, (list = []))
    for (const extra of list) {
      const code = extra.encoding.getFor(gid, text)
      if (code !== undefined) return { name: extra.name, code }
    }
    let last = list.at(-1)
    if (last === undefined || last.encoding.full) {
      last = { font, name: `/X${font.index}.${list.length}`, encoding: new Encoding() }
      list.push(last)
    }
    return { name: last.name, code: last.encoding.addNext(gid, text) }
  }

  /** An annotation for a link, tied to its structure element. */
  link(
    page: Page,
    node: StructNode,
    box: readonly number[],
    to: string,
    description: string,
    source: unknown,
  ): void {
    const object = this.file.alloc()
    const parentKey = this.parentTree.length
    this.parentTree.push(node.object)
    page.annotations.push(`${object} 0 R`)
    node.kids.push(`<</Type/OBJR/Pg ${page.ref}/Obj ${object} 0 R>>`)
    this.links.push({
      object,
      rect: box.map(num).join(' '),
      to,
      description,
      parentKey,
      node: source,
    })
  }
}
