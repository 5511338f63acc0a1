/** Reads PDFs back with PDFium, as any reader would. */
import { deflateSync } from 'node:zlib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { createRasteriser, type Rasteriser } from '../raster/index.ts'

let made: Promise<Rasteriser> | undefined

export function rasteriser(): Promise<Rasteriser> {
  made ??= PDFiumLibrary.init().then((pdfium) =>
    createRasteriser(pdfium, { deflate: (bytes, level) => deflateSync(bytes, { level }) }),
  )
  return made
}

/** Text by page. */
export async function readText(pdf: Uint8Array): Promise<string[]> {
  return (await rasteriser()).text(pdf)
}
