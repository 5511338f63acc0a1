/** A table's rows at compile time: the names that hold in them, and what makes them many. */
import type { Expression, TableRow } from '@misiva/model'
import type { Context } from './context.ts'
import { rowScopes, sortRows } from './grouping.ts'
import type { Level, Repetition, RowScope, SortedRows } from './grouping.ts'
import type { GroupRepeat, Repeat, Run } from './scope.ts'

/** Rows in parts, after noting what is wrong with them. */
export function partsOf(rows: readonly TableRow[], context: Context): SortedRows['parts'] {
  const { parts, problems } = sortRows(rows)
  for (const { message, place, hint } of problems) context.refuse('MSV-C009', message, place, hint)
  return parts
}

export interface EnteredLevel {
  readonly repeat: GroupRepeat
  readonly inner: Context
}

/** The groups' repetitions, the outermost first, and that of the items in the innermost. */
export function enterGroups(
  levels: readonly Level[],
  repetition: Repetition,
  context: Context,
): {
  readonly levels: readonly EnteredLevel[]
  readonly inner: Context
  readonly items: () => { readonly repeat: Repeat; readonly inner: Context }
} {
  let inner = context
  let list: Expression = repetition.of
  const entered = levels.map((level) => {
    const found = inner.groups(list, repetition.as, level)
    inner = found.inner
    list = { source: `${level.as}.rows`, ...(level.by.place && { place: level.by.place }) }
    return found
  })
  return { levels: entered, inner, items: () => inner.repeat(list, repetition.as) }
}

/** The names of one row, and `body` for each time it is there. */
export function enterRow(
  row: TableRow,
  rows: readonly TableRow[],
  context: Context,
): { readonly inner: Context; readonly loop: (run: Run, body: () => void) => void } {
  const scope: RowScope = rowScopes(rows).get(row) ?? { levels: [] }
  const { levels, grouped, each } = scope
  const around = enterGroups(levels, grouped ?? each ?? noList, context)
  const items = each && around.items()
  const loop = (run: Run, body: () => void, depth = 0): void => {
    const level = around.levels[depth]
    if (level) run.eachGroup(level.repeat, () => loop(run, body, depth + 1))
    else if (items) run.each(items.repeat, body)
    else body()
  }
  return { inner: items?.inner ?? around.inner, loop }
}

/** For rows without either, of which nothing asks for it. */
const noList: Repetition = { of: { source: '[]' }, as: '' }
