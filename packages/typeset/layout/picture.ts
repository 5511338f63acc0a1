/** Images, barcodes and charts as blocks. */
import type { Alternative, Barcode, Chart, Image, Showing } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { fine, num, textString } from '../pdf/number.ts'
import { barcodePicture } from '../graphics/barcode.ts'
import { chartAlternative, drawChart } from '../graphics/chart/draw.ts'
import { tooNarrowForLegend } from '../graphics/chart/pie.ts'
import { writeRuns } from '../graphics/qr.ts'
import type { Picture } from '../graphics/picture.ts'
import { fillOf, type TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { artifact } from './frame.ts'
import { EPSILON, type Laid, NOTHING, type Part, Whole } from './part.ts'

/** Draws a picture of the typesetter into the box with its top left corner at `x`, `y`. */
export function drawPicture(
  page: Page,
  name: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const picture = page.sink.picture(name)
  if (picture === undefined) return
  const bottom = page.height - y - height
  const resource = page.sink.image(picture)
  const { unit, turn } = picture
  const place = `${fine(width / unit.width)} 0 0 ${fine(height / unit.height)} ${num(x)} ${num(bottom)} cm`
  const turned = turn === null ? '' : ` ${turn.join(' ')} cm`
  page.content += `q ${place}${turned} ${resource} Do Q\n`
}

interface Box {
  readonly width: number
  readonly height: number
}

interface Size {
  readonly width?: number | undefined
  readonly height?: number | undefined
}

/** Box of the picture: asked size, else natural size; never wider than the frame. */
function boxOf(
  size: Size,
  natural: { width: number; height: number },
  room: number,
  wide: () => void,
): Box {
  const ratio = natural.width / natural.height
  let { width, height } = size
  if (width === undefined && height === undefined) width = Math.min(room, natural.width)
  if (width === undefined) width = (height as number) * ratio
  if (height === undefined) height = width / ratio
  if (width > room + EPSILON) {
    wide()
    height *= room / width
    width = room
  }
  return { width: Math.max(0.1, width), height: Math.max(0.1, height) }
}

function tooWide(context: Context, block: Image | Barcode): () => void {
  return () =>
    context.warn('frame-overflow', 'a picture wider than its frame is shrunk to it', block)
}

/** Marks what `draw` writes as a figure with its alternative, or as decoration. */
function figure(
  page: Page,
  parent: StructNode | null,
  alternative: Alternative,
  box: readonly number[],
  draw: () => void,
): void {
  if (parent === null || !page.sink.accessible) return draw()
  if ('decorative' in alternative) return artifact(page, draw)
  const [x, y, width, height] = box as [number, number, number, number]
  const bounds = [x, page.height - y - height, x + width, page.height - y].map(num).join(' ')
  page.leaf(
    parent,
    'Figure',
    `/Alt${textString(alternative.alt)}/A<</O/Layout/Placement/Block/BBox[${bounds}]>>`,
  )
  draw()
  page.content += 'EMC\n'
}

function shiftOf(align: 'start' | 'center' | 'end' | undefined, slack: number): number {
  return align === 'end' ? slack : align === 'center' ? slack / 2 : 0
}

export function layImage(block: Image, width: number, context: Context): Laid {
  const picture = context.picture(block.image)
  if (picture === undefined) {
    const message = `${context.unusable(block.image)}; its place stays empty`
    context.warn('missing-image', message, block)
    return missing(block, width)
  }
  const natural = naturalOf(picture, block)
  const room = Math.min(width, block.maxWidth ?? width)
  const box = boxOf(block, natural, room, room < width ? () => {} : tooWide(context, block))
  const alternative = block.alternative
  if ('alt' in alternative && alternative.alt.trim() === '') {
    context.warn('missing-alternative', `image ${block.image} has no alternative text`, block)
  }
  const partOf = (box: Box): Part => ({
    height: box.height,
    write(page: Page, x: number, y: number, parent: StructNode | null): void {
      const left = x + shiftOf(block.align, width - box.width)
      if (block.id !== undefined) page.sink.target(block.id, page, y)
      let holder = parent
      if (block.to !== undefined && parent !== null && page.sink.accessible) {
        holder = page.sink.node('Link', parent)
        const rect = [left, page.height - y - box.height, left + box.width, page.height - y]
        const alt = 'alt' in alternative ? alternative.alt : block.to
        page.sink.link(page, holder, rect, block.to, alt, block)
      }
      figure(page, holder, alternative, [left, y, box.width, box.height], () =>
        drawShown(page, block, picture, left, y, box),
      )
      if (holder !== null && holder !== parent) page.sink.close(holder)
    },
  })
  return unsplit(partOf, box, block, context)
}

/** A picture is not split: where it is taller than a page, it is shrunk to it. */
function unsplit(
  partOf: (box: Box) => Part,
  box: Box,
  block: {
    spaceBefore?: number | undefined
    spaceAfter?: number | undefined
    keepWithNext?: boolean | undefined
  },
  context: Context,
): Laid {
  const { spaceBefore = 0, spaceAfter = 0, keepWithNext = false } = block
  return new Whole(partOf(box), spaceBefore, spaceAfter, keepWithNext, (available) => {
    context.warn('block-too-tall', 'a picture taller than the page is shrunk to it', block)
    const height = Math.max(1, available)
    const part = partOf({ width: (box.width * height) / box.height, height })
    return { part, rest: null }
  })
}

/** Keeps the place a picture would have taken, so that the page stays what it was meant to be. */
function missing(block: Image, width: number): Laid {
  if (block.height === undefined) return NOTHING
  const part: Part = { height: Math.min(block.height, width * 2), write: () => {} }
  return new Whole(part, block.spaceBefore ?? 0, block.spaceAfter ?? 0, false)
}

/** Size of the part that is shown. */
function naturalOf({ width, height }: Picture, { crop }: Showing): Box {
  return crop ? { width: width * crop.width, height: height * crop.height } : { width, height }
}

function shownSize(fit: Showing['fit'], natural: Box, box: Box): Box {
  if (fit === 'stretch') return box
  if (fit === 'none') return natural
  const [across, down] = [box.width / natural.width, box.height / natural.height]
  const scale = fit === 'cover' ? Math.max(across, down) : Math.min(across, down)
  return { width: natural.width * scale, height: natural.height * scale }
}

/** Draws what is shown of a picture into the box with its top left corner at `x`, `y`. */
export function drawShown(
  page: Page,
  showing: Showing,
  picture: Picture,
  x: number,
  y: number,
  box: Box,
): void {
  const { fit = 'contain', crop, focus } = showing
  const shown = shownSize(fit, naturalOf(picture, showing), box)
  const left = x + (box.width - shown.width) * (focus?.x ?? 0.5)
  const top = y + (box.height - shown.height) * (focus?.y ?? 0.5)
  const clip = fit === 'cover' || fit === 'none' || crop !== undefined
  const restore = clip ? page.save() : null
  if (clip) {
    const cx = Math.max(x, left)
    const cy = Math.max(y, top)
    const w = Math.min(box.width, shown.width)
    const h = Math.min(box.height, shown.height)
    page.content += `${num(cx)} ${num(page.height - cy - h)} ${num(w)} ${num(h)} re W n\n`
  }
  const whole = crop
    ? { width: shown.width / crop.width, height: shown.height / crop.height }
    : shown
  const x0 = left - (crop ? crop.x * whole.width : 0)
  const y0 = top - (crop ? crop.y * whole.height : 0)
  drawPicture(page, picture.name, x0, y0, whole.width, whole.height)
  restore?.()
}

export function layBarcode(block: Barcode, width: number, context: Context): Laid {
  const aspect = block.width && block.height ? block.width / block.height : undefined
  const code = barcodePicture(block, fillOf(block.color ?? '#000000'), aspect)
  if (typeof code === 'string') {
    context.warn('bad-barcode', code, block)
    return NOTHING
  }
  const box = boxOf(block, code, width, tooWide(context, block))
  const partOf = (box: Box): Part => ({
    height: box.height,
    write(page: Page, x: number, y: number, parent: StructNode | null): void {
      const left = x + shiftOf(block.align, width - box.width)
      if (block.id !== undefined) page.sink.target(block.id, page, y)
      figure(page, parent, { alt: block.alt }, [left, y, box.width, box.height], () => {
        const bottom = page.height - y - box.height
        page.content += `q ${fine(box.width / code.width)} 0 0 ${fine(box.height / code.height)} ${num(left)} ${num(bottom)} cm\n${code.content}`
        if (code.runs) writeRuns(page.settle(), code.runs)
        page.content += 'Q\n'
      })
    },
  })
  return unsplit(partOf, box, block, context)
}

export function layChart(block: Chart, width: number, context: Context, base: TextRecord): Laid {
  const w = Math.min(width, block.width ?? width)
  const h = block.height ?? w * (block.kind === 'sparkline' ? 0.2 : 0.55)
  const text = context.styles.text(base, block.text ?? { size: 8 })
  const { lang } = context.document
  const alt = chartAlternative(block, lang)
  const partOf = (box: Box): Part => ({
    height: box.height,
    write(page: Page, x: number, y: number, parent: StructNode | null): void {
      const left = x + shiftOf(block.align, width - box.width)
      if (block.id !== undefined) page.sink.target(block.id, page, y)
      figure(page, parent, { alt }, [left, y, box.width, box.height], () => {
        drawChart(page, block, text, { x: left, y, ...box }, lang)
      })
    },
  })
  if (tooNarrowForLegend(block, w, text.size)) {
    context.warn('bad-value', 'a chart too narrow for its legend goes without it', block)
  }
  if (block.series.every((s) => s.values.length === 0)) {
    context.warn('bad-value', 'a chart without values', block)
    return NOTHING
  }
  return unsplit(partOf, { width: w, height: h }, block, context)
}
