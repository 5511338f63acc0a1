/** What one kind of content compiles to; `forms.ts` has one for each. */
import type {
  ActiveAlternative,
  AlternativeVariant,
  Composed,
  DataFile,
  Place,
  Problem,
  Takes,
} from '@misiva/model'
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
  /** Whose content it is; undefined for a cover. */
  readonly alternative: ActiveAlternative | undefined
  /** Data files of the template. */
  readonly files: readonly DataFile[]
}
