import { basename, resolve } from 'node:path'
import { groupRejections, reconciles, reportOf, writeOut } from '@misiva/record'
import { readContentFolder } from '../content-folder.ts'
import { interruption } from '../interruption.ts'
import { contentForRun } from '../library/for-run.ts'
import { openHouse } from '../open-house.ts'
import { createProgress } from '../progress.ts'
import { performRun, type RunEnd } from '../run.ts'
import type { House } from '../house.ts'
import { readSettings } from '../settings.ts'
import { summarise } from '../summary.ts'

export interface Options {
  /** Left out: what the library has in force. */
  readonly content?: string
  readonly data: string
  readonly source?: string
  readonly limit?: number
  readonly out?: string
  readonly wait: string
  readonly json?: boolean
}

export async function run(template: string, options: Options): Promise<void> {
  const signal = interruption()
  const settings = readSettings(process.env)
  const { content, data } = options
  const given = content === undefined ? undefined : await readContentFolder(content)
  const progress = createProgress(process.stderr)
  const house = await openHouse(settings)
  try {
    const files = given ?? (await contentForRun(house, template, data))
    const end = await performRun(
      house,
      {
        template,
        files,
        contentName: content === undefined ? 'library' : basename(resolve(content)),
        data: options.data,
        patience: Number(options.wait),
        ...(options.source !== undefined && { source: options.source }),
        ...(options.limit !== undefined && { limit: options.limit }),
        progress: progress.show,
        warn: progress.warn,
      },
      signal,
    )
    progress.done()
    process.exitCode = await report(house, end, options, signal)
  } finally {
    progress.done()
    await house.close()
  }
}

async function report(
  house: House,
  { status }: RunEnd,
  options: Options,
  signal: AbortSignal,
): Promise<number> {
  const items = await groupRejections(house.db, { run: status.run, limit: 10 })
  // The table is for people: on standard output, or beside the JSON on standard error.
  const stream = options.json ? process.stderr : process.stdout
  stream.write(summarise(status, items, stream))
  if (options.json) process.stdout.write(`${JSON.stringify(reportOf(status))}\n`)
  if (signal.aborted && status.state !== 'done') {
    process.stderr.write('Stopped. The same command goes on from here.\n')
    return 130
  }
  if (options.out !== undefined) {
    const count = await writeOut(house.db, house.blobs, status.run, options.out)
    stream.write(`  ${count} messages written to ${options.out}\n\n`)
  }
  const nothing = status.communications === 0 && Object.keys(status.rejected).length > 0
  return status.state === 'done' && reconciles(reportOf(status)) && !nothing ? 0 : 1
}
