import { PNG } from 'pngjs'
import { createPdfDocuments } from '../../pdf-documents.ts'

/** A page of a PDF: its size in points and its text in reading order. */
export interface PageFacts {
  readonly width: number
  readonly height: number
  readonly text: string
}

export interface PagePainter {
  /** None for a document that opens with a password: nobody here knows it. */
  describe(key: string, pdf: Uint8Array): Promise<readonly PageFacts[]>
  /** Page `number` (from 1) as PNG, `width` pixels wide; undefined if there is no such page. */
  paint(
    key: string,
    pdf: Uint8Array,
    number: number,
    width: number,
  ): Promise<Uint8Array | undefined>
  close(): void
}

// A page image of 1,240 pixels is 60–200 KB: two hundred of them are what a clerk leafs through.
const KEPT = 200
const MOST_PIXELS = 2480

/** Paints PDF pages, and keeps those last asked for. */
export function createPagePainter(): PagePainter {
  const documents = createPdfDocuments()
  const facts = new Map<string, readonly PageFacts[]>()
  const pictures = new Map<string, Uint8Array>()
  return {
    async describe(key, pdf) {
      const known = facts.get(key)
      if (known) return known
      const found = await documents
        .open(pdf, async (document) =>
          Array.from(document.pages(), (page) => {
            const { originalWidth, originalHeight } = page.getOriginalSize()
            return { width: originalWidth, height: originalHeight, text: page.getText().trim() }
          }),
        )
        .catch(noneIfShut)
      keep(facts, key, found)
      return found
    },
    async paint(key, pdf, number, width) {
      const pixels = Math.min(MOST_PIXELS, Math.max(64, Math.round(width)))
      const name = `${key}/${number}@${pixels}`
      const known = pictures.get(name)
      if (known) return known
      const painted = await documents.open(pdf, async (document) => {
        if (number < 1 || number > document.getPageCount()) return undefined
        const page = document.getPage(number - 1)
        const { originalWidth, originalHeight } = page.getOriginalSize()
        const height = Math.round((pixels * originalHeight) / originalWidth)
        const image = await page.render({ width: pixels, height, render: 'bitmap' })
        return toPng(image.data, image.width, image.height)
      })
      if (painted) keep(pictures, name, painted)
      return painted
    },
    close() {
      facts.clear()
      pictures.clear()
      documents.close()
    },
  }
}

/** PDFium tells why in words alone. */
function noneIfShut(error: unknown): readonly PageFacts[] {
  if (error instanceof Error && error.message.startsWith('Password required')) return []
  throw error
}

/** PDFium hands over RGBA; paper is opaque, so the alpha goes and a third of the bytes with it. */
function toPng(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const png = new PNG({ width, height, colorType: 2, inputHasAlpha: true, deflateLevel: 6 })
  png.data = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength)
  return PNG.sync.write(png, { colorType: 2, inputHasAlpha: true, deflateLevel: 6 })
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest)
}
