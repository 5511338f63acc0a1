import type { FieldChoice, Setting } from '@misiva/compose'
import type { Schema } from '@tiptap/pm/model'
import type { Problem } from '@misiva/model'
import type { EditorContext } from './props.ts'
import type { Say } from './language/index.ts'

/** What the parts of one editor share; kept as one object, for views outlive a render. */
export interface Host {
  /** Told by the first node drawn. */
  schema?: Schema
  context: EditorContext
  /** Undefined where the contract gives no names. */
  setting: Setting | undefined
  fields: readonly FieldChoice[]
  /** Fields are shown by name instead of by value. */
  names: boolean
  say: Say
  problems: readonly Problem[]
  differing: readonly number[]
  onOpenBlock: ((name: string) => void) | undefined
}
