/**
 * A piece of the compiled template for pages: blocks that are ready, the same frozen objects in
 * every document, or an instruction that adds blocks for one record.
 */
import type { Block } from '@misiva/typeset'
import type { Run } from '../program/scope.ts'
import { deepFreeze } from '../style/print.ts'

export type Part =
  { readonly constant: readonly Block[] } | { readonly emit: (run: Run, out: Block[]) => void }

export const nothing: Part = Object.freeze({ constant: Object.freeze([]) })

export function ready(...blocks: readonly Block[]): Part {
  return { constant: deepFreeze(blocks) }
}

/** Parts one after the other; neighbours that are ready become one. */
export function sequence(parts: readonly Part[]): Part {
  const merged: Part[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if ('constant' in part && part.constant.length === 0) continue
    if (last && 'constant' in last && 'constant' in part)
      merged[merged.length - 1] = { constant: Object.freeze([...last.constant, ...part.constant]) }
    else merged.push(part)
  }
  if (merged.length === 0) return nothing
  if (merged.length === 1) return merged[0]!
  return {
    emit: (run, out) => {
      for (const part of merged) add(part, run, out)
    },
  }
}

export function add(part: Part, run: Run, out: Block[]): void {
  if ('emit' in part) part.emit(run, out)
  else for (const block of part.constant) out.push(block)
}

/** The blocks of a part; the ready ones as they are, so that their list too stays the same. */
export function blocksOf(part: Part, run: Run): readonly Block[] {
  if ('constant' in part) return part.constant
  const out: Block[] = []
  part.emit(run, out)
  return out
}

/** A container around a part: ready where the part is, absent where the part is empty. */
export function around(part: Part, wrap: (content: readonly Block[]) => Block): Part {
  if ('constant' in part) return part.constant.length === 0 ? part : ready(wrap(part.constant))
  return {
    emit: (run, out) => {
      const content = blocksOf(part, run)
      if (content.length > 0) out.push(wrap(content))
    },
  }
}
