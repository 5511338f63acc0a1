/** Filling and stroking of one outline. */
import { num } from '../../pdf/number.ts'
import type { Stream } from '../../pdf/stream.ts'
import type { Rgba } from './color.ts'
import type { Drawing, Place } from './drawing.ts'
import { gradientOf } from './gradient.ts'
import type { Look, Paint } from './look.ts'
import { type Matrix, similarity } from '../../pdf/matrix.ts'
import type { Bounds, Path } from './path.ts'
import { tileOf } from './pattern.ts'
import type { Entry, Scope } from './scope.ts'
import { precise } from '../../pdf/number.ts'

/** What the paint comes to for one outline. */
type Ink =
  | { readonly kind: 'color'; readonly color: Rgba }
  | { readonly kind: 'pattern'; readonly entry: readonly Entry[]; readonly opacity: string | null }

/** The outline is in the units of the place. */
export function paint(drawing: Drawing, path: Path, place: Place): void {
  const { look, scope } = place
  if (path.empty || !look.visible) return
  const bounds = path.bounds()
  if (bounds === null) return
  const fill = inkOf(drawing, look.fill, bounds, place)
  const stroke = look.width > 0 ? inkOf(drawing, look.stroke, bounds, place) : null
  const scale = similarity(place.matrix)
  if (both(fill, stroke, look) && scale !== null) {
    scope.alpha(1, 1)
    scope.fillColor((fill as { color: Rgba }).color)
    scope.strokeColor((stroke as { color: Rgba }).color)
    pen(scope, look, scale)
    scope.write(`${path.through(place.matrix).operators()}B${star(look)}\n`)
    return
  }
  const fillIt = (): void => {
    if (fill) fillWith(drawing, fill, path, place, bounds)
  }
  if (!look.strokeFirst) fillIt()
  if (stroke) strokeWith(drawing, stroke, path, place, scale)
  if (look.strokeFirst) fillIt()
}

/** Both plain and opaque: one operator does for both. */
function both(fill: Ink | null, stroke: Ink | null, look: Look): boolean {
  const plain = (ink: Ink | null): boolean => ink?.kind === 'color' && ink.color.alpha === 1
  const opaque = look.fillOpacity === 1 && look.strokeOpacity === 1 && !look.strokeFirst
  return opaque && plain(fill) && plain(stroke)
}

function star(look: Look): string {
  return look.fillRule === 'evenodd' ? '*' : ''
}

function inkOf(drawing: Drawing, paint: Paint, bounds: Bounds, place: Place): Ink | null {
  if (paint.kind === 'none') return null
  if (paint.kind === 'color') return paint.color.alpha > 0 ? paint : null
  const otherwise: Ink | null =
    paint.otherwise === null ? null : { kind: 'color', color: paint.otherwise }
  const server = drawing.ids.get(paint.id)
  if (server === undefined) return otherwise
  const { look, matrix } = place
  if (server.name === 'pattern') {
    const entry = tileOf(drawing, server, bounds, place)
    return entry === null ? otherwise : { kind: 'pattern', entry, opacity: null }
  }
  if (server.name !== 'linearGradient' && server.name !== 'radialGradient') {
    drawing.leave(server.name, server)
    return otherwise
  }
  const gradient = gradientOf(server, drawing.ids, drawing.sheet, look, bounds, matrix)
  if (gradient.kind === 'none') return otherwise
  if (gradient.kind === 'color') return gradient.color.alpha > 0 ? gradient : null
  const wrap = (shading: string): string =>
    `<</PatternType 2/Matrix[${gradient.matrix.map(precise).join(' ')}]/Shading${shading}>>`
  const opacity = gradient.opacity === null ? null : wrap(gradient.opacity)
  return { kind: 'pattern', entry: [wrap(gradient.shading)], opacity }
}

function fillWith(drawing: Drawing, ink: Ink, path: Path, place: Place, bounds: Bounds): void {
  const { scope, look, matrix } = place
  const outline = path.through(matrix).operators()
  if (bounds.width === 0 && bounds.height === 0) return
  if (ink.kind === 'color') {
    scope.alpha(look.fillOpacity * ink.color.alpha, 1)
    scope.fillColor(ink.color)
    scope.write(`${outline}f${star(look)}\n`)
    return
  }
  const draw = (on: Scope, entry: readonly Entry[]): void => {
    on.set('fill', `/Pattern cs ${on.name('Pattern', entry)} scn`)
    on.write(`${outline}f${star(look)}\n`)
  }
  withOpacity(drawing, scope, ink.opacity, draw, () => {
    scope.alpha(look.fillOpacity, 1)
    draw(scope, ink.entry)
  })
}

function strokeWith(
  drawing: Drawing,
  ink: Ink,
  path: Path,
  place: Place,
  scale: number | null,
): void {
  const { scope, look, matrix } = place
  const draw = (on: Scope, entry: readonly Entry[] | null): void => {
    if (entry) on.set('stroke', `/Pattern CS ${on.name('Pattern', entry)} SCN`)
    if (scale !== null) {
      pen(on, look, scale)
      on.write(`${path.through(matrix).operators()}S\n`)
      return
    }
    // A pen that is wider one way than the other: the map itself is set.
    const lift = Math.max(...matrix.slice(0, 4).map(Math.abs)) || 1
    const unit = lift > 20 ? 1 / lift : 1
    on.save()
    on.transform([
      matrix[0] * unit,
      matrix[1] * unit,
      matrix[2] * unit,
      matrix[3] * unit,
      matrix[4],
      matrix[5],
    ])
    pen(on, look, 1 / unit)
    on.write(`${path.through([1 / unit, 0, 0, 1 / unit, 0, 0] as Matrix).operators()}S\n`)
    on.restore()
  }
  if (ink.kind === 'color') {
    scope.alpha(1, look.strokeOpacity * ink.color.alpha)
    scope.strokeColor(ink.color)
    draw(scope, null)
    return
  }
  withOpacity(drawing, scope, ink.opacity, draw, () => {
    scope.alpha(1, look.strokeOpacity)
    draw(scope, ink.entry)
  })
}

/** Draws through the grey of the same outline, where the paint is not opaque throughout. */
function withOpacity(
  drawing: Drawing,
  scope: Scope,
  opacity: string | null,
  draw: (on: Scope, entry: readonly Entry[]) => void,
  main: () => void,
): void {
  if (opacity === null) return main()
  const gray = scope.inner()
  draw(gray, [opacity])
  const mask = gray.finish(formOf(drawing, 'DeviceGray'), drawing.tools.deflate)
  scope.save()
  setMask(scope, mask, 'Luminosity')
  main()
  scope.restore()
}

/** Dictionary of a transparency group as large as the picture. */
export function formOf(drawing: Drawing, space = 'DeviceRGB'): string {
  return `/Type/XObject/Subtype/Form/BBox[${drawing.frame}]/Group<</S/Transparency/CS/${space}/I true>>`
}

export function setMask(scope: Scope, mask: Stream, kind: 'Luminosity' | 'Alpha'): void {
  const name = scope.name('ExtGState', [`<</SMask<</S/${kind}/G `, mask, `>>>>`])
  scope.write(`${name} gs\n`)
}

function pen(scope: Scope, look: Look, scale: number): void {
  scope.set('width', `${num(Math.max(0.01, look.width * scale))} w`)
  scope.set('cap', `${look.cap} J`)
  scope.set('join', `${look.join} j`)
  if (look.join === 0) scope.set('miter', `${num(look.miter)} M`)
  const dash = look.dash.map((d) => num(d * scale)).join(' ')
  const sound = /[1-9]/.test(dash)
  // Of an odd number both take every second; of a negative start PDF knows nothing.
  const whole = look.dash.reduce((a, b) => a + b, 0) * (look.dash.length % 2 === 1 ? 2 : 1)
  const offset = whole > 0 ? ((look.dashOffset % whole) + whole) % whole : 0
  scope.set('dash', sound ? `[${dash}] ${num(offset * scale)} d` : '[] 0 d')
}
