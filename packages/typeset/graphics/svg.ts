/** SVG pictures as vector operators: shapes, paths, groups, transforms, fills, strokes, opacity. */
import { opacityName } from '../pdf/finish.ts'
import { fine, num } from '../pdf/number.ts'
import { fillOf, strokeOf } from '../text/style.ts'
import { NAMED_COLORS } from './colors.ts'
import type { Read } from './read.ts'
import { pathOperators } from './svgpath.ts'
import { type Element, parseXml } from './xml.ts'

interface Paint {
  readonly fill: string
  readonly stroke: string
  readonly width: number
  readonly rule: string
  readonly opacity: number
  readonly fillOpacity: number
  readonly strokeOpacity: number
  readonly cap: number
  readonly join: number
  readonly dash: string
  readonly color: string
}

const START: Paint = {
  fill: '#000000',
  stroke: 'none',
  width: 1,
  rule: 'nonzero',
  opacity: 1,
  fillOpacity: 1,
  strokeOpacity: 1,
  cap: 0,
  join: 0,
  dash: '',
  color: '#000000',
}

export function readSvg(bytes: Uint8Array, name: string, id: number): Read {
  const text = new TextDecoder().decode(bytes)
  const root = parseXml(text)
  if (typeof root === 'string') return { code: 'corrupt-image', message: `SVG: ${root}` }
  if (root.name !== 'svg') return { code: 'corrupt-image', message: 'no svg element' }
  const unsafe = danger(root) ?? dangerousStyle(text)
  if (unsafe !== undefined) return { code: 'unsafe-svg', message: unsafe }
  const box = (root.attributes['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const wide = parseFloat(root.attributes['width'] ?? '100')
  const high = parseFloat(root.attributes['height'] ?? '100')
  const view = box.length === 4 && box.every(Number.isFinite) ? box : [0, 0, wide, high]
  const [vx, vy, vw, vh] = view as [number, number, number, number]
  if (!(vw > 0) || !(vh > 0)) return { code: 'corrupt-image', message: 'SVG of no size' }
  const drawing = new Drawing(root)
  drawing.element(root, START, 0)
  const clip = `0 0 ${num(vw)} ${num(vh)} re W n\n`
  const content = `${clip}1 0 0 -1 ${num(-vx)} ${num(vh + vy)} cm\n${drawing.out}`
  const picture = {
    kind: 'vector' as const,
    id,
    name,
    width: vw,
    height: vh,
    content,
    opacities: [...drawing.opacities],
  }
  if (drawing.left.size === 0) return { picture }
  return { picture, note: `not drawn: ${[...drawing.left].sort().join(', ')}` }
}

/** What a picture must not hold: anything that acts or comes from elsewhere. */
function danger(element: Element): string | undefined {
  if (element.name === 'script' || element.name === 'foreignObject')
    return `an SVG with ${element.name}`
  for (const [key, value] of Object.entries(element.attributes)) {
    if (/^on/i.test(key)) return `an SVG with the event handler ${key}`
    const reference = key === 'href' || key === 'xlink:href' || key === 'src'
    if (reference && value.trim() !== '' && !value.trim().startsWith('#') && element.name !== 'a') {
      return `an SVG with a reference to the outside: ${value.slice(0, 80)}`
    }
    if (reference && /^\s*javascript:/i.test(value)) return 'an SVG with a script in a link'
    if (/url\(\s*['"]?(?!['"]?#)/i.test(value))
      return `an SVG with a reference to the outside in ${key}`
  }
  for (const child of element.children) {
    const found = danger(child)
    if (found !== undefined) return found
  }
  return undefined
}

/** Styles are not drawn by; what they refer to is still no business of a picture. */
function dangerousStyle(text: string): string | undefined {
  for (const [, css] of text.matchAll(/<style\b[^>]*>([^<]*(?:<!\[CDATA\[[^\]]*)?)/gi))
    if (/@import|url\(\s*['"]?(?!['"]?#)/i.test(css ?? ''))
      return 'an SVG with a reference to the outside in its style'
  return undefined
}

const IGNORED = new Set([
  'title',
  'desc',
  'defs',
  'metadata',
  'linearGradient',
  'radialGradient',
  'symbol',
  'stop',
  'sodipodi:namedview',
  'style',
])

/** Drawn by reference in one picture. */
const MOST_USES = 10_000

class Drawing {
  out = ''
  readonly left = new Set<string>()
  readonly opacities = new Set<string>()
  private readonly ids = new Map<string, Element>()
  private depth = 0
  private uses = 0

  constructor(root: Element) {
    this.index(root)
  }

  private index(element: Element): void {
    const { id } = element.attributes
    if (id !== undefined) this.ids.set(id, element)
    if (element.name === 'style') this.left.add('style')
    for (const child of element.children) this.index(child)
  }

  element(element: Element, outer: Paint, level: number): void {
    const { name, attributes } = element
    if (IGNORED.has(name)) return
    if (attributes['display'] === 'none' || attributes['visibility'] === 'hidden') return
    const paint = this.paint(element, outer)
    const matrix = transform(attributes['transform'])
    if (attributes['clip-path'] || attributes['mask'] || attributes['filter']) {
      this.left.add(attributes['filter'] ? 'filter' : attributes['mask'] ? 'mask' : 'clip-path')
    }
    if (matrix !== '') this.out += `q\n${matrix}`
    if (name === 'svg' || name === 'g' || name === 'a' || name === 'switch') {
      for (const child of element.children) this.element(child, paint, level + 1)
    } else if (name === 'use') this.use(element, paint, level)
    else {
      const path = shape(element)
      if (path === null) this.left.add(name)
      else if (path !== '') this.draw(path, paint)
    }
    if (matrix !== '') this.out += 'Q\n'
  }

  private use(element: Element, paint: Paint, level: number): void {
    const { attributes } = element
    const target = this.ids.get((attributes['href'] ?? attributes['xlink:href'] ?? '').slice(1))
    // A picture that refers to itself would never end.
    if (!target || this.depth > 20 || level > 100) return
    // Thirty uses of what is used twice are a thousand million drawings.
    if (++this.uses > MOST_USES) {
      this.left.add(`more than ${MOST_USES} uses`)
      return
    }
    this.depth++
    const x = Number(attributes['x'] ?? 0) || 0
    const y = Number(attributes['y'] ?? 0) || 0
    this.out += `q 1 0 0 1 ${num(x)} ${num(y)} cm\n`
    if (target.name === 'symbol')
      for (const child of target.children) this.element(child, paint, level + 1)
    else this.element(target, paint, level + 1)
    this.out += 'Q\n'
    this.depth--
  }

  private paint(element: Element, outer: Paint): Paint {
    const own: Record<string, string> = { ...element.attributes }
    for (const part of (own['style'] ?? '').split(';')) {
      const colon = part.indexOf(':')
      if (colon > 0) own[part.slice(0, colon).trim()] = part.slice(colon + 1).trim()
    }
    const number = (key: string, otherwise: number): number => {
      const text = own[key]
      if (text === undefined) return otherwise
      const value = text.endsWith('%') ? parseFloat(text) / 100 : parseFloat(text)
      return Number.isFinite(value) ? value : otherwise
    }
    const color = this.color(own['color'], outer.color, outer.color)
    return {
      color,
      fill: this.color(own['fill'], outer.fill, color),
      stroke: this.color(own['stroke'], outer.stroke, color),
      width: number('stroke-width', outer.width),
      rule: own['fill-rule'] ?? outer.rule,
      opacity: outer.opacity * Math.min(1, Math.max(0, number('opacity', 1))),
      fillOpacity: number('fill-opacity', outer.fillOpacity),
      strokeOpacity: number('stroke-opacity', outer.strokeOpacity),
      cap:
        ['butt', 'round', 'square'].indexOf(own['stroke-linecap'] ?? '') + 1
          ? ['butt', 'round', 'square'].indexOf(own['stroke-linecap'] as string)
          : outer.cap,
      join:
        ['miter', 'round', 'bevel'].indexOf(own['stroke-linejoin'] ?? '') + 1
          ? ['miter', 'round', 'bevel'].indexOf(own['stroke-linejoin'] as string)
          : outer.join,
      dash: own['stroke-dasharray'] ?? outer.dash,
    }
  }

  private color(value: string | undefined, outer: string, current: string): string {
    if (value === undefined || value === 'inherit') return outer
    const text = value.trim().toLowerCase()
    if (text === 'none' || text === 'transparent') return 'none'
    if (text === 'currentcolor') return current
    const hex = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text)
    if (hex)
      return (
        '#' +
        hex
          .slice(1)
          .map((c) => c + c)
          .join('')
      )
    if (/^#[0-9a-f]{6}$/.test(text)) return text
    const rgb = /^rgba?\(\s*([\d.]+)(%?)[\s,]+([\d.]+)%?[\s,]+([\d.]+)%?/.exec(text)
    if (rgb) {
      const scale = rgb[2] === '%' ? 2.55 : 1
      return (
        '#' +
        [rgb[1], rgb[3], rgb[4]]
          .map((n) =>
            Math.min(255, Math.round(Number(n) * scale))
              .toString(16)
              .padStart(2, '0'),
          )
          .join('')
      )
    }
    const reference = /^url\(\s*['"]?#([^'")]+)/.exec(value.trim())
    if (reference) return this.firstStop(reference[1] as string)
    return NAMED_COLORS[text] ?? outer
  }

  /** A gradient is drawn in the colour of its first stop, and said so. */
  private firstStop(id: string): string {
    this.left.add('gradient')
    const stop = this.ids.get(id)?.children.find((c) => c.name === 'stop')
    const style = /stop-color\s*:\s*([^;]+)/.exec(stop?.attributes['style'] ?? '')?.[1]
    return this.color(stop?.attributes['stop-color'] ?? style, '#808080', '#000000')
  }

  private draw(path: string, paint: Paint): void {
    const fill = paint.fill === 'none' ? '' : fillOf(paint.fill)
    const stroke = paint.stroke === 'none' || paint.width <= 0 ? '' : strokeOf(paint.stroke)
    if (fill === '' && stroke === '') return
    const alpha =
      Math.round(paint.opacity * (fill === '' ? paint.strokeOpacity : paint.fillOpacity) * 100) /
      100
    let state = ''
    if (alpha < 1) {
      const opacity = fine(alpha)
      this.opacities.add(opacity)
      state = `/${opacityName(opacity)} gs `
    }
    if (fill !== '') state += fill + ' '
    if (stroke !== '') {
      state += `${stroke} ${num(paint.width)} w ${paint.cap} J ${paint.join} j `
      const dash =
        paint.dash === '' || paint.dash === 'none' ? [] : paint.dash.split(/[\s,]+/).map(Number)
      if (dash.length > 0 && dash.every((d) => d >= 0) && dash.some((d) => d > 0))
        state += `[${dash.map(num).join(' ')}] 0 d `
    }
    const even = paint.rule === 'evenodd' ? '*' : ''
    const operator = fill === '' ? 'S' : stroke === '' ? `f${even}` : `B${even}`
    this.out += `q ${state}${path}${operator} Q\n`
  }
}

/** Path of a basic shape; '' for nothing to draw, null for what is no shape. */
function shape(element: Element): string | null {
  const { name, attributes } = element
  const n = (key: string): number => parseFloat(attributes[key] ?? '0') || 0
  if (name === 'path') return pathOperators(attributes['d'] ?? '')
  if (name === 'rect') return rect(n('x'), n('y'), n('width'), n('height'), n('rx') || n('ry'))
  if (name === 'circle') return ellipse(n('cx'), n('cy'), n('r'), n('r'))
  if (name === 'ellipse') return ellipse(n('cx'), n('cy'), n('rx'), n('ry'))
  if (name === 'line') return `${num(n('x1'))} ${num(n('y1'))} m ${num(n('x2'))} ${num(n('y2'))} l `
  if (name === 'polyline' || name === 'polygon') {
    const points = (attributes['points'] ?? '')
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    let out = ''
    for (let i = 0; i + 1 < points.length; i += 2) {
      out += `${num(points[i] as number)} ${num(points[i + 1] as number)} ${i === 0 ? 'm' : 'l'} `
    }
    return name === 'polygon' && out !== '' ? out + 'h ' : out
  }
  return null
}

function rect(x: number, y: number, w: number, h: number, r: number): string {
  if (!(w > 0) || !(h > 0)) return ''
  if (!(r > 0)) return `${num(x)} ${num(y)} ${num(w)} ${num(h)} re `
  const k = Math.min(r, w / 2, h / 2)
  return pathOperators(
    `M${x + k} ${y}H${x + w - k}A${k} ${k} 0 0 1 ${x + w} ${y + k}V${y + h - k}A${k} ${k} 0 0 1 ${x + w - k} ${y + h}H${x + k}A${k} ${k} 0 0 1 ${x} ${y + h - k}V${y + k}A${k} ${k} 0 0 1 ${x + k} ${y}Z`,
  )
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  if (!(rx > 0) || !(ry > 0)) return ''
  return pathOperators(
    `M${cx - rx} ${cy}A${rx} ${ry} 0 1 1 ${cx + rx} ${cy}A${rx} ${ry} 0 1 1 ${cx - rx} ${cy}Z`,
  )
}

function transform(text: string | undefined): string {
  if (!text) return ''
  let out = ''
  for (const m of text.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const n = (m[2] as string)
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    const [a = 0, b = 0, c = 0] = n
    if (n.some((v) => !Number.isFinite(v))) continue
    if (m[1] === 'matrix' && n.length === 6) out += `${n.map(fine).join(' ')} cm\n`
    else if (m[1] === 'translate') out += `1 0 0 1 ${fine(a)} ${fine(b)} cm\n`
    else if (m[1] === 'scale') out += `${fine(a)} 0 0 ${fine(n.length > 1 ? b : a)} 0 0 cm\n`
    else if (m[1] === 'rotate') {
      const angle = (a * Math.PI) / 180
      const [cos, sin] = [fine(Math.cos(angle)), fine(Math.sin(angle))]
      const turn = `${cos} ${sin} ${fine(-Math.sin(angle))} ${cos} 0 0 cm\n`
      out +=
        n.length === 3
          ? `1 0 0 1 ${fine(b)} ${fine(c)} cm\n${turn}1 0 0 1 ${fine(-b)} ${fine(-c)} cm\n`
          : turn
    } else if (m[1] === 'skewX') out += `1 0 ${fine(Math.tan((a * Math.PI) / 180))} 1 0 0 cm\n`
    else if (m[1] === 'skewY') out += `1 ${fine(Math.tan((a * Math.PI) / 180))} 0 1 0 0 cm\n`
  }
  return out
}
