/** What a picture writes (SVG 2 §11), as outlines of the fonts that the typesetter has. */
import type { Font } from '../../text/font.ts'
import { RTL, Shaper } from '../../text/shaper.ts'
import type { Element } from '../xml.ts'
import type { Sheet } from './css.ts'
import { type Declared, lengthOf, type Look, lookOf } from './look.ts'
import type { Matrix } from '../../pdf/matrix.ts'
import { Path } from './path.ts'
import { pathOf } from './pathdata.ts'

/** Letters of one look, in the units of the text element. */
export interface Lettering {
  readonly path: Path
  readonly look: Look
}

interface Piece {
  readonly text: string
  readonly look: Look
  /** Where it begins, where that is said; else where the one before ended. */
  readonly x: number | undefined
  readonly y: number | undefined
  readonly dx: number
  readonly dy: number
}

/** Typesetter's fonts as a picture asks for them. */
export class Letters {
  private readonly fonts: readonly Font[]
  private readonly shapers = new Map<string, Shaper>()
  private readonly outlines = new Map<Font, Map<number, Path>>()
  /** What was set otherwise than it is written. */
  readonly notes = new Set<string>()

  constructor(fonts: readonly Font[]) {
    this.fonts = fonts
  }

  /** The nearest of the family, and every other font for what it has not. */
  shaper(look: Look): Shaper {
    const { family, weight, italic } = look
    const key = `${family}|${weight}|${italic}`
    let shaper = this.shapers.get(key)
    if (shaper === undefined) {
      const names = family.split(',').map((name) => plain(name))
      const wanted = names.find((name) => this.fonts.some((font) => plain(font.family) === name))
      const of = wanted ?? plain(this.fonts[0]?.family ?? '')
      const far = (font: Font): number =>
        (plain(font.family) === of ? 0 : 10_000) +
        Math.abs(font.weight - boldness(family, weight)) +
        (font.italic === italic ? 0 : 1000)
      const chain = [...this.fonts].sort((a, b) => far(a) - far(b) || a.index - b.index)
      if (wanted === undefined) {
        const asked = family.split(',')[0]?.trim().slice(0, 60)
        this.notes.add(`text of ${asked || 'no family'} is set in ${chain[0]?.family}`)
      }
      this.shapers.set(key, (shaper = new Shaper(chain, {}, '', false, undefined)))
    }
    return shaper
  }

  outline(font: Font, gid: number): Path {
    let known = this.outlines.get(font)
    if (known === undefined) this.outlines.set(font, (known = new Map()))
    let path = known.get(gid)
    if (path === undefined) known.set(gid, (path = pathOf(font.outline(gid))))
    return path
  }

  /** The outline of a piece that begins at 0, 0, and its advance. */
  set(text: string, look: Look): { path: Path; advance: number } {
    const path = new Path()
    let x = 0
    const em = look.size / 1000
    const shaper = this.shaper(look)
    for (const { font, shown, rtl, missing } of shaper.parts(text)) {
      if (missing !== '') this.notes.add(`no font has ${points(missing)}`)
      for (const { gid, advance, dx, dy } of font.shape(shown, [], '', '', rtl)) {
        const scale = em * font.scale
        const at: Matrix = [scale, 0, 0, -scale, x + dx * em, -dy * em]
        path.add(this.outline(font, gid).through(at))
        x += advance * em + look.spacing
      }
    }
    return { path, advance: x }
  }
}

function points(text: string): string {
  const codes = [...text].slice(0, 5).map((c) => c.codePointAt(0) as number)
  return codes.map((c) => 'U+' + c.toString(16).toUpperCase().padStart(4, '0')).join(' ')
}

/** As families are compared: without quotes, case and the style that drawing programs add. */
function plain(name: string): string {
  const text = name
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase()
  return text
    .replace(/-(?:regular|bold|italic|bolditalic|roman|medium|light|semibold)$/, '')
    .replace(/[\s-]/g, '')
}

/** `Name-Bold` says its weight by its name. */
function boldness(family: string, weight: number): number {
  return weight === 400 && /-(?:bold|semibold)/i.test(family) ? 700 : weight
}

/** Characters of one text element that are set. */
const MOST = 20_000

/** The letters of a text element and what stands in it. */
export function letteringOf(
  element: Element,
  by: Declared,
  look: Look,
  sheet: Sheet,
  letters: Letters,
  left: (what: string, element: Element) => void,
): Lettering[] {
  const pieces: Piece[] = []
  gather(element, by, look, sheet, pieces, left)
  cut(pieces)
  trim(pieces)
  const out: Lettering[] = []
  let [x, y] = [0, 0]
  for (let from = 0; from < pieces.length;) {
    let to = from + 1
    while (to < pieces.length && pieces[to]?.x === undefined && pieces[to]?.y === undefined) to++
    const chunk = pieces.slice(from, to)
    const set = chunk.map((piece) => letters.set(piece.text, piece.look))
    const first = chunk[0] as Piece
    x = first.x ?? x
    y = first.y ?? y
    const whole = chunk.reduce((sum, piece, i) => sum + piece.dx + (set[i]?.advance ?? 0), 0)
    const { anchor } = first.look
    const rtl = RTL.test(first.text)
    const end = anchor === 'end' ? !rtl : anchor === 'start' && rtl
    x -= anchor === 'middle' ? whole / 2 : end ? whole : 0
    chunk.forEach((piece, i) => {
      x += piece.dx
      y += piece.dy
      const { path, advance } = set[i] as { path: Path; advance: number }
      out.push({ path: path.through([1, 0, 0, 1, x, y]), look: piece.look })
      x += advance
    })
    from = to
  }
  return out
}

/** What is longer than any text of a picture ends there. */
function cut(pieces: Piece[]): void {
  let room = MOST
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Piece
    if (piece.text.length > room) pieces[i] = { ...piece, text: piece.text.slice(0, room) }
    room = Math.max(0, room - piece.text.length)
  }
}

/** Lists of numbers of an attribute, in user units. */
function listOf(by: Declared, name: string, whole: number, size: number): number[] {
  const text = by.get(name)
  if (text === undefined) return []
  return text
    .split(/[\s,]+/, MOST)
    .map((part) => lengthOf(part, whole, size))
    .filter((n) => n !== undefined)
}

function gather(
  element: Element,
  by: Declared,
  look: Look,
  sheet: Sheet,
  pieces: Piece[],
  left: (what: string, element: Element) => void,
): void {
  const { width, height } = look.viewport
  const xs = listOf(by, 'x', width, look.size)
  const ys = listOf(by, 'y', height, look.size)
  const dxs = listOf(by, 'dx', width, look.size)
  const dys = listOf(by, 'dy', height, look.size)
  for (const what of ['textLength', 'rotate', 'writing-mode'])
    if (by.get(what) !== undefined) left(what, element)
  const shift = raised(by, look)
  let at = 0
  const each = Math.max(xs.length, ys.length, dxs.length, dys.length) > 1
  for (const child of element.children) {
    if (child.name === '#text') {
      const text = look.preserve
        ? child.text.replace(/[\t\n\r]/g, ' ')
        : child.text.replace(/[\n\r]/g, '').replace(/[\t ]+/g, ' ')
      for (const part of each ? text : text === '' ? [] : [text]) {
        const [dx, dy] = [dxs[at] ?? 0, (dys[at] ?? 0) + (at === 0 ? shift : 0)]
        pieces.push({ text: part, look, x: xs[at], y: ys[at], dx, dy })
        at++
      }
    } else if (child.name === 'tspan' || child.name === 'a') {
      const inner = lookOf(child, look, sheet)
      if (inner.by.get('display') === 'none') continue
      const from = pieces.length
      gather(child, inner.by, inner.look, sheet, pieces, left)
      // What says where the element begins says it of its first letter, whoever writes that.
      const first = pieces[from]
      if (first !== undefined && at === 0 && (xs[0] ?? ys[0]) !== undefined) {
        pieces[from] = { ...first, x: first.x ?? xs[0], y: first.y ?? ys[0] }
      }
      if (pieces.length > from) at++
    } else if (!/^(?:title|desc|metadata)$/.test(child.name)) left(child.name, child)
  }
  const last = pieces.at(-1)
  if (shift !== 0 && at > 0 && last) {
    pieces.push({ text: '', look, x: undefined, y: undefined, dx: 0, dy: -shift })
  }
}

/** How far the line stands from where it is said to stand; downwards. */
function raised(by: Declared, look: Look): number {
  const base = by.get('dominant-baseline') ?? by.get('alignment-baseline')
  if (base === 'middle') return look.size * 0.25
  if (base === 'central') return look.size * 0.35
  if (base === 'hanging' || base === 'text-before-edge') return look.size * 0.75
  const shift = by.get('baseline-shift')
  if (shift === 'super') return -look.size * 0.4
  if (shift === 'sub') return look.size * 0.2
  return -(lengthOf(shift, look.size, look.size) ?? 0)
}

/** Space at the beginning and the end, and more than one between pieces, is not set. */
function trim(pieces: Piece[]): void {
  let space = true
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as Piece
    if (piece.text === '') continue
    if (piece.look.preserve) {
      space = false
      continue
    }
    if (space && piece.text.startsWith(' ')) pieces[i] = { ...piece, text: piece.text.slice(1) }
    space = piece.text.endsWith(' ')
  }
  const last = pieces.at(-1)
  if (last && !last.look.preserve)
    pieces[pieces.length - 1] = { ...last, text: last.text.trimEnd() }
}
