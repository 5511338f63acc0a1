/** What content is checked against, and the words of what is wrong with it. */
import type { Language, Problem, Release, Takes } from '@misiva/model'
import type { Sheet } from '../style/sheet.ts'

/** What content is checked against: one variant of one alternative of one template. */
export interface Ground {
  readonly release: Release
  readonly sheet: Sheet
  readonly language: Language
  readonly tone: string
  readonly channel: string
  readonly takes: Takes | undefined
  /** Undefined for a block no template uses. */
  readonly template: string | undefined
  readonly problems: Problem[]
  readonly usedBlocks: Set<string>
}

/** A style of each kind, in words. */
export const styleWords = {
  text: 'text style',
  paragraphs: 'paragraph style',
  tables: 'table style',
  boxes: 'box style',
  cells: 'cell or paragraph style',
} as const

/** Problems of a block that depend on the template it stands in. */
export const needsTemplate: ReadonlySet<string> = new Set(['MSV-C002', 'MSV-C003', 'MSV-C010'])
