/** Where a value a style does not say itself comes from. */
import type { StyleSheet } from '@misiva/model'

export type StyleKind = 'text' | 'paragraphs' | 'tables' | 'boxes' | 'cells' | 'masters'

export interface Traced {
  /** As the file says it there. */
  readonly value: unknown
  /** The style that says it. */
  readonly style: string
  /** The channel whose refinement says it; empty for every channel. */
  readonly scope: string
}

/** Who says a key of a style where the style, in this scope, does not; undefined: nobody. */
export function trace(
  sheet: StyleSheet,
  scope: string,
  kind: StyleKind,
  name: string,
  key: string,
): Traced | undefined {
  const said = (where: string, style: string): Traced | undefined => {
    const part = where === '' ? sheet : sheet.channels[where]
    const styles = part?.[kind] as Readonly<Record<string, object>> | undefined
    const value = (styles?.[style] as Readonly<Record<string, unknown>> | undefined)?.[key]
    return value === undefined ? undefined : { value, style, scope: where }
  }
  const own = scope === '' ? undefined : said('', name)
  if (own || kind !== 'paragraphs' || key === 'extends') return own
  const seen = new Set([name])
  for (let style = parentOf(sheet, scope, name); style && !seen.has(style);) {
    const found = (scope && said(scope, style)) || said('', style)
    if (found) return found
    seen.add(style)
    style = parentOf(sheet, scope, style)
  }
  return undefined
}

/** A paragraph style that names none extends `body`. */
export function parentOf(sheet: StyleSheet, scope: string, name: string): string | undefined {
  const named =
    (scope && sheet.channels[scope]?.paragraphs?.[name]?.extends) || sheet.paragraphs[name]?.extends
  return named || (name === 'body' ? undefined : 'body')
}
