/** PDF files opened with PDFium: one WebAssembly instance, so one thing after the other. */
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { PDFiumDocument } from '@hyzyla/pdfium'

export interface PdfDocuments {
  /** The document lives while it is used. */
  open<T>(pdf: Uint8Array, use: (document: PDFiumDocument) => Promise<T>): Promise<T>
  close(): void
}

export function createPdfDocuments(): PdfDocuments {
  let library: Promise<PDFiumLibrary> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  return {
    open(pdf, use) {
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
    },
    close: () => void library?.then((it) => it.destroy()),
  }
}
