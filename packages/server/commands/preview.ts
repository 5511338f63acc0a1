import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createComposers, edgeSamples, findSample, findTemplate } from '@misiva/compose'
import { didYouMean, formatProblem, ProblemError, problem } from '@misiva/model'
import type { Problem, Release, Template } from '@misiva/model'
import { readContentFolder } from '../content-folder.ts'
import { openWorld } from '../composers.ts'
import { takesOf } from '../impact/takes.ts'
import { createPageReader } from '../impact/page-reader.ts'
import { writePreview, type Written } from '../impact/preview.ts'
import { readReleaseFiles } from '../open-house.ts'

export interface Options {
  readonly content: string
  readonly sample: string
  readonly out: string
  readonly json?: boolean
}

/** One sample in every alternative and language, as it would go out. */
export async function preview(name: string, options: Options): Promise<void> {
  const release = readReleaseFiles(await readContentFolder(options.content))
  const found = findTemplate(release, name)
  if (!found.ok) throw new ProblemError(found.problems)
  const template = found.value
  if (!findSample(template, options.sample)) throw unknownSample(template, options.sample)
  await mkdir(options.out, { recursive: true })
  const { written, problems } = await writeAll(release, template, options)
  for (const each of problems) process.stderr.write(`${formatProblem(each)}\n`)
  if (options.json) process.stdout.write(`${JSON.stringify(written)}\n`)
  else for (const each of written) process.stdout.write(`${lineOf(each, options.out)}\n`)
  if (problems.length > 0) process.exitCode = 1
}

function unknownSample(template: Template, name: string): ProblemError {
  const names = [...template.samples, ...edgeSamples(template)].map((sample) => sample.name)
  const hint = didYouMean(name, names) ?? `There is ${names.join(', ')}.`
  const message = `There is no sample “${name}” of “${template.name}”`
  return new ProblemError([problem('MSV-C014', message, template.place, hint)])
}

async function writeAll(release: Release, template: Template, options: Options) {
  const written: Written[] = []
  const problems: Problem[] = []
  const world = await openWorld(release, takesOf)
  if (!world.ok) throw new ProblemError(world.problems)
  const composers = createComposers(release, world.value)
  const reader = createPageReader()
  try {
    for (const { name: alternative, channel } of template.alternatives)
      for (const language of template.languages)
        for (const tone of template.tones) {
          const task = { template: template.name, alternative, language, tone }
          const made = await composers.previewSample({ ...task, sample: options.sample })
          if (!made.ok) problems.push(...made.problems)
          else {
            const head = { ...task, channel, sample: options.sample }
            written.push(await writePreview(release, head, made.value, options.out, reader))
          }
        }
  } finally {
    reader.close()
  }
  return { written, problems }
}

function lineOf({ alternative, language, tone, files, pages, segments }: Written, out: string) {
  const units =
    pages === null
      ? segments === null
        ? ''
        : counted(segments, 'segment')
      : counted(pages, 'page')
  const where = `${alternative} ${language}${tone === 'neutral' ? '' : ` ${tone}`}`
  return [where.padEnd(20), join(out, files[0]!), units].join('  ').trimEnd()
}

function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}
