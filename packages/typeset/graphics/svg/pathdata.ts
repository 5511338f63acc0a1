/** SVG path data (SVG 2 §9.3) as an outline. */
import { Path } from './path.ts'

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

class Pen {
  readonly path = new Path()
  x = 0
  y = 0
  startX = 0
  startY = 0
  /** Last control point, for the smooth commands. */
  cx = 0
  cy = 0
  last = ''
  /** The part has begun: what is drawn after a close begins where the closed one did. */
  open = false

  to(x: number, y: number): void {
    this.x = x
    this.y = y
  }

  begin(): void {
    if (!this.open) this.path.move(this.x, this.y)
    this.open = true
  }
}

const NUMBER = /[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/iy
/** The two flags of an arc may stand without space between them and the next number. */
const FLAG = /[\s,]*([01])/y
const COMMAND = /[\s,]*([a-z])/iy

/** The outline up to the first error in the data, as the standard has it. */
export function pathOf(data: string): Path {
  const pen = new Pen()
  let at = 0
  let command = ''
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(data)
    if (found === null) return undefined
    at = pattern.lastIndex
    return found[1]
  }
  for (;;) {
    const letter = take(COMMAND)
    if (letter !== undefined) command = letter
    else if (command === '') break
    const kind = command.toLowerCase()
    const count = ARGUMENTS[kind]
    if (count === undefined || (pen.path.empty && kind !== 'm')) break
    const numbers: number[] = []
    while (numbers.length < count) {
      const flag = kind === 'a' && (numbers.length === 3 || numbers.length === 4)
      const value = Number(take(flag ? FLAG : NUMBER) ?? NaN)
      if (!Number.isFinite(value)) return pen.path
      numbers.push(value)
    }
    step(pen, command, numbers)
    if (kind === 'm') command = command === 'm' ? 'l' : 'L'
    else if (kind === 'z') command = ''
  }
  return pen.path
}

function step(pen: Pen, command: string, n: number[]): void {
  const kind = command.toLowerCase()
  const relative = command === kind
  const ox = relative ? pen.x : 0
  const oy = relative ? pen.y : 0
  const at = (k: number): [number, number] => [(n[k] as number) + ox, (n[k + 1] as number) + oy]
  if (kind === 'z') {
    pen.path.close()
    pen.to(pen.startX, pen.startY)
    pen.open = false
  } else if (kind === 'm') {
    pen.to(...at(0))
    pen.startX = pen.x
    pen.startY = pen.y
    pen.open = false
    pen.begin()
  } else {
    pen.begin()
    if (kind === 'l') pen.to(...at(0))
    else if (kind === 'h') pen.to((n[0] as number) + ox, pen.y)
    else if (kind === 'v') pen.to(pen.x, (n[0] as number) + oy)
    if (kind === 'l' || kind === 'h' || kind === 'v') pen.path.line(pen.x, pen.y)
    else if (kind === 'a') arc(pen, n, ...at(5))
    else curve(pen, kind, at)
  }
  pen.last = kind
}

function curve(pen: Pen, kind: string, at: (k: number) => [number, number]): void {
  const smooth = kind === 's' || kind === 't'
  const same = kind === 's' ? 'cs' : 'qt'
  const mirrored: [number, number] =
    smooth && pen.last !== '' && same.includes(pen.last)
      ? [2 * pen.x - pen.cx, 2 * pen.y - pen.cy]
      : [pen.x, pen.y]
  if (kind === 'c' || kind === 's') {
    const first = kind === 'c' ? at(0) : mirrored
    const second = at(kind === 'c' ? 2 : 0)
    const end = at(kind === 'c' ? 4 : 2)
    pen.path.curve(...first, ...second, ...end)
    pen.cx = second[0]
    pen.cy = second[1]
    pen.to(...end)
    return
  }
  const [cx, cy] = kind === 'q' ? at(0) : mirrored
  const [x, y] = at(kind === 'q' ? 2 : 0)
  const third = (from: number, to: number): number => from + ((to - from) * 2) / 3
  pen.path.curve(third(pen.x, cx), third(pen.y, cy), third(x, cx), third(y, cy), x, y)
  pen.cx = cx
  pen.cy = cy
  pen.to(x, y)
}

/** Elliptical arc to cubic curves (SVG 2, appendix B.2). */
function arc(pen: Pen, n: number[], x: number, y: number): void {
  let rx = Math.abs(n[0] as number)
  let ry = Math.abs(n[1] as number)
  const phi = ((n[2] as number) * Math.PI) / 180
  const [x0, y0] = [pen.x, pen.y]
  pen.to(x, y)
  if (rx === 0 || ry === 0 || (x0 === x && y0 === y)) {
    pen.path.line(x, y)
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
  const steps = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9))
  const each = sweep / steps
  const t = (4 / 3) * Math.tan(each / 4)
  const place = (a: number, b: number): [number, number] => [
    cx + cos * rx * a - sin * ry * b,
    cy + sin * rx * a + cos * ry * b,
  ]
  for (let i = 0; i < steps; i++) {
    const a = from + i * each
    const b = a + each
    const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)]
    // The last point is where the data says, not where the rounding of angles came to.
    const end: [number, number] = i === steps - 1 ? [x, y] : place(cb, sb)
    pen.path.curve(...place(ca - t * sa, sa + t * ca), ...place(cb + t * sb, sb - t * cb), ...end)
  }
}
