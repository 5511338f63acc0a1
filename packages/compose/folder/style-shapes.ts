/** What may stand in `brand/style.yaml`, part by part. */
import type { StyleSheet } from '@misiva/model'
import { checked, flag, listOf, mapOf, oneOf, record, type Shape, text, whole } from './shape.ts'

export type Text = StyleSheet['text'][string]
type Paragraph = StyleSheet['paragraphs'][string]
type Table = StyleSheet['tables'][string]
type Box = StyleSheet['boxes'][string]
type Cell = NonNullable<StyleSheet['cells']>[string]
type Master = StyleSheet['masters'][string]
type ListStyle = NonNullable<StyleSheet['lists']>[string]
type Initial = NonNullable<Paragraph['initial']>
type Font = StyleSheet['fonts'][number]
type Frame = NonNullable<Master['frames']>[number]
type Variant = NonNullable<Master['last']>
type Marks = NonNullable<Master['marks']>

const unit = '(?:pt|mm|cm|in|px|em|%)'
const one = `-?\\d*\\.?\\d+${unit}`
const lengthPattern = new RegExp(`^(?:0|${one})$`)
const sidesPattern = new RegExp(`^(?:0|${one})(?: +(?:0|${one})){0,3}$`)
const rulePattern = new RegExp(`^${one}(?: +(?:solid|dashed|dotted|double))? +\\S+$`)
const colorPattern = /^(?:#(?:[0-9a-fA-F]{3}){1,2}|[A-Za-z][\w-]*)$/
const unitHint = 'a length has its unit: pt, mm, cm, in, px, em or %'

const length = checked((v) => lengthPattern.test(v), 'a length', unitHint)
const sides = checked(
  (v) => sidesPattern.test(v),
  'one to four lengths',
  `top right bottom left; ${unitHint}`,
)
const rule = checked(
  (v) => v === 'none' || rulePattern.test(v),
  'a rule',
  'write its thickness and colour: 0.5pt accent, or 1pt dashed accent',
)
const color = checked(
  (v) => colorPattern.test(v),
  'a colour',
  'write #rrggbb or the name of a token',
)
const token = checked(
  (v) => /^#(?:[0-9a-fA-F]{3}){1,2}$/.test(v) || /^[A-Za-z][\w-]*$/.test(v),
  'a colour',
  'write #rrggbb, in quotes',
)
const paper = checked(
  (v) => /^(?:A[3-6]|Letter|Legal)$/.test(v) || new RegExp(`^${one} +${one}$`).test(v),
  'a paper size',
  'A4, Letter, or width and height: 210mm 297mm',
)

const tabStop = checked(
  (v) => new RegExp(`^${one}(?: +(?:start|end|center|decimal)(?: +\\S{1,3})?)?$`).test(v),
  'a tab stop',
  'write where it is, how text stands at it, and what fills the way: 150mm end .',
)

const textShapes = {
  font: text,
  fallback: listOf(text, 'fallback'),
  size: length,
  weight: whole(1, 1000),
  italic: flag,
  color,
  features: listOf(text, 'features'),
  letterSpacing: length,
  wordSpacing: length,
  smallCaps: flag,
  underline: flag,
}

const textStyle: Shape<Text> = record<Text>('A text style', textShapes)

const paragraphStyle: Shape<Paragraph> = record<Paragraph>('A paragraph style', {
  ...textShapes,
  extends: text,
  lineHeight: length,
  align: oneOf('start', 'center', 'end', 'justify'),
  spaceBefore: length,
  spaceAfter: length,
  indent: length,
  indentEnd: length,
  indentFirst: length,
  hyphenate: flag,
  keepWithNext: flag,
  numbering: oneOf('decimal', 'lower-alpha', 'upper-alpha', 'lower-roman', 'upper-roman', 'none'),
  keepTogether: flag,
  widows: whole(1, 20),
  orphans: whole(1, 20),
  tabs: listOf(tabStop, 'tabs'),
  background: color,
  initial: record<Initial>(
    'An initial',
    { lines: whole(2, 12), font: text, weight: whole(1, 1000), color, gap: length },
    ['lines'],
  ),
})

const listStyle: Shape<ListStyle> = record<ListStyle>('A list style', {
  marker: text,
  prefix: text,
  suffix: text,
  indent: length,
  color,
  spaceBetween: length,
})

const borders = {
  border: rule,
  borderTop: rule,
  borderRight: rule,
  borderBottom: rule,
  borderLeft: rule,
}
const verticalAlign = oneOf('top', 'middle', 'bottom')

const tableStyle: Shape<Table> = record<Table>('A table style', {
  head: text,
  body: text,
  total: text,
  group: text,
  subtotal: text,
  firstColumn: text,
  lastColumn: text,
  headBackground: color,
  zebra: color,
  totalBackground: color,
  groupBackground: color,
  subtotalBackground: color,
  headRule: rule,
  rowRule: rule,
  totalRule: rule,
  groupRule: rule,
  subtotalRule: rule,
  columnRule: rule,
  ...borders,
  verticalAlign,
  padding: sides,
})

const cellStyle: Shape<Cell> = record<Cell>('A cell style', {
  paragraph: text,
  background: color,
  padding: sides,
  verticalAlign,
  ...borders,
})

const boxStyle: Shape<Box> = record<Box>('A box style', {
  padding: sides,
  background: color,
  ...borders,
  radius: sides,
  spaceBefore: length,
  spaceAfter: length,
})

const frame: Shape<Frame> = record<Frame>(
  'A frame',
  {
    name: text,
    x: length,
    y: length,
    width: length,
    height: length,
    block: text,
    pages: oneOf('first', 'all', 'last', 'rest'),
    box: text,
    align: oneOf('top', 'middle', 'bottom'),
    rotate: whole(-360, 360),
  },
  ['name', 'x', 'y', 'width', 'height', 'block'],
)

const variant: Shape<Variant> = record<Variant>('What differs on a page', {
  margin: sides,
  header: text,
  footer: text,
  tray: text,
})

const marks: Shape<Marks> = record<Marks>(
  'Marks',
  { kind: oneOf('omr', 'datamatrix'), x: length, y: length, text },
  ['kind', 'x', 'y'],
)

const masterShapes = {
  size: paper,
  margin: sides,
  firstMargin: sides,
  header: text,
  footer: text,
  firstHeader: text,
  firstFooter: text,
  first: variant,
  last: variant,
  only: variant,
  left: variant,
  right: variant,
  blank: variant,
  tray: text,
  duplex: flag,
  marks,
  frames: listOf(frame, 'frames'),
}
const master: Shape<Master> = record<Master>('A page master', masterShapes, ['size', 'margin'])
/** For one channel only what differs is said. */
export const finerMaster = record<Partial<Master>>('A page master', masterShapes)

const font: Shape<Font> = (node, problems) => {
  const read = record<{ family: string; weight?: number; italic?: boolean; file: string }>(
    'A font',
    { family: text, weight: whole(1, 1000), italic: flag, file: text },
    ['family', 'file'],
  )(node, problems)
  return read && { weight: 400, italic: false, ...read }
}

/** Each part of a style sheet. */
export const partShapes = {
  tokens: mapOf(token, 'tokens'),
  fonts: listOf(font, 'fonts'),
  text: mapOf(textStyle, 'text'),
  paragraphs: mapOf(paragraphStyle, 'paragraphs'),
  tables: mapOf(tableStyle, 'tables'),
  boxes: mapOf(boxStyle, 'boxes'),
  cells: mapOf(cellStyle, 'cells'),
  lists: mapOf(listStyle, 'lists'),
  masters: mapOf(master, 'masters'),
}
