import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import {
  compileContract,
  ProblemError,
  problem,
  type IntakeRecord,
  type Release,
} from '@misiva/model'
import { parseSource, readSource, type Rejection, type SourceDescription } from '@misiva/intake'
import { enterChunk, enterJob, sourceRead, type OwnedRun } from '@misiva/store'
import type { House } from './house.ts'

/** A data file with the description that says how it becomes records. */
export interface Source {
  readonly path: string
  readonly description: SourceDescription
  readonly sha256: string
}

/** Records of a chunk: one job, one transaction, one fsync of the archive. */
const CHUNK = 128
/** The first ones are small, so that every core has work at once and progress shows at once. */
const FIRST = 32

/** Finds the file and its description among the content's `sources/`. Throws what is wrong. */
export async function openSource(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  name?: string,
): Promise<Source> {
  const found = await stat(path).catch((error: Error) => error)
  if (found instanceof Error || !found.isFile()) {
    const why = found instanceof Error ? found.message : 'it is not a file'
    throw new ProblemError([problem('MSV-D009', `${path} cannot be read: ${why}`)])
  }
  return { path, description: describe(files, name), sha256: await hashFile(path) }
}

/** The source description by name; without one the only one there is. */
export function describe(files: ReadonlyMap<string, Uint8Array>, name?: string): SourceDescription {
  const all = [...files.keys()].filter((path) => /^sources\/[^/]+\.ya?ml$/.test(path))
  const wanted = name === undefined ? all : all.filter((path) => nameOf(path) === name)
  const [path] = wanted
  if (path === undefined || wanted.length > 1) {
    const names = all.map(nameOf).join(', ')
    const said =
      name === undefined
        ? `The content has ${all.length} source descriptions`
        : `There is no source “${name}”`
    const hint =
      all.length === 0
        ? 'Write sources/NAME.yaml; see docs/content.md.'
        : `Name one with --source: ${names}.`
    throw new ProblemError([problem('MSV-D009', said, undefined, hint)])
  }
  const parsed = parseSource(new TextDecoder().decode(files.get(path)), path)
  if (!parsed.ok) throw new ProblemError(parsed.problems)
  return parsed.value
}

const nameOf = (path: string) => path.replace(/^sources\/|\.ya?ml$/g, '')

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return hash.digest('hex')
}

/** The records of a source, checked against the template's contract, from a position on. */
export async function* records(
  source: Source,
  release: Release,
  template: string,
  from = 0,
): AsyncGenerator<{ record?: IntakeRecord | undefined; rejected?: Rejection | undefined }> {
  const { contract } = release.templates.find(({ name }) => name === template)!
  const compiled = compileContract(contract)
  if (!compiled.ok) throw new ProblemError(compiled.problems)
  const stream = createReadStream(source.path, { highWaterMark: 256 * 1024 })
  yield* readSource(source.description, stream, source.path, {
    from,
    check: (data) => compiled.value.misfits(data),
  })
}

/**
 * Intake of a run: records come in chunk by chunk, each committed together with the job that works it.
 * Where a run is taken up again, reading goes on behind the last chunk committed.
 */
export async function takeIn(
  house: House,
  source: Source,
  run: OwnedRun,
  ground: {
    readonly release: Release
    readonly template: string
    readonly topic: string
    readonly limit: number | undefined
  },
  signal: AbortSignal,
): Promise<void> {
  const { release, template, topic, limit } = ground
  let position = run.position
  let number = run.chunks
  let good: IntakeRecord[] = []
  let bad: Rejection[] = []
  const commit = async () => {
    if (good.length + bad.length === 0) return
    const chunk = {
      run: run.id,
      number,
      template,
      topic,
      release: release.hash,
      dated: run.startedAt,
    }
    const [records, rejections] = [good, bad]
    ;[good, bad] = [[], []]
    await house.db.transaction().execute(async (tx) => {
      await enterChunk(tx, { ...chunk, file: source.path, records, rejections })
      if (records.length > 0) await enterJob(tx, { run: run.id, number })
    })
    if (records.length > 0) number += 1
  }
  if (limit === undefined || position < limit) {
    for await (const { record, rejected } of records(source, release, template, position)) {
      if (signal.aborted) return
      if (record) good.push(record)
      if (rejected) bad.push(rejected)
      position += 1
      if (position === limit) break
      if (good.length + bad.length >= (number < 4 ? FIRST : CHUNK)) await commit()
    }
  }
  await commit()
  await sourceRead(house, run.id)
}
