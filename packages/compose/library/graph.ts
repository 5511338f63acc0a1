/**
 * What uses what, both ways. Objects are named `block/payment-terms`, `template/invoice`,
 * `alternative/invoice/print`, `style/brand`, `style/paragraphs/small`, `master/letter`,
 * `asset/brand/logo.svg`, `topic/invoice`.
 */
import type {
  Alternative,
  AlternativeVariant,
  Content,
  Language,
  Place,
  Release,
  Takes,
  Template,
} from '@misiva/model'
import { runningBlocks } from '../style/running.ts'
import { tableLetters } from '../style/surfaces.ts'
import { walk } from './walk.ts'
import type { StyleKind } from './walk.ts'

/** One object names another. */
export interface Use {
  readonly from: string
  readonly to: string
  readonly place: Place
  /** The variant it stands in; undefined where it stands in none. */
  readonly variant?: { readonly language: Language; readonly tone: string }
}

export interface Graph {
  readonly objects: ReadonlySet<string>
  /** What the object names itself. */
  uses(object: string): readonly Use[]
  /** Who names the object. */
  usedBy(object: string): readonly Use[]
  /** All it depends on, through however many steps; not itself, unless it is in a ring. */
  dependencies(object: string): ReadonlySet<string>
  /** All that depends on it: what a change of it can touch. */
  dependents(object: string): ReadonlySet<string>
}

const sheetFile = 'brand/style.yaml'
const sheet = 'style/brand'

/**
 * The graph of a release. Names that lead nowhere are uses too: they are what checking refuses.
 * `takes` tells what a channel carries, so that only what has pages uses its template's page master;
 * without it every alternative does.
 */
export function graphOf(
  release: Release,
  takes: (channel: string) => Takes | undefined = () => 'pages',
): Graph {
  const builder = new Builder()
  for (const { path } of release.assets) builder.object(`asset/${path}`)
  for (const { name } of release.topics) builder.object(`topic/${name}`)
  styleUses(release, builder)
  for (const { name, variants } of release.blocks)
    for (const variant of variants) builder.content(`block/${name}`, variant.content, variant)
  for (const template of release.templates) templateUses(template, builder, takes)
  return builder.graph()
}

function templateUses(
  template: Template,
  builder: Builder,
  takes: (channel: string) => Takes | undefined,
): void {
  const from = `template/${template.name}`
  const start = { file: `templates/${template.name}/template.yaml`, line: 1, column: 1 }
  const place = template.place ?? start
  builder.object(from)
  builder.use(from, `topic/${template.topic}`, place)
  for (const alternative of template.alternatives) {
    const own = `alternative/${template.name}/${alternative.name}`
    const at = alternative.place ?? place
    builder.use(from, own, at)
    builder.use(own, sheet, at)
    alternativeUses(own, template, alternative, at, builder)
    if (alternative.kind === 'passive') continue
    for (const { source, place: there = at } of alternative.embed ?? [])
      if (source.kind === 'file') builder.use(own, `asset/${source.path}`, there)
    if (alternative.master !== undefined && takes(alternative.channel) === 'pages')
      builder.use(own, `master/${alternative.master}`, at)
  }
}

function alternativeUses(
  own: string,
  template: Template,
  alternative: Alternative,
  place: Place,
  builder: Builder,
): void {
  builder.object(own)
  if (alternative.kind === 'passive')
    builder.use(own, `alternative/${template.name}/${alternative.carries}`, place)
  const variants: readonly AlternativeVariant[] =
    alternative.kind === 'active' ? alternative.variants : alternative.cover
  for (const variant of variants) builder.content(own, variant.content, variant)
}

function styleUses(release: Release, builder: Builder): void {
  const { style } = release
  const place = { file: sheetFile, line: 1, column: 1 }
  builder.object(sheet)
  const sheets = [style, ...Object.values(style.channels ?? {})]
  for (const one of sheets) {
    for (const { file } of one.fonts ?? []) builder.use(sheet, `asset/${file}`, place)
    for (const kind of ['text', 'paragraphs', 'tables', 'boxes', 'cells'] as const)
      for (const name of Object.keys(one[kind] ?? {})) builder.object(`style/${kind}/${name}`)
    for (const [name, { extends: above }] of Object.entries(one.paragraphs ?? {}))
      if (above !== undefined)
        builder.use(`style/paragraphs/${name}`, `style/paragraphs/${above}`, place)
    for (const [name, table] of Object.entries(one.tables ?? {}))
      for (const paragraph of tableLetters.map((key) => table[key]))
        if (paragraph !== undefined)
          builder.use(`style/tables/${name}`, `style/paragraphs/${paragraph}`, place)
    for (const [name, { paragraph }] of Object.entries(one.cells ?? {}))
      if (paragraph !== undefined)
        builder.use(`style/cells/${name}`, `style/paragraphs/${paragraph}`, place)
    for (const [name, master] of Object.entries(one.masters ?? {})) {
      builder.object(`master/${name}`)
      for (const { block } of runningBlocks(master))
        builder.use(`master/${name}`, `block/${block}`, place)
    }
  }
}

class Builder {
  readonly #objects = new Set<string>()
  readonly #uses = new Map<string, Use[]>()
  readonly #usedBy = new Map<string, Use[]>()

  object(name: string): void {
    this.#objects.add(name)
  }

  use(from: string, to: string, place: Place, variant?: Use['variant']): void {
    const use: Use = { from, to, place, ...(variant && { variant }) }
    append(this.#uses, from, use)
    append(this.#usedBy, to, use)
  }

  content(
    from: string,
    content: Content,
    variant: { readonly language: Language; readonly tone: string; readonly file: string },
  ): void {
    this.object(from)
    const start = { file: variant.file, line: 1, column: 1 }
    const { language, tone } = variant
    const use = (to: string, place: Place | undefined) =>
      this.use(from, to, place ?? start, { language, tone })
    walk(content, {
      block: (name, place) => use(`block/${name}`, place),
      image: (path, place) => use(`asset/${path}`, place),
      style: (kind, name, place) => use(`style/${this.#styleKind(kind, name)}/${name}`, place),
    })
  }

  /** What dresses a cell is a style of cells, or else of paragraphs. */
  #styleKind(kind: StyleKind, name: string): StyleKind {
    return kind === 'cells' && !this.#objects.has(`style/cells/${name}`) ? 'paragraphs' : kind
  }

  graph(): Graph {
    const uses = this.#uses
    const usedBy = this.#usedBy
    return {
      objects: this.#objects,
      uses: (object) => uses.get(object) ?? [],
      usedBy: (object) => usedBy.get(object) ?? [],
      dependencies: (object) => reach(object, (name) => uses.get(name)?.map(({ to }) => to)),
      dependents: (object) => reach(object, (name) => usedBy.get(name)?.map(({ from }) => from)),
    }
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function reach(
  start: string,
  next: (name: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  const seen = new Set<string>()
  const open = [start]
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const name of next(at) ?? [])
      if (!seen.has(name)) {
        seen.add(name)
        open.push(name)
      }
  return seen
}

/** Styles in use without being named: the typesetter asks for them. */
const standing: ReadonlySet<string> = new Set([
  ...['body', 'heading1', 'heading2', 'heading3', 'heading4', 'heading5', 'heading6'],
  ...['caption', 'tableHead', 'tableBody', 'tableTotal', 'tableGroup', 'tableSubtotal', 'signer'],
])

/**
 * Objects no template reaches: blocks, pictures, styles, masters, and topics nobody sends on. Fonts
 * and everything the style sheet itself names count as used.
 */
export function unusedObjects(release: Release, graph: Graph = graphOf(release)): string[] {
  const used = new Set<string>([sheet])
  for (const { name } of release.templates) {
    used.add(`template/${name}`)
    for (const object of graph.dependencies(`template/${name}`)) used.add(object)
  }
  for (const name of standing) keep(`style/paragraphs/${name}`)
  keep('style/tables/default')
  // A span may take a paragraph's letters; the name alone does not tell which of the two is meant.
  for (const object of [...used])
    if (object.startsWith('style/text/')) keep(object.replace('style/text/', 'style/paragraphs/'))
  return [...graph.objects].filter((object) => !used.has(object)).toSorted()

  function keep(object: string): void {
    used.add(object)
    for (const below of graph.dependencies(object)) used.add(below)
  }
}
