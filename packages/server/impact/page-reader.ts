import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { PDFiumDocument } from '@hyzyla/pdfium'

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

/** Reads and paints pages with PDFium: one WebAssembly instance, so one thing after the other. */
export function createPageReader(): PageReader {
  let library: Promise<PDFiumLibrary> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const withDocument = <T>(pdf: Uint8Array, use: (document: PDFiumDocument) => Promise<T>) => {
    const next = turn.then(async () => {
      library ??= PDFiumLibrary.init()
      const document = await (await library).loadDocument(pdf)
      try {
        return await use(document)
      } finally {
        document.destroy()
      }
    })
    turn = next.catch(() => undefined)
    return next
  }
  return {
    texts: (pdf) =>
      withDocument(pdf, async (document) =>
        Array.from(document.pages(), (page) => page.getText().replaceAll('\r\n', '\n').trim()),
      ),
    paint: (pdf, number, scale) =>
      withDocument(pdf, async (document) => {
        if (number < 1 || number > document.getPageCount()) return undefined
        const { data, width, height } = await document
          .getPage(number - 1)
          .render({ scale, render: 'bitmap' })
        return { data, width, height }
      }),
    close: () => void library?.then((it) => it.destroy()),
  }
}
