/** How often content says the name of a style. */
import type { Release } from '@misiva/model'

/** Counted over every variant of every block and template: `paragraphs lead` → 12. */
export function styleUses(
  release: Pick<Release, 'blocks' | 'templates'>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const it of value) walk(it)
      return
    }
    if (typeof value !== 'object' || value === null) return
    const { type, style } = value as { readonly type?: unknown; readonly style?: unknown }
    if (typeof style === 'string') {
      const kind = type === 'table' ? 'tables' : type === 'box' ? 'boxes' : 'letters'
      counts.set(`${kind} ${style}`, (counts.get(`${kind} ${style}`) ?? 0) + 1)
    }
    // What an expression may choose stands in it as text.
    const { styleBy } = value as { readonly styleBy?: { readonly source: string } }
    for (const [, name] of styleBy?.source.matchAll(/['"]([A-Za-z][\w-]*)['"]/g) ?? [])
      counts.set(`letters ${name}`, (counts.get(`letters ${name}`) ?? 0) + 1)
    for (const it of Object.values(value)) walk(it)
  }
  for (const { variants } of release.blocks) for (const { content } of variants) walk(content)
  for (const { alternatives } of release.templates)
    for (const it of alternatives)
      for (const { content } of it.kind === 'active' ? it.variants : it.cover) walk(content)
  return counts
}

/** A span may borrow a paragraph's letters, so letters are counted together. */
export function usesOf(counts: ReadonlyMap<string, number>, part: string, name: string): number {
  const kind = part === 'tables' || part === 'boxes' ? part : 'letters'
  return counts.get(`${kind} ${name}`) ?? 0
}
