/** What can be read in a document before it is set: by line, with the file each line comes from. */
import type { Block, CellOrText, Document, Inline, InlineContent, Row } from '@misiva/typeset'

export interface DocumentLine {
  readonly text: string
  /** `blocks/legal-notice.en.md:3` of the nearest block that knows; undefined where none does. */
  readonly source: string | undefined
}

/**
 * Paragraphs, headings, table rows (cells parted by a tab) and what pictures say to those who do not
 * see them, in reading order; running content last. Page numbers are left out: they are no words.
 */
export function documentLines(document: Document): DocumentLine[] {
  const reader = new Reader()
  reader.blocks(document.body, undefined)
  for (const filler of document.fillers ?? []) reader.blocks(filler.content, filler.source)
  const { masters } = document
  const sets = 'main' in masters ? Object.values(masters) : [masters]
  for (const set of sets)
    for (const master of Object.values(set) as readonly { frames?: readonly Framed[] }[])
      for (const frame of master.frames ?? []) reader.blocks(frame.content, frame.source)
  return reader.lines
}

type Framed = { readonly content: readonly Block[]; readonly source?: string | undefined }

class Reader {
  readonly lines: DocumentLine[] = []

  #say(text: string, source: string | undefined): void {
    if (text.trim() !== '') this.lines.push({ text, source })
  }

  blocks(blocks: readonly Block[], source: string | undefined): void {
    for (const block of blocks) this.#block(block, source)
  }

  #block(block: Block, above: string | undefined): void {
    const source = ('source' in block ? block.source : undefined) ?? above
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return this.#say(inlineText(block.content), source)
      case 'list':
        return block.items.forEach((item) => this.blocks(item.content, source))
      case 'table': {
        if (block.caption) this.#say(inlineText(block.caption), source)
        for (const rows of [block.header ?? [], block.rows, block.footer ?? []])
          for (const row of rows) this.#row(row, source)
        // Once each, however many pages the table goes on over. They may stand on none, so that where
        // they come from is not told: a block is not missing for want of them.
        for (const row of [block.sums?.carried, block.sums?.brought]) {
          const apart = new Reader()
          if (row) apart.#row(row, undefined)
          for (const { text } of apart.lines) this.#say(text, undefined)
        }
        return
      }
      case 'box':
      case 'columns':
      case 'keepTogether':
      case 'frame':
        return this.blocks(block.content, source)
      case 'sideBySide':
        return block.content.forEach((side) => this.blocks(side, source))
      case 'image':
        return 'alt' in block.alternative ? this.#say(block.alternative.alt, source) : undefined
      case 'barcode':
      case 'chart':
        return this.#say(block.alt, source)
      case 'rule':
      case 'space':
      case 'pageBreak':
      case 'tableOfContents':
    }
  }

  #row(row: Row, above: string | undefined): void {
    const source = row.source ?? above
    const plain = row.cells.map((cell) => cellText(cell))
    this.#say(plain.join('\t'), source)
    for (const cell of row.cells)
      if (typeof cell === 'object' && isBlocks(cell.content))
        this.blocks(cell.content.blocks, source)
  }
}

function isBlocks(content: object | string): content is { readonly blocks: readonly Block[] } {
  return typeof content === 'object' && 'blocks' in content
}

function cellText(cell: CellOrText): string {
  if (typeof cell === 'string') return cell
  return isBlocks(cell.content) ? '' : inlineText(cell.content)
}

function inlineText(content: InlineContent): string {
  if (typeof content === 'string') return content
  return content.map(oneText).join('')
}

function oneText(inline: Inline): string {
  if (typeof inline === 'string') return inline
  switch (inline.type) {
    case 'text':
      return inline.text
    case 'link':
      return inlineText(inline.content)
    case 'lineBreak':
      return '\n'
    case 'tab':
      return '\t'
    case 'inlineImage':
      return inline.alt
    case 'footnote':
    case 'pageNumber':
    case 'pageCount':
    case 'runningHeading':
      return ''
  }
}
