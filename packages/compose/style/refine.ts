/** A style sheet with one channel's refinement laid over it. */
import type { ParagraphStyleSource, StyleSheet } from '@misiva/model'

export const headings = ['heading1', 'heading2', 'heading3', 'heading4', 'heading5', 'heading6']
/** A modular scale for headings a style sheet does not describe: factor of the body's size. */
const headingScale = [1.8, 1.45, 1.2, 1.05, 1, 1]

/** One channel's refinement over the whole: kind by kind, name by name, key by key. */
export function refine(sheet: StyleSheet, channel: string): StyleSheet {
  const finer = sheet.channels?.[channel]
  const merged = (
    kind: 'text' | 'paragraphs' | 'tables' | 'boxes' | 'cells' | 'lists' | 'masters',
  ) => mergeNamed(sheet[kind] as Named | undefined, finer?.[kind] as Named | undefined)
  return {
    tokens: { ...sheet.tokens, ...finer?.tokens },
    fonts: finer?.fonts ? [...sheet.fonts, ...finer.fonts] : sheet.fonts,
    text: merged('text') as StyleSheet['text'],
    paragraphs: withHeadings(merged('paragraphs') as StyleSheet['paragraphs']),
    tables: merged('tables') as StyleSheet['tables'],
    boxes: merged('boxes') as StyleSheet['boxes'],
    cells: merged('cells') as NonNullable<StyleSheet['cells']>,
    lists: merged('lists') as NonNullable<StyleSheet['lists']>,
    masters: merged('masters') as StyleSheet['masters'],
    channels: {},
  }
}

type Named = Readonly<Record<string, object>>

function mergeNamed(base: Named = {}, finer: Named = {}): Named {
  const merged: Record<string, object> = { ...base }
  for (const [name, value] of Object.entries(finer)) merged[name] = { ...base[name], ...value }
  return merged
}

function withHeadings(paragraphs: StyleSheet['paragraphs']): StyleSheet['paragraphs'] {
  const all: Record<string, ParagraphStyleSource> = { ...paragraphs }
  headings.forEach((name, level) => {
    all[name] ??= { size: `${headingScale[level]}em`, weight: 700, keepWithNext: true }
  })
  return all
}
