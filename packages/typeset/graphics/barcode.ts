/** Barcodes as vector operators, encoded by bwip-js. */
import bwipDefault, * as bwip from 'bwip-js/generic'
import { num } from '../pdf/number.ts'
import { Cache } from '../text/shaper.ts'
import { qrPicture } from './qr.ts'
import type { BarcodePicture, BarcodeSource } from './code.ts'

/** Encoder pixels to a module: fine enough for the text under the bars. */
const SCALE = 4
/** The generic build exports it on its default alone, whatever its types say. */
const FontLib = (bwipDefault as unknown as { FontLib: typeof bwip.FontLib }).FontLib
/** Few: nearly every code is its document's own. */
const cache = new Cache<BarcodePicture | string>(100)

/** `aspect` is the width by the height that it is to fill.
 * @returns the drawing, or in words why there is none. */
export function barcodePicture(
  source: BarcodeSource,
  fill: string,
  aspect?: number,
): BarcodePicture | string {
  const key = JSON.stringify([
    source.symbology,
    source.text,
    source.options ?? {},
    fill,
    aspect ?? 0,
  ])
  let picture = cache.get(key)
  if (picture === undefined) {
    const qr = qrPicture(source, fill)
    picture = qr ?? draw(source, fill)
    if (
      qr === undefined &&
      aspect !== undefined &&
      typeof picture !== 'string' &&
      !source.options?.['height']
    ) {
      picture = reshaped(source, fill, aspect, picture)
    }
    cache.set(key, picture)
  }
  return picture
}

/** Bars are lengthened or cut, never the letters under them; what has no bars stays as it is. */
function reshaped(
  source: BarcodeSource,
  fill: string,
  aspect: number,
  first: BarcodePicture,
): BarcodePicture {
  const probe = draw({ ...source, options: { ...source.options, height: 10 } }, fill)
  const other = draw({ ...source, options: { ...source.options, height: 20 } }, fill)
  if (typeof probe === 'string' || typeof other === 'string') return first
  const perUnit = (other.height - probe.height) / 10
  if (!(perUnit > 0.1) || Math.abs(other.width - probe.width) > 0.01) return first
  const height = 10 + (probe.width / aspect - probe.height) / perUnit
  if (!(height > 2)) return first
  const made = draw({ ...source, options: { ...source.options, height } }, fill)
  return typeof made === 'string' ? first : made
}

function draw(source: BarcodeSource, fill: string): BarcodePicture | string {
  if (!/^[a-z0-9-]{2,40}$/.test(source.symbology)) return `no symbology named ${source.symbology}`
  const options = { ...source.options, bcid: source.symbology, text: source.text, scale: SCALE }
  try {
    return bwip.render(options as bwip.RenderOptions, new Drawing(fill))
  } catch (error) {
    // bwip-js throws what is wrong with the data, at times as a bare string.
    const said = error instanceof Error ? error.message : String(error)
    return `${source.symbology}: ${said.replace(/^bwipp\.|^Error: /, '')}`
  }
}

type Point = readonly [number, number]

/** Distance of the control points that makes a cubic curve a quarter circle. */
const KAPPA = 0.5523

class Drawing implements bwip.DrawingContext<BarcodePicture> {
  private readonly color: string
  private options: {
    paddingleft?: number
    paddingright?: number
    paddingtop?: number
    paddingbottom?: number
    rotate?: string
  } = {}
  private width = 0
  private height = 0
  private dx = 0
  private dy = 0
  private path = ''
  private out = ''
  private clipped = false

  constructor(fill: string) {
    this.color = fill
  }

  setopts(options: bwip.RenderOptions): void {
    this.options = options as Drawing['options']
  }

  scale(): null {
    return null
  }

  measure(text: string, font: string, fwidth: number, fheight: number) {
    const id = FontLib.lookup(font)
    let width = 0
    let ascent = 0
    let descent = 0
    for (let i = 0; i < text.length; i++) {
      const glyph = FontLib.getglyph(id, text.charCodeAt(i), fwidth | 0, fheight | 0)
      if (!glyph) continue
      ascent = Math.max(ascent, glyph.top)
      descent = Math.max(descent, glyph.height - glyph.top)
      width += i === text.length - 1 ? glyph.left + glyph.width : glyph.advance
    }
    return { width, ascent, descent }
  }

  init(width: number, height: number): void {
    const { options } = this
    this.dx = options.paddingleft ?? 0
    this.dy = options.paddingtop ?? 0
    this.width = width + this.dx + (options.paddingright ?? 0)
    this.height = height + this.dy + (options.paddingbottom ?? 0)
  }

  private at(x: number, y: number): string {
    return `${num((x + this.dx) / SCALE)} ${num((this.height - y - this.dy) / SCALE)}`
  }

  /** Bars: filled rectangles, which no viewer widens to a whole pixel. */
  line(x0: number, y0: number, x1: number, y1: number, lw: number): void {
    const half = lw / 2
    const upright = x0 === x1
    const left = upright ? x0 - half : Math.min(x0, x1)
    const right = upright ? x0 + half : Math.max(x0, x1)
    const top = upright ? Math.min(y0, y1) : y0 - half
    const bottom = upright ? Math.max(y0, y1) : y0 + half
    const width = num((right - left) / SCALE)
    const height = num((bottom - top) / SCALE)
    this.out += `${this.at(left, bottom)} ${width} ${height} re\n`
  }

  polygon(points: readonly Point[]): void {
    points.forEach(([x, y], i) => {
      this.path += `${this.at(x, y)} ${i === 0 ? 'm' : 'l'} `
    })
    this.path += 'h\n'
  }

  hexagon(points: readonly Point[]): void {
    this.polygon(points)
  }

  ellipse(x: number, y: number, rx: number, ry: number): void {
    const kx = rx * KAPPA
    const ky = ry * KAPPA
    const p = (a: number, b: number): string => this.at(a, b)
    this.path +=
      `${p(x - rx, y)} m ${p(x - rx, y - ky)} ${p(x - kx, y - ry)} ${p(x, y - ry)} c ` +
      `${p(x + kx, y - ry)} ${p(x + rx, y - ky)} ${p(x + rx, y)} c ` +
      `${p(x + rx, y + ky)} ${p(x + kx, y + ry)} ${p(x, y + ry)} c ` +
      `${p(x - kx, y + ry)} ${p(x - rx, y + ky)} ${p(x - rx, y)} c h\n`
  }

  fill(): void {
    this.flushBars()
    if (this.path !== '') this.done += `${this.path}f*\n`
    this.path = ''
  }

  /** Swiss QR codes leave their middle free for the cross. */
  clip(polygons: readonly (readonly Point[])[]): void {
    this.flushBars()
    let path = ''
    for (const points of polygons) {
      points.forEach(([x, y], i) => {
        path += `${this.at(x, y)} ${i === 0 ? 'm' : 'l'} `
      })
      path += 'h '
    }
    this.done += `q ${path}W n\n`
    this.clipped = true
  }

  unclip(): void {
    if (this.clipped) this.done += 'Q\n'
    this.clipped = false
  }

  text(
    x: number,
    y: number,
    text: string,
    _rgb: string,
    font: { name: string; width: number; height: number; dx: number },
  ): void {
    this.flushBars()
    const id = FontLib.lookup(font.name)
    let left = x | 0
    let path = ''
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const glyph = FontLib.getpaths(id, code, font.width | 0, font.height | 0)
      if (!glyph) continue
      path += this.outline(glyph, left, y | 0)
      const metrics = FontLib.getglyph(id, code, font.width | 0, font.height | 0)
      left += (metrics?.advance ?? 0) + (font.dx | 0)
    }
    if (path !== '') this.done += `${path}f\n`
  }

  private outline(glyph: bwip.FontLib.PathData, x: number, y: number): string {
    let path = ''
    let from: Point = [0, 0]
    const p = (a: number, b: number): string => this.at(a + x, y - b)
    for (const s of glyph) {
      if (s.type === 'M') path += `${path === '' ? '' : 'h '}${p(s.x, s.y)} m `
      else if (s.type === 'L') path += `${p(s.x, s.y)} l `
      else if (s.type === 'C') path += `${p(s.cx1, s.cy1)} ${p(s.cx2, s.cy2)} ${p(s.x, s.y)} c `
      else {
        // A quadratic curve as a cubic one.
        const [fx, fy] = from
        const c1 = p(fx + ((s.cx - fx) * 2) / 3, fy + ((s.cy - fy) * 2) / 3)
        const c2 = p(s.x + ((s.cx - s.x) * 2) / 3, s.y + ((s.cy - s.y) * 2) / 3)
        path += `${c1} ${c2} ${p(s.x, s.y)} c `
      }
      from = [s.x, s.y]
    }
    return path === '' ? '' : path + 'h\n'
  }

  private done = ''

  private flushBars(): void {
    if (this.out !== '') this.done += this.out + 'f\n'
    this.out = ''
  }

  end(): BarcodePicture {
    this.flushBars()
    return {
      width: this.width / SCALE,
      height: this.height / SCALE,
      content: `${this.color}\n${this.done}`,
    }
  }
}
