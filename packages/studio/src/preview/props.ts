import type { Takes, Customer } from '@misiva/model'
import type { FileAt, Edit, Subject } from './protocol.ts'

/** A channel as the installation has it. */
export interface PreviewChannel {
  readonly name: string
  readonly takes: Takes
  /** Cost of one unit in thousandths of the organisation's currency. */
  readonly costs?: number
}

/** Someone a communication was made for. */
export interface PreviewCustomer {
  readonly key: string
  readonly name: string
  readonly template: string
  readonly data: Readonly<Record<string, unknown>>
  readonly customer: Customer
}

export interface LivePreviewProps {
  /**
   * Every file of the content folder as last saved (`useLibraryFiles(change)` for a change in the
   * library); undefined while that is asked for. A file of a known hash is not fetched again.
   */
  readonly files: readonly FileAt[] | undefined
  readonly channels: readonly PreviewChannel[]
  /** What is being written and not saved yet, by path: Markdown or other text, or a content tree. */
  readonly content?: ReadonlyMap<string, Edit>
  /** Path of the file being written: its alternative is drawn first; test data is what is shown. */
  readonly writing?: string
  /** What is shown; left out, the preview chooses and lets choose. */
  readonly template?: string
  readonly sample?: string
  readonly language?: string
  readonly tone?: string
  /** Only these templates, e.g. those that use the block being written. */
  readonly templates?: readonly string[]
  /** Finds customers of a template by name or key. Without it there are only samples. */
  readonly findCustomers?: (template: string, search: string) => Promise<readonly PreviewCustomer[]>
  readonly onChoose?: (choice: Choice) => void
  /** After the picture of an alternative is on the screen. */
  readonly onDrawn?: (alternative: string, took: number) => void
}

export interface Choice {
  readonly template: string
  readonly subject: Subject
  readonly language: string
  readonly tone: string
  readonly appearance: 'light' | 'dark' | 'both'
}
