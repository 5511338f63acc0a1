/** A page master as areas in millimetres, and areas as the file says them. */
import { parseEdges, parseLength, parsePaper } from '@misiva/compose'
import type { Four } from '@misiva/compose'
import type { FrameSource, PageMasterSource } from '@misiva/model'
import { inUnit, readLength, sayLength } from '../sheet/lengths.ts'
import type { Area } from './windows.ts'

const point = 25.4 / 72

export interface Sheet {
  readonly width: number
  readonly height: number
}

/** The paper in millimetres; A4 where the size cannot be read. */
export function paperOf({ size }: Pick<PageMasterSource, 'size'>): Sheet {
  const [width, height] = parsePaper(size) ?? [595.276, 841.89]
  return { width: width * point, height: height * point }
}

/** Margins in millimetres. */
export function marginsOf(text: string | undefined): Four | undefined {
  const four = text === undefined ? undefined : parseEdges(text)
  return (
    four && {
      top: four.top * point,
      right: four.right * point,
      bottom: four.bottom * point,
      left: four.left * point,
    }
  )
}

/** Running content begins 10 mm from the edge of the paper, 3 mm from the text (compose/pages). */
const edge = 10
const clearance = 3

export function headerArea(paper: Sheet, margins: Four): Area {
  const y = Math.min(edge, margins.top * 0.4)
  return {
    x: margins.left,
    y,
    width: paper.width - margins.left - margins.right,
    height: Math.max(margins.top - y - clearance, 0),
  }
}

export function footerArea(paper: Sheet, margins: Four): Area {
  const below = Math.min(edge, margins.bottom * 0.4)
  const height = Math.max(margins.bottom - below - clearance, 0)
  return {
    x: margins.left,
    y: paper.height - below - height,
    width: paper.width - margins.left - margins.right,
    height,
  }
}

/** The area text flows in. */
export function textArea(paper: Sheet, margins: Four): Area {
  return {
    x: margins.left,
    y: margins.top,
    width: paper.width - margins.left - margins.right,
    height: paper.height - margins.top - margins.bottom,
  }
}

/** A frame in millimetres; undefined where one of its lengths cannot be read. */
export function frameArea(frame: FrameSource, paper: Sheet): Area | undefined {
  const read = (text: string, whole: number) => {
    const points = parseLength(text, 10, whole / point)
    return points === undefined ? undefined : points * point
  }
  const [x, y] = [read(frame.x, paper.width), read(frame.y, paper.height)]
  const [width, height] = [read(frame.width, paper.width), read(frame.height, paper.height)]
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return undefined
  return { x, y, width, height }
}

/** Millimetres in the unit a value was written in, to a tenth of a millimetre or finer. */
export function sayMm(mm: number, like: string | undefined): string {
  const unit = (like && readLength(like, 'mm')?.unit) || 'mm'
  if (unit === 'mm' || unit === 'em' || unit === '%')
    return sayLength({ amount: Math.round(mm * 10) / 10, unit: 'mm' })
  return sayLength(inUnit(mm / point, unit))
}

/** Edges and grid that a dragged edge is drawn to. */
export interface Snaps {
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Millimetres of the grid where no edge is near. */
  readonly grid: number
  /** Nearer than this, in millimetres, an edge draws. */
  readonly near: number
}

function drawn(value: number, edges: readonly number[], { grid, near }: Snaps): number {
  let best = Math.round(value / grid) * grid
  let least = near
  for (const it of edges) {
    const distance = Math.abs(it - value)
    if (distance < least) {
      least = distance
      best = it
    }
  }
  return best
}

/** An area moved, its left or right and its upper or lower edge drawn to what is near. */
export function moved(area: Area, dx: number, dy: number, snaps: Snaps): Area {
  const along = (start: number, size: number, edges: readonly number[]) => {
    const first = drawn(start, edges, snaps)
    const last = drawn(start + size, edges, snaps) - size
    const isLast = edges.includes(last + size) && !edges.includes(first)
    return isLast ? last : first
  }
  return {
    ...area,
    x: along(area.x + dx, area.width, snaps.x),
    y: along(area.y + dy, area.height, snaps.y),
  }
}

export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw'

/** An area sized by one of its handles; never smaller than 2 mm. */
export function sized(area: Area, handle: Handle, dx: number, dy: number, snaps: Snaps): Area {
  let { x, y, width, height } = area
  const least = 2
  if (handle.includes('e')) width = Math.max(least, drawn(x + width + dx, snaps.x, snaps) - x)
  if (handle.includes('s')) height = Math.max(least, drawn(y + height + dy, snaps.y, snaps) - y)
  if (handle.includes('w')) {
    const left = Math.min(x + width - least, drawn(x + dx, snaps.x, snaps))
    width += x - left
    x = left
  }
  if (handle.includes('n')) {
    const top = Math.min(y + height - least, drawn(y + dy, snaps.y, snaps))
    height += y - top
    y = top
  }
  return { x, y, width, height }
}

/** Edges of the page worth being drawn to. */
export function snapsFor(paper: Sheet, margins: Four, others: readonly Area[]): Snaps {
  return {
    x: [
      0,
      margins.left,
      paper.width - margins.right,
      paper.width,
      ...others.flatMap((it) => [it.x, it.x + it.width]),
    ],
    y: [
      0,
      margins.top,
      paper.height - margins.bottom,
      paper.height,
      ...others.flatMap((it) => [it.y, it.y + it.height]),
    ],
    grid: 1,
    near: 1.5,
  }
}
