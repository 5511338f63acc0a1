/** Styles as one channel sees them: lengths in points, colours known, nothing left to look up. */
import type { Numbering, VerticalAlign } from '@misiva/model'
import type { Four } from './length.ts'

export interface TextLook {
  readonly font?: string
  readonly fallback?: readonly string[]
  /** Points. */
  readonly size?: number
  readonly weight?: number
  readonly italic?: boolean
  readonly color?: string
  readonly features?: readonly string[]
  readonly letterSpacing?: number
  readonly wordSpacing?: number
  readonly smallCaps?: boolean
  readonly underline?: boolean
}

export interface ParagraphLook extends TextLook {
  readonly font: string
  readonly size: number
  readonly color: string
  /** Points from baseline to baseline. */
  readonly lineHeight: number
  readonly align?: 'start' | 'center' | 'end' | 'justify'
  readonly spaceBefore: number
  readonly spaceAfter: number
  readonly indent: number
  readonly indentEnd: number
  readonly indentFirst: number
  readonly hyphenate: boolean
  readonly keepWithNext: boolean
  readonly numbering?: Numbering
  readonly keepTogether: boolean
  readonly widows?: number
  readonly orphans?: number
  readonly tabs?: readonly TabLook[]
  readonly background?: string
  readonly initial?: InitialLook
}

export interface TabLook {
  /** Points from the start edge of the paragraph. */
  readonly at: number
  readonly align: 'start' | 'end' | 'center' | 'decimal'
  readonly leader?: string
}

export interface InitialLook {
  readonly lines: number
  readonly text: TextLook
  readonly gap?: number
}

export interface ListLook {
  /** `bullet`, `box`, a way of counting, or the text itself. */
  readonly marker: string
  readonly prefix?: string
  readonly suffix?: string
  readonly indent?: number
  readonly color?: string
  readonly spaceBetween: number
}

export interface RuleLook {
  readonly width: number
  readonly color: string
  /** Without one it is solid. */
  readonly line?: RuleLine
}

export type RuleLine = 'dashed' | 'dotted' | 'double'

export interface BorderLook {
  readonly top?: RuleLook
  readonly right?: RuleLook
  readonly bottom?: RuleLook
  readonly left?: RuleLook
}

export interface CellLook {
  readonly paragraph?: string
  readonly background?: string
  readonly padding?: Four
  readonly verticalAlign?: VerticalAlign
  readonly border?: BorderLook
}

export interface TableLook {
  readonly head: string
  readonly body: string
  readonly total: string
  readonly group: string
  readonly subtotal: string
  readonly firstColumn?: string
  readonly lastColumn?: string
  readonly headBackground?: string
  readonly zebra?: string
  readonly totalBackground?: string
  readonly groupBackground?: string
  readonly subtotalBackground?: string
  readonly headRule?: RuleLook
  readonly rowRule?: RuleLook
  readonly totalRule?: RuleLook
  readonly groupRule?: RuleLook
  readonly subtotalRule?: RuleLook
  readonly columnRule?: RuleLook
  readonly border?: BorderLook
  readonly verticalAlign: VerticalAlign
  readonly padding: Four
}

/** Of the top left, top right, bottom right and bottom left corner. */
export type Corners = readonly [number, number, number, number]

export interface BoxLook {
  readonly padding: Four
  readonly background?: string
  readonly border?: BorderLook
  readonly radius: Corners
  readonly spaceBefore: number
  readonly spaceAfter: number
}
