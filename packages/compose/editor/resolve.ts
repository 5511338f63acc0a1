/**
 * Content as a sample would have it, for reading in place: fields are their values, conditions are
 * decided, repetitions repeated, blocks put in. What cannot be told stays as it is written.
 */
import type { Content } from '@misiva/model'
import type { DocumentNode } from './document.ts'
import { type Setting, repeatedIn, textIn, valueIn } from './setting.ts'
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
    case 'tableRow': {
      // Only where a page ends inside the table.
      if (a['kind'] === 'carried' || a['kind'] === 'brought') return []
      if (a['test'] != null && !a['each'] && !holds(at, a['test'])) return []
      const each = a['each'] as { readonly of: string; readonly as: string } | null
      const plain = { ...n, attrs: { ...a, each: null, test: null } }
      return each ? repeat([plain], at, each.of, each.as) : [inside(plain, at)]
    }
    case 'reference': {
      const content = at.depth < deepest ? at.blockOf(String(a['name'])) : undefined
      return content ? all(blocksToDocument(content), { ...at, depth: at.depth + 1 }) : [n]
    }
    default:
      return [inside(n, at)]
  }
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
