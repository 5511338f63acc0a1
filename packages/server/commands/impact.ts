import { readFile } from 'node:fs/promises'
import { isContentFile } from '@misiva/compose'
import { formatProblem, ProblemError, problem, type Release } from '@misiva/model'
import { readContentFolder } from '../content-folder.ts'
import { impact as impactOf, type ImpactItem } from '../impact/index.ts'
import { writeImpact } from '../impact/folder.ts'
import { readReleaseFiles } from '../open-house.ts'
import { readSettings } from '../settings.ts'

export interface Options {
  readonly change: readonly string[]
  readonly out?: string
  readonly json?: boolean
}

/** Shows what changed files of a content folder alter. The folder itself is left alone. */
export async function impact(content: string, options: Options): Promise<void> {
  const began = performance.now()
  const files = await readContentFolder(content)
  const changed = await withChanges(files, options.change)
  const before = readReleaseFiles(files)
  const after = readReleaseFiles(changed)
  const { threads } = readSettings(process.env)
  const items: ImpactItem[] = []
  for await (const item of impactOf(before, after, threads > 0 ? { threads } : {})) items.push(item)
  if (options.out !== undefined) await writeImpact(before, after, items, options.out)
  const seconds = (performance.now() - began) / 1000
  if (options.json) process.stdout.write(`${JSON.stringify(items)}\n`)
  else print(items, after, seconds, options.out)
}

/** `FILE=NEWFILE`: the file by its path in the folder; no NEWFILE means that it goes. */
async function withChanges(
  files: ReadonlyMap<string, Uint8Array>,
  changes: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const changed = new Map(files)
  for (const change of changes) {
    const at = change.indexOf('=')
    const path = change.slice(0, at).replaceAll('\\', '/').replace(/^\.\//, '')
    if (at < 1 || !isContentFile(path)) throw notContent(change, at < 1 ? change : path)
    const from = change.slice(at + 1)
    if (from === '') changed.delete(path)
    else changed.set(path, await readNew(from))
  }
  return changed
}

function notContent(change: string, path: string): ProblemError {
  const hint =
    'Write --change FILE=NEWFILE with FILE by its path in the content: blocks/terms.en.md'
  const message = change.includes('=')
    ? `“${path}” is not a file of a content folder`
    : `“${change}” does not say by what it is replaced`
  return new ProblemError([problem('MSV-D009', message, undefined, hint)])
}

async function readNew(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const message = `The new file ${path} cannot be read: ${(error as Error).message}`
    throw new ProblemError([problem('MSV-D009', message)], { cause: error })
  }
}

function print(
  items: readonly ImpactItem[],
  release: Release,
  seconds: number,
  out?: string,
): void {
  const write = (line: string) => process.stdout.write(`${line}\n`)
  const changed = items.filter((item) => item.changed)
  for (const item of changed) {
    write(lineOf(item))
    for (const found of item.problems) write(`    ${formatProblem(found)}`)
  }
  const of = (key: 'template' | 'language' | 'channel') =>
    new Set(changed.map((item) => item[key])).size
  const left = release.templates.length - of('template')
  write(
    changed.length === 0
      ? `Nothing a customer would get is altered; ${items.length} composed twice, in ${seconds.toFixed(1)} s`
      : `${changed.length} of ${items.length} that could differ do: ${of('template')} templates, ${of('channel')} channels, ${of('language')} languages; ${left} templates stay as they are. In ${seconds.toFixed(1)} s`,
  )
  for (const [what, key] of [
    ['Not written in', 'missing'],
    ['Not changed along in', 'behind'],
  ] as const) {
    const languages = [...new Set(items.flatMap((item) => item[key]))].toSorted()
    if (languages.length > 0) write(`${what}: ${languages.join(', ')}`)
  }
  if (out !== undefined) write(`Side by side in ${out}`)
}

/** `invoice email en median: text; pages 1 → 2; “14 days” → “30 days”`. */
function lineOf(item: ImpactItem): string {
  const { template, alternative, language, tone, sample, differs } = item
  const where = `${template} ${alternative} ${language}${tone === 'neutral' ? '' : `.${tone}`} ${sample}`
  const notes: string[] = [differs.join(', ')]
  const { pagesBefore, pagesAfter, segmentsBefore, segmentsAfter } = item
  if (pagesBefore !== pagesAfter) notes.push(`pages ${pagesBefore ?? '–'} → ${pagesAfter ?? '–'}`)
  if (segmentsBefore !== segmentsAfter)
    notes.push(`segments ${segmentsBefore ?? '–'} → ${segmentsAfter ?? '–'}`)
  const words = firstDifference(item)
  if (words) notes.push(words)
  return `${where}: ${notes.join('; ')}`
}

function firstDifference({ words }: ImpactItem): string | undefined {
  const at = words.findIndex(({ kind }) => kind !== 'same')
  if (at < 0) return undefined
  const here = words.slice(at, at + 2).filter(({ kind }) => kind !== 'same')
  const said = (kind: 'removed' | 'added') => {
    const text =
      here
        .find((part) => part.kind === kind)
        ?.text.replaceAll(/\s+/g, ' ')
        .trim() ?? ''
    return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`
  }
  return `${said('removed')} → ${said('added')}`
}
