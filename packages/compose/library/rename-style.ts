/**
 * A style of the sheet under another name, in every file that says it. Only names change: each place
 * in a text where the old one stands is tried by itself, and taken where the text, read again, names
 * the new style there; a word of the text or a style of another kind stays as it is.
 */
import { problem } from '@misiva/model'
import type { Result } from '@misiva/model'
import { editYaml } from '../editor/edit-yaml.ts'
import type { YamlPath } from '../editor/edit-yaml.ts'
import { readYamlValue, renameYaml } from '../editor/yaml-order.ts'
import { readMarkdown } from '../folder/markdown.ts'
import { sourceOf } from '../folder/source.ts'
import { tableLetters } from '../style/surfaces.ts'
import { walk } from './walk.ts'
import type { StyleKind } from './walk.ts'

export interface StyleRename {
  readonly part: 'paragraphs' | 'text' | 'tables' | 'boxes' | 'cells'
  readonly from: string
  readonly to: string
}

type Values = Readonly<Record<string, unknown>>

const sheetPath = 'brand/style.yaml'

/** Used without being named: under another name they would be styles nobody asks for. */
const standing: Readonly<Record<string, RegExp>> = {
  paragraphs:
    /^(?:body|heading[1-6]|contents[1-6]|caption|note|signer|table(?:Head|Body|Group|Subtotal|Total))$/,
  tables: /^default$/,
}

/** The names `renameStyle` refuses to take from or to give. */
export const isStanding = (part: string, name: string): boolean =>
  standing[part]?.test(name) ?? false

/**
 * The files that differ, by path, of a folder's texts by path. MSV-C008 where the sheet has no such
 * style, has the new name already, or uses the style without its being named.
 */
export function renameStyle(
  texts: ReadonlyMap<string, string>,
  rename: StyleRename,
): Result<ReadonlyMap<string, string>> {
  const { part, from, to } = rename
  const text = texts.get(sheetPath) ?? ''
  const read = readYamlValue(text)
  if (!read.ok) return read
  const sheet = (read.value ?? {}) as Values
  const scopes = scopesOf(sheet)
  const has = (kind: string, name: string) =>
    scopes.some((at) => valueAt(sheet, [...at, kind, name]) !== undefined)
  if (!has(part, from)) return refused(`The style sheet has no ${part} “${from}”`)
  if (has(part, to)) return refused(`The style sheet has ${part} “${to}” already`)
  if (!/^[A-Za-z][\w-]*$/.test(to)) return refused(`“${to}” is not a name content can say`)
  if (isStanding(part, from) || isStanding(part, to))
    return refused(`“${isStanding(part, from) ? from : to}” is used without being named`)
  if (part === 'paragraphs' && has('lists', from))
    return refused(`Lists have a style “${from}” too: which of the two a list means cannot be told`)
  const edited = renamedSheet(text, sheet, scopes, rename)
  if (!edited.ok) return edited
  const changed = new Map([[sheetPath, edited.value]])
  const kinds = kindsOf(part, (kind) => has(kind, from))
  for (const [path, before] of texts) {
    if (!path.endsWith('.md') || !before.includes(from)) continue
    const after = renamedText(path, before, rename, kinds)
    if (after !== before) changed.set(path, after)
  }
  return { ok: true, value: changed }
}

function refused(message: string): Result<never> {
  return { ok: false, problems: [problem('MSV-C008', message)] }
}

const valueAt = (values: unknown, path: YamlPath): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Values | null | undefined)?.[step], values)

/** The sheet itself and what each channel has otherwise. */
const scopesOf = (sheet: Values): readonly YamlPath[] => [
  [],
  ...Object.keys((sheet['channels'] ?? {}) as Values).map((name) => ['channels', name]),
]

/** A span, and a cell, may take a paragraph's letters where no style of its own has the name. */
function kindsOf(
  part: StyleRename['part'],
  has: (kind: string) => boolean,
): ReadonlySet<StyleKind> {
  const also = (['text', 'cells'] as const).filter((kind) => part === 'paragraphs' && !has(kind))
  return new Set<StyleKind>([part, ...also])
}

function renamedSheet(
  text: string,
  sheet: Values,
  scopes: readonly YamlPath[],
  { part, from, to }: StyleRename,
): Result<string> {
  let next = text
  // Places by their old names first: a key that is renamed leads nowhere under them.
  for (const path of scopes.flatMap((at) => namings(valueAt(sheet, at), part, from, at))) {
    const edit = editYaml(next, path, to)
    if (!edit.ok) return edit
    next = edit.value
  }
  for (const at of scopes) {
    const edit = renameYaml(next, [...at, part, from], to)
    if (!edit.ok) return edit
    next = edit.value
  }
  return { ok: true, value: next }
}

/** How often other styles and page masters name a style; `sheet` is what brand/style.yaml says. */
export function namedInSheet(sheet: unknown, part: string, name: string): number {
  const values = (sheet ?? {}) as Values
  return scopesOf(values).flatMap((at) => namings(valueAt(values, at), part, name, at)).length
}

function namings(scope: unknown, part: string, name: string, at: YamlPath): YamlPath[] {
  const found: YamlPath[] = []
  const look = (value: unknown, path: YamlPath, keys: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key
      if (inner === name && keys.includes(key)) found.push([...path, step])
      else look(inner, [...path, step], keys)
    }
  }
  const within = (kind: string, keys: readonly string[]) =>
    look(valueAt(scope, [kind]), [...at, kind], keys)
  if (part === 'paragraphs') {
    within('paragraphs', ['extends'])
    within('tables', tableLetters)
    within('cells', ['paragraph'])
  }
  if (part === 'boxes') within('masters', ['box'])
  return found
}

/** The text with the style's new name, last place first so that those before it stay where they are. */
function renamedText(
  path: string,
  text: string,
  { from, to }: StyleRename,
  kinds: ReadonlySet<StyleKind>,
): string {
  const word = new RegExp(`(?<![\\w-])${from}(?![\\w-])`, 'g')
  const places = [...text.matchAll(word)].map(({ index }) => index).toReversed()
  let now = text
  let left = said(path, now, kinds, from)
  for (const at of places) {
    if (left === 0) break
    const tried = now.slice(0, at) + to + now.slice(at + from.length)
    const fewer = said(path, tried, kinds, from)
    if (fewer >= left || said(path, tried, kinds, to) <= said(path, now, kinds, to)) continue
    now = tried
    left = fewer
  }
  return now
}

/** How often a text names a style of these kinds. */
function said(path: string, text: string, kinds: ReadonlySet<StyleKind>, wanted: string): number {
  const source = sourceOf(path, new TextEncoder().encode(text))
  if (!source.ok) return 0
  let count = 0
  walk(readMarkdown(source.value).content, {
    style: (kind, name) => {
      if (kinds.has(kind) && name === wanted) count += 1
    },
  })
  return count
}
