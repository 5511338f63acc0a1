/** A whole alternative for pages: content, style sheet and masters to the typesetter's document. */
import type { Content, PageMasterSource, Place } from '@misiva/model'
import type { Document } from '@misiva/typeset'
import { near } from '../style/resolver.ts'
import { PrintStyles } from '../style/print.ts'
import type { Context } from '../program/context.ts'
import { asksForHeadings } from '../program/headings.ts'
import type { Run } from '../program/scope.ts'
import { compileBlocks, noMaster } from './blocks.ts'
import type { Aside, PagesGround } from './blocks.ts'
import { compileMasters, geometryOf, printingOf } from './masters.ts'
import type { Geometry, MastersPart } from './masters.ts'
import { blocksOf } from './part.ts'
import { referencesOf } from './references.ts'

export interface PagesHead {
  readonly title: string
  /** ISO 8601 instant. */
  readonly created: string
}

export type PagesProgram = (run: Run, head: PagesHead) => Document

const plainMaster: PageMasterSource = { size: 'A4', margin: '20mm 20mm 25mm 22mm' }

/** Runs once for an alternative; what it returns runs once for a record. */
export function compilePages(
  content: Content,
  context: Context,
  master: string | undefined,
  place: Place,
): PagesProgram {
  const { sheet, language } = context.ground
  const styles = new PrintStyles(sheet)
  const [name, source] = masterOf(master, context, place)
  const outline = { context, styles, measure: 0 }
  const geometry = geometryOf(name, source, outline)
  const measure = geometry.width - geometry.margin.left - geometry.margin.right
  const aside: Aside = { fillers: [], masters: new Set() }
  const running = { context, styles, measure }
  const body = compileBlocks(content, { ...running, aside })
  const printing = printingOf(name, source, running)
  const masters = compileSets([name, source], aside.masters, geometry, running)
  const shared = Object.freeze({
    lang: language,
    creator: 'Misiva',
    author: context.ground.house,
    text: styles.base,
    paragraph: styles.baseParagraph,
    conformance: 'PDF/A-2b' as const,
    accessible: true,
  })
  const references = asksForHeadings(content, context) ? referencesOf(context) : undefined
  return (run, head) => {
    aside.fillers = []
    references?.begin()
    const blocks = blocksOf(body, run)
    references?.settle(run)
    const { fillers } = aside
    return {
      ...shared,
      ...printing,
      ...head,
      masters: masters(run),
      body: blocks,
      ...(fillers.length > 0 && { fillers }),
    }
  }
}

/** The masters of the document; with those that page breaks go on with, by name. */
function compileSets(
  [name, source]: readonly [string, PageMasterSource],
  others: ReadonlySet<string>,
  geometry: Geometry,
  ground: PagesGround,
): (run: Run) => Document['masters'] {
  const main = compileMasters(name, source, geometry, ground)
  if (others.size === 0) return 'constant' in main ? () => main.constant : main.build
  const { masters } = ground.context.ground.sheet
  const sets = [...others].map((other) => {
    const shape = geometryOf(other, masters[other]!, ground)
    const measure = shape.width - shape.margin.left - shape.margin.right
    return [other, compileMasters(other, masters[other]!, shape, { ...ground, measure })] as const
  })
  const made = (part: MastersPart, run: Run) =>
    'constant' in part ? part.constant : part.build(run)
  return (run) => ({
    ...Object.fromEntries(sets.map(([other, part]) => [other, made(part, run)])),
    main: made(main, run),
  })
}

/** The master named, else the sheet's first, else a plain A4. */
function masterOf(
  name: string | undefined,
  context: Context,
  place: Place,
): readonly [string, PageMasterSource] {
  const { masters } = context.ground.sheet
  if (name !== undefined && masters[name]) return [name, masters[name]]
  if (name !== undefined) {
    context.refuse('MSV-C014', noMaster(name), place, near(name, masters))
  }
  return Object.entries(masters)[0] ?? ['plain', plainMaster]
}
