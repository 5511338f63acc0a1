/** A whole alternative for pages: content, style sheet and masters to the typesetter's document. */
import type { Content, PageMasterSource, Place } from '@misiva/model'
import type { Document } from '@misiva/typeset'
import { near } from '../style/sheet.ts'
import { PrintStyles } from '../style/print.ts'
import type { Context } from '../program/context.ts'
import type { Run } from '../program/scope.ts'
import { compileBlocks } from './blocks.ts'
import { compileMasters, geometryOf } from './masters.ts'
import { blocksOf } from './part.ts'

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
  const ground = { context, styles, measure }
  const body = compileBlocks(content, ground)
  const masters = compileMasters(name, source, geometry, ground)
  const shared = Object.freeze({
    lang: language,
    creator: 'Misiva',
    author: context.ground.house,
    text: styles.base,
    paragraph: styles.baseParagraph,
    conformance: 'PDF/A-2b' as const,
    accessible: true,
  })
  return (run, head) => ({
    ...shared,
    ...head,
    masters: 'constant' in masters ? masters.constant : masters.build(run),
    body: blocksOf(body, run),
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
    const message = `There is no page master “${name}”`
    context.refuse('MSV-C014', message, place, near(name, masters))
  }
  return Object.entries(masters)[0] ?? ['plain', plainMaster]
}
