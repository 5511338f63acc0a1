/** What stands within a line of text. */
import type { Block } from './blocks.ts'
import type { TextStyle } from '../appearance.ts'
import type { Showing } from './pictures.ts'

export interface Text {
  readonly type: 'text'
  readonly text: string
  readonly style?: Partial<TextStyle> | undefined
}
/** A forced new line within a paragraph. */
export interface LineBreak {
  readonly type: 'lineBreak'
}
/** Goes to the next tab stop. */
export interface Tab {
  readonly type: 'tab'
}
/** Number of the page it stands on; with `of`, of the page where the block with that `id` begins. */
export interface PageNumber {
  readonly type: 'pageNumber'
  readonly of?: string | undefined
  readonly scope?: 'document' | 'section' | undefined
  readonly style?: Partial<TextStyle> | undefined
}
/** How many pages there are. */
export interface PageCount {
  readonly type: 'pageCount'
  readonly scope?: 'document' | 'section' | undefined
  readonly style?: Partial<TextStyle> | undefined
}
/** To the outside (`to: 'https://…'`, `mailto:`) or to a block of this document (`to: '#id'`). */
export interface Link {
  readonly type: 'link'
  readonly to: string
  readonly content: InlineContent
  /** What the link is, for those who do not see it. Default: its text. */
  readonly description?: string | undefined
  readonly style?: Partial<TextStyle> | undefined
}
/** An image that stands in a line like a letter. */
export interface InlineImage extends Showing {
  readonly type: 'inlineImage'
  readonly image: string
  readonly height: number
  /** Default: by the proportions of what is shown. */
  readonly width?: number | undefined
  readonly alt: string
  /** Points by which it hangs below the baseline. */
  readonly drop?: number | undefined
}
/** A mark here, and the note at the foot of the page (or column). */
export interface Footnote {
  readonly type: 'footnote'
  readonly content: readonly Block[]
  /** Default: 1, 2, 3 … through the document. */
  readonly mark?: string | undefined
}
/** Running value of a heading, for headers: the text of the last heading of that level so far. */
export interface RunningHeading {
  readonly type: 'runningHeading'
  readonly level: number
  readonly style?: Partial<TextStyle> | undefined
}

export type Inline =
  | string
  | Text
  | LineBreak
  | Tab
  | PageNumber
  | PageCount
  | Link
  | InlineImage
  | Footnote
  | RunningHeading

export type InlineContent = string | readonly Inline[]
