import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileTemplate, createWorld, readContent } from '@misiva/compose'
import type { Customer } from '@misiva/model'
import { typesetting } from '../../packages/server/composers.ts'
import { createStages } from '../../packages/server/stages.ts'
import { sha256Hex } from '../../packages/server/content-folder.ts'
import type { Engine, Fonts } from '../invoice.ts'

const folder = fileURLToPath(new URL('../content/', import.meta.url))

function contentFiles(fonts: Fonts): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  )
  const files = new Map<string, Uint8Array>(
    paths.map((f) => {
      const path = `${f.parentPath}/${f.name}`.replaceAll('//', '/')
      return [path.slice(folder.length), readFileSync(path)]
    }),
  )
  files.set('brand/fonts/SourceSans3-Regular.ttf', fonts.regular)
  files.set('brand/fonts/SourceSans3-Bold.ttf', fonts.bold)
  return files
}

/**
 * The whole of Misiva's composing: the raw record in, expressions evaluated, amounts and dates in the
 * customer's notation, tagged PDF/A-2b and PDF/UA-1 out. Only what the product does once for a
 * release is done before.
 */
export async function open(fonts: Fonts, profiled = false): Promise<Engine> {
  const release = readContent(contentFiles(fonts), sha256Hex)
  if (!release.ok) throw new Error(JSON.stringify(release.problems, null, 1))
  const world = await createWorld(release.value, {
    takes: () => 'pages',
    typesetting: {
      ...(await typesetting(release.value)),
      ...(profiled && { clock: () => performance.now() }),
    },
  })
  if (!world.ok) throw new Error(JSON.stringify(world.problems, null, 1))
  const stages = createStages()
  const composer = await compileTemplate(
    release.value,
    { template: 'invoice', alternative: 'print', language: 'en' },
    profiled ? stages.around(world.value) : world.value,
  )
  if (!composer.ok) throw new Error(JSON.stringify(composer.problems, null, 1))
  return {
    ...(profiled && { profile: () => stages.take() }),
    make({ record }) {
      const end = profiled ? stages.begin() : undefined
      const made = composer.value.compose({
        data: record.data,
        customer: record.customer as unknown as Customer,
        links: { portal: 'https://example.com/p/x' },
        date: '2010-12-31T00:00:00Z',
        // As in the product: records are checked when they come in, not again when they are composed.
        checked: true,
      })
      end?.()
      if (!made.ok || made.value.kind !== 'pages') throw new Error(JSON.stringify(made))
      return made.value.pdf
    },
  }
}
