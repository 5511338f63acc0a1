/** Pictures within a picture, given as `data:` (RFC 2397). */
import { num, precise } from '../../pdf/number.ts'
import { readRaster } from '../raster.ts'
import type { Element } from '../xml.ts'
import type { Drawing, Place } from './drawing.ts'
import { type Declared, lengthOf } from './look.ts'
import { times } from '../../pdf/matrix.ts'
import { rect } from './shape.ts'
import { fit } from './viewport.ts'

export function drawImage(drawing: Drawing, element: Element, by: Declared, place: Place): void {
  const { scope, look } = place
  const { viewport, size } = look
  const bytes = bytesOf(by.get('href') ?? by.get('xlink:href') ?? '')
  if (bytes === null) return drawing.leave('image', element)
  const { inflate, deflate } = drawing.tools
  const image = readRaster(bytes, inflate, deflate)
  if (image === null || typeof image === 'string') {
    return drawing.leave(image === null ? 'image' : `image (${image})`, element)
  }
  const x = lengthOf(by.get('x'), viewport.width, size) ?? 0
  const y = lengthOf(by.get('y'), viewport.height, size) ?? 0
  const auto = (name: string): string | undefined => {
    const value = by.get(name)
    return value === 'auto' ? undefined : value
  }
  const asked = lengthOf(auto('width'), viewport.width, size)
  const tall = lengthOf(auto('height'), viewport.height, size)
  const ratio = image.width / image.height
  const width = asked ?? (tall === undefined ? image.width : tall * ratio)
  const height = tall ?? width / ratio
  if (!(width > 0) || !(height > 0) || !look.visible) return
  const ask = by.get('preserveAspectRatio')
  const inside = fit([0, 0, image.width, image.height], width, height, ask)
  const matrix = times(times(place.matrix, [1, 0, 0, 1, x, y]), inside)
  scope.save()
  if (ask?.includes('slice')) scope.clip(rect(x, y, width, height).through(place.matrix), 'nonzero')
  scope.alpha(look.fillOpacity, 1)
  // Of an image the unit square stands upright; here y grows downwards.
  const unit = times(times(matrix, [image.width, 0, 0, -image.height, 0, image.height]), image.turn)
  const name = scope.name('XObject', [image.stream])
  scope.write(`${unit.map((n, i) => (i > 3 ? num(n) : precise(n))).join(' ')} cm ${name} Do\n`)
  scope.restore()
}

function bytesOf(reference: string): Uint8Array | null {
  const head = /^\s*data:image\/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,4}?;base64,/i.exec(
    reference.slice(0, 300),
  )?.[0]
  if (head === undefined) return null
  try {
    return Uint8Array.from(atob(reference.slice(head.length).replace(/\s+/g, '')), (c) =>
      c.charCodeAt(0),
    )
  } catch {
    return null
  }
}
