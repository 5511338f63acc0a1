/** Finds where content says something: in its words, in its fields, in the names of its objects. */
import type { Content, Language, Place, Release } from '@misiva/model'
import { walk, wordsOfTemplate } from './walk.ts'

export interface Hit {
  /** `block/payment-terms`, `template/invoice`. */
  readonly object: string
  readonly in: 'name' | 'text' | 'field'
  readonly place: Place
  readonly language?: Language
  readonly tone?: string
  /** Some words around what was found. */
  readonly excerpt: string
  /** Where in the excerpt it stands: the first character and the one after the last. */
  readonly from: number
  readonly to: number
}

interface Unit {
  readonly object: string
  readonly file: string
  readonly language?: Language
  readonly tone?: string
  readonly content: Content
  readonly heads: readonly string[]
}

/** Characters shown on either side of what was found. */
const around = 60

/**
 * Hits by object, names first. Upper and lower case, accents and kinds of space make no difference:
 * “credito” finds “Crédito”. An empty query finds nothing.
 */
export function searchContent(release: Release, query: string, most = 200): Hit[] {
  const wanted = folded(query.trim()).text.replaceAll(/\s+/g, ' ')
  if (wanted === '') return []
  const hits = names(release).flatMap(({ object, name, file }) =>
    hit(wanted, name, { object, in: 'name', place: { file, line: 1, column: 1 } }),
  )
  for (const unit of units(release)) {
    if (hits.length >= most) break
    hits.push(...within(unit, wanted))
  }
  return hits.slice(0, most)
}

function names(release: Release): { object: string; name: string; file: string }[] {
  return [
    ...release.templates.flatMap(({ name, alternatives }) => {
      const file = `templates/${name}/template.yaml`
      const own = alternatives.map((alternative) => ({
        object: `alternative/${name}/${alternative.name}`,
        name: alternative.name,
        file,
      }))
      return [{ object: `template/${name}`, name, file }, ...own]
    }),
    ...release.blocks.map(({ name, variants }) => ({
      object: `block/${name}`,
      name,
      file: variants[0]!.file,
    })),
    ...release.assets.map(({ path }) => ({ object: `asset/${path}`, name: path, file: path })),
    ...(['text', 'paragraphs', 'tables', 'boxes', 'cells'] as const).flatMap((kind) =>
      Object.keys(release.style[kind] ?? {}).map((name) => ({
        object: `style/${kind}/${name}`,
        name,
        file: 'brand/style.yaml',
      })),
    ),
  ]
}

function* units(release: Release): Generator<Unit> {
  for (const { name, variants } of release.blocks)
    for (const variant of variants) yield { ...variant, object: `block/${name}`, heads: [] }
  for (const template of release.templates)
    for (const alternative of template.alternatives) {
      const object = `alternative/${template.name}/${alternative.name}`
      const variants = alternative.kind === 'active' ? alternative.variants : alternative.cover
      for (const variant of variants) {
        const heads = [variant.subject, variant.preheader].flatMap((head) =>
          head ? [wordsOfTemplate(head)] : [],
        )
        yield { ...variant, object, heads }
      }
    }
}

function within(unit: Unit, wanted: string): Hit[] {
  const { object, file, language, tone } = unit
  const found: Hit[] = []
  const start = { file, line: 1, column: 1 }
  const head = {
    object,
    ...(language !== undefined && { language }),
    ...(tone !== undefined && { tone }),
  }
  const look = (text: string, where: 'text' | 'field', place: Place = start) =>
    found.push(...hit(wanted, text, { ...head, in: where, place }))
  for (const text of unit.heads) look(text.replaceAll(/\{\{.*?\}\}/gs, ' … '), 'text')
  walk(unit.content, {
    text: (text, place) => look(text.replaceAll(/\{\{.*?\}\}/gs, ' … '), 'text', place),
    expression: ({ source }, place) => look(source, 'field', place),
  })
  return found
}

function hit(wanted: string, text: string, head: Omit<Hit, 'excerpt' | 'from' | 'to'>): Hit[] {
  const { text: plain, at } = folded(text)
  const found = plain.indexOf(wanted)
  if (found < 0) return []
  const from = at[found]!
  const to = at[found + wanted.length] ?? text.length
  const cut = Math.max(0, from - around)
  const end = Math.min(text.length, to + around)
  const before = cut > 0 ? '…' : ''
  return [
    {
      ...head,
      excerpt: `${before}${text.slice(cut, end)}${end < text.length ? '…' : ''}`,
      from: before.length + from - cut,
      to: before.length + to - cut,
    },
  ]
}

/** Without case and accents, runs of space as one; `at` tells where each character stood. */
function folded(text: string): { text: string; at: number[] } {
  let plain = ''
  const at: number[] = []
  let offset = 0
  for (const character of text) {
    const bare = /\s/.test(character)
      ? plain.endsWith(' ')
        ? ''
        : ' '
      : character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
    for (let i = 0; i < bare.length; i++) at.push(offset)
    plain += bare
    offset += character.length
  }
  return { text: plain, at }
}
