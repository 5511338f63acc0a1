/** SVG path data (SVG 1.1 §8.3) as PDF path operators. */
import { num } from '../pdf/number.ts'

const ARGUMENTS: Readonly<Record<string, number>> = {
  m: 2,
  l: 2,
  h: 1,
  v: 1,
  c: 6,
  s: 4,
  q: 4,
  t: 2,
  a: 7,
  z: 0,
}

interface Pen {
  out: string
  x: number
  y: number
  startX: number
  startY: number
  /** Last control point, for the smooth commands. */
  cx: number
  cy: number
  last: string
}

/** Operators of the path up to the first error in it, as the standard has it. */
export function pathOperators(data: string): string {
  const tokens = data.match(/[a-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []
  const pen: Pen = { out: '', x: 0, y: 0, startX: 0, startY: 0, cx: 0, cy: 0, last: '' }
  let i = 0
  let command = ''
  while (i < tokens.length) {
    const token = tokens[i] as string
    if (/[a-z]/i.test(token) && token.length === 1) {
      command = token
      i++
    } else if (command === '') break
    const count = ARGUMENTS[command.toLowerCase()]
    if (count === undefined) break
    let values = tokens.slice(i, i + count)
    if (command.toLowerCase() === 'a') {
      const flags = arcTokens(tokens, i)
      if (flags === null) break
      values = flags
    }
    const numbers = values.map(Number)
    if (numbers.length < count || numbers.some((n) => !Number.isFinite(n))) break
    i += count
    step(pen, command, numbers)
    if (command === 'm') command = 'l'
    else if (command === 'M') command = 'L'
    else if (command.toLowerCase() === 'z') command = ''
  }
  return pen.out
}

/** The two flags of an arc may stand without space between them and the next number. */
function arcTokens(tokens: string[], at: number): string[] | null {
  for (const k of [3, 4]) {
    const token = tokens[at + k]
    if (token === undefined) return null
    if (token !== '0' && token !== '1' && /^[01]/.test(token)) {
      tokens.splice(at + k, 1, token[0] as string, token.slice(1))
    }
  }
  return tokens.slice(at, at + 7)
}

function point(x: number, y: number): string {
  return `${num(x)} ${num(y)}`
}

function step(pen: Pen, command: string, n: number[]): void {
  const kind = command.toLowerCase()
  const relative = command === kind
  const ox = relative ? pen.x : 0
  const oy = relative ? pen.y : 0
  const at = (k: number): [number, number] => [(n[k] as number) + ox, (n[k + 1] as number) + oy]
  const to = (x: number, y: number): void => {
    pen.x = x
    pen.y = y
  }
  if (kind === 'z') {
    pen.out += 'h '
    to(pen.startX, pen.startY)
  } else if (kind === 'm') {
    to(...at(0))
    pen.startX = pen.x
    pen.startY = pen.y
    pen.out += `${point(pen.x, pen.y)} m `
  } else if (kind === 'l' || kind === 'h' || kind === 'v') {
    if (kind === 'l') to(...at(0))
    else if (kind === 'h') to((n[0] as number) + ox, pen.y)
    else to(pen.x, (n[0] as number) + oy)
    pen.out += `${point(pen.x, pen.y)} l `
  } else if (kind === 'a') arc(pen, n, ...at(5))
  else curve(pen, kind, at, to)
  pen.last = kind
}

function curve(
  pen: Pen,
  kind: string,
  at: (k: number) => [number, number],
  to: (x: number, y: number) => void,
): void {
  const smooth = kind === 's' || kind === 't'
  const same = kind === 's' ? 'cs' : 'qt'
  const mirrored: [number, number] =
    smooth && same.includes(pen.last || '-')
      ? [2 * pen.x - pen.cx, 2 * pen.y - pen.cy]
      : [pen.x, pen.y]
  if (kind === 'c' || kind === 's') {
    const first = kind === 'c' ? at(0) : mirrored
    const second = at(kind === 'c' ? 2 : 0)
    const end = at(kind === 'c' ? 4 : 2)
    pen.out += `${point(...first)} ${point(...second)} ${point(...end)} c `
    pen.cx = second[0]
    pen.cy = second[1]
    to(...end)
    return
  }
  const control = kind === 'q' ? at(0) : mirrored
  const end = at(kind === 'q' ? 2 : 0)
  quadratic(pen, control, end)
  to(...end)
}

function quadratic(pen: Pen, [cx, cy]: [number, number], [x, y]: [number, number]): void {
  const first = point(pen.x + ((cx - pen.x) * 2) / 3, pen.y + ((cy - pen.y) * 2) / 3)
  const second = point(x + ((cx - x) * 2) / 3, y + ((cy - y) * 2) / 3)
  pen.out += `${first} ${second} ${point(x, y)} c `
  pen.cx = cx
  pen.cy = cy
}

/** Elliptical arc to cubic curves (SVG 1.1, appendix F.6). */
function arc(pen: Pen, n: number[], x: number, y: number): void {
  let rx = Math.abs(n[0] as number)
  let ry = Math.abs(n[1] as number)
  const phi = ((n[2] as number) * Math.PI) / 180
  const [x0, y0] = [pen.x, pen.y]
  pen.x = x
  pen.y = y
  if (rx === 0 || ry === 0 || (x0 === x && y0 === y)) {
    pen.out += `${point(x, y)} l `
    return
  }
  const cos = Math.cos(phi)
  const sin = Math.sin(phi)
  const px = (cos * (x0 - x)) / 2 + (sin * (y0 - y)) / 2
  const py = (-sin * (x0 - x)) / 2 + (cos * (y0 - y)) / 2
  const grow = (px * px) / (rx * rx) + (py * py) / (ry * ry)
  if (grow > 1) {
    rx *= Math.sqrt(grow)
    ry *= Math.sqrt(grow)
  }
  const under = rx * rx * py * py + ry * ry * px * px
  const sign = n[3] === n[4] ? -1 : 1
  const k = sign * Math.sqrt(Math.max(0, (rx * rx * ry * ry - under) / under))
  const ux = (k * rx * py) / ry
  const uy = (-k * ry * px) / rx
  const cx = cos * ux - sin * uy + (x0 + x) / 2
  const cy = sin * ux + cos * uy + (y0 + y) / 2
  const from = Math.atan2((py - uy) / ry, (px - ux) / rx)
  let sweep = Math.atan2((-py - uy) / ry, (-px - ux) / rx) - from
  if (n[4] === 0 && sweep > 0) sweep -= 2 * Math.PI
  if (n[4] !== 0 && sweep < 0) sweep += 2 * Math.PI
  const steps = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2)))
  const each = sweep / steps
  const t = (4 / 3) * Math.tan(each / 4)
  const place = (a: number, b: number): string =>
    point(cx + cos * rx * a - sin * ry * b, cy + sin * rx * a + cos * ry * b)
  for (let i = 0; i < steps; i++) {
    const a = from + i * each
    const b = a + each
    const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)]
    pen.out += `${place(ca - t * sa, sa + t * ca)} ${place(cb + t * sb, sb - t * cb)} ${place(cb, sb)} c `
  }
}
