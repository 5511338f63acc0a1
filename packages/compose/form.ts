/** What one kind of content compiles to; `forms.ts` has one for each. */
import type { Composed, Problem, Takes, AlternativeVariant, Place } from '@misiva/model'
import type { Document } from '@misiva/typeset'
import type { Head, ComposeInput, World } from './composing.ts'
import type { Context, Pieces } from './program/context.ts'
import type { Run } from './program/scope.ts'

export interface Form {
  compose(run: Run, head: Head, input: ComposeInput): Made
  readonly document?: (run: Run, head: Head) => Document
}

export interface Made {
  readonly composed: Composed
  readonly warnings: readonly Problem[]
}

export interface FormSource {
  readonly takes: Takes
  readonly context: Context
  readonly variant: AlternativeVariant
  readonly title: Pieces
  readonly world: World
  readonly place: Place
  readonly master: string | undefined
}
