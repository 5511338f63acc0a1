import { create } from 'fontkit'
import subsetFont from 'subset-font'

/** Widths by WinAnsi code, in thousandths of the size, and a font program with just those glyphs. */
export interface Glyphs {
  readonly subset: Buffer
  width(code: number): number
  measure(text: string): number
}

const winAnsi = new TextDecoder('windows-1252')

export async function readGlyphs(bytes: Uint8Array): Promise<Glyphs> {
  const font = create(Buffer.from(bytes) as never) as unknown as {
    unitsPerEm: number
    glyphForCodePoint(code: number): { id: number; advanceWidth: number }
  }
  const widths = new Float64Array(256)
  const byCharacter = new Map<string, number>()
  for (let code = 32; code < 256; code++) {
    const character = winAnsi.decode(Uint8Array.of(code))
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 32)
    widths[code] = (glyph.advanceWidth * 1000) / font.unitsPerEm
    byCharacter.set(character, widths[code])
  }
  return {
    subset: await subsetFont(Buffer.from(bytes), [...byCharacter.keys()].join(''), {
      targetFormat: 'truetype',
    }),
    width: (code) => widths[code] ?? 0,
    measure(text) {
      let sum = 0
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        sum += code < 128 ? (widths[code] ?? 0) : (byCharacter.get(text[i]!) ?? 500)
      }
      return sum
    },
  }
}
