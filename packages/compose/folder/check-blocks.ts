import {
  type AlternativeVariant,
  type Block,
  compile,
  type Compiled,
  type Content,
  didYouMean,
  type Environment,
  type Expression,
  type Inline,
  isVariableName,
  type LibraryBlock,
  type ObjectType,
  type Place,
  type Problem,
  problem,
  type Purpose,
  type TableRow,
  type TextTemplate,
} from '@misiva/model'
import { groupType, type Level, rowScopes, type RowScope, sortRows } from '../program/grouping.ts'
import type { NamedStyle } from '../program/context.ts'
import { readBarcodeOptions } from '../program/barcode-options.ts'
import { runningBlocks } from '../style/running.ts'
import { type Ground, needsTemplate, styleWords } from './check-ground.ts'
import { pickVariant, serves } from './variants.ts'

/** Blocks already checked in a scope: a block two others use is read once, not once for each way. */
type Visited = WeakMap<Environment, Set<LibraryBlock>>

/** Checks content in one scope. Without an environment only what needs no data is looked at. */
export class Checking {
  readonly #ground: Ground
  readonly #environment: Environment | undefined
  readonly #within: readonly string[]
  readonly #visited: Visited
  /** The place to name where a node of an edited tree has none. */
  #place: Place | undefined

  constructor(
    ground: Ground,
    environment: Environment | undefined,
    within: readonly string[] = [],
    visited: Visited = new WeakMap(),
  ) {
    this.#ground = ground
    this.#environment = environment
    this.#within = within
    this.#visited = visited
  }

  variant(variant: AlternativeVariant): void {
    const { file, subject, preheader, content } = variant
    this.#place = { file, line: 1, column: 1 }
    if (this.#ground.takes === 'mime' && !subject)
      this.#say(
        'MSV-C009',
        'An e-mail needs a subject',
        this.#place,
        'begin the file with front matter: subject: …',
      )
    if (subject) this.template(subject)
    if (preheader) this.template(preheader)
    this.content(content, file)
  }

  content(content: Content, file: string): void {
    this.#place = { file, line: 1, column: 1 }
    for (const block of content) this.#block(block)
  }

  template(parts: TextTemplate): void {
    for (const part of parts) if (typeof part !== 'string') this.#expression(part, 'text')
  }

  #say(code: Problem['code'], message: string, place: Place | undefined, hint?: string): void {
    // A block is right in one template and wrong in another: say in which.
    const where =
      this.#within.length > 0 && this.#ground.template !== undefined && needsTemplate.has(code)
    const told = where ? `${message} (in template “${this.#ground.template}”)` : message
    this.#ground.problems.push(problem(code, told, place ?? this.#place, hint))
  }

  #expression(expression: Expression, purpose: Purpose): string | undefined {
    return this.#compiled(expression, purpose)?.elementType
  }

  #compiled(expression: Expression, purpose: Purpose): Compiled | undefined {
    if (!this.#environment) return undefined
    const result = compile(expression, this.#environment, purpose)
    if (result.ok) return result.value
    for (const { code, message, place, hint } of result.problems)
      this.#say(code, message, place, hint)
    return undefined
  }

  /** The scope inside a repetition; this one where its name cannot be. */
  #inside(as: string, of: Expression): Checking {
    return this.#with(as, of, this.#expression(of, 'list') ?? 'dyn')
  }

  #with(as: string, { place }: Expression, type: string, declared?: ObjectType): Checking {
    if (!this.#environment) return this
    if (!isVariableName(as)) {
      this.#say('MSV-C009', `“${as}” cannot be a name`, place, 'use letters, digits and _')
      return this
    }
    const names = { [as]: type, [`${as}Index`]: 'int' }
    for (const [name, wanted] of Object.entries(names)) {
      const taken = this.#environment.variables.get(name)
      if (taken === undefined || (taken === wanted && !declared)) continue
      this.#say(
        'MSV-C009',
        `The name “${name}” is taken`,
        place,
        'choose another name for each element',
      )
      return this
    }
    const environment = this.#environment.with(names, declared && [declared])
    const inner = new Checking(this.#ground, environment, this.#within, this.#visited)
    inner.#place = this.#place
    return inner
  }

  /** A block of the library, in this scope. */
  block(name: string, place: Place | undefined): void {
    const { release, language, tone, usedBlocks } = this.#ground
    usedBlocks.add(name)
    if (this.#within.includes(name)) {
      const ring = [...this.#within.slice(this.#within.indexOf(name)), name].join(' → ')
      this.#say('MSV-C006', `The block “${name}” contains itself: ${ring}`, place)
      return
    }
    const block = release.blocks.find((b) => b.name === name)
    if (!block) {
      this.#say(
        'MSV-C004',
        `There is no block “${name}”`,
        place,
        didYouMean(
          name,
          release.blocks.map((b) => b.name),
        ) ?? `create blocks/${name}.md`,
      )
      return
    }
    const { defaultLanguage } = release.organisation
    if (!serves(block.variants, language))
      this.#say(
        'MSV-C005',
        `The block “${name}” is not written in “${language}”`,
        place,
        `write blocks/${name}.${language}.md`,
      )
    const variant = pickVariant(block.variants, language, tone, defaultLanguage)
    if (!variant || this.#seen(block)) return
    new Checking(this.#ground, this.#environment, [...this.#within, name], this.#visited).content(
      variant.content,
      variant.file,
    )
  }

  /** A block met again in the same scope has been checked, unless it may be a ring that closes. */
  #seen(block: LibraryBlock): boolean {
    if (!this.#environment) return false
    let seen = this.#visited.get(this.#environment)
    if (!seen) this.#visited.set(this.#environment, (seen = new Set()))
    if (seen.has(block)) return true
    seen.add(block)
    return false
  }

  #blocks(blocks: readonly Block[]): void {
    for (const block of blocks) this.#block(block)
  }

  #block(block: Block): void {
    this.#style(block)
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return this.#inline(block.children, block.place)
      case 'list':
        return block.items.forEach((item) => this.#blocks(item))
      case 'table':
        if (block.caption) this.template(block.caption)
        return this.#rows(block.rows)
      case 'columns':
        return block.columns.forEach((column) => this.#blocks(column))
      case 'box':
      case 'keep':
      case 'filler':
      case 'textColumns':
        return this.#blocks(block.children)
      case 'pageBreak':
        return this.#master(block.master, block.place)
      case 'image':
        this.#picture(block.src, block.place)
        return this.template(block.alt)
      case 'barcode':
        this.template(block.value)
        if (block.text) this.template(block.text)
        this.#barcode(block)
        return this.template(block.alt)
      case 'chart': {
        this.template(block.alt)
        const inside = this.#inside('item', block.data)
        inside.#expression(block.label, 'text')
        for (const value of block.values) inside.#expression(value, 'number')
        for (const name of block.series ?? []) this.template(name)
        return
      }
      case 'button':
        this.template(block.href)
        return this.#inline(block.children, block.place)
      case 'signature':
        this.template(block.name)
        if (block.role) this.template(block.role)
        return block.image === undefined ? undefined : this.#picture(block.image, block.place)
      case 'block':
        return this.block(block.name, block.place)
      case 'choose':
        for (const when of block.whens) {
          this.#expression(when.test, 'condition')
          this.#blocks(when.children)
        }
        return this.#blocks(block.otherwise ?? [])
      case 'each':
        return this.#inside(block.as, block.of).#blocks(block.children)
      case 'choice':
        this.#inline(block.question, block.place)
        return block.options.forEach((option) => this.template(option.label))
      default:
    }
  }

  #rows(rows: readonly TableRow[]): void {
    for (const { message, place, hint } of sortRows(rows).problems)
      this.#say('MSV-C009', message, place, hint)
    const scopes = rowScopes(rows)
    // One scope for all rows that share it: what is wrong in it is told once.
    const known = new Map<string, Checking>()
    for (const row of rows) {
      const inside = this.#scoped(scopes.get(row), known)
      if (row.test) inside.#expression(row.test, 'condition')
      if (row.styleBy) inside.#expression(row.styleBy, 'text')
      inside.#named('cells', row.style, row.place)
      for (const cell of row.cells) {
        if (cell.styleBy) inside.#expression(cell.styleBy, 'text')
        inside.#named('cells', cell.style, cell.place ?? row.place)
        inside.#blocks(cell.children)
      }
    }
  }

  #scoped(scope: RowScope | undefined, known: Map<string, Checking>): Checking {
    const { levels, grouped, each } = scope ?? { levels: [] }
    const inside = levels.reduce((outer: Checking, level, depth) => {
      const list = depth === 0 ? grouped!.of : rowsOf(levels[depth - 1]!)
      const key = `${list.source} ${level.as}`
      const within = known.get(key) ?? outer.#group(level, list, grouped!.as)
      known.set(key, within)
      return within
    }, this)
    if (!each) return inside
    const [innermost] = levels.slice(-1)
    return inside.#inside(each.as, innermost ? rowsOf(innermost) : each.of)
  }

  /** The scope inside a group of a list whose items are called `item`. */
  #group({ as, by }: Level, list: Expression, item: string): Checking {
    const element = this.#expression(list, 'list') ?? 'dyn'
    const key = this.#inside(item, list).#compiled(by, 'text')?.type ?? 'dyn'
    if (!this.#environment) return this
    const type = groupType(as, key, element, this.#environment)
    return this.#with(as, by, type.name, type)
  }

  #inline(list: readonly Inline[], place: Place | undefined): void {
    for (const node of list) {
      switch (node.type) {
        case 'text':
        case 'field':
          this.#named('text', node.style, place)
          if (node.type === 'field') this.#expression(node.value, 'text')
          break
        case 'link':
          this.template(node.href)
          this.#inline(node.children, place)
          break
        case 'if':
          this.#expression(node.test, 'condition')
          this.#inline(node.children, place)
          break
        case 'inlineImage':
          this.#picture(node.src, place)
          this.template(node.alt)
          break
        case 'note':
          this.#inline(node.children, place)
          break
        case 'ref':
          if (node.show === 'page' && !this.#hasPages())
            this.#say(
              'MSV-C010',
              `A page number means nothing on the channel “${this.#ground.channel}”, which has no pages`,
              node.place ?? place,
              'show the words or the number of the heading there',
            )
          else if (this.#ground.takes === 'text')
            this.#say(
              'MSV-C010',
              'A short message has no headings to refer to',
              node.place ?? place,
            )
          break
        case 'page':
        case 'pages':
        case 'running':
          if (!this.#hasPages())
            this.#say(
              'MSV-C010',
              `:${node.type} means nothing on the channel “${this.#ground.channel}”, which has no pages`,
              place,
              'write it only in content for pages',
            )
          break
        default:
      }
    }
  }

  #barcode({ options, place }: Block & { type: 'barcode' }): void {
    if (options === undefined) return
    const read = readBarcodeOptions(options)
    if (!read.ok) this.#say('MSV-C009', read.why, place, read.hint)
  }

  #hasPages(): boolean {
    const { takes } = this.#ground
    return takes === undefined || takes === 'pages'
  }

  #master(name: string | undefined, place: Place | undefined): void {
    const { masters } = this.#ground.sheet
    if (name === undefined) return
    if (Object.hasOwn(masters, name)) {
      for (const { block } of runningBlocks(masters[name]!)) this.block(block, place)
      return
    }
    this.#say(
      'MSV-C014',
      `There is no page master “${name}”`,
      place,
      didYouMean(name, Object.keys(masters)) ?? 'describe it under masters in brand/style.yaml',
    )
  }

  #picture(path: string, place: Place | undefined): void {
    const pictures = this.#ground.release.assets
      .filter(({ mediaType }) => mediaType.startsWith('image/'))
      .map((asset) => asset.path)
    if (pictures.includes(path)) return
    const sameName = pictures.find((known) => known.endsWith(`/${path}`))
    const hint = sameName === undefined ? didYouMean(path, pictures) : `did you mean “${sameName}”?`
    this.#say(
      'MSV-C007',
      `There is no picture “${path}”`,
      place,
      hint ?? 'paths begin at the content folder: brand/logo.svg',
    )
  }

  #style(block: Block): void {
    const kind = block.type === 'table' ? 'tables' : block.type === 'box' ? 'boxes' : 'paragraphs'
    // A list is dressed by a style of lists, or as its paragraphs are.
    if (block.type === 'list' && this.#ground.sheet.lists.has(block.style ?? '')) return
    this.#named(kind, block.style, block.place)
  }

  #named(kind: NamedStyle, name: string | undefined, place: Place | undefined): void {
    const { sheet } = this.#ground
    if (name === undefined || sheet[kind].has(name)) return
    // A span may borrow the letters of a paragraph style, and so may a cell.
    if ((kind === 'text' || kind === 'cells') && sheet.paragraphs.has(name)) return
    const known = [...sheet[kind].keys()]
    this.#say(
      'MSV-C008',
      `There is no ${styleWords[kind]} “${name}”`,
      place,
      didYouMean(name, known) ?? `define it under ${kind} in brand/style.yaml`,
    )
  }
}

const rowsOf = ({ as }: Level): Expression => ({ source: `${as}.rows` })
