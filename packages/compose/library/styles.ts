/** The part of a style sheet one alternative's result depends on. */
import type { ParagraphStyleSource, StyleSheet, Takes } from '@misiva/model'
import { tableLetters } from '../style/surfaces.ts'
import type { Contents } from './contents.ts'

/** What a sheet that differs must differ in to matter: JSON, and the font files. */
export interface StyleRead {
  readonly key: string
  readonly fonts: readonly string[]
}

/** Styles in use without being named. */
const standing = [
  ...['body', 'heading1', 'heading2', 'heading3', 'heading4', 'heading5', 'heading6'],
  ...['contents1', 'contents2', 'contents3', 'contents4', 'contents5', 'contents6'],
  ...[
    'caption',
    'note',
    'tableHead',
    'tableBody',
    'tableGroup',
    'tableSubtotal',
    'tableTotal',
    'signer',
  ],
]

/**
 * Pages and short texts read the styles they name; a web page or an e-mail carries a style of its
 * own made from the whole sheet, so every difference of it is one of the bytes.
 */
export function stylesOf(
  whole: StyleSheet,
  refined: StyleSheet,
  takes: Takes,
  contents: Contents,
): StyleRead {
  const { masters: _, fonts, channels: __, ...looks } = refined
  if (takes === 'mime' || takes === 'html') {
    const dark = whole.channels?.['dark']?.tokens
    const body = whole.paragraphs['body']
    return { key: JSON.stringify([looks, fonts[0]?.family, dark, body]), fonts: [] }
  }
  const paragraphs = namedParagraphs(refined, contents)
  const part = {
    paragraphs,
    text: only(refined.text, contents.styles.text),
    tables: only(refined.tables, new Set([...contents.styles.tables, 'default'])),
    boxes: only(refined.boxes, new Set([...contents.styles.boxes, ...framed(contents)])),
    lists: refined.lists ?? {},
    // An expression may choose any of them.
    cells: refined.cells ?? {},
  }
  if (takes === 'text') return { key: JSON.stringify(paragraphs), fonts: [] }
  const tokens = contents.hasChart ? refined.tokens : usedTokens(refined, part)
  // Without a master's name the sheet's first is used.
  const master = contents.master ?? refined.masters
  const listed = allFonts(whole)
  return {
    key: JSON.stringify([part, tokens, master, contents.masters, listed]),
    fonts: [...new Set(listed.map(({ file }) => file))],
  }
}

/** Boxes around frames of the page masters. */
function framed({ master, masters }: Contents): string[] {
  return [master, ...masters].flatMap((each) =>
    (each?.frames ?? []).flatMap(({ box }) => box ?? []),
  )
}

/** All that the typesetter is made with: a fallback may ask for any of them. */
function allFonts(sheet: StyleSheet) {
  return [
    ...sheet.fonts,
    ...Object.values(sheet.channels ?? {}).flatMap((channel) => channel.fonts ?? []),
  ]
}

function namedParagraphs(
  sheet: StyleSheet,
  { styles }: Contents,
): Readonly<Record<string, ParagraphStyleSource>> {
  const names = new Set<string>([
    ...[...standing, ...styles.paragraphs, ...styles.text, ...styles.cells],
  ])
  for (const name of ['default', ...styles.tables]) {
    const table = sheet.tables[name] ?? {}
    for (const part of tableLetters) if (table[part] !== undefined) names.add(table[part])
  }
  for (const { paragraph } of Object.values(sheet.cells ?? {}))
    if (paragraph !== undefined) names.add(paragraph)
  // A style read brings the one it extends.
  for (const name of names) {
    const above = sheet.paragraphs[name]?.extends
    if (above !== undefined) names.add(above)
  }
  return only(sheet.paragraphs, names)
}

function only<T>(
  all: Readonly<Record<string, T>>,
  names: ReadonlySet<string>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)))
}

/** Tokens whose names stand in the styles, and those drawn without one: rules, links. */
function usedTokens(sheet: StyleSheet, part: object): Readonly<Record<string, string>> {
  const text = JSON.stringify(part)
  const names = Object.keys(sheet.tokens).filter(
    (name) =>
      ['accent', 'line', 'ink', 'paper', 'muted'].includes(name) ||
      new RegExp(`["\\s]${name.replace(/\W/g, '\\$&')}["\\s]`).test(text),
  )
  return only(sheet.tokens, new Set(names.flatMap((name) => [name, sheet.tokens[name]!])))
}
