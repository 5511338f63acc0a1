import type { Context } from '../program/context.ts'
import type { Dress } from './dress.ts'

export interface HtmlGround {
  readonly context: Context
  readonly dress: Dress
  /** The content lists its headings: they can be gone to. */
  readonly listed?: boolean
}
