/** What a page looks like, asked by points. */
import { inflateSync } from 'node:zlib'
import type { Typesetter } from '../index.ts'
import { rasteriser } from './read.ts'

export interface Look {
  /** Red, green and blue, 0–255, at a place given in fractions of the picture. */
  at(x: number, y: number): readonly [number, number, number]
}

/** A picture as large as its page, at 144 dots to the inch. */
export async function lookAt(
  typesetter: Typesetter,
  image: string,
  width = 100,
  height = width,
): Promise<Look> {
  const margins = { top: 0, right: 0, bottom: 0, left: 0 }
  const content = [
    { type: 'image', image, width, height, alternative: { decorative: true } },
  ] as const
  const { pdf } = typesetter.typeset({
    lang: 'en',
    title: 'Picture',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 1 },
    masters: {
      rest: { width, height, margins, frames: [{ x: 0, y: 0, width, height, content }] },
    },
    body: [{ type: 'paragraph', content: ' ' }],
  })
  const page = await (await rasteriser()).page(pdf, 0, 144)
  // One chunk of data, rows unfiltered: as the rasteriser writes it.
  const view = new DataView(page.png.buffer, page.png.byteOffset)
  const raw = inflateSync(page.png.subarray(41, 41 + view.getUint32(33)))
  return {
    at(x, y) {
      const column = Math.min(page.width - 1, Math.floor(x * page.width))
      const row = Math.min(page.height - 1, Math.floor(y * page.height))
      const from = row * (page.width * 3 + 1) + 1 + column * 3
      return [raw[from] as number, raw[from + 1] as number, raw[from + 2] as number]
    },
  }
}
