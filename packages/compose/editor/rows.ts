/** The rows of a table in an editor, as the tree has them: for what names hold in each. */
import type { TableRow } from '@misiva/model'
import { rowScopes, type RowScope } from '../program/grouping.ts'

/** Attributes of a `tableRow`. */
export type RowAttributes = Readonly<Record<string, unknown>>

/** The rows without what stands in them. */
export function bareRows(rows: readonly RowAttributes[]): readonly TableRow[] {
  return rows.map((a) => {
    const each = a['each'] as { readonly of: string; readonly as: string } | null | undefined
    const group = a['group'] as { readonly as: string; readonly by: string | null } | null
    return {
      kind: a['kind'] as TableRow['kind'],
      ...(each && { each: { of: { source: each.of }, as: each.as } }),
      ...(group && {
        group: { as: group.as, ...(group.by != null && { by: { source: group.by } }) },
      }),
      cells: [],
    }
  })
}

/** What names hold in each row; for `rowSetting`. */
export function scopesOfRows(rows: readonly RowAttributes[]): readonly RowScope[] {
  const bare = bareRows(rows)
  const scopes = rowScopes(bare)
  return bare.map((row) => scopes.get(row) ?? { levels: [] })
}
