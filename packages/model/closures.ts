import type { ASTNode } from '@marcbachmann/cel-js'
import type { Scope } from './expression.ts'

export type Run = (scope: Scope) => unknown

/** Placeholder until the fast path is written: everything runs on cel-js. */
export function lower(_ast: ASTNode): Run | undefined {
  return undefined
}
