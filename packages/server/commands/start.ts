import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ProblemError, problem } from '@misiva/model'
import { groupRejections, readStatus, type RunStatus } from '@misiva/record'
import { readRelease, reviveOrders } from '@misiva/store'
import { readContentFolder } from '../content-folder.ts'
import { createComposing } from '../composing.ts'
import type { House } from '../house.ts'
import { startHttp } from '../http/index.ts'
import { interruption } from '../interruption.ts'
import { createLibrary, type Library } from '../library/library.ts'
import { seedLibrary } from '../library/seed.ts'
import { openHouse } from '../open-house.ts'
import { createProgress } from '../progress.ts'
import { performRun } from '../run.ts'
import { readSettings, type Settings } from '../settings.ts'
import { summarise } from '../summary.ts'
import { openWorkshop } from '../workshop.ts'

const EXAMPLE = fileURLToPath(new URL('../../../examples/retailer', import.meta.url))
const TEMPLATE = 'invoice'

export async function start(options: { readonly example: boolean }): Promise<void> {
  const signal = interruption()
  const settings = readSettings(process.env)
  // Told before anything is begun, not after a minute's work.
  await portFree(settings)
  const built = buildStudio()
  const house = await openHouse(settings)
  const library = createLibrary(house)
  try {
    const progress = createProgress(process.stderr)
    if (options.example)
      await Promise.all([example(house, signal, progress), firstContent(library, progress.warn)])
    if (signal.aborted) return
    await built
    await serve(house, library, signal, progress.warn)
  } finally {
    await built.catch(() => {})
    await library.close()
    await house.close()
  }
}

/** Publishes the example's content into an empty library, checked as everything published is. */
async function firstContent(library: Library, warn: (words: string) => void): Promise<void> {
  try {
    await seedLibrary(library, await readContentFolder(EXAMPLE), 'The example as it comes')
  } catch (error) {
    // The house is of use without it: the run has its own release.
    warn(`The example's content was not published: ${(error as Error).message}`)
  }
}

/** Runs the example, unless this house has run it to its end with this content before. */
async function example(
  house: House,
  signal: AbortSignal,
  progress: ReturnType<typeof createProgress>,
) {
  const files = await readContentFolder(EXAMPLE)
  const data = `${EXAMPLE}/example.csv`
  const before = await sentBefore(house, data)
  const status =
    before.status ??
    (
      await performRun(
        house,
        {
          ...{
            template: TEMPLATE,
            contentName: 'retailer',
            files: before.files ?? files,
            data,
            patience: 10,
          },
          progress: progress.show,
          warn: progress.warn,
        },
        signal,
      )
    ).status
  progress.done()
  const items = await groupRejections(house.db, { run: status.run, limit: 5 })
  process.stdout.write(summarise(status, items, process.stdout))
}

/**
 * The example is sent once per house, whatever becomes of its content afterwards: a run that was
 * finished is only told again, and one that was not goes on with the content it began with.
 */
async function sentBefore(
  house: House,
  data: string,
): Promise<{ status?: RunStatus; files?: ReadonlyMap<string, Uint8Array> }> {
  const run = await house.db
    .selectFrom('run')
    .select(['id', 'state', 'release'])
    .where('template', '=', TEMPLATE)
    .where('source', '=', data)
    .where('record_limit', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!run) return {}
  if (run.state === 'done') return { status: await readStatus(house.db, run.id) }
  const files = await readRelease(house.db, run.release)
  return files ? { files } : {}
}

async function serve(
  house: House,
  library: Library,
  signal: AbortSignal,
  warn: (words: string) => void,
): Promise<void> {
  const http = await startHttp(house, library)
  const composing = createComposing(house.channels, house.settings.threads)
  try {
    // Receipts that come late, messages put off, runs that other processes begin.
    const workshop = await openWorkshop(house, composing, warn)
    await reviveOrders(house.db)
    process.stdout.write(`  The studio is at ${http.url}   (Ctrl-C ends it)\n\n`)
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    await workshop.close()
  } finally {
    await http.close()
    await composing.close()
  }
}

/** In a process of its own: the server imports no screen, and Vite's memory goes when it is done. */
async function buildStudio(): Promise<void> {
  const program = fileURLToPath(new URL('../../studio/build.ts', import.meta.url))
  try {
    await promisify(execFile)(process.execPath, [program])
  } catch (cause) {
    // An installation without the tools to build it still serves what it has.
    const words = (cause as { stderr?: string }).stderr?.trim() ?? String(cause)
    process.stderr.write(`! The studio could not be built: ${words}\n`)
  }
}

function portFree({ host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause)
      const hint = 'Stop the other program, or set MISIVA_PORT to another port.'
      reject(
        new ProblemError(
          [problem('MSV-S001', `Port ${port} of ${host} is taken`, undefined, hint)],
          { cause },
        ),
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
