/**
 * Where a template's texts name each field of its data: what a renamed or removed property touches.
 * Told by the names in the expressions; the items of a list are `invoice.lines[].code`, whatever the
 * repetition calls them.
 */
import type {
  Alternative,
  Block,
  Content,
  Expression,
  Place,
  Release,
  Template,
} from '@misiva/model'
import { asContent } from '../data/content.ts'
import { graphOf } from './graph.ts'
import { rowScopes } from '../program/grouping.ts'
import { walk } from './walk.ts'

export interface FieldUse {
  readonly path: string
  readonly place: Place
}

interface Text {
  readonly file: string
  readonly content: Content
  readonly heads: readonly Expression[]
}

/** Every use, in the order of the texts; a text that is read by several alternatives is told once. */
export function fieldUses(release: Release, template: Template): readonly FieldUse[] {
  const found = new Map<string, FieldUse>()
  for (const text of textsOf(release, template)) {
    const expressions: Expression[] = [...text.heads]
    const aliases = new Map<string, string>()
    walk(text.content, {
      expression: (expression, place) =>
        expressions.push({ ...expression, ...(place && { place }) }),
      node: (block) => repeated(block, aliases),
    })
    for (const { source, place } of expressions) {
      const at = place ?? { file: text.file, line: 1, column: 1 }
      for (const path of pathsIn(source, aliases))
        found.set(`${path} ${at.file}:${at.line}:${at.column}`, { path, place: at })
    }
  }
  return [...found.values()]
}

function textsOf(release: Release, template: Template): readonly Text[] {
  const reached = graphOf(release).dependencies(`template/${template.name}`)
  const blocks = release.blocks.filter(({ name }) => reached.has(`block/${name}`))
  const own = template.alternatives.flatMap((alternative): Text[] => {
    const variants = alternative.kind === 'active' ? alternative.variants : alternative.cover
    const file = `templates/${template.name}/template.yaml`
    const filename = alternative.kind === 'passive' ? alternative.filename : []
    const heads = [
      ...(alternative.when ? [alternative.when] : []),
      ...filename.filter((part) => typeof part !== 'string'),
      ...outputHeads(alternative),
    ]
    return [
      { file, content: [], heads },
      ...variants.map(({ file: at, content, subject = [], preheader = [] }) => ({
        ...{ file: at, content },
        heads: [...subject, ...preheader].filter((part) => typeof part !== 'string'),
      })),
    ]
  })
  const data = (template.files ?? []).map(({ file, parts }): Text => ({
    file,
    content: asContent(parts),
    heads: [],
  }))
  return [
    ...own,
    ...data,
    ...blocks.flatMap(({ variants }) =>
      variants.map(({ file, content }) => ({ file, content, heads: [] })),
    ),
  ]
}

/** What files it carries and its password compute. */
function outputHeads(alternative: Alternative): readonly Expression[] {
  const embed = (alternative.kind === 'active' && alternative.embed) || []
  const { password = [], owner = [] } = alternative.protect ?? {}
  const templates = embed.flatMap(({ name, description = [] }) => [...name, ...description])
  return [
    ...[...templates, ...password, ...owner].filter((part) => typeof part !== 'string'),
    ...embed.flatMap(({ source, when }) => [
      ...(source.kind === 'field' ? [source.value] : []),
      ...(when ? [when] : []),
    ]),
  ]
}

/** What the repetitions of a text call their items. */
function repeated(block: Block, aliases: Map<string, string>): void {
  if (block.type === 'each') aliases.set(block.as, block.of.source)
  // A chart's label and values speak of each element so.
  if (block.type === 'chart') aliases.set('item', block.data.source)
  if (block.type !== 'table') return
  for (const { each } of block.rows) if (each) aliases.set(each.as, each.of.source)
  // A group's name has the fields of its items, and its rows are items too.
  for (const { levels, grouped } of rowScopes(block.rows).values())
    for (const { as } of grouped ? levels : []) {
      aliases.set(as, grouped!.of.source)
      aliases.set(`${as}.rows`, grouped!.of.source)
    }
}

const literal = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g
const dotted = /(?<![\w.])[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*(?!\w*\s*\())*/g
const macro = /([A-Za-z_][\w.]*)\.(?:map|filter|exists|exists_one|all)\(\s*([A-Za-z_]\w*)\s*,/g

/** Paths an expression names, the deepest of each and those on the way to it. */
function pathsIn(source: string, outer: ReadonlyMap<string, string>): ReadonlySet<string> {
  const rows = (path: string) => outer.get(path) ?? path
  const bare = source.replaceAll(literal, '""').replaceAll(/(?<![\w.])\w+\.rows\b/g, rows)
  const aliases = new Map(outer)
  for (const [, list = '', name = ''] of bare.matchAll(macro)) aliases.set(name, list)
  const paths = new Set<string>()
  for (const [name] of bare.matchAll(dotted)) {
    const steps = resolved(name.replaceAll(/\s/g, ''), aliases, 0).split('.')
    steps.forEach((_, i) =>
      paths.add(
        steps
          .slice(0, i + 1)
          .join('.')
          .replace(/\[\]$/, ''),
      ),
    )
    steps.forEach((_, i) => paths.add(steps.slice(0, i + 1).join('.')))
  }
  return paths
}

/** `line.code` as `invoice.lines[].code`; a ring of names ends where it began. */
function resolved(path: string, aliases: ReadonlyMap<string, string>, depth: number): string {
  const [head = '', ...rest] = path.split('.')
  const list = depth < 8 ? aliases.get(head) : undefined
  if (list === undefined || !/^[A-Za-z_][\w.]*$/.test(list)) return path
  return [`${resolved(list, aliases, depth + 1)}[]`, ...rest].join('.')
}
