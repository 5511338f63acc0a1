/** Content for pages, block by block. */
import type { Block as ContentBlock, Content, Place } from '@misiva/model'
import type { Block, Filler, InlineContent, ParagraphStyle } from '@misiva/typeset'

import type { Context } from '../program/context.ts'
import { parseLength, parseWidth } from '../style/length.ts'
import type { Width } from '../style/length.ts'
import { dressed } from '../program/lists.ts'
import { deepFreeze, markerOf } from '../style/print.ts'
import type { PrintStyles } from '../style/print.ts'
import { near } from '../style/resolver.ts'
import type { ListLook } from '../style/sheet.ts'
import { compileButton, compileChoice, compileSignature } from './acts.ts'
import { compileInlines } from './inline.ts'
import type { InlinePart } from './inline.ts'
import { add, around, blocksOf, nothing, ready, sequence } from './part.ts'
import type { Part } from './part.ts'
import { compileBarcode, compileChart, compileImage } from './pictures.ts'
import { afterNumber, numberingOf } from '../program/headings.ts'
import { referencesOf, wordsOf } from './references.ts'
import { compileTable } from './table.ts'

/** What compiling a block for pages needs to know. */
export interface PagesGround {
  readonly context: Context
  readonly styles: PrintStyles
  /** Width of the text, in points: what per cent are of. */
  readonly measure: number
  /** What is set apart from the text: absent where there is no text, in running content. */
  readonly aside?: Aside
}

/** What content says of the document beside what stands in its body. */
export interface Aside {
  /** Of the record at hand, in their order. */
  fillers: Filler[]
  /** Sets of page masters that page breaks name. */
  readonly masters: Set<string>
}

export function compileBlocks(content: Content, ground: PagesGround): Part {
  return sequence(content.map((block) => compileBlock(block, ground)))
}

function compileBlock(block: ContentBlock, ground: PagesGround): Part {
  switch (block.type) {
    case 'paragraph':
      return compileParagraph(block, ground)
    case 'heading':
      return compileHeading(block, ground)
    case 'list':
      return compileList(block, ground)
    case 'table':
      return compileTable(block, ground)
    case 'columns':
      return compileColumns(block, ground)
    case 'box':
      return compileBox(block, ground)
    case 'image':
      return compileImage(block, ground)
    case 'barcode':
      return compileBarcode(block, ground)
    case 'chart':
      return compileChart(block, ground)
    case 'button':
      return compileButton(block, ground)
    case 'choice':
      return compileChoice(block, ground)
    case 'signature':
      return compileSignature(block, ground)
    case 'rule':
      return ready({ type: 'rule', border: hairline(ground), ...ruleSpace })
    case 'space':
      return ready({ type: 'space', height: pointsOf(block.height, ground, block.place) ?? 0 })
    case 'pageBreak':
      return compileBreak(block, ground)
    case 'contents':
      return compileContents(block, ground)
    case 'textColumns':
      return compileTextColumns(block, ground)
    case 'filler':
      return compileFiller(block, ground)
    case 'block':
    case 'choose':
    case 'each':
    case 'keep':
      return compileControl(block, ground)
  }
}

function compileBreak(block: ContentBlock & { type: 'pageBreak' }, ground: PagesGround): Part {
  const { to, master } = block
  if (master !== undefined) {
    const { masters } = ground.context.ground.sheet
    const hint = near(master, masters)
    if (masters[master]) ground.aside?.masters.add(master)
    else ground.context.refuse('MSV-C014', noMaster(master), block.place, hint)
  }
  return ready({
    type: 'pageBreak',
    ...(to && { to }),
    ...(master !== undefined && { masters: master }),
  })
}

export function noMaster(name: string): string {
  return `There is no page master “${name}”`
}

/** Entries in the styles `contents1` … `contents6`, as far as the sheet has them. */
function compileContents(block: ContentBlock & { type: 'contents' }, ground: PagesGround): Part {
  const { styles } = ground
  const { paragraphs } = ground.context.ground.sheet
  const body = paragraphs.get('body')!
  const own = [1, 2, 3, 4, 5, 6].map((level) => {
    const look = paragraphs.get(`contents${level}`)
    if (look) return styles.paragraph(`contents${level}`)
    return {
      ...styles.paragraph('body'),
      spaceAfter: 2,
      indentStart: (level - 1) * body.size * 1.4,
    }
  })
  const source = sourceOf(block.place)
  return ready({
    type: 'tableOfContents',
    depth: block.depth ?? 3,
    styles: own,
    ...(source && { source }),
  })
}

function compileTextColumns(
  block: ContentBlock & { type: 'textColumns' },
  ground: PagesGround,
): Part {
  const { count, rule } = block
  const gap = block.gap === undefined ? 18 : (pointsOf(block.gap, ground, block.place) ?? 18)
  const measure = Math.max(1, (ground.measure - gap * (count - 1)) / count)
  const shared = { count, gap, ...(rule && { rule: hairline(ground) }), ...spaceOf(ground) }
  return around(compileBlocks(block.children, { ...ground, measure }), (content) => ({
    type: 'columns',
    ...shared,
    content,
  }))
}

/** Leaves its place, and waits for white space at the end. */
function compileFiller(block: ContentBlock & { type: 'filler' }, ground: PagesGround): Part {
  const { aside, context } = ground
  if (!aside) {
    const hint = 'Write it in the content, not in what runs over its pages'
    context.refuse('MSV-C010', 'Running content has no white space to fill', block.place, hint)
    return nothing
  }
  const body = compileBlocks(block.children, ground)
  const source = sourceOf(block.place)
  const head = { priority: block.priority ?? 50, ...(source && { source }) }
  const constant = 'constant' in body ? deepFreeze({ ...head, content: body.constant }) : undefined
  return {
    emit: (run) => {
      const filler = constant ?? { ...head, content: blocksOf(body, run) }
      if (filler.content.length > 0) aside.fillers.push(filler)
    },
  }
}

function spaceOf(ground: PagesGround): { readonly spaceAfter: number } {
  return { spaceAfter: ground.context.ground.sheet.paragraphs.get('body')!.spaceAfter }
}

const ruleSpace = { spaceBefore: 4, spaceAfter: 8 } as const

function hairline(ground: PagesGround) {
  const { tokens } = ground.context.ground.sheet
  return { width: 0.5, color: tokens.get('line') ?? tokens.get('ink') ?? '#888888' }
}

/** Blocks that say which content there is. */
function compileControl(
  block: ContentBlock & { type: 'block' | 'choose' | 'each' | 'keep' },
  ground: PagesGround,
): Part {
  const { context } = ground
  switch (block.type) {
    case 'block': {
      const found = context.block(block.name, block.place)
      return found ? compileBlocks(found.content, { ...ground, context: found.inner }) : nothing
    }
    case 'keep':
      return around(compileBlocks(block.children, ground), (content) => ({
        type: 'keepTogether',
        content,
      }))
    case 'each': {
      const { repeat, inner } = context.repeat(block.of, block.as)
      const body = compileBlocks(block.children, { ...ground, context: inner })
      return { emit: (run, out) => run.each(repeat, () => add(body, run, out)) }
    }
    case 'choose': {
      const whens = block.whens.map((when) => ({
        test: context.slot(when.test, 'condition'),
        body: compileBlocks(when.children, ground),
      }))
      const otherwise = compileBlocks(block.otherwise ?? [], ground)
      return {
        emit: (run, out) => {
          for (const when of whens) if (run.test(when.test)) return add(when.body, run, out)
          add(otherwise, run, out)
        },
      }
    }
  }
}

function compileParagraph(block: ContentBlock & { type: 'paragraph' }, ground: PagesGround): Part {
  const { context, styles } = ground
  context.knows('paragraphs', block.style, block.place)
  const content = compileInlines(block.children, context, styles, block.place)
  const style: ParagraphStyle | undefined =
    block.style || block.align ? styles.paragraph(block.style ?? 'body', block.align) : undefined
  const source = sourceOf(block.place)
  return fromInlines(content, (inlines) => ({
    type: 'paragraph',
    content: inlines,
    ...(style && { style }),
    ...(source && { source }),
  }))
}

/** A block around inline content; one that turns out empty for a record leaves no gap. */
export function fromInlines(content: InlinePart, make: (inlines: InlineContent) => Block): Part {
  if ('constant' in content)
    return content.constant.length === 0 ? nothing : ready(make(content.constant))
  return {
    emit: (run, out) => {
      const inlines = content.build(run)
      if (inlines.length > 0) out.push(make(inlines))
    },
  }
}

function compileHeading(block: ContentBlock & { type: 'heading' }, ground: PagesGround): Part {
  const { context, styles } = ground
  context.knows('paragraphs', block.style, block.place)
  const content = compileInlines(block.children, context, styles, block.place)
  const style = styles.paragraph(block.style ?? `heading${block.level}`)
  const source = sourceOf(block.place)
  const { level, id } = block
  const head = { type: 'heading' as const, level, style, ...(source && { source }) }
  const numbering = ground.aside && numberingOf(block, context)
  if (id === undefined && numbering === undefined)
    return fromInlines(content, (inlines) => ({ ...head, content: inlines }))
  const references = referencesOf(context)
  const tabbed = context.ground.sheet.paragraphs.get(block.style ?? `heading${level}`)?.tabs
  return {
    emit: (run, out) => {
      const words = 'constant' in content ? content.constant : content.build(run)
      const number = references.numbers.next(level, numbering)
      if (id !== undefined) references.heading(id, { title: wordsOf(words), number })
      const shown = number === '' ? words : numbered(number, words, tabbed !== undefined)
      out.push({ ...head, content: shown, ...(id !== undefined && { id }) })
    },
  }
}

/** Where the style has a tab stop the words begin there. */
function numbered(number: string, words: InlineContent, tabbed: boolean): InlineContent {
  const rest = typeof words === 'string' ? [words] : words
  return tabbed ? [number, { type: 'tab' }, ...rest] : [number + afterNumber, ...rest]
}

const bullets: ListLook = Object.freeze({ marker: 'bullet', spaceBetween: 0 })
const numbers: ListLook = Object.freeze({ marker: 'decimal', spaceBetween: 0 })

/** A list style says how items are marked; a paragraph style how its paragraphs are set. */
function compileList(block: ContentBlock & { type: 'list' }, ground: PagesGround): Part {
  const { sheet } = ground.context.ground
  const own = block.style === undefined ? undefined : sheet.lists.get(block.style)
  if (!own) ground.context.knows('paragraphs', block.style, block.place)
  const inside = own || block.style === undefined ? block.items : dressed(block.items, block.style)
  const items = inside.map((item) => compileBlocks(item, ground))
  const look = own ?? (block.ordered ? numbers : bullets)
  const body = sheet.paragraphs.get('body')!
  const shared = deepFreeze({
    marker: markerOf(look, block.start ?? 1),
    indent: look.indent ?? body.size * 1.6,
    spaceAfter: body.spaceAfter,
    ...(look.color && { markerStyle: { color: look.color } }),
    ...(look.spaceBetween > 0 && { spaceBetween: look.spaceBetween }),
  })
  const list = (content: readonly (readonly Block[])[]): Block => ({
    type: 'list',
    ...shared,
    items: content.filter((blocks) => blocks.length > 0).map((blocks) => ({ content: blocks })),
  })
  if (items.every((item) => 'constant' in item))
    return ready(list(items.map((item) => item.constant)))
  return {
    emit: (run, out) => {
      const content = items.map((item) => blocksOf(item, run))
      if (content.some((blocks) => blocks.length > 0)) out.push(list(content))
    },
  }
}

function compileColumns(block: ContentBlock & { type: 'columns' }, ground: PagesGround): Part {
  const widths = block.columns.map((_, i) => widthOf(block.widths[i] ?? '1fr', ground, block.place))
  const parts = block.columns.map((column) => compileBlocks(column, ground))
  const gap = block.gap === undefined ? 12 : (pointsOf(block.gap, ground, block.place) ?? 12)
  const columns = Object.freeze(widths)
  const node = (content: readonly (readonly Block[])[]): Block => ({
    type: 'sideBySide',
    columns,
    content,
    gap,
    ...spaceOf(ground),
  })
  if (parts.every((part) => 'constant' in part))
    return ready(node(parts.map((part) => part.constant)))
  return { emit: (run, out) => void out.push(node(parts.map((part) => blocksOf(part, run)))) }
}

function compileBox(block: ContentBlock & { type: 'box' }, ground: PagesGround): Part {
  ground.context.knows('boxes', block.style, block.place)
  const style = ground.styles.box(block.style)
  return around(compileBlocks(block.children, ground), (content) => ({
    type: 'box',
    content,
    style,
  }))
}

/** Points, or undefined after saying why not. */
export function pointsOf(
  text: string | undefined,
  ground: PagesGround,
  place?: Place,
): number | undefined {
  if (text === undefined) return undefined
  const points = parseLength(text, ground.styles.base.size, ground.measure)
  if (points === undefined)
    ground.context.refuse('MSV-C008', `“${text}” is not a length`, place, lengthHint)
  return points
}

const lengthHint = 'Write a number with pt mm cm in px em %'

export function widthOf(text: string, ground: PagesGround, place?: Place): Width {
  const width = parseWidth(text)
  if (width) return Object.freeze(width)
  const hint = 'A width is auto, a length or a fraction like 1fr'
  ground.context.refuse('MSV-C008', `“${text}” is not a width`, place, hint)
  return { kind: 'fraction', share: 1 }
}

/** `print.md:14`, as the typesetter's warnings give it back. */
export function sourceOf(place: Place | undefined): string | undefined {
  return place && `${place.file}:${place.line}`
}
