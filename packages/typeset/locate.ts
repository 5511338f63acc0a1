/** Finds where in a document a node stands; asked only when there is something to warn of. */
import type { Document } from './document.ts'

export interface Place {
  readonly path: string
  readonly source: string | undefined
}

/** Nodes looked at before the search is given up: a warning is not worth more. */
const MOST = 200_000

export function findNode(document: Document, node: unknown): Place {
  const search = new Search(node)
  const roots = ['body', 'masters', 'fillers', 'attachments', 'marks'] as const
  for (const key of roots) {
    const value = document[key]
    if (value === undefined) continue
    const found = search.at(value, key, undefined, 0)
    if (found) return found
  }
  return { path: '', source: sourceOf(node) }
}

function sourceOf(node: unknown): string | undefined {
  const source = (node as { source?: unknown } | null)?.source
  return typeof source === 'string' ? source : undefined
}

class Search {
  private readonly node: unknown
  private looked = 0

  constructor(node: unknown) {
    this.node = node
  }

  at(value: unknown, path: string, source: string | undefined, depth: number): Place | undefined {
    if (typeof value !== 'object' || value === null || depth > 1500 || ++this.looked > MOST)
      return undefined
    const own = sourceOf(value) ?? source
    if (value === this.node) return { path, source: own }
    if (ArrayBuffer.isView(value)) return undefined
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) {
        const found = this.at(value[i], `${path}[${i}]`, own, depth + 1)
        if (found) return found
      }
      return undefined
    }
    for (const [key, child] of Object.entries(value)) {
      const found = this.at(child, `${path}.${key}`, own, depth + 1)
      if (found) return found
    }
    return undefined
  }
}
