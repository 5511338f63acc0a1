import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { impact } from '../packages/server/impact/index.ts'
import { encode, manyTemplates } from '../packages/server/impact/test/many.ts'
import { readReleaseFiles } from '../packages/server/open-house.ts'
import { usage } from './processes.ts'

const languages = ['en', 'es', 'de'] as const

/**
 * `npm run bench -- impact`: one sentence is changed in a block that every template uses in every
 * language and alternative; from two read releases to the last difference told.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      templates: { type: 'string', default: '40' },
      threads: { type: 'string', default: String(availableParallelism()) },
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
    },
  })
  const templates = Number(values.templates)
  const threads = Number(values.threads)
  const files = await manyTemplates({ templates, languages, samples: ['median', 'one-line'] })
  const before = readReleaseFiles(files)
  const changed = new Map(files)
  for (const language of languages) {
    const path = `blocks/promise.${language}.md`
    changed.set(path, encode(`${new TextDecoder().decode(files.get(path)).trim()} Always.\n`))
  }
  const after = readReleaseFiles(changed)
  const rounds = []
  for (let round = 0; round < Number(values.rounds); round++) {
    const began = performance.now()
    const cpu = usage()
    let first = 0
    let items = 0
    let differing = 0
    for await (const item of impact(before, after, { threads })) {
      first ||= performance.now() - began
      items++
      if (item.changed) differing++
    }
    const seconds = (performance.now() - began) / 1000
    rounds.push({ seconds, cpuSeconds: usage() - cpu, firstMs: first, items, differing })
  }
  const [middle] = rounds
    .toSorted((a, b) => a.seconds - b.seconds)
    .slice(Math.floor(rounds.length / 2))
  if (values.json) return console.log(JSON.stringify({ templates, threads, ...middle }))
  const { seconds, cpuSeconds, firstMs, items, differing } = middle!
  console.log(
    `${templates} templates × ${languages.length} languages × 4 alternatives × 2 samples on ${threads} threads: ` +
      `${differing} of ${items} differ, told in ${seconds.toFixed(2)} s (processor ${cpuSeconds.toFixed(1)} s), the first after ${Math.round(firstMs)} ms`,
  )
}
