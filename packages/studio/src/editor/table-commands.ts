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
