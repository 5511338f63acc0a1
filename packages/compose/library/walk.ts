/** Walks a content tree once, telling of everything in it that names, computes or says something. */
import type {
  Block,
  Content,
  Expression,
  Inline,
  Place,
  TableCell,
  TableRow,
  TextTemplate,
} from '@misiva/model'

/** `cells`: of a cell or a row, where a sheet has no cell style of that name one of paragraphs. */
export type StyleKind = 'text' | 'paragraphs' | 'tables' | 'boxes' | 'cells'

/** What a walk tells; every part is optional. Places are those of the nearest node that has one. */
export interface Visitor {
  block?(name: string, place: Place | undefined): void
  image?(path: string, place: Place | undefined): void
  style?(kind: StyleKind, name: string, place: Place | undefined): void
  expression?(expression: Expression, place: Place | undefined): void
  /** A reference to a heading by its id. */
  ref?(to: string, place: Place | undefined): void
  /** Words as they stand, of one paragraph, heading, cell or label; fields as `{{ … }}`. */
  text?(text: string, place: Place | undefined): void
  /** Every node, before what is in it. */
  node?(block: Block): void
}

export function walk(content: Content, visitor: Visitor): void {
  new Walk(visitor).blocks(content)
}

/** The words of a text with fields, the fields as they are written. */
export function wordsOfTemplate(template: TextTemplate): string {
  return template.map((part) => (typeof part === 'string' ? part : `{{ ${part.source} }}`)).join('')
}

class Walk {
  readonly #to: Visitor
  #place: Place | undefined

  constructor(to: Visitor) {
    this.#to = to
  }

  blocks(blocks: readonly Block[]): void {
    for (const block of blocks) this.#block(block)
  }

  #template(template: TextTemplate): void {
    for (const part of template) if (typeof part !== 'string') this.#expression(part)
    const text = wordsOfTemplate(template)
    if (text.trim() !== '') this.#to.text?.(text, this.#place)
  }

  #expression(expression: Expression): void {
    this.#to.expression?.(expression, expression.place ?? this.#place)
  }

  #styled(kind: StyleKind, name: string | undefined): void {
    if (name !== undefined) this.#to.style?.(kind, name, this.#place)
  }

  #inlines(children: readonly Inline[]): void {
    const text = this.#said(children)
    if (text.trim() !== '') this.#to.text?.(text.trim(), this.#place)
  }

  #said(children: readonly Inline[]): string {
    let text = ''
    for (const child of children)
      switch (child.type) {
        case 'text':
          this.#styled('text', child.style)
          text += child.text
          break
        case 'field':
          this.#styled('text', child.style)
          this.#expression(child.value)
          text += `{{ ${child.value.source} }}`
          break
        case 'link':
          for (const part of child.href) if (typeof part !== 'string') this.#expression(part)
          text += this.#said(child.children)
          break
        case 'if':
          this.#expression(child.test)
          text += this.#said(child.children)
          break
        case 'inlineImage':
          this.#to.image?.(child.src, this.#place)
          this.#template(child.alt)
          break
        case 'break':
        case 'tab':
          text += ' '
          break
        case 'note':
          // Words of their own: a sentence does not end in the middle of another.
          this.#inlines(child.children)
          break
        case 'ref':
          this.#to.ref?.(child.to, child.place ?? this.#place)
          text += `:ref`
          break
        case 'page':
        case 'pages':
        case 'running':
          text += `:${child.type}`
          break
      }
    return text
  }

  #block(block: Block): void {
    this.#place = block.place ?? this.#place
    this.#to.node?.(block)
    const kind = block.type === 'table' ? 'tables' : block.type === 'box' ? 'boxes' : 'paragraphs'
    this.#styled(kind, block.style)
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return this.#inlines(block.children)
      case 'list':
        return block.items.forEach((item) => this.blocks(item))
      case 'table':
        if (block.caption) this.#template(block.caption)
        return block.rows.forEach((row) => this.#row(row))
      case 'columns':
        return block.columns.forEach((column) => this.blocks(column))
      case 'box':
      case 'keep':
      case 'filler':
      case 'textColumns':
        return this.blocks(block.children)
      case 'image':
        this.#to.image?.(block.src, this.#place)
        return this.#template(block.alt)
      case 'barcode':
        this.#template(block.value)
        if (block.text) this.#template(block.text)
        return this.#template(block.alt)
      case 'chart':
        this.#template(block.alt)
        for (const each of [block.data, block.label, ...block.values]) this.#expression(each)
        for (const name of block.series ?? []) this.#template(name)
        return
      case 'button':
        for (const part of block.href) if (typeof part !== 'string') this.#expression(part)
        return this.#inlines(block.children)
      case 'signature':
        if (block.image !== undefined) this.#to.image?.(block.image, this.#place)
        this.#template(block.name)
        return block.role ? this.#template(block.role) : undefined
      case 'block':
        return this.#to.block?.(block.name, this.#place)
      case 'choose':
        for (const when of block.whens) {
          this.#expression(when.test)
          this.blocks(when.children)
        }
        return this.blocks(block.otherwise ?? [])
      case 'each':
        this.#expression(block.of)
        return this.blocks(block.children)
      case 'choice':
        this.#inlines(block.question)
        return block.options.forEach((option) => this.#template(option.label))
      case 'rule':
      case 'space':
      case 'pageBreak':
      case 'contents':
    }
  }

  #row(row: TableRow): void {
    this.#place = row.place ?? this.#place
    if (row.group?.by) this.#expression(row.group.by)
    if (row.each) this.#expression(row.each.of)
    if (row.test) this.#expression(row.test)
    this.#dress(row)
    for (const cell of row.cells) {
      this.#place = cell.place ?? this.#place
      this.#dress(cell)
      this.blocks(cell.children)
    }
  }

  /** What an expression may choose stands in it as text. */
  #dress({ style, styleBy }: TableRow | TableCell): void {
    this.#styled('cells', style)
    if (!styleBy) return
    this.#expression(styleBy)
    for (const [, name] of styleBy.source.matchAll(/['"]([A-Za-z][\w-]*)['"]/g))
      this.#styled('cells', name)
  }
}
