/** Where every glyph and every picture of a PDF stands, as PDFium finds them. */
import { PDFiumLibrary } from '@hyzyla/pdfium'

/** PDF points, y upwards from the foot of the page. */
export interface Rectangle {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

export interface Glyph {
  readonly text: string
  /** What is inked; empty for a space. */
  readonly ink: Rectangle
  /** On the baseline, where the pen stood. */
  readonly x: number
  readonly y: number
  readonly size: number
  /** As a drawing's. */
  readonly order: number
}

/** A filled or stroked path, or a raster image. */
export interface Drawing {
  /** What shows of it within its clip; of a path that is only stroked, the path without its width. */
  readonly box: Rectangle
  /** `#rrggbb` where it is filled. */
  readonly fill?: string
  readonly stroked: boolean
  /** Place among all that is drawn on the page: the later over the earlier. */
  readonly order: number
}

export interface PageOfGlyphs {
  readonly glyphs: readonly Glyph[]
  readonly drawings: readonly Drawing[]
}

/** The part of PDFium's C interface (fpdf_text.h, fpdf_edit.h) that is used here. */
interface Pdfium {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: { malloc(size: number): number; free(at: number): void }
  _FPDF_LoadMemDocument(at: number, size: number, password: number): number
  _FPDF_CloseDocument(document: number): void
  _FPDF_GetPageCount(document: number): number
  _FPDF_LoadPage(document: number, index: number): number
  _FPDF_ClosePage(page: number): void
  _FPDFText_LoadPage(page: number): number
  _FPDFText_ClosePage(text: number): void
  _FPDFText_CountChars(text: number): number
  _FPDFText_GetUnicode(text: number, index: number): number
  _FPDFText_IsGenerated(text: number, index: number): number
  _FPDFText_GetFontSize(text: number, index: number): number
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number
  _FPDFText_GetTextObject(text: number, index: number): number
  _FPDFPath_GetDrawMode(path: number, fill: number, stroke: number): number
  _FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number
  _FPDFPage_CountObjects(page: number): number
  _FPDFPage_GetObject(page: number, index: number): number
  _FPDFPageObj_GetType(object: number): number
  _FPDFPageObj_GetBounds(object: number, l: number, b: number, r: number, t: number): number
  _FPDFPageObj_GetStrokeWidth(object: number, width: number): number
  _FPDFPageObj_GetClipPath(object: number): number
  _FPDFClipPath_CountPaths(clip: number): number
  _FPDFClipPath_CountPathSegments(clip: number, path: number): number
  _FPDFClipPath_GetPathSegment(clip: number, path: number, index: number): number
  _FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number
  _FPDFPageObj_GetMatrix(object: number, at: number): number
  _FPDFFormObj_CountObjects(form: number): number
  _FPDFFormObj_GetObject(form: number, index: number): number
  _FPDFPageObj_GetFillColor(object: number, r: number, g: number, b: number, a: number): number
}

const PATH = 2
const IMAGE = 3
const FORM = 5

let opened: Promise<Pdfium> | undefined

/** Every page of the file, glyphs in the order of its content. */
export async function readGlyphs(pdf: Uint8Array): Promise<PageOfGlyphs[]> {
  opened ??= PDFiumLibrary.init().then((made) => (made as unknown as { module: Pdfium }).module)
  const pdfium = await opened
  const at = pdfium.wasmExports.malloc(pdf.length)
  const out = pdfium.wasmExports.malloc(64)
  pdfium.HEAPU8.set(pdf, at)
  const document = pdfium._FPDF_LoadMemDocument(at, pdf.length, 0)
  if (document === 0) throw new Error('PDFium cannot open the file')
  const pages: PageOfGlyphs[] = []
  for (let i = 0; i < pdfium._FPDF_GetPageCount(document); i++) {
    const page = pdfium._FPDF_LoadPage(document, i)
    const orders = new Map<number, number>()
    for (let k = 0; k < pdfium._FPDFPage_CountObjects(page); k++)
      orders.set(pdfium._FPDFPage_GetObject(page, k), k)
    pages.push({
      glyphs: glyphsOf(pdfium, page, out, orders),
      drawings: drawingsOf(pdfium, out, orders),
    })
    pdfium._FPDF_ClosePage(page)
  }
  pdfium._FPDF_CloseDocument(document)
  pdfium.wasmExports.free(at)
  pdfium.wasmExports.free(out)
  return pages
}

function glyphsOf(
  pdfium: Pdfium,
  page: number,
  out: number,
  orders: ReadonlyMap<number, number>,
): Glyph[] {
  const text = pdfium._FPDFText_LoadPage(page)
  const glyphs: Glyph[] = []
  const f64 = (i: number): number =>
    new DataView(pdfium.HEAPU8.buffer, out, 64).getFloat64(i * 8, true)
  for (let i = 0; i < pdfium._FPDFText_CountChars(text); i++) {
    // Spaces and ends of lines that PDFium adds where it sees a gap.
    if (pdfium._FPDFText_IsGenerated(text, i) !== 0) continue
    pdfium._FPDFText_GetCharBox(text, i, out, out + 8, out + 16, out + 24)
    const ink = { x0: f64(0), x1: f64(1), y0: f64(2), y1: f64(3) }
    pdfium._FPDFText_GetCharOrigin(text, i, out, out + 8)
    glyphs.push({
      text: String.fromCodePoint(pdfium._FPDFText_GetUnicode(text, i)),
      ink,
      x: f64(0),
      y: f64(1),
      size: pdfium._FPDFText_GetFontSize(text, i),
      order: orders.get(pdfium._FPDFText_GetTextObject(text, i)) ?? -1,
    })
  }
  pdfium._FPDFText_ClosePage(text)
  return glyphs
}

function drawingsOf(pdfium: Pdfium, out: number, orders: ReadonlyMap<number, number>): Drawing[] {
  const drawings: Drawing[] = []
  for (const [object, order] of orders) {
    const clip = clipOf(pdfium, object, out)
    const push = (drawing: Drawing): void => {
      const box = common(drawing.box, clip)
      if (box.x1 > box.x0 - 1e-3 && box.y1 > box.y0 - 1e-3) drawings.push({ ...drawing, box })
    }
    if (pdfium._FPDFPageObj_GetType(object) !== FORM) {
      const drawing = drawingOf(pdfium, object, out, order)
      if (drawing !== null) push(drawing)
      continue
    }
    // What a picture draws is told in its own measure.
    pdfium._FPDFPageObj_GetMatrix(object, out)
    const view = new DataView(pdfium.HEAPU8.buffer, out, 64)
    const m = Array.from({ length: 6 }, (_, i) => view.getFloat32(i * 4, true)) as unknown as Affine
    for (let k = 0; k < pdfium._FPDFFormObj_CountObjects(object); k++) {
      const drawing = drawingOf(pdfium, pdfium._FPDFFormObj_GetObject(object, k), out, order)
      if (drawing !== null) push({ ...drawing, box: through(m, drawing.box) })
    }
  }
  return drawings
}

const EVERYWHERE: Rectangle = { x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity }

function common(a: Rectangle, b: Rectangle): Rectangle {
  return {
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  }
}

/** Where an object of the page is not cut off; PDFium's bounds of it know no clip. */
function clipOf(pdfium: Pdfium, object: number, out: number): Rectangle {
  const clip = pdfium._FPDFPageObj_GetClipPath(object)
  let box = EVERYWHERE
  for (let path = 0; path < (clip && pdfium._FPDFClipPath_CountPaths(clip)); path++) {
    const [xs, ys]: [number[], number[]] = [[], []]
    for (let i = 0; i < pdfium._FPDFClipPath_CountPathSegments(clip, path); i++) {
      const segment = pdfium._FPDFClipPath_GetPathSegment(clip, path, i)
      pdfium._FPDFPathSegment_GetPoint(segment, out, out + 4)
      const view = new DataView(pdfium.HEAPU8.buffer, out, 8)
      xs.push(view.getFloat32(0, true))
      ys.push(view.getFloat32(4, true))
    }
    const own = {
      x0: Math.min(...xs),
      y0: Math.min(...ys),
      x1: Math.max(...xs),
      y1: Math.max(...ys),
    }
    box = common(box, own)
  }
  return box
}

type Affine = readonly [number, number, number, number, number, number]

function through([a, b, c, d, e, f]: Affine, { x0, y0, x1, y1 }: Rectangle): Rectangle {
  const xs = [x0, x1].flatMap((x) => [y0, y1].map((y) => a * x + c * y + e))
  const ys = [x0, x1].flatMap((x) => [y0, y1].map((y) => b * x + d * y + f))
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) }
}

function drawingOf(pdfium: Pdfium, object: number, out: number, order: number): Drawing | null {
  const type = pdfium._FPDFPageObj_GetType(object)
  if (type !== PATH && type !== IMAGE) return null
  pdfium._FPDFPageObj_GetBounds(object, out, out + 4, out + 8, out + 12)
  const view = new DataView(pdfium.HEAPU8.buffer, out, 64)
  const at = (i: number): number => view.getFloat32(i * 4, true)
  const bounds = { x0: at(0), y0: at(1), x1: at(2), y1: at(3) }
  const stroked = type === PATH && modeOf(pdfium, object, out).stroked
  const filled = type === PATH && modeOf(pdfium, object, out).filled
  const box = stroked && !filled ? pathOf(pdfium, object, out, bounds) : bounds
  return { box, stroked, order, ...(filled && { fill: fillOf(pdfium, object, out) }) }
}

/** PDFium's bounds of a stroked path go a whole width of its line beyond it, at its ends too. */
function pathOf(pdfium: Pdfium, path: number, out: number, { x0, y0, x1, y1 }: Rectangle) {
  pdfium._FPDFPageObj_GetStrokeWidth(path, out)
  const width = new DataView(pdfium.HEAPU8.buffer, out, 4).getFloat32(0, true)
  // A straight line has no extent across it, but for rounding.
  const [across, up] = [Math.min(width, (x1 - x0) / 2), Math.min(width, (y1 - y0) / 2)]
  return { x0: x0 + across, y0: y0 + up, x1: x1 - across, y1: y1 - up }
}

function modeOf(pdfium: Pdfium, path: number, out: number): { filled: boolean; stroked: boolean } {
  pdfium._FPDFPath_GetDrawMode(path, out, out + 4)
  const view = new DataView(pdfium.HEAPU8.buffer, out, 8)
  return { filled: view.getInt32(0, true) !== 0, stroked: view.getInt32(4, true) !== 0 }
}

function fillOf(pdfium: Pdfium, object: number, out: number): string {
  pdfium._FPDFPageObj_GetFillColor(object, out, out + 4, out + 8, out + 12)
  const view = new DataView(pdfium.HEAPU8.buffer, out, 16)
  return `#${[0, 4, 8].map((o) => view.getUint32(o, true).toString(16).padStart(2, '0')).join('')}`
}
