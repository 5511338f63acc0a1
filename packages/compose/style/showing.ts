/** What of a picture is shown, as numbers. */
import type { Fit, ShownPart } from '@misiva/model'
import type { Showing } from '@misiva/typeset'

const fits = { contain: 'contain', cover: 'cover', fill: 'stretch', none: 'none' } as const

/** Fractions of the picture. */
export function showingOf({ fit, crop, focus }: ShownPart): Showing {
  const [x, y] = focus ? fractions(focus) : []
  return {
    ...(fit && { fit: fits[fit satisfies Fit] }),
    ...(crop && { crop: cropOf(crop) }),
    ...(x !== undefined && y !== undefined && { focus: { x, y } }),
  }
}

function cropOf(crop: string): NonNullable<Showing['crop']> {
  const [top = 0, right = top, bottom = top, left = right] = fractions(crop)
  return { x: left, y: top, width: 1 - left - right, height: 1 - top - bottom }
}

function fractions(percents: string): readonly number[] {
  return percents.split(/\s+/).map((each) => Number.parseFloat(each) / 100)
}
