/** SVG pictures as forms of vector operators, by what brands' drawing programs write. */
import { num } from '../../pdf/number.ts'
import type { Font } from '../../text/font.ts'
import type { Read } from '../picture.ts'
import { type Element, parseXml } from '../xml.ts'
import { Drawing, type Tools } from './drawing.ts'
import { FIRST_LOOK, lookOf } from './look.ts'
import { type Matrix, times } from '../../pdf/matrix.ts'
import { Scope } from './scope.ts'
import { Letters } from './text.ts'
import { fit, viewBoxOf } from './viewport.ts'

/** The longer side in the picture's own units: hundredths of them are finer than any print. */
const FINE = 250

export function readSvg(
  bytes: Uint8Array,
  name: string,
  id: number,
  tools: Tools,
  fonts: readonly Font[],
): Read {
  const text = decoded(bytes)
  const root = parseXml(text)
  if (typeof root === 'string') return { code: 'corrupt-image', message: `SVG: ${root}` }
  if (root.name !== 'svg') return { code: 'corrupt-image', message: 'no svg element' }
  const unsafe = danger(root)
  if (unsafe !== undefined) return { code: 'unsafe-svg', message: unsafe }
  const { width, height } = naturalSize(root)
  if (!(width > 0) || !(height > 0) || !Number.isFinite(width * height))
    return { code: 'corrupt-image', message: 'SVG of no size' }
  const lift = 10 ** Math.ceil(Math.log10(FINE / Math.max(width, height)))
  const unit = { width: width * lift, height: height * lift }
  const letters = new Letters(fonts)
  const frame = `0 0 ${num(unit.width)} ${num(unit.height)}`
  const drawing = new Drawing(root, tools, letters, frame)
  const scope = new Scope()
  drawRoot(drawing, root, scope, unit)
  if (scope.spent) drawing.leave('what follows after 32 MB', root)
  for (const what of drawing.sheet.left) drawing.leave(what, root)
  const stream = scope.finish(`/Type/XObject/Subtype/Form/BBox[${frame}]`, tools.deflate)
  const picture = { id, name, width, height, unit, turn: null, stream }
  const note = noteOf(drawing, letters, text)
  return note === '' ? { picture } : { picture, code: 'unsupported-svg', message: note }
}

function decoded(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  if (wide) return new TextDecoder('utf-16le').decode(bytes)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const latin = /^<\?xml[^>]*encoding=["'](?:iso-8859-1|windows-1252|latin1)["']/i.test(head)
  return new TextDecoder(latin ? 'latin1' : 'utf-8').decode(bytes)
}

function drawRoot(
  drawing: Drawing,
  root: Element,
  scope: Scope,
  unit: { readonly width: number; readonly height: number },
): void {
  const { look, by } = lookOf(root, FIRST_LOOK, drawing.sheet)
  if (by.get('display') === 'none') return
  const box = viewBoxOf(by.get('viewBox'))
  const flip: Matrix = [1, 0, 0, -1, 0, unit.height]
  const { width, height } = naturalPixels(root)
  const viewport = box === null ? { width, height } : { width: box[2], height: box[3] }
  const inner = fit(
    box ?? [0, 0, width, height],
    unit.width,
    unit.height,
    by.get('preserveAspectRatio'),
  )
  drawing.root(root, by, {
    scope,
    matrix: times(flip, inner),
    look: { ...look, viewport },
    depth: 0,
  })
}

/** Points to the units of lengths that have any; a pixel is a point here, 72 to the inch. */
const POINTS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 1,
  pc: 12,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  q: 72 / 101.6,
  em: 16,
  ex: 8,
}

function sideOf(text: string | undefined, units: Readonly<Record<string, number>>): number | null {
  const m = /^\s*\+?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*([a-z%]*)\s*$/i.exec((text ?? '').slice(0, 60))
  const factor = m === null ? undefined : units[(m[3] as string).toLowerCase()]
  return m === null || factor === undefined ? null : Number(m[1] + (m[2] ?? '')) * factor
}

function naturalSize(root: Element, units = POINTS): { width: number; height: number } {
  const box = viewBoxOf(root.attributes['viewBox'])
  const width = sideOf(root.attributes['width'], units)
  const height = sideOf(root.attributes['height'], units)
  if (box === null) return { width: width ?? 100, height: height ?? 100 }
  const ratio = box[2] / box[3]
  if (width === null && height === null) return { width: box[2], height: box[3] }
  return { width: width ?? (height as number) * ratio, height: height ?? (width as number) / ratio }
}

/** The same in user units, 96 to the inch. */
function naturalPixels(root: Element): { width: number; height: number } {
  const pixels: Record<string, number> = { '': 1, px: 1, em: 16, ex: 8 }
  for (const [name, value] of Object.entries(POINTS)) pixels[name] ??= (value * 96) / 72
  return naturalSize(root, pixels)
}

function noteOf(drawing: Drawing, letters: Letters, text: string): string {
  const left = [...drawing.left].sort(([a], [b]) => (a < b ? -1 : 1))
  const names = left.map(([what, at]) => `${what.slice(0, 80)} (line ${lineOf(text, at)})`)
  const parts = names.length === 0 ? [] : [`not drawn: ${names.slice(0, 20).join(', ')}`]
  return [...parts, ...letters.notes].slice(0, 20).join('; ')
}

function lineOf(text: string, at: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
  return line
}

/** What a picture must not hold: anything that acts or comes from elsewhere. */
function danger(element: Element): string | undefined {
  const { name, attributes } = element
  if (name === 'script') return 'an SVG with script'
  // Drawing programs keep their own files there, for themselves alone.
  if (name === 'foreignObject' && !attributes['requiredExtensions'])
    return 'an SVG with foreignObject'
  if (name === 'style' && outside(element.children.map((child) => child.text).join('')))
    return 'an SVG with a reference to the outside in its style'
  for (const [key, value] of Object.entries(attributes)) {
    if (/^on/i.test(key)) return `an SVG with the event handler ${key}`
    const reference = key === 'href' || key === 'xlink:href' || key === 'src'
    if (reference && /^\s*javascript:/i.test(value)) return 'an SVG with a script in a link'
    if (reference && name !== 'a' && !/^\s*(?:$|#|data:image\/)/i.test(value))
      return `an SVG with a reference to the outside: ${value.slice(0, 80)}`
    if (outside(value)) return `an SVG with a reference to the outside in ${key}`
  }
  for (const child of element.children) {
    const found = danger(child)
    if (found !== undefined) return found
  }
  return undefined
}

function outside(css: string): boolean {
  return /@import|url\(\s*(?!\s|['"]?\s*(?:#|data:))/i.test(css)
}
