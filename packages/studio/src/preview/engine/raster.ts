/** Pages as pictures, by PDFium in WebAssembly. */
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { PDFiumDocument } from '@hyzyla/pdfium'
import pdfiumUrl from '@hyzyla/pdfium/pdfium.wasm?url'
import { bytesOf } from './machine.ts'

export interface PagePicture {
  readonly image: ImageData
  /** Points. */
  readonly width: number
  readonly height: number
}

let library: Promise<PDFiumLibrary> | undefined

async function openLibrary(): Promise<PDFiumLibrary> {
  const wasm = await bytesOf(pdfiumUrl)
  return PDFiumLibrary.init({ wasmBinary: wasm.buffer as ArrayBuffer })
}

/** A PDF being looked at: it stays open, so that turning a page draws only that page. */
export class OpenDocument {
  readonly #document: PDFiumDocument
  readonly pages: number

  private constructor(document: PDFiumDocument) {
    this.#document = document
    this.pages = document.getPageCount()
  }

  static async open(pdf: Uint8Array): Promise<OpenDocument> {
    library ??= openLibrary()
    return new OpenDocument(await (await library).loadDocument(pdf))
  }

  /** Page `index`, from 0, `pixels` wide. */
  async picture(index: number, pixels: number): Promise<PagePicture> {
    const page = this.#document.getPage(index)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    const made = await page.render({ scale: pixels / originalWidth, render: 'bitmap' })
    const { data, width, height } = made
    const image = new ImageData(
      new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength),
      width,
      height,
    )
    return { image, width: originalWidth, height: originalHeight }
  }

  text(index: number): string {
    return this.#document.getPage(index).getText().replaceAll('\r\n', '\n')
  }

  close(): void {
    this.#document.destroy()
  }
}
