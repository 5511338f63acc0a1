import { createPdfDocuments } from '../pdf-documents.ts'

/** A page as pixels: RGBA, row by row from the top. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export interface PageReader {
  /** The text of each page, in reading order. */
  texts(pdf: Uint8Array): Promise<readonly string[]>
  /** Page `number` (from 1), `scale` pixels to the point; undefined if there is no such page. */
  paint(pdf: Uint8Array, number: number, scale: number): Promise<Bitmap | undefined>
  close(): void
}

/** Reads and paints pages. */
export function createPageReader(): PageReader {
  const documents = createPdfDocuments()
  return {
    texts: (pdf) =>
      documents.open(pdf, async (document) =>
        Array.from(document.pages(), (page) => page.getText().replaceAll('\r\n', '\n').trim()),
      ),
    paint: (pdf, number, scale) =>
      documents.open(pdf, async (document) => {
        if (number < 1 || number > document.getPageCount()) return undefined
        const { data, width, height } = await document
          .getPage(number - 1)
          .render({ scale, render: 'bitmap' })
        return { data, width, height }
      }),
    close: () => documents.close(),
  }
}
