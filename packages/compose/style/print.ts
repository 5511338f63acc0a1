/**
 * The sheet as the typesetter's style objects. Each is made once and frozen: the typesetter
 * remembers what it knows about a style by the object itself, so two documents must share it.
 */
import type { Mark } from '@misiva/model'
import type {
  Align,
  Border,
  BoxStyle,
  CellStyle,
  Edges,
  Initial,
  Marker,
  ParagraphStyle,
  Sides,
  TextStyle,
} from '@misiva/typeset'
import type { BorderLook } from './looks.ts'
import type {
  BoxLook,
  InitialLook,
  ListLook,
  ParagraphLook,
  RuleLook,
  Sheet,
  TableLook,
  TextLook,
} from './sheet.ts'
import { ruleAround } from './surfaces.ts'

export interface TableStyles {
  readonly table: CellStyle
  readonly header: CellStyle
  /** Taken in turn by body rows. */
  readonly rows: readonly CellStyle[]
  readonly total: CellStyle
  /** Above the first of several total rows. */
  readonly totalRule: Sides<Border> | undefined
  readonly group: CellStyle
  readonly subtotal: CellStyle
  readonly subtotalRule: Sides<Border> | undefined
  readonly body: ParagraphLook
  /** Between columns. */
  readonly columnRule: Border | undefined
  /** Around the table. */
  readonly border: Sides<Border> | undefined
  /** Paragraph styles of the first and the last cell of body rows. */
  readonly firstColumn: string | undefined
  readonly lastColumn: string | undefined
}

const plainCell: CellStyle = Object.freeze({})

export class PrintStyles {
  readonly #sheet: Sheet
  readonly #paragraphs = new Map<string, ParagraphStyle>()
  readonly #texts = new Map<string, Partial<TextStyle>>()
  readonly #tables = new Map<string, TableStyles>()
  readonly #boxes = new Map<string, BoxStyle>()
  readonly #columns = new Map<string, CellStyle>()
  readonly #ruled = new Map<Sides<Border>, Map<CellStyle, CellStyle>>()
  readonly base: TextStyle
  readonly baseParagraph: ParagraphStyle

  constructor(sheet: Sheet) {
    this.#sheet = sheet
    const body = sheet.paragraphs.get('body')!
    this.base = Object.freeze({
      ...textOf(body),
      family: body.font,
      size: body.size,
    })
    this.baseParagraph = this.paragraph('body')
  }

  /** Style by name, refined by an alignment of its own; unknown names are the body's. */
  paragraph(name: string, align?: Align): ParagraphStyle {
    const key = align ? `${name} ${align}` : name
    return once(this.#paragraphs, key, () => {
      const look = this.#sheet.paragraphs.get(name) ?? this.#sheet.paragraphs.get('body')!
      return paragraphOf(look, align)
    })
  }

  /** Footnotes: the style `note`, else the body's at four fifths. */
  get note(): ParagraphStyle {
    return once(this.#paragraphs, ' note', () => {
      const own = this.#sheet.paragraphs.get('note')
      const body = this.#sheet.paragraphs.get('body')!
      const smaller = { size: body.size * 0.8, lineHeight: body.lineHeight * 0.8, spaceAfter: 0 }
      return paragraphOf(own ?? { ...body, ...smaller, spaceBefore: 0 }, undefined)
    })
  }

  /** Undefined for plain text: the shortest form, and the fastest. */
  text(marks: readonly Mark[] | undefined, style: string | undefined, finer?: 'link') {
    if (!marks?.length && !style && !finer) return undefined
    const key = `${style ?? ''}|${(marks ?? []).join()}|${finer ?? ''}`
    return once(this.#texts, key, () =>
      deepFreeze({
        ...(style && this.#named(style)),
        ...markStyle(marks ?? []),
        ...(finer === 'link' && { color: this.#sheet.tokens.get('accent') ?? '#0b57a4' }),
      }),
    )
  }

  /** `:span{style=…}` names a text style, or borrows the letters of a paragraph style. */
  #named(style: string): Partial<TextStyle> {
    const look = this.#sheet.text.get(style) ?? this.#sheet.paragraphs.get(style)
    return look ? textOf(look) : {}
  }

  table(name: string): TableStyles {
    return once(this.#tables, name, () => {
      const look = this.#sheet.tables.get(name) ?? this.#sheet.tables.get('default')!
      return this.#tableOf(look)
    })
  }

  #tableOf(look: TableLook): TableStyles {
    const rows: CellStyle[] = [this.#cell(look.body, undefined, edge('bottom', look.rowRule))]
    if (look.zebra) rows.push(this.#cell(look.body, look.zebra, edge('bottom', look.rowRule)))
    return Object.freeze({
      table: deepFreeze({ padding: look.padding, verticalAlign: look.verticalAlign }),
      header: this.#cell(look.head, look.headBackground, edge('bottom', look.headRule)),
      rows: Object.freeze(rows),
      total: this.#cell(look.total, look.totalBackground),
      totalRule: edge('top', look.totalRule),
      group: this.#cell(look.group, look.groupBackground, edge('bottom', look.groupRule)),
      subtotal: this.#cell(look.subtotal, look.subtotalBackground),
      subtotalRule: edge('top', look.subtotalRule),
      body: this.#sheet.paragraphs.get(look.body)!,
      columnRule: look.columnRule,
      border: look.border && bordersOf(look.border),
      firstColumn: look.firstColumn,
      lastColumn: look.lastColumn,
    })
  }

  #cell(paragraph: string, background?: string, border?: Sides<Border>): CellStyle {
    return deepFreeze({
      paragraph: this.paragraph(paragraph),
      ...(background && { background }),
      ...(border && { border }),
    })
  }

  /** The same cells with the rule above them. */
  ruled(style: CellStyle | undefined, rule: Sides<Border> | undefined): CellStyle | undefined {
    if (!rule) return style
    const base = style ?? plainCell
    const known = this.#ruled.get(rule) ?? new Map<CellStyle, CellStyle>()
    this.#ruled.set(rule, known)
    let ruled = known.get(base)
    if (!ruled) {
      const border = { ...edgesOf(base.border), ...edgesOf(rule) }
      known.set(base, (ruled = deepFreeze({ ...style, border })))
    }
    return ruled
  }

  /** A column's or a single cell's alignment, and the cell or paragraph style it or a row names. */
  cell(align: Align | undefined, name?: string): CellStyle | undefined {
    if (!align && !name) return undefined
    return once(this.#columns, `${align ?? ''}|${name ?? ''}`, () => {
      const look = name === undefined ? undefined : this.#sheet.cells.get(name)
      const { paragraph = look ? undefined : name, border, ...rest } = look ?? {}
      return deepFreeze({
        ...rest,
        ...(border && { border: bordersOf(border) }),
        ...(align && { align }),
        ...(paragraph && { paragraph: this.paragraph(paragraph, align) }),
      })
    })
  }

  /** A column's cells: aligned, and with the rule beside the one before. */
  column(align: Align | undefined, rule: Sides<Border> | undefined): CellStyle | undefined {
    return this.ruled(this.cell(align), rule)
  }

  /** Names of cell styles content may choose from. */
  hasCell(name: string): boolean {
    return this.#sheet.cells.has(name)
  }

  box(name: string | undefined): BoxStyle {
    return once(this.#boxes, name ?? '', () => {
      const look = name === undefined ? undefined : this.#sheet.boxes.get(name)
      return look ? boxOf(look) : Object.freeze({})
    })
  }
}

/** Each edge by itself. */
function edgesOf(border: Sides<Border> | undefined): Edges<Border> {
  if (border === undefined) return {}
  return 'width' in border ? { top: border, right: border, bottom: border, left: border } : border
}

function paragraphOf(look: ParagraphLook, align: Align | undefined): ParagraphStyle {
  const end = align ?? look.align
  return deepFreeze({
    text: textOf(look),
    lineHeight: look.lineHeight / look.size,
    spaceBefore: look.spaceBefore,
    spaceAfter: look.spaceAfter,
    ...(end && { align: end }),
    ...(look.indent > 0 && { indentStart: look.indent }),
    ...(look.indentEnd > 0 && { indentEnd: look.indentEnd }),
    ...(look.indentFirst !== 0 && { indentFirst: look.indentFirst }),
    ...(look.keepTogether && { keepTogether: true }),
    ...(look.widows && { widows: look.widows }),
    ...(look.orphans && { orphans: look.orphans }),
    ...(look.tabs && { tabs: look.tabs }),
    ...(look.background && { background: look.background }),
    ...(look.initial && { initial: initialOf(look.initial) }),
    ...(look.hyphenate && { hyphenate: true }),
    ...(look.keepWithNext && { keepWithNext: true }),
  })
}

function initialOf({ lines, text, gap }: InitialLook): Initial {
  const { size: _size, ...letters } = textOf(text)
  return { lines, text: letters, ...(gap !== undefined && { gap }) }
}

const counters: Readonly<Record<string, (Marker & { kind: 'counter' })['form']>> = {
  decimal: 'decimal',
  'lower-alpha': 'lowerAlpha',
  'upper-alpha': 'upperAlpha',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
}

/** How a list of this style is marked from item `start` on. */
export function markerOf(look: ListLook, start: number): Marker {
  const form = counters[look.marker]
  const { prefix, suffix } = look
  if (form)
    return { kind: 'counter', form, start, suffix: suffix ?? '.', ...(prefix && { prefix }) }
  if (look.marker === 'box') return { kind: 'box' }
  return { kind: 'text', text: look.marker === 'bullet' ? '•' : look.marker }
}

function textOf(look: TextLook): Partial<TextStyle> {
  return {
    ...(look.font && { family: look.font }),
    ...(look.fallback && { fallback: look.fallback }),
    ...(look.size && { size: look.size }),
    ...(look.weight && { weight: look.weight }),
    ...(look.italic && { italic: true }),
    ...(look.color && { color: look.color }),
    ...(look.features && { features: features(look.features) }),
    ...(look.letterSpacing && { letterSpacing: look.letterSpacing }),
    ...(look.wordSpacing && { wordSpacing: look.wordSpacing }),
    ...(look.smallCaps && { smallCaps: true }),
    ...(look.underline && { underline: true }),
  }
}

/** `['tnum', '-liga', 'salt=2']` as OpenType feature values. */
function features(list: readonly string[]): Readonly<Record<string, number>> {
  const values: Record<string, number> = {}
  for (const feature of list) {
    const [tag = '', value] = feature.split('=')
    if (tag.startsWith('-')) values[tag.slice(1)] = 0
    else values[tag] = value === undefined ? 1 : Number(value)
  }
  return values
}

function markStyle(marks: readonly Mark[]): Partial<TextStyle> {
  return {
    ...(marks.includes('strong') && { weight: 700 }),
    ...(marks.includes('emphasis') && { italic: true }),
    ...(marks.includes('underline') && { underline: true }),
    ...(marks.includes('strike') && { strike: true }),
    ...(marks.includes('sub') && { script: 'sub' as const }),
    ...(marks.includes('sup') && { script: 'super' as const }),
  }
}

function boxOf(look: BoxLook): BoxStyle {
  return deepFreeze({
    padding: look.padding,
    ...(look.background && { background: look.background }),
    ...(look.border && { border: bordersOf(look.border) }),
    ...(look.radius.some((corner) => corner > 0) && { radius: look.radius }),
    spaceBefore: look.spaceBefore,
    spaceAfter: look.spaceAfter,
  })
}

function edge(side: 'top' | 'bottom', rule: RuleLook | undefined): Sides<Border> | undefined {
  return rule && { [side]: rule }
}

/** One object where all four sides are alike: the typesetter draws them as one line. */
function bordersOf(border: BorderLook): Sides<Border> {
  return ruleAround(border) ?? border
}

function once<V>(memo: Map<string, V>, key: string, make: () => V): V {
  let value = memo.get(key)
  if (value === undefined) memo.set(key, (value = make()))
  return value
}

/** Freezes plain values through and through. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
