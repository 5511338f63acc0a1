/**
 * The style sheet for one channel: refinements merged, `extends` followed, lengths in points,
 * colours as `#rrggbb`. What each channel makes of it is in `print.ts` and `css.ts`.
 */
import type { PageMasterSource, StyleSheet } from '@misiva/model'
import type { BoxLook, CellLook, ListLook, ParagraphLook, TableLook, TextLook } from './looks.ts'
import { headings, refine } from './refine.ts'
import { hex, Resolver, type Naming, type StyleProblem } from './resolver.ts'
import { boxLook, cellLook, tableLook, tableParagraphs } from './surfaces.ts'

export { refine } from './refine.ts'

export type {
  BoxLook,
  CellLook,
  InitialLook,
  ListLook,
  ParagraphLook,
  RuleLook,
  TableLook,
  TabLook,
  TextLook,
} from './looks.ts'

/** Looks by name. Every name a content file may use is here; `body` and `heading1…6` always are. */
export interface Sheet {
  readonly tokens: ReadonlyMap<string, string>
  readonly text: ReadonlyMap<string, TextLook>
  readonly paragraphs: ReadonlyMap<string, ParagraphLook>
  readonly tables: ReadonlyMap<string, TableLook>
  readonly boxes: ReadonlyMap<string, BoxLook>
  readonly cells: ReadonlyMap<string, CellLook>
  readonly lists: ReadonlyMap<string, ListLook>
  readonly masters: Readonly<Record<string, PageMasterSource>>
  /** Tokens for dark surroundings, where the sheet refines the channel `dark`. */
  readonly darkTokens: ReadonlyMap<string, string>
  /** How much larger this channel's body text is than the base sheet's. */
  readonly enlarged: number
  /** Named colours in use (`text-ink`) and the token or `#rrggbb` each stands for. */
  readonly palette: ReadonlyMap<string, string>
}

export interface ResolvedSheet {
  readonly sheet: Sheet
  readonly problems: readonly StyleProblem[]
}

/** Merges the refinement of `channel`, follows every reference and measures every length. */
export function resolveSheet(
  base: StyleSheet,
  channel: string,
  naming: Naming = 'hex',
): ResolvedSheet {
  const source = refine(base, channel)
  const resolver = new Resolver(source, naming)
  readTokens(source.tokens, resolver.tokens, (name, value) =>
    resolver.refuse(['tokens', name], `“${value}” is not a colour`, 'Write it as #rrggbb'),
  )
  for (const name of ['body', ...headings, ...Object.keys(source.paragraphs)])
    resolver.paragraph(name)
  tableParagraphs(resolver)
  const text = new Map<string, TextLook>()
  const em = resolver.paragraph('body').size
  for (const [name, value] of Object.entries(source.text ?? {}))
    text.set(name, Object.freeze(resolver.textLook(value, ['text', name], em)))
  const tables = new Map<string, TableLook>()
  for (const [name, value] of Object.entries({ default: {}, ...source.tables }))
    tables.set(name, tableLook(resolver, name, value))
  const boxes = new Map<string, BoxLook>()
  for (const [name, value] of Object.entries(source.boxes ?? {}))
    boxes.set(name, boxLook(resolver, name, value))
  const cells = new Map<string, CellLook>()
  for (const [name, value] of Object.entries(source.cells ?? {}))
    cells.set(name, cellLook(resolver, name, value))
  const lists = new Map<string, ListLook>()
  for (const [name, value] of Object.entries(source.lists ?? {}))
    lists.set(name, resolver.list(name, value))
  const darkTokens = new Map<string, string>()
  readTokens(base.channels?.['dark']?.tokens ?? {}, darkTokens, () => undefined)
  return {
    sheet: {
      tokens: resolver.tokens,
      text,
      paragraphs: resolver.paragraphs,
      tables,
      boxes,
      cells,
      lists,
      masters: source.masters ?? {},
      darkTokens,
      enlarged: em / new Resolver(refine(base, ''), 'hex').paragraph('body').size,
      palette: resolver.palette,
    },
    problems: resolver.problems,
  }
}

function readTokens(
  source: Readonly<Record<string, string>>,
  into: Map<string, string>,
  refuse: (name: string, value: string) => void,
): void {
  for (const [name, value] of Object.entries(source)) {
    const color = hex(value) ?? into.get(value) ?? hex(source[value] ?? '')
    if (color) into.set(name, color)
    else refuse(name, value)
  }
}
