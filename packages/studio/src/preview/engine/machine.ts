/** What a browser gives composing and typesetting in place of a server's tools. */
import { unzlibSync, zlibSync } from 'fflate'
import subsetterUrl from 'harfbuzzjs/dist/harfbuzz-subset.wasm?url'
import type { Tools } from '@misiva/compose'
import type { Release } from '@misiva/model'
import { hyphenators } from './hyphenation.ts'

type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/**
 * zlib, and for what differs by document (level 1) zlib without compressing: the picture is the
 * same, and the few hundred kilobytes never leave this machine's memory.
 */
export function deflate(bytes: Uint8Array, level: number): Uint8Array {
  return zlibSync(bytes, { level: level <= 1 ? 0 : (Math.min(level, 6) as Level) })
}

/** The file identifier of a PDF that nobody keeps. */
const anyDigest = new Uint8Array(32)

export async function bytesOf(url: string): Promise<Uint8Array> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

let subsetter: Promise<Uint8Array> | undefined

export async function typesetting(release: Release): Promise<NonNullable<Tools['typesetting']>> {
  subsetter ??= bytesOf(subsetterUrl)
  return {
    subsetterWasm: await subsetter,
    deflate,
    inflate: (bytes) => unzlibSync(bytes),
    digest: () => anyDigest,
    hyphenation: await hyphenators(release.templates.flatMap(({ languages }) => languages)),
  }
}

type Mjml = NonNullable<Tools['mjml']>

/** Loaded with the first e-mail: 400 kB packed. */
export const mjml: Mjml = async (source, options) => {
  const { default: compile } = (await import('mjml-browser')) as unknown as { default: Mjml }
  return compile(source, options)
}
