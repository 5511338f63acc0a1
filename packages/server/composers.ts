import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { deflateSync, inflateSync } from 'node:zlib'
import * as compose from '@misiva/compose'
import type { ChannelInput, SampleTask, Tools, World } from '@misiva/compose'
import type { Composed, Problem, Release, Result } from '@misiva/model'
import { sha256 } from './content-folder.ts'
import { contentTestProblems } from './impact/content-tests.ts'

/** A communication for a channel; `alternative` names one instead of choosing by `when`. */
export interface Composition extends ChannelInput {
  readonly alternative?: string
}

/** The composers of a release, each compiled the first time it is asked for. */
export interface Composers {
  compose(
    task: Composition,
  ): Promise<Result<{ readonly alternative: string; readonly composed: Composed }>>
  composeSample(task: SampleTask): Promise<readonly Problem[]>
  /** What an author may want to know of fonts and pictures, though nothing is wrong. */
  notes(): Promise<readonly string[]>
}

/** Composers with the world of this program around them: fonts, pictures, hyphenation, zlib, MJML. */
export function createComposers(release: Release, takes: Tools['takes']): Composers {
  let opened: Promise<Result<compose.Composers>> | undefined
  const open = () => (opened ??= openComposers(release, takes))
  return {
    async compose(task) {
      const composers = await open()
      if (!composers.ok) return composers
      if (task.alternative === undefined) return composers.value.compose(task)
      const { template, alternative, language, tone } = task
      const which = { template, alternative, language, ...(tone !== undefined && { tone }) }
      const composer = await composers.value.composer(which)
      if (!composer.ok) return composer
      const made = composer.value.compose(task)
      return made.ok ? { ...made, value: { alternative, composed: made.value } } : made
    },
    async composeSample(task) {
      const composers = await open()
      if (!composers.ok) return composers.problems
      const problems = await composers.value.composeSample(task)
      return [...problems, ...(await contentTestProblems(release, composers.value, task, takes))]
    },
    async notes() {
      const composers = await open()
      return composers.ok ? composers.value.notes : []
    },
  }
}

async function openComposers(
  release: Release,
  takes: Tools['takes'],
): Promise<Result<compose.Composers>> {
  const world = await openWorld(release, takes)
  return world.ok ? { ok: true, value: compose.createComposers(release, world.value) } : world
}

/** What a release is composed in on this machine. */
export async function openWorld(release: Release, takes: Tools['takes']): Promise<Result<World>> {
  return compose.createWorld(release, {
    takes,
    mjml: await lazyMjml(),
    typesetting: await typesetting(release),
  })
}

/** MJML takes 0.4 s to load, and is asked for only where an e-mail is compiled. */
async function lazyMjml(): Promise<NonNullable<Tools['mjml']>> {
  return async (source, options) => {
    const { default: mjml } = (await import('mjml' as string)) as {
      default: NonNullable<Tools['mjml']>
    }
    return mjml(source, options)
  }
}

const require = createRequire(import.meta.url)

/**
 * Options by level for a page or the structure of one, a few kilobytes: zlib's usual 256 kB of
 * tables take longer to clear than to use, and the usual 16 kB of room for the answer is garbage
 * after it. Over 171 invoices 36 µs a document against 41, the same bytes.
 */
const short = Array.from({ length: 10 }, (_, level) => ({ level, memLevel: 6, chunkSize: 4096 }))

/** What the typesetter asks of a machine. */
export async function typesetting(release: Release): Promise<NonNullable<Tools['typesetting']>> {
  return {
    subsetterWasm: await readFile(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')),
    deflate: (bytes, level) => deflateSync(bytes, bytes.length < 32768 ? short[level]! : { level }),
    inflate: (bytes, most) => inflateSync(bytes, { maxOutputLength: most }),
    digest: sha256,
    hyphenation: await hyphenators(release),
  }
}

type Hyphenate = (text: string) => string
/** Languages that `hyphen` knows under another name. */
const named: Readonly<Record<string, string>> = { en: 'en-gb' }

async function hyphenators(release: Release): Promise<Record<string, Hyphenate>> {
  const languages = new Set(release.templates.flatMap(({ languages }) => languages))
  const found: Record<string, Hyphenate> = {}
  for (const language of languages) {
    const base = language.split('-')[0]!
    for (const name of [language.toLowerCase(), named[base] ?? base]) {
      try {
        const path = require.resolve(`hyphen/${name}`)
        found[language] ??= (require(path) as { hyphenateSync: Hyphenate }).hyphenateSync
      } catch {
        // It has no patterns by that name: the language is set without hyphens.
      }
    }
  }
  return found
}
