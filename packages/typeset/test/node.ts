/** What a Node program gives a typesetter: fonts of the development packages, zlib, SHA-256. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { deflateSync, inflateSync } from 'node:zlib'
import type { FontSource, TypesetterOptions } from '../index.ts'

const require = createRequire(import.meta.url)

export function file(path: string): Uint8Array {
  return new Uint8Array(readFileSync(require.resolve(path)))
}

function font(
  family: string,
  folder: string,
  file_: string,
  weight: number,
  italic = false,
): FontSource {
  return { family, weight, italic, bytes: file(`@expo-google-fonts/${folder}/${file_}.ttf`) }
}

export const SANS: readonly FontSource[] = [
  font('Source Sans 3', 'source-sans-3', '400Regular/SourceSans3_400Regular', 400),
  font('Source Sans 3', 'source-sans-3', '700Bold/SourceSans3_700Bold', 700),
  font(
    'Source Sans 3',
    'source-sans-3',
    '400Regular_Italic/SourceSans3_400Regular_Italic',
    400,
    true,
  ),
]

export const SERIF: readonly FontSource[] = [
  font('Source Serif 4', 'source-serif-4', '400Regular/SourceSerif4_400Regular', 400),
  font('Source Serif 4', 'source-serif-4', '700Bold/SourceSerif4_700Bold', 700),
  font(
    'Source Serif 4',
    'source-serif-4',
    '400Regular_Italic/SourceSerif4_400Regular_Italic',
    400,
    true,
  ),
]

export function world(fonts: readonly FontSource[] = SANS): TypesetterOptions {
  return {
    fonts,
    subsetterWasm: file('harfbuzzjs/dist/harfbuzz-subset.wasm'),
    deflate: (bytes, level) => deflateSync(bytes, { level }),
    inflate: (bytes, most) => inflateSync(bytes, { maxOutputLength: most }),
    digest: (bytes) => createHash('sha256').update(bytes).digest(),
  }
}
