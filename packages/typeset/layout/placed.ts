import type { Page } from './table.ts'

/** A page with its place among the others. */
export interface PlacedPage {
  readonly page: Page
  /** 1 for the first page of the document; blank backs count. */
  readonly number: number
  readonly section: number
  readonly sectionNumber: number
  /** Headings met so far by level, as running headers show them. */
  headings: readonly string[]
}
