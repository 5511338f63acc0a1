/** Sheets of a piece, by paper: what its document says, or what the settings make of it. */
import type { Outgoing, Printing, SheetRange } from '@misiva/model'
import type { PrintSettings } from './settings.ts'

export type Sides = 'oneSide' | 'longEdge' | 'shortEdge'

export interface Paper {
  readonly sheets: number
  readonly sides: Sides
  /** Empty where the document said nothing. */
  readonly media: readonly SheetRange[]
  /** Of the piece with its envelope; undefined where a paper's weight is not set. */
  readonly grams?: number
}

/** Sent along by `encode`, which is this channel's own. */
export interface PrintDetails {
  readonly printing?: Printing
}

export function paperOf({ encoded }: Outgoing, settings: PrintSettings): Paper {
  const { printing } = (encoded.details ?? {}) as PrintDetails
  const asked = settings.duplex ? 'longEdge' : 'oneSide'
  if (!printing) return { ...byPages(encoded.units, settings.duplex), sides: asked, media: [] }
  const { media, duplex } = printing
  const grams = weightOf(media, settings)
  const weight = grams === undefined ? {} : { grams }
  // Papers that differ cannot be two sides of one sheet, so only a document of one paper is turned.
  if (duplex || !settings.duplex || media.length > 1)
    return { sheets: printing.sheets, sides: duplex ?? 'oneSide', media, ...weight }
  const { sheets } = byPages(encoded.units, true)
  const both = media.map((range) => ({ ...range, sheets: [1, sheets] as const }))
  const light = weightOf(both, settings)
  return { sheets, sides: asked, media: both, ...(light !== undefined && { grams: light }) }
}

function byPages(pages: number, both: boolean): { sheets: number } {
  return { sheets: both ? Math.ceil(pages / 2) : pages }
}

/** Square metres of a square point: (0.0254 / 72)². */
const squareMetres = (0.0254 / 72) ** 2

function weightOf(
  media: readonly SheetRange[],
  { papers, envelope }: PrintSettings,
): number | undefined {
  const known = papers === undefined ? undefined : weights(papers)
  if (!known) return undefined
  let grams = envelope
  for (const { tray, sheets, width, height } of media) {
    const each = known.get(tray ?? '*') ?? known.get('*')
    if (each === undefined) return undefined
    grams += (sheets[1] - sheets[0] + 1) * width * height * squareMetres * each
  }
  return Math.round(grams * 10) / 10
}

function weights(papers: string): ReadonlyMap<string, number> {
  return new Map(
    papers.split(',').map((one) => {
      const [name = '', grams] = one.split('=').map((part) => part.trim())
      return [name, Number(grams)]
    }),
  )
}

const millimetres = (points: number) => Math.round((points * 254) / 72) / 10

/** `letterhead`, or the size where the paper has no name: `210x297`. */
export function paperName({ tray, width, height }: SheetRange): string {
  return tray ?? `${millimetres(width)}x${millimetres(height)}`
}

/** `letterhead:1 plain:2-3`: which sheets come from which tray. */
export function trayText(media: readonly SheetRange[]): string {
  return media.map((range) => `${paperName(range)}:${rangeText(range.sheets)}`).join(' ')
}

export function rangeText([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`
}

/** A size in millimetres, to a tenth. */
export function sizeOf({ width, height }: SheetRange): { width: number; height: number } {
  return { width: millimetres(width), height: millimetres(height) }
}
