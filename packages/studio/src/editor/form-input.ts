import type { Setting, FieldChoice } from '@misiva/compose'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { Host } from './host.ts'
import type { Say } from './language/index.ts'

/** What a node's form is given. */
export interface FormInput {
  readonly node: Node
  readonly pos: number
  readonly editor: Editor
  readonly host: Host
  readonly setting: Setting | undefined
  readonly fields: readonly FieldChoice[]
  readonly readOnly: boolean
  readonly set: (attrs: Readonly<Record<string, unknown>>) => void
  readonly say: Say
}
