import { didYouMean, type Place, type Problem, problem, type StyleSheet } from '@misiva/model'
import { borderKeys, tableGrounds, tableLetters, tableRules } from '../style/surfaces.ts'
import { mapOf, record, type Shape } from './shape.ts'
import { finerMaster, partShapes, type Text } from './style-shapes.ts'
import type { YamlNode } from './yaml.ts'

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
  cells: {},
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
      for (const key of tableLetters)
        if (style[key] !== undefined) this.#named(style[key], 'paragraphs', `${where}/${key}`)
      this.#colors(style, tableGrounds, [...tableRules, ...borderKeys], where)
    }
    for (const [name, style] of Object.entries(styles.boxes ?? {}))
      this.#colors(style, ['background'], borderKeys, `${at}/boxes/${escaped(name)}`)
    for (const [name, style] of Object.entries(styles.cells ?? {})) {
      const where = `${at}/cells/${escaped(name)}`
      this.#colors(style, ['background'], borderKeys, where)
      if (style.paragraph !== undefined)
        this.#named(style.paragraph, 'paragraphs', `${where}/paragraph`)
    }
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
