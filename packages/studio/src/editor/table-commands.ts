/** Table editing that keeps the table's columns in step with its cells. */
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  isInTable,
  mergeCells,
  selectedRect,
  splitCell,
} from '@tiptap/pm/tables'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { Command, EditorState } from '@tiptap/pm/state'

interface Column {
  readonly width: string
  readonly align?: string
}

/** What becomes of the list of columns. */
type Change = (columns: readonly Column[], left: number, right: number) => readonly Column[]

function withColumns(command: Command, change: Change): Command {
  return (state: EditorState, dispatch) => {
    if (!isInTable(state)) return false
    const { left, right, tableStart, table } = selectedRect(state)
    const columns = change(table.attrs['columns'] as readonly Column[], left, right)
    return command(
      state,
      dispatch &&
        ((tr) => {
          const now = tr.doc.nodeAt(tableStart - 1)
          if (now?.type === table.type)
            tr.setNodeMarkup(tableStart - 1, undefined, { ...now.attrs, columns })
          dispatch(tr)
        }),
    )
  }
}

const fresh: Column = { width: 'auto' }

export const tableCommands: Readonly<
  Record<
    | 'rowAbove'
    | 'rowBelow'
    | 'deleteRow'
    | 'columnBefore'
    | 'columnAfter'
    | 'deleteColumn'
    | 'mergeCells'
    | 'splitCell',
    Command
  >
> = {
  rowAbove: addRowBefore,
  rowBelow: addRowAfter,
  deleteRow,
  columnBefore: withColumns(addColumnBefore, (columns, left) => columns.toSpliced(left, 0, fresh)),
  columnAfter: withColumns(addColumnAfter, (columns, _, right) =>
    columns.toSpliced(right, 0, fresh),
  ),
  deleteColumn: withColumns(deleteColumn, (columns, left, right) =>
    columns.toSpliced(left, right - left),
  ),
  mergeCells,
  splitCell,
}

/** A heading before the repeated row at `pos` and a subtotal after it, of groups by `by`. */
export function groupRows(editor: Editor, pos: number, by: string): void {
  const { doc, schema, tr } = editor.state
  const at = doc.resolve(pos)
  const row = doc.nodeAt(pos)
  const { tableRow, tableCell, paragraph, field } = schema.nodes
  if (!row || !tableRow || !tableCell || !paragraph || !field) return
  const names = at.parent.children.flatMap(({ attrs }) => groupOf(attrs)?.as ?? [])
  let as = 'group'
  for (let n = 2; names.includes(as); n++) as = `group${n}`
  const count = row.children.reduce((sum, { attrs }) => sum + Number(attrs['colspan'] ?? 1), 0)
  const cells = (kind: string, made: string | null, source: string) => {
    const first = paragraph.create(null, field.create({ source }))
    const cellOf = (inside: Node) => tableCell.create(null, inside)
    const empty = Array.from({ length: count - 1 }, () =>
      cellOf(paragraph.create({ filler: true })),
    )
    return tableRow.create({ kind, group: { as, by: made } }, [cellOf(first), ...empty])
  }
  const heading = cells('group', by, `${as}.key`)
  const subtotal = cells('subtotal', null, `size(${as}.rows)`)
  editor.view.dispatch(tr.insert(pos + row.nodeSize, subtotal).insert(pos, heading))
  editor.view.focus()
}

function groupOf(attrs: Readonly<Record<string, unknown>>): { readonly as: string } | null {
  return attrs['group'] as { readonly as: string } | null
}
