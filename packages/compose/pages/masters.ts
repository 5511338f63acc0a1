/**
 * Page masters: paper, margins, running content, frames. A master none of whose content depends on
 * the record is the same object in every document; otherwise only its variable frames are made.
 */
import type { FrameSource, PageMasterSource, Place } from '@misiva/model'
import type { MasterFrame, PageMaster, PageMasters } from '@misiva/typeset'
import type { Run } from '../program/scope.ts'
import { parseEdges, parseLength, parsePaper } from '../style/length.ts'
import type { Four } from '../style/length.ts'
import { deepFreeze } from '../style/print.ts'
import { compileBlocks } from './blocks.ts'
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

export function compileMasters(
  name: string,
  source: PageMasterSource,
  geometry: Geometry,
  ground: PagesGround,
): MastersPart {
  const first = compileMaster(name, source, geometry, ground, true)
  const rest = compileMaster(name, source, geometry, ground, false)
  if (first.constant && rest.constant)
    return { constant: Object.freeze({ rest: rest.constant, first: first.constant }) }
  return { build: (run) => ({ rest: build(rest, run), first: build(first, run) }) }
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
  first: boolean,
): MasterPart {
  const margins = first ? geometry.firstMargin : geometry.margin
  const { width, height } = geometry
  const shape = deepFreeze({ width, height, margins })
  const ownHeader = first && source.firstHeader
  const ownFooter = first && source.firstFooter
  const header = ownHeader || source.header
  const footer = ownFooter || source.footer
  const frames: FramePart[] = []
  // What stands on one page only is content, read out once; what runs over pages is decoration.
  if (header) frames.push(frameOf(header, headerShape(geometry, margins, !ownHeader), ground))
  for (const frame of source.frames ?? []) {
    const all = frame.pages === 'all'
    if (!first && !all) continue
    const stand = frameShape(name, frame, geometry, ground)
    if (stand) frames.push(frameOf(frame.block, { ...stand, artifact: all && !first }, ground))
  }
  if (footer) frames.push(frameOf(footer, footerShape(geometry, margins, !ownFooter), ground))
  const steady = frames.every((frame) => frame.constant)
  const constant = steady && deepFreeze({ ...shape, frames: frames.map((f) => f.constant!) })
  return { shape, frames, constant: constant || undefined }
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
  return { x, y, width, height }
}

function frameOf(block: string, shape: Shape, ground: PagesGround): FramePart {
  const found = ground.context.block(block, place)
  const inner = { ...ground, context: found?.inner ?? ground.context, measure: shape.width }
  const content = compileBlocks(found?.content ?? [], inner)
  const constant =
    'constant' in content ? deepFreeze({ ...shape, content: content.constant }) : undefined
  return { shape: Object.freeze(shape), content, constant }
}
