import { didYouMean, type Place, type Problem, problem, type StyleSheet } from '@misiva/model'
import { checked, flag, listOf, mapOf, oneOf, record, type Shape, text, whole } from './shape.ts'
import { tableGrounds, tableParts, tableRules } from '../style/sheet.ts'
import type { YamlNode } from './yaml.ts'

type Text = StyleSheet['text'][string]
type Paragraph = StyleSheet['paragraphs'][string]
type Table = StyleSheet['tables'][string]
type Box = StyleSheet['boxes'][string]
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
const rulePattern = new RegExp(`^${one} +\\S+$`)
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
  'write its thickness and colour: 0.5pt accent',
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

const tableStyle: Shape<Table> = record<Table>('A table style', {
  head: text,
  body: text,
  total: text,
  group: text,
  subtotal: text,
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
  padding: sides,
})

const boxStyle: Shape<Box> = record<Box>('A box style', {
  padding: sides,
  background: color,
  border: rule,
  radius: length,
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
const finerMaster = record<Partial<Master>>('A page master', masterShapes)

const font: Shape<Font> = (node, problems) => {
  const read = record<{ family: string; weight?: number; italic?: boolean; file: string }>(
    'A font',
    { family: text, weight: whole(1, 1000), italic: flag, file: text },
    ['family', 'file'],
  )(node, problems)
  return read && { weight: 400, italic: false, ...read }
}

const partShapes = {
  tokens: mapOf(token, 'tokens'),
  fonts: listOf(font, 'fonts'),
  text: mapOf(textStyle, 'text'),
  paragraphs: mapOf(paragraphStyle, 'paragraphs'),
  tables: mapOf(tableStyle, 'tables'),
  boxes: mapOf(boxStyle, 'boxes'),
  lists: mapOf(listStyle, 'lists'),
  masters: mapOf(master, 'masters'),
}

type Part = Partial<Omit<StyleSheet, 'channels'>>
const part = record<Part>('A refinement', {
  ...partShapes,
  masters: mapOf(finerMaster, 'masters') as Shape<StyleSheet['masters']>,
})

export const emptyStyle: StyleSheet = {
  tokens: {},
  fonts: [],
  text: {},
  paragraphs: {},
  tables: {},
  boxes: {},
  lists: {},
  masters: {},
  channels: {},
}

/** `brand/style.yaml`, every name in it resolved; what a style names but nothing defines is MSV-C008. */
export function readStyle(
  root: YamlNode,
  files: ReadonlySet<string>,
  problems: Problem[],
): StyleSheet {
  const read = record<Partial<StyleSheet>>('style.yaml', {
    ...partShapes,
    channels: mapOf(part, 'channels'),
  })(root, problems)
  const sheet: StyleSheet = { ...emptyStyle, ...read }
  new StyleNames(sheet, root, files, problems).check()
  return sheet
}

/** Looks up every name a style sheet uses. */
class StyleNames {
  readonly #sheet: StyleSheet
  readonly #root: YamlNode
  readonly #files: ReadonlySet<string>
  readonly #problems: Problem[]

  constructor(sheet: StyleSheet, root: YamlNode, files: ReadonlySet<string>, problems: Problem[]) {
    this.#sheet = sheet
    this.#root = root
    this.#files = files
    this.#problems = problems
  }

  check(): void {
    this.#part(this.#sheet, '')
    for (const [channel, refinement] of Object.entries(this.#sheet.channels))
      this.#part(refinement, `/channels/${escaped(channel)}`)
    this.#cycles()
  }

  #part(styles: Part, at: string): void {
    this.#colors(styles.tokens ?? {}, Object.keys(styles.tokens ?? {}), [], `${at}/tokens`)
    for (const [i, { file }] of (styles.fonts ?? []).entries())
      if (!this.#files.has(file))
        this.#say(
          'MSV-C007',
          `There is no font file “${file}”`,
          `${at}/fonts/${i}/file`,
          didYouMean(file, fontFiles(this.#files)),
        )
    for (const [name, style] of Object.entries(styles.text ?? {}))
      this.#text(style, `${at}/text/${escaped(name)}`)
    for (const [name, style] of Object.entries(styles.paragraphs ?? {})) {
      const where = `${at}/paragraphs/${escaped(name)}`
      this.#text(style, where)
      this.#colors(style, ['background'], [], where)
      if (style.initial) this.#text(style.initial, `${where}/initial`)
      if (style.extends !== undefined) this.#named(style.extends, 'paragraphs', `${where}/extends`)
    }
    for (const [name, style] of Object.entries(styles.tables ?? {})) {
      const where = `${at}/tables/${escaped(name)}`
      for (const key of tableParts)
        if (style[key] !== undefined) this.#named(style[key], 'paragraphs', `${where}/${key}`)
      this.#colors(style, tableGrounds, tableRules, where)
    }
    for (const [name, style] of Object.entries(styles.boxes ?? {}))
      this.#colors(style, ['background'], ['border'], `${at}/boxes/${escaped(name)}`)
    for (const [name, style] of Object.entries(styles.lists ?? {}))
      this.#colors(style, ['color'], [], `${at}/lists/${escaped(name)}`)
    for (const [name, { frames = [] }] of Object.entries(styles.masters ?? {}))
      for (const [i, { box }] of frames.entries())
        if (box !== undefined)
          this.#named(box, 'boxes', `${at}/masters/${escaped(name)}/frames/${i}/box`)
  }

  #text(style: Pick<Text, 'color' | 'font' | 'fallback'>, at: string): void {
    this.#colors(style, ['color'], [], at)
    const families = new Set(
      [this.#sheet, ...Object.values(this.#sheet.channels)].flatMap((s) =>
        (s.fonts ?? []).map((f) => f.family),
      ),
    )
    for (const [i, family] of [style.font, ...(style.fallback ?? [])].entries())
      if (family !== undefined && !families.has(family))
        this.#say(
          'MSV-C008',
          `No font is called “${family}”`,
          i === 0 ? `${at}/font` : `${at}/fallback/${i - 1}`,
          didYouMean(family, families),
        )
  }

  #colors(style: object, plain: readonly string[], rules: readonly string[], at: string): void {
    const values = style as Readonly<Record<string, string | undefined>>
    const tokens = new Set(
      [this.#sheet, ...Object.values(this.#sheet.channels)].flatMap((s) =>
        Object.keys(s.tokens ?? {}),
      ),
    )
    const look = (name: string | undefined, where: string): void => {
      if (name === undefined || name === 'none' || name.startsWith('#') || tokens.has(name)) return
      this.#say(
        'MSV-C008',
        `There is no colour “${name}” among tokens`,
        where,
        didYouMean(name, tokens),
      )
    }
    for (const key of plain) look(values[key], `${at}/${key}`)
    for (const key of rules) look(values[key]?.split(/ +/).at(-1), `${at}/${key}`)
  }

  #named(name: string, kind: 'paragraphs' | 'boxes', at: string): void {
    const known = new Set(
      [this.#sheet, ...Object.values(this.#sheet.channels)].flatMap((s) =>
        Object.keys(s[kind] ?? {}),
      ),
    )
    if (!known.has(name))
      this.#say('MSV-C008', `There is no ${kinds[kind]} “${name}”`, at, didYouMean(name, known))
  }

  #cycles(): void {
    const styles = this.#sheet.paragraphs
    for (const name of Object.keys(styles)) {
      const ring = [name]
      let next = styles[name]?.extends
      while (next !== undefined && !ring.includes(next)) {
        ring.push(next)
        next = styles[next]?.extends
      }
      if (next === name)
        this.#say(
          'MSV-C008',
          `The style extends itself: ${[...ring, name].join(' → ')}`,
          `/paragraphs/${escaped(name)}/extends`,
          'let one of them extend another',
        )
    }
  }

  #say(code: Problem['code'], message: string, pointer: string, hint?: string): void {
    const place: Place = this.#root.at(pointer)
    this.#problems.push(problem(code, message, place, hint))
  }
}

const kinds = { paragraphs: 'paragraph style', boxes: 'box style' } as const

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function fontFiles(files: ReadonlySet<string>): string[] {
  return [...files].filter((path) => /\.(?:ttf|otf)$/i.test(path))
}
