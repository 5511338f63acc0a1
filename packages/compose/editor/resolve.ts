/**
 * Content as a sample would have it, for reading in place: fields are their values, conditions are
 * decided, repetitions repeated, blocks put in. What cannot be told stays as it is written.
 */
import type { Content, TableRow } from '@misiva/model'
import { isGrouped, rowScopes, sortRows } from '../program/grouping.ts'
import type { GroupedRows, RowScope } from '../program/grouping.ts'
import type { DocumentNode } from './document.ts'
import { bareRows } from './rows.ts'
import { type Setting, repeatedIn, rowSetting, textIn, valueIn } from './setting.ts'
import { blocksToDocument } from './to-document.ts'

/** Content of a library block by its name; undefined where there is none. */
export type BlockContent = (name: string) => Content | undefined

/** A picture in place needs no more items than this to be understood. */
const mostItems = 12
const deepest = 8

export function resolved(
  content: Content,
  setting: Setting,
  blockOf: BlockContent,
): readonly DocumentNode[] {
  return all(blocksToDocument(content), { setting, blockOf, depth: 0 })
}

interface At {
  readonly setting: Setting
  readonly blockOf: BlockContent
  readonly depth: number
}

function all(nodes: readonly DocumentNode[], at: At): readonly DocumentNode[] {
  return nodes.flatMap((n) => one(n, at))
}

function one(n: DocumentNode, at: At): readonly DocumentNode[] {
  const a = n.attrs ?? {}
  switch (n.type) {
    case 'field': {
      const { text } = textIn(at.setting, String(a['source']))
      if (text === undefined) return [n]
      return text === '' ? [] : [{ type: 'text', text, ...(n.marks && { marks: n.marks }) }]
    }
    case 'condition':
      return holds(at, a['test']) ? all(n.content ?? [], at) : []
    case 'choose':
      return choose(n, at)
    case 'each':
      return repeat(n.content ?? [], at, String(a['of']), String(a['as']))
    case 'table':
      return [{ ...n, content: rowsOf(n.content ?? [], at) }]
    case 'reference': {
      const content = at.depth < deepest ? at.blockOf(String(a['name'])) : undefined
      return content ? all(blocksToDocument(content), { ...at, depth: at.depth + 1 }) : [n]
    }
    default:
      return [inside(n, at)]
  }
}

function rowsOf(nodes: readonly DocumentNode[], at: At): readonly DocumentNode[] {
  const rows = bareRows(nodes.map(({ attrs = {} }) => attrs))
  const nodeOf = new Map(rows.map((row, i) => [row, nodes[i]!]))
  const scopes = rowScopes(rows)
  const show = (row: TableRow, indices: readonly number[]): readonly DocumentNode[] => {
    // Only where a page ends inside the table.
    if (row.kind === 'carried' || row.kind === 'brought' || row.kind === 'continued') return []
    const n = nodeOf.get(row)!
    const scope = scopes.get(row) ?? { levels: [] }
    return counted(at, scope, indices).flatMap((each) => {
      const inner = { ...at, setting: rowSetting(at.setting, scope, each).setting }
      const { test } = n.attrs ?? {}
      if (test != null && !holds(inner, test)) return []
      return [inside({ ...n, attrs: { ...n.attrs, each: null, group: null, test: null } }, inner)]
    })
  }
  const grouped = (part: GroupedRows, indices: readonly number[]): readonly DocumentNode[] => {
    const { levels, repetition } = part
    const level = levels[indices.length]
    if (!level) return part.rows.flatMap((row) => show(row, indices))
    const scope = { levels: levels.slice(0, indices.length + 1), grouped: repetition }
    return counted(at, scope, indices).flatMap((own) => [
      ...level.headings.flatMap((row) => show(row, own)),
      ...grouped(part, own),
      ...level.subtotals.flatMap((row) => show(row, own)),
    ])
  }
  return sortRows(rows).parts.flatMap((part) =>
    isGrouped(part) ? grouped(part, []) : show(part, []),
  )
}

/** The places within the scope's innermost repetition, each after those of the ones around it. */
function counted(
  at: At,
  scope: RowScope,
  around: readonly number[],
): readonly (readonly number[])[] {
  const depth = scope.levels.length + (scope.each ? 1 : 0)
  if (depth <= around.length) return [around]
  const { count = 1 } = rowSetting(at.setting, scope, around)
  return Array.from({ length: Math.min(count, mostItems) }, (_, i) => [...around, i])
}

function inside(n: DocumentNode, at: At): DocumentNode {
  return n.content ? { ...n, content: all(n.content, at) } : n
}

/** What cannot be told is shown. */
function holds(at: At, test: unknown): boolean {
  return valueIn(at.setting, String(test), 'condition').value !== false
}

function choose(n: DocumentNode, at: At): readonly DocumentNode[] {
  for (const branch of n.content ?? [])
    if (branch.type === 'otherwise' || holds(at, branch.attrs?.['test']))
      return all(branch.content ?? [], at)
  return []
}

function repeat(
  nodes: readonly DocumentNode[],
  at: At,
  of: string,
  as: string,
): readonly DocumentNode[] {
  const first = repeatedIn(at.setting, of, as)
  if (first.count === undefined) return all(nodes, { ...at, setting: first.setting })
  return Array.from({ length: Math.min(first.count, mostItems) }, (_, i) =>
    all(nodes, { ...at, setting: repeatedIn(at.setting, of, as, i).setting }),
  ).flat()
}
