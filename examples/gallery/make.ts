/** Sets every piece of the gallery: `node examples/gallery/make.ts OUT`. PNGs by `pdftoppm`. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { createTypesetter, type Document, type FontSource, type Typesetter } from '@misiva/typeset'
import { contract } from './contract.ts'
import { barcodes, leaflet, RIVER, transpromo } from './leaflets.ts'
import { arabic, chinese, german, hospital, japanese } from './letters.ts'
import { statement } from './statement.ts'

const require = createRequire(new URL('../../packages/typeset/index.ts', import.meta.url))
const file = (path: string): Uint8Array => new Uint8Array(readFileSync(require.resolve(path)))
const font = (
  family: string,
  folder: string,
  name: string,
  weights: readonly string[],
): FontSource[] =>
  weights.map((w) => ({
    family,
    weight: Number(w.slice(0, 3)),
    italic: w.endsWith('Italic'),
    bytes: file(`@expo-google-fonts/${folder}/${w}/${name}_${w}.ttf`),
  }))

export const PIECES: Readonly<Record<string, () => Document>> = {
  statement,
  contract,
  arabic,
  chinese,
  japanese,
  german,
  hospital,
  transpromo,
  leaflet,
  barcodes,
}

export async function galleryTypesetter(): Promise<Typesetter> {
  const hyphen = (lang: string) =>
    require(`hyphen/${lang}`).hyphenateSync as (text: string) => string
  const faces = ['400Regular', '700Bold', '400Regular_Italic']
  return createTypesetter({
    fonts: [
      ...font('Source Sans 3', 'source-sans-3', 'SourceSans3', faces),
      ...font('Source Serif 4', 'source-serif-4', 'SourceSerif4', faces),
      ...font('Noto Sans Arabic', 'noto-sans-arabic', 'NotoSansArabic', ['400Regular', '700Bold']),
      ...font('Noto Sans SC', 'noto-sans-sc', 'NotoSansSC', ['400Regular', '700Bold']),
      ...font('Noto Sans JP', 'noto-sans-jp', 'NotoSansJP', ['400Regular', '700Bold']),
      ...font('Noto Sans Thai', 'noto-sans-thai', 'NotoSansThai', ['400Regular', '700Bold']),
    ],
    images: [{ name: 'river', bytes: new TextEncoder().encode(RIVER) }],
    subsetterWasm: file('harfbuzzjs/dist/harfbuzz-subset.wasm'),
    deflate: (bytes, level) => deflateSync(bytes, { level }),
    inflate: (bytes, most) => inflateSync(bytes, { maxOutputLength: most }),
    digest: (bytes) => createHash('sha256').update(bytes).digest(),
    hyphenation: { en: hyphen('en'), de: hyphen('de') },
  })
}

if (import.meta.main) {
  const out = process.argv[2] ?? 'gallery'
  mkdirSync(out, { recursive: true })
  const typesetter = await galleryTypesetter()
  for (const [name, make] of Object.entries(PIECES)) {
    const { pdf, pages, warnings } = typesetter.typeset(make())
    writeFileSync(join(out, `${name}.pdf`), pdf)
    execFileSync('pdftoppm', ['-r', '72', '-png', join(out, `${name}.pdf`), join(out, name)])
    process.stdout.write(`${name}: ${pages} pages, ${pdf.length} bytes\n`)
    for (const w of warnings) process.stdout.write(`  ${w.code} ${w.path} ${w.message}\n`)
  }
}
