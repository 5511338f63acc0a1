/** Looks of what has a ground and lines around it: tables, cells and boxes. */
import type { BorderSource, BoxStyleSource, CellStyleSource, TableStyleSource } from '@misiva/model'
import { type Four, parseEdges } from './length.ts'
import type {
  BorderLook,
  BoxLook,
  CellLook,
  Corners,
  ParagraphLook,
  RuleLook,
  TableLook,
} from './looks.ts'
import type { Resolver } from './resolver.ts'

/** What a style of tables says of each kind of row. */
export const tableParts = ['head', 'body', 'total', 'group', 'subtotal'] as const
/** Paragraph styles it may name, those of columns among them. */
export const tableLetters = [...tableParts, 'firstColumn', 'lastColumn'] as const
export const tableGrounds = [
  'headBackground',
  'zebra',
  'totalBackground',
  'groupBackground',
  'subtotalBackground',
] as const
export const tableRules = [
  'headRule',
  'rowRule',
  'totalRule',
  'groupRule',
  'subtotalRule',
  'columnRule',
] as const
/** `border` is of all four sides. */
export const borderKeys = [
  'border',
  'borderTop',
  'borderRight',
  'borderBottom',
  'borderLeft',
] as const

type Path = readonly string[]

export function tableLook(resolver: Resolver, name: string, source: TableStyleSource): TableLook {
  const path = ['tables', name]
  const style = (key: (typeof tableLetters)[number]) =>
    resolver.styleName(source[key], [...path, key])
  const color = (key: (typeof tableGrounds)[number]) =>
    given(key, resolver.color(source[key], [...path, key], 'ground'))
  const rule = (key: (typeof tableRules)[number]) =>
    given(key, resolver.rule(source[key], [...path, key]))
  return Object.freeze({
    head: style('head') ?? 'tableHead',
    body: style('body') ?? 'tableBody',
    total: style('total') ?? 'tableTotal',
    group: style('group') ?? 'tableGroup',
    subtotal: style('subtotal') ?? 'tableSubtotal',
    ...given('firstColumn', style('firstColumn')),
    ...given('lastColumn', style('lastColumn')),
    ...Object.assign({}, ...tableGrounds.map(color), ...tableRules.map(rule)),
    ...given('border', borderOf(resolver, source, path)),
    verticalAlign: source.verticalAlign ?? 'top',
    padding: resolver.edges(source.padding, [...path, 'padding'], 10) ?? sides(2, 4),
  })
}

export function cellLook(resolver: Resolver, name: string, source: CellStyleSource): CellLook {
  const path = ['cells', name]
  const { verticalAlign, padding, background } = source
  return Object.freeze({
    ...given('paragraph', resolver.styleName(source.paragraph, [...path, 'paragraph'])),
    ...given('background', resolver.color(background, [...path, 'background'], 'ground')),
    ...given('padding', resolver.edges(padding, [...path, 'padding'], 10)),
    ...given('verticalAlign', verticalAlign),
    ...given('border', borderOf(resolver, source, path)),
  })
}

export function boxLook(resolver: Resolver, name: string, source: BoxStyleSource): BoxLook {
  const path = ['boxes', name]
  const { padding, background } = source
  const length = (key: 'spaceBefore' | 'spaceAfter', otherwise: number) =>
    resolver.length(source[key], [...path, key], 10) ?? otherwise
  return Object.freeze({
    padding: resolver.edges(padding, [...path, 'padding'], 10) ?? sides(0, 0),
    ...given('background', resolver.color(background, [...path, 'background'], 'ground')),
    ...given('border', borderOf(resolver, source, path)),
    radius: cornersOf(source.radius, resolver, [...path, 'radius']),
    spaceBefore: length('spaceBefore', 0),
    spaceAfter: length('spaceAfter', 6),
  })
}

/** `tableHead`, `tableBody`, `tableTotal` and the like serve where the sheet has none of its own. */
export function tableParagraphs(resolver: Resolver): void {
  const body = resolver.paragraph('body')
  const none = { spaceBefore: 0, spaceAfter: 0 }
  const spare: Readonly<Record<string, Partial<ParagraphLook>>> = {
    tableHead: { ...none, weight: 600 },
    tableBody: none,
    tableTotal: { ...none, weight: 700 },
    tableGroup: { ...none, weight: 600 },
    tableSubtotal: { ...none, weight: 600 },
    caption: { size: body.size * 0.9, lineHeight: body.lineHeight * 0.9 },
  }
  for (const [name, finer] of Object.entries(spare))
    if (!resolver.paragraphs.has(name))
      resolver.paragraphs.set(name, Object.freeze({ ...body, ...finer }))
}

/** Four sides alike are one and the same rule. */
function borderOf(resolver: Resolver, source: BorderSource, path: Path): BorderLook | undefined {
  const rule = (key: (typeof borderKeys)[number]) => resolver.rule(source[key], [...path, key])
  const all = rule('border')
  const side = (key: (typeof borderKeys)[number]) => (source[key] === undefined ? all : rule(key))
  const border = {
    ...given('top', side('borderTop')),
    ...given('right', side('borderRight')),
    ...given('bottom', side('borderBottom')),
    ...given('left', side('borderLeft')),
  }
  return Object.keys(border).length > 0 ? border : undefined
}

/** The one rule around all four sides, where it is one. */
export function ruleAround(border: BorderLook): RuleLook | undefined {
  const { top, right, bottom, left } = border
  return top !== undefined && top === right && top === bottom && top === left ? top : undefined
}

const square: Corners = [0, 0, 0, 0]

function cornersOf(text: string | undefined, resolver: Resolver, path: Path): Corners {
  if (text === undefined) return square
  const found = parseEdges(text)
  if (found) return [found.top, found.right, found.bottom, found.left]
  resolver.refuse(path, `“${text}” is not one to four lengths`, 'Write them as 3pt 3pt 0 0')
  return square
}

function sides(block: number, inline: number): Four {
  return { top: block, right: inline, bottom: block, left: inline }
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V })
}
