/**
 * Page masters: paper, margins, running content, frames. A master none of whose content depends on
 * the record is the same object in every document; otherwise only its variable frames are made.
 */
import type { FrameSource, PageMasterSource, Place } from '@misiva/model'
import type { Document, MasterFrame, PageMaster, PageMasters } from '@misiva/typeset'
import type { Run } from '../program/scope.ts'
import { parseEdges, parseLength, parsePaper } from '../style/length.ts'
import type { Four } from '../style/length.ts'
import { deepFreeze } from '../style/print.ts'
import { compileBlocks, sourceOf } from './blocks.ts'
import type { PagesGround } from './blocks.ts'
import { blocksOf } from './part.ts'
import type { Part } from './part.ts'

export type MastersPart =
  { readonly constant: PageMasters } | { readonly build: (run: Run) => PageMasters }

interface FramePart {
  readonly shape: Omit<MasterFrame, 'content'>
  readonly content: Part
  readonly constant: MasterFrame | undefined
}

interface MasterPart {
  readonly shape: Omit<PageMaster, 'frames'>
  readonly frames: readonly FramePart[]
  readonly constant: PageMaster | undefined
}

const file = 'brand/style.yaml'
const place: Place = { file, line: 1, column: 1 }
const mm = 72 / 25.4
/** Running content begins this far from the edge of the paper. */
const edge = 10 * mm
const clearance = 3 * mm

/** Geometry of a master; the width between its margins is what its content is measured by. */
export interface Geometry {
  readonly width: number
  readonly height: number
  readonly margin: Four
  readonly firstMargin: Four
}

export function geometryOf(name: string, source: PageMasterSource, ground: PagesGround): Geometry {
  const refuse = (key: string, value: string, hint: string): undefined => {
    const message = `masters.${name}.${key}: “${value}” cannot be read`
    ground.context.refuse('MSV-C008', message, place, hint)
    return undefined
  }
  const paper = parsePaper(source.size) ?? refuse('size', source.size, 'Write A4 or 210mm 297mm')
  const [width, height] = paper ?? [595.276, 841.89]
  const hint = 'Write top right bottom left, each with its unit'
  const edges = (key: 'margin' | 'firstMargin', otherwise: Four): Four => {
    const value = source[key]
    if (value === undefined) return otherwise
    return parseEdges(value) ?? refuse(key, value, hint) ?? otherwise
  }
  const margin = edges('margin', { top: 57, right: 57, bottom: 71, left: 57 })
  return { width, height, margin, firstMargin: edges('firstMargin', margin) }
}

/** A kind of page, and what style.yaml says of it. */
type Kind = 'first' | 'rest' | 'last' | 'only' | 'left' | 'right' | 'blank'

/** How a kind of page differs from the rest: the margins, and the running content by block. */
interface Variant {
  readonly margins: Four
  readonly header: Running
  readonly footer: Running
  readonly tray: string | undefined
}

/** `own`: it stands on no other kind of page, so that it is content, read out once. */
type Running = { readonly block: string; readonly own: boolean } | undefined

export function compileMasters(
  name: string,
  source: PageMasterSource,
  geometry: Geometry,
  ground: PagesGround,
): MastersPart {
  const ends = source.last !== undefined || (source.frames ?? []).some((f) => f.pages === 'last')
  const kinds: Kind[] = ['first', 'rest']
  if (ends) kinds.push('last')
  if (ends || source.only) kinds.push('only')
  for (const kind of ['left', 'right', 'blank'] as const) if (source[kind]) kinds.push(kind)
  const parts = kinds.map((kind) => {
    const variant = variantOf(kind, name, source, geometry, ground)
    return [kind, compileMaster(name, source, geometry, ground, kind, variant)] as const
  })
  const made = (run: Run | undefined) =>
    Object.fromEntries(
      parts.map(([kind, part]) => [kind, part.constant ?? build(part, run!)]),
    ) as unknown as PageMasters
  return parts.every(([, { constant }]) => constant)
    ? { constant: Object.freeze(made(undefined)) }
    : { build: made }
}

function variantOf(
  kind: Kind,
  name: string,
  source: PageMasterSource,
  geometry: Geometry,
  ground: PagesGround,
): Variant {
  const own = kind === 'rest' ? undefined : source[kind]
  const [first, last] = [source.first, source.last]
  const opens = kind === 'first' || kind === 'only'
  const closes = kind === 'only' && last
  const running = (key: 'header' | 'footer'): Running => {
    const special =
      own?.[key] ??
      (closes ? last[key] : undefined) ??
      (opens
        ? (first?.[key] ?? source[key === 'header' ? 'firstHeader' : 'firstFooter'])
        : undefined)
    const block = special ?? (kind === 'blank' ? undefined : source[key])
    const sided = kind === 'left' || kind === 'right' || kind === 'blank'
    return block === undefined || block === 'none'
      ? undefined
      : { block, own: special !== undefined && !sided }
  }
  const { margin, firstMargin } = geometry
  const usual = opens ? marginOf(first?.margin, firstMargin, name, 'first', ground) : margin
  return {
    margins: own === first ? usual : marginOf(own?.margin, usual, name, kind, ground),
    header: running('header'),
    footer: running('footer'),
    tray: own?.tray ?? (opens ? first?.tray : undefined) ?? source.tray,
  }
}

function marginOf(
  value: string | undefined,
  otherwise: Four,
  name: string,
  kind: Kind,
  ground: PagesGround,
): Four {
  if (value === undefined) return otherwise
  const found = parseEdges(value)
  const message = `masters.${name}.${kind}.margin: “${value}” cannot be read`
  const hint = 'Write top right bottom left, each with its unit'
  if (!found) ground.context.refuse('MSV-C008', message, place, hint)
  return found ?? otherwise
}

function build(master: MasterPart, run: Run): PageMaster {
  if (master.constant) return master.constant
  const frames = master.frames.map(
    (frame) => frame.constant ?? { ...frame.shape, content: blocksOf(frame.content, run) },
  )
  return { ...master.shape, frames }
}

function compileMaster(
  name: string,
  source: PageMasterSource,
  geometry: Geometry,
  ground: PagesGround,
  kind: Kind,
  { margins, header, footer, tray }: Variant,
): MasterPart {
  const { width, height } = geometry
  const shape = deepFreeze({ width, height, margins, ...(tray !== undefined && { tray }) })
  const frames: FramePart[] = []
  // What stands on one page only is content, read out once; what runs over pages is decoration.
  if (header)
    frames.push(frameOf(header.block, headerShape(geometry, margins, !header.own), ground))
  for (const frame of source.frames ?? []) {
    const pages = frame.pages ?? 'first'
    if (!standsOn[pages].includes(kind)) continue
    const stand = frameShape(name, frame, geometry, ground)
    const artifact = (pages === 'all' && kind !== 'first' && kind !== 'only') || pages === 'rest'
    if (stand) frames.push(frameOf(frame.block, { ...stand, artifact }, ground))
  }
  if (footer)
    frames.push(frameOf(footer.block, footerShape(geometry, margins, !footer.own), ground))
  const steady = frames.every((frame) => frame.constant)
  const constant = steady && deepFreeze({ ...shape, frames: frames.map((f) => f.constant!) })
  return { shape, frames, constant: constant || undefined }
}

/** Kinds of pages a frame stands on, by what it says of them. */
const standsOn: Readonly<Record<NonNullable<FrameSource['pages']>, readonly Kind[]>> = {
  first: ['first', 'only'],
  all: ['first', 'rest', 'last', 'only', 'left', 'right'],
  last: ['last', 'only'],
  rest: ['rest', 'last', 'left', 'right'],
}

/** What the master says of the whole document: how it is printed. */
export function printingOf(
  name: string,
  source: PageMasterSource,
  ground: PagesGround,
): Pick<Document, 'duplex' | 'marks'> {
  const { marks, duplex } = source
  const [x, y] = marks ? [parseLength(marks.x), parseLength(marks.y)] : []
  if (marks && (x === undefined || y === undefined))
    ground.context.refuse(
      'MSV-C008',
      `masters.${name}.marks: “${marks.x} ${marks.y}” is no place`,
      place,
    )
  return Object.freeze({
    ...(duplex && { duplex: Object.freeze({ fillBacks: true }) }),
    ...(marks &&
      x !== undefined &&
      y !== undefined && {
        marks: Object.freeze({
          ...{ kind: marks.kind, x, y, sides: duplex ? (2 as const) : (1 as const) },
          ...(marks.text !== undefined && { text: marks.text }),
        }),
      }),
  })
}

type Shape = Omit<MasterFrame, 'content'>

function headerShape(geometry: Geometry, margins: Four, artifact: boolean): Shape {
  const y = Math.min(edge, margins.top * 0.4)
  return {
    x: margins.left,
    y,
    width: geometry.width - margins.left - margins.right,
    height: Math.max(margins.top - y - clearance, 1),
    artifact,
  }
}

function footerShape(geometry: Geometry, margins: Four, artifact: boolean): Shape {
  const below = Math.min(edge, margins.bottom * 0.4)
  const height = Math.max(margins.bottom - below - clearance, 1)
  return {
    x: margins.left,
    y: geometry.height - below - height,
    width: geometry.width - margins.left - margins.right,
    height,
    verticalAlign: 'bottom',
    artifact,
  }
}

function frameShape(
  name: string,
  frame: FrameSource,
  geometry: Geometry,
  ground: PagesGround,
): Shape | undefined {
  const read = (key: 'x' | 'y' | 'width' | 'height', whole: number) => {
    const points = parseLength(frame[key], 10, whole)
    if (points === undefined) {
      const message = `masters.${name}.frames.${frame.name}.${key}: “${frame[key]}” is not a length`
      ground.context.refuse('MSV-C008', message, place)
    }
    return points
  }
  const x = read('x', geometry.width)
  const y = read('y', geometry.height)
  const width = read('width', geometry.width)
  const height = read('height', geometry.height)
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return undefined
  const { box, align, rotate } = frame
  ground.context.knows('boxes', box, place)
  return {
    ...{ x, y, width, height },
    ...(box !== undefined && { style: ground.styles.box(box) }),
    ...(align && { verticalAlign: align }),
    ...(rotate !== undefined && { rotate }),
  }
}

function frameOf(block: string, shape: Shape, ground: PagesGround): FramePart {
  const found = ground.context.block(block, place)
  const inner = { ...ground, context: found?.inner ?? ground.context, measure: shape.width }
  const content = compileBlocks(found?.content ?? [], inner)
  // Warnings tell of the block, where its text is.
  const source = sourceOf(found?.content[0]?.place)
  const placed = { ...shape, ...(source && { source }) }
  const constant =
    'constant' in content ? deepFreeze({ ...placed, content: content.constant }) : undefined
  return { shape: Object.freeze(placed), content, constant }
}
