/** Points in one unit. CSS fixes the pixel at 1/96 inch (CSS Values 4 §6.2), a point at 1/72. */
const pointsIn: Readonly<Record<string, number>> = {
  pt: 1,
  px: 0.75,
  mm: 72 / 25.4,
  cm: 720 / 25.4,
  in: 72,
}

const form = /^(-?(?:\d+\.?\d*|\.\d+))(pt|px|mm|cm|in|em|%)?$/

/**
 * `20mm`, `11pt`, `1.5em`, `80%` in points. `em` is the font size around, `whole` what per cent are
 * of; a bare `0` needs no unit. Undefined where the text is not a length.
 */
export function parseLength(text: string, em = 10, whole = 0): number | undefined {
  const found = form.exec(text.trim())
  if (!found) return undefined
  const amount = Number(found[1])
  const unit = found[2]
  if (unit === undefined) return amount === 0 ? 0 : undefined
  if (unit === 'em') return amount * em
  if (unit === '%') return (amount / 100) * whole
  return amount * pointsIn[unit]!
}

/** `2pt 4pt` as the four edges, in the order of CSS: top right bottom left. */
export function parseEdges(text: string, em = 10): Four | undefined {
  const parts = text
    .trim()
    .split(/\s+/)
    .map((part) => parseLength(part, em))
  if (parts.length === 0 || parts.length > 4 || parts.some((part) => part === undefined))
    return undefined
  const [top, right = top, bottom = top, left = right] = parts as number[]
  return { top: top!, right: right!, bottom: bottom!, left: left! }
}

export interface Four {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** Paper by name, width × height in points (ISO 216; ANSI for Letter and Legal). */
const papers: Readonly<Record<string, readonly [number, number]>> = {
  a3: [841.89, 1190.551],
  a4: [595.276, 841.89],
  a5: [419.528, 595.276],
  a6: [297.638, 419.528],
  letter: [612, 792],
  legal: [612, 1008],
}

/** `A4`, `A4 landscape`, `Letter` or `210mm 297mm`. */
export function parsePaper(text: string): readonly [number, number] | undefined {
  const parts = text.trim().split(/\s+/)
  const named = papers[parts[0]!.toLowerCase()]
  if (named) return parts[1] === 'landscape' ? [named[1], named[0]] : named
  const width = parseLength(parts[0]!)
  const height = parts[1] === undefined ? undefined : parseLength(parts[1])
  return width && height ? [width, height] : undefined
}

/** `1fr`, `auto` or a length, as a table or columns say it. */
export type Width =
  | { readonly kind: 'fixed'; readonly width: number }
  | { readonly kind: 'fraction'; readonly share: number }
  | { readonly kind: 'content' }

export function parseWidth(text: string): Width | undefined {
  const trimmed = text.trim()
  if (trimmed === 'auto') return { kind: 'content' }
  const share = /^(\d*\.?\d+)fr$/.exec(trimmed)
  if (share) return { kind: 'fraction', share: Number(share[1]) }
  const per = /^(\d*\.?\d+)%$/.exec(trimmed)
  // A share in per cent is a fraction: both take a part of what is there, and 100 % fills it.
  if (per) return { kind: 'fraction', share: Number(per[1]) / 100 }
  const width = parseLength(trimmed)
  return width === undefined ? undefined : { kind: 'fixed', width }
}
