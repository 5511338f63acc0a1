import { setTimeout as sleep } from 'node:timers/promises'
import { notEffective, ProblemError, problem, type Release, type Template } from '@misiva/model'
import { readStatus, recordReceipts, type RunStatus } from '@misiva/record'
import {
  abandonedChunks,
  enterJob,
  finishRun,
  forgetJobs,
  hasUnfinished,
  leaveRun,
  ownRun,
  reopenChunksOf,
  type OwnedRun,
  type RunIdentity,
} from '@misiva/store'
import { createComposing } from './composing.ts'
import type { House } from './house.ts'
import { openSource, takeIn } from './reading.ts'
import { openWorkshop } from './workshop.ts'

export interface RunRequest {
  readonly template: string
  /** Name of the content, for the release. */
  readonly contentName: string
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Path of the data file. */
  readonly data: string
  readonly source?: string
  readonly limit?: number
  /** Seconds to wait for receipts and retries once everything has been sent. */
  readonly patience: number
  /** Told about four times a second. */
  progress(status: RunStatus, note: string): void
  /** Something went wrong that does not end the run. */
  warn(words: string): void
}

/** A run's end, and whether this process only watched another one bring it there. */
export interface RunEnd {
  readonly status: RunStatus
  readonly resumed: boolean
}

/**
 * Runs a data file through the house to its end: begins the run, or takes up the unfinished one with
 * the same content, template and data. While another living process has that run, it follows it, and
 * takes over if that one dies.
 */
export async function performRun(
  house: House,
  request: RunRequest,
  signal: AbortSignal,
): Promise<RunEnd> {
  const release = await house.releases.publish(request.contentName, request.files)
  const template = templateOf(release, request.template)
  const composing = createComposing(house.channels, house.settings.threads)
  composing.warm(release)
  try {
    const source = await openSource(request.files, request.data, request.source)
    const identity: RunIdentity = {
      ...{ template: template.name, topic: template.topic, release: release.hash },
      ...{ source: request.data, sourceSha256: source.sha256, limit: request.limit },
    }
    await refuseOutside(house, identity, release, template)
    const owned = await ownOrFollow(house, identity, request, signal)
    if ('status' in owned) return owned
    const workshop = await openWorkshop(house, composing, request.warn)
    const began = performance.now()
    try {
      await begin(house, owned)
      const ground = {
        release,
        template: template.name,
        topic: template.topic,
        limit: request.limit,
      }
      const reading = owned.read ? Promise.resolve() : takeIn(house, source, owned, ground, signal)
      await Promise.all([reading, watch(house, owned.id, request, signal, reading)])
    } finally {
      await workshop.close()
      await leaveRun(house, owned.id, (performance.now() - began) / 1000)
      await owned.release()
    }
    return { status: await readStatus(house.db, owned.id), resumed: owned.resumed }
  } finally {
    await composing.close()
  }
}

function templateOf(release: Release, name: string) {
  const template = release.templates.find((candidate) => candidate.name === name)
  if (template) return template
  const names = release.templates.map((candidate) => candidate.name).join(', ')
  throw new ProblemError([
    problem('MSV-C014', `There is no template “${name}”`, undefined, `The content has ${names}.`),
  ])
}

/** A run begins only while its template is used; one begun before goes on to its end. */
async function refuseOutside(
  house: House,
  identity: RunIdentity,
  { organisation }: Release,
  template: Template,
): Promise<void> {
  const outside = notEffective(template, organisation.timeZone, Temporal.Now.instant())
  if (outside && !(await hasUnfinished(house.db, identity))) throw new ProblemError([outside])
}

/** What a process that died left open is entered into the queue anew. */
async function begin(house: House, run: OwnedRun): Promise<void> {
  if (!run.resumed) return
  await forgetJobs(house.db, run.id)
  for (const number of await abandonedChunks(house, run.id)) {
    await enterJob(house.db, { run: run.id, number })
  }
}

async function ownOrFollow(
  house: House,
  identity: RunIdentity,
  request: RunRequest,
  signal: AbortSignal,
): Promise<OwnedRun | RunEnd> {
  for (;;) {
    const owned = await ownRun(house, identity)
    if ('release' in owned) return owned
    const status = await readStatus(house.db, owned.busy)
    if (status.state === 'done') return { status, resumed: false }
    if (signal.aborted)
      throw new ProblemError([problem('MSV-R002', `Run ${owned.busy} goes on elsewhere`)])
    request.progress(status, 'worked by another process; followed here')
    await sleep(300)
  }
}

/**
 * Follows the run until it is done and nothing of it is pending, or until what is left (receipts to
 * come, messages to be tried again later) has not moved for as long as the patience lasts.
 */
async function watch(
  house: House,
  run: string,
  request: RunRequest,
  signal: AbortSignal,
  reading: Promise<void>,
): Promise<void> {
  let failed = false
  reading.catch(() => (failed = true))
  let last = ''
  let moved = performance.now()
  let asked = false
  while (!signal.aborted && !failed) {
    const status = await readStatus(house.db, run)
    request.progress(status, noteOf(status))
    if (status.state === 'done' && status.pending === 0) return
    if (status.state !== 'done' && status.read && status.openChunks === 0) {
      await finishRun(house, run, { leavePending: false })
      continue
    }
    const counters = JSON.stringify([status.input, status.byChannel, status.waiting])
    if (counters !== last) [last, moved, asked] = [counters, performance.now(), false]
    const quiet = (performance.now() - moved) / 1000
    if (quiet > Math.min(2, request.patience / 2) && !asked && status.pending > 0) {
      asked = true
      await askAfter(house, run)
      continue
    }
    if (status.read && status.waiting === 0 && quiet > request.patience) {
      await finishRun(house, run, { leavePending: true })
      return
    }
    await sleep(60)
  }
}

/** Messages asked after at a time; the rest stay pending until their receipts come. */
const ASKED = 500

/**
 * Asks the carriers what became of messages whose receipts have not come: they may have been told to a
 * process that died before it wrote them down.
 */
async function askAfter(house: House, run: string): Promise<void> {
  const waiting = await house.db
    .selectFrom('message')
    .select(['id', 'channel'])
    .where('run_id', '=', run)
    .where('state', '=', 'accepted')
    .limit(ASKED)
    .execute()
  for (const { id, channel } of waiting) {
    const installed = house.channels.get(channel)
    const receipt = await installed?.plugin
      .lookup?.(id, installed.settings)
      .catch((error: unknown) => {
        // Nobody can tell now: the receipt may still come.
        if (error instanceof ProblemError) return undefined
        throw error
      })
    if (!receipt) continue
    const { failed } = await recordReceipts(house.db, [receipt])
    for (const job of await reopenChunksOf(house, failed)) await enterJob(house.db, job)
  }
}

function noteOf(status: RunStatus): string {
  if (!status.read) return 'reading'
  if (status.retrying > 0) return `${status.retrying} to be tried again`
  if (status.openChunks === 0 && status.pending > 0) return 'waiting for receipts'
  return ''
}
