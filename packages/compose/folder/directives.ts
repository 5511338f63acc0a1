import type { AttributeRules } from './attributes.ts'

/** How a directive is written: `:::name` around content, `::name` on its line, `:name` within text. */
export type Form = 'container' | 'leaf' | 'text'

export interface DirectiveRules extends AttributeRules {
  readonly form: Form
  /** Only within this one: `when` within `choose`. */
  readonly within?: readonly string[]
}

function container(
  allowed: readonly string[],
  required: readonly string[] = [],
  within?: readonly string[],
): DirectiveRules {
  return { form: 'container', allowed, required, ...(within && { within }) }
}
function leaf(allowed: readonly string[], required: readonly string[] = []): DirectiveRules {
  return { form: 'leaf', allowed, required }
}
function text(allowed: readonly string[] = [], required: readonly string[] = []): DirectiveRules {
  return { form: 'text', allowed, required }
}

/** What of a picture is shown. */
export const shownAttributes = ['fit', 'crop', 'focus'] as const

/** Kinds of rows that speak of a group. */
export const groupAttributes = ['group', 'subtotal', 'continued'] as const

/** Every block directive and its attributes; docs/content.md says the same in words. */
export const blockDirectives: Readonly<Record<string, DirectiveRules>> = {
  paragraph: container(['style', 'align']),
  box: container(['style']),
  columns: container(['widths', 'gap', 'style']),
  column: container([], [], ['columns']),
  choose: container(['style']),
  when: container(['test'], ['test'], ['choose']),
  otherwise: container([], [], ['choose']),
  each: container(['of', 'as', 'style'], ['of', 'as']),
  keep: container(['style']),
  filler: container(['priority', 'style']),
  'text-columns': container(['count', 'gap', 'rule', 'style'], ['count']),
  choice: container(['id', 'style'], ['id']),
  table: container(['style', 'columns', 'aligns', 'caption']),
  row: container(['kind', ...groupAttributes, 'each', 'if', 'style', 'style-by'], [], ['table']),
  cell: container(['style', 'style-by', 'align', 'colspan', 'rowspan'], [], ['row']),
  block: leaf(['name', 'style'], ['name']),
  button: leaf(['href', 'style'], ['href']),
  barcode: leaf(
    ['type', 'value', 'alt', 'options', 'text', 'width', 'height', 'align', 'style'],
    ['type', 'value', 'alt'],
  ),
  chart: leaf(
    ['kind', 'data', 'label', 'values', 'series', 'alt', 'width', 'height', 'style'],
    ['kind', 'data', 'label', 'values', 'alt'],
  ),
  signature: leaf(['name', 'role', 'image', 'style'], ['name']),
  image: leaf(
    ['src', 'alt', 'width', 'height', 'max-width', ...shownAttributes, 'align', 'style'],
    ['src', 'alt'],
  ),
  space: leaf(['height', 'style'], ['height']),
  'page-break': leaf(['to', 'master', 'style']),
  contents: leaf(['depth', 'style']),
  rule: leaf(['style']),
}

/** Directives within text. */
export const textDirectives: Readonly<Record<string, DirectiveRules>> = {
  span: text(['style'], ['style']),
  if: text(['test'], ['test']),
  image: text(['src', 'alt', 'height', ...shownAttributes], ['src', 'alt']),
  page: text(['of']),
  pages: text(['of']),
  running: text(['level']),
  ref: text(['to', 'show'], ['to']),
  note: text(),
  tab: text(),
  br: text(),
  strong: text(),
  em: text(),
  underline: text(),
  strike: text(),
  code: text(),
  sub: text(),
  sup: text(),
}

/** What a cell of a table written with `|` may say of itself, and in the first cell of its row. */
export const cellAttributes: readonly string[] = ['style', 'style-by', 'align']
export const rowAttributes: readonly string[] = [
  'each',
  'if',
  'total',
  'head',
  'carried',
  'brought',
  ...groupAttributes,
  'row-style',
  'row-style-by',
]
