import { decide, type Question } from '@misiva/decide'
import { createDelivery, type Delivery, type Queued } from '@misiva/deliver'
import type { Decision, Outgoing, Release, Template, Topic } from '@misiva/model'
import { createLedger, recordVerdicts, type NewMessage, type Verdict } from '@misiva/record'
import {
  closeChunk,
  enterJob,
  finishRun,
  newId,
  ownChunk,
  undecidedOf,
  unsettledOf,
  type ChunkJob,
  type Undecided,
  type Unsettled,
} from '@misiva/store'
import type { Composing, ComposeTask } from './composing.ts'
import type { House, InstalledChannel } from './house.ts'

/**
 * The one way through the house:
 *
 *   intake (reading.ts) → decide → compose → deliver → record
 *
 * Intake leaves a chunk of communications and a job in the database; here the job is worked. Every
 * stage finds out from the database what is left to do, so that it may be begun again after any
 * crash: what was decided is not decided again, what was composed is sent from the archive, and what
 * was being sent is settled before anything else.
 */
export interface Pipeline {
  workChunk(job: ChunkJob, signal: AbortSignal): Promise<void>
}

export function createPipeline(house: House, composing: Composing): Pipeline {
  const delivery = createDelivery({
    ledger: createLedger(house.db),
    // One second, then five, twenty-five …: a relay that greylists wants minutes, a throttle seconds.
    retries: { attempts: 8, first: 1, factor: 5, longest: 900 },
    now: () => Temporal.Now.instant(),
  })
  return { workChunk: (job, signal) => workChunk({ house, composing, delivery, signal }, job) }
}

interface Work {
  readonly house: House
  readonly composing: Composing
  readonly delivery: Delivery
  readonly signal: AbortSignal
}

async function workChunk(work: Work, job: ChunkJob): Promise<void> {
  const { house, signal } = work
  const owned = await ownChunk(house, job.run, job.number)
  if (!owned) return
  try {
    const run = await runOf(house, job.run)
    await settleDoubt(work, run, job)
    while (!signal.aborted) {
      const bytes = new Map<string, Uint8Array>()
      const undecided = await undecidedOf(house, job.run, job.number)
      const verdicts = await composeAll(
        work,
        run,
        undecided.map((u) => [u, decideOne(run, u)]),
      )
      await recordVerdicts(house.db, house.blobs, job.run, run.source, verdicts)
      for (const { message } of verdicts) if (message) bytes.set(message.id, message.bytes)
      const due = (await unsettledOf(house, job.run, job.number)).filter(isDue)
      if (due.length > 0) await deliverAll(work, run, due, bytes)
      if (undecided.length === 0 && due.length === 0) break
    }
    if (signal.aborted) return
    if ((await closeChunk(house, job.run, job.number)) === 'open') await putOff(house, job)
    else await finishRun(house, job.run, { leavePending: false })
  } finally {
    await owned.release()
  }
}

/** What all communications of a run have in common. */
interface RunGround {
  readonly id: string
  readonly source: string
  readonly release: Release
  readonly template: Template
  readonly topic: Topic
  readonly offers: Question['offers']
}

async function runOf(house: House, id: string): Promise<RunGround> {
  const run = await house.db
    .selectFrom('run')
    .select(['template', 'topic', 'release', 'source'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const release = await house.releases.load(run.release)
  const template = release?.templates.find(({ name }) => name === run.template)
  const topic = release?.topics.find(({ name }) => name === run.topic)
  if (!release || !template || !topic) throw new Error(`Run ${id} names content that is not stored`)
  const offers = house.channels.names
    .filter((name) => template.alternatives.some(({ channel }) => channel === name))
    .map((channel) => ({ channel, properties: house.channels.get(channel)!.plugin.properties }))
  return { id, source: run.source, release, template, topic, offers }
}

// ── decide ──────────────────────────────────────────────────────────────────────────────────────

function decideOne(run: RunGround, undecided: Undecided): Decision {
  const { template, topic, offers, release } = run
  return decide(
    {
      topic,
      customer: undecided.customer,
      languages: template.languages,
      tones: template.tones.length > 0 ? template.tones : ['neutral'],
      offers,
      history: undecided.failed,
    },
    { defaultLanguage: release.organisation.defaultLanguage, fallbackToPaper: true },
    Temporal.Now.instant(),
  )
}

// ── compose ─────────────────────────────────────────────────────────────────────────────────────

async function composeAll(
  { house, composing }: Work,
  run: RunGround,
  decided: readonly (readonly [Undecided, Decision])[],
): Promise<Verdict[]> {
  const tasks = new Map<string, ComposeTask>()
  for (const [undecided, decision] of decided) {
    if (decision.kind === 'send')
      tasks.set(undecided.id, composeTask(house, run, undecided, decision))
  }
  const results = await composing.compose(run.release, [...tasks.values()])
  const made = new Map([...tasks.keys()].map((id, index) => [id, results[index]!]))
  return decided.map(([undecided, decision]): Verdict => {
    const { id: communication, key, decisions } = undecided
    const verdict = { communication, key, decisions, decision }
    const result = made.get(communication)
    if (!result || decision.kind !== 'send') return verdict
    const task = tasks.get(communication)!
    if (result.ok) {
      const { channel, language, tone, to: address } = decision
      const { confirms } = house.channels.get(channel)!.plugin.properties
      const { ok: _, ...encoded } = result
      const message: NewMessage = {
        id: task.id,
        communication,
        channel,
        language,
        tone,
        address,
        confirms,
        link: { sha256: house.links.hashOf(task.portal)!, expiresAt: linkEnd(run.topic) },
        ...encoded,
      }
      return { ...verdict, message }
    }
    if (decisions === 0) return { ...verdict, problems: result.problems }
    // A second way that cannot be composed: the failed message stays the last word.
    const text = `Another way was found, but it cannot be composed: ${result.problems[0]?.message}`
    const because = [...decision.because, { code: 'cannot-compose', text }]
    return { ...verdict, decision: { kind: 'refuse', because } }
  })
}

function composeTask(
  house: House,
  { release }: RunGround,
  undecided: Undecided,
  decision: Decision & { kind: 'send' },
): ComposeTask {
  const { customer, key, dated, data, template } = undecided
  const { channel, language, tone, to } = decision
  const id = newId()
  return {
    ...{ id, template, channel, language, tone, customer, data },
    portal: house.links.make(),
    envelope: {
      ...{ id, to, language, key },
      from: release.organisation.senders[channel] ?? release.organisation.name,
      toName: customer.name,
      date: dated,
      customer: customer.key,
    },
  }
}

/** Days a personal link works where its topic does not say: a year's documents, until the next one's. */
const LINK_DAYS = 400

export const linkEnd = ({ linkDays = LINK_DAYS }: Pick<Topic, 'linkDays'>): string =>
  Temporal.Now.instant()
    .add({ hours: 24 * linkDays })
    .toString()

// ── deliver and record ──────────────────────────────────────────────────────────────────────────

const isDue = ({ state, nextAttemptAt }: Unsettled) =>
  state === 'queued' &&
  (nextAttemptAt === null || Temporal.Instant.compare(nextAttemptAt, Temporal.Now.instant()) <= 0)

async function deliverAll(
  { house, delivery, signal }: Work,
  run: RunGround,
  due: readonly Unsettled[],
  fresh: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const older = due.filter(({ id }) => !fresh.has(id)).map(({ sha256 }) => sha256)
  const archived = older.length > 0 ? await house.blobs.readMany(older) : new Map<string, Buffer>()
  const byChannel = Map.groupBy(due, ({ channel }) => channel)
  await Promise.all(
    [...byChannel].map(([name, messages]) => {
      const queued = messages.map((message): Queued => {
        const bytes = fresh.get(message.id) ?? archived.get(message.sha256)!
        return {
          outgoing: outgoing(run, message, bytes),
          attempts: message.attempts,
          inDoubt: run.topic.inDoubt,
        }
      })
      return delivery.send(channelOf(house, name), queued, signal)
    }),
  )
}

function outgoing({ release }: RunGround, message: Unsettled, bytes: Uint8Array): Outgoing {
  const { id, address, language, key, sha256, mediaType, extension, units, details } = message
  return {
    sha256,
    encoded: { bytes, mediaType, extension, units, ...(details && { details }) },
    envelope: {
      ...{ id, to: address, language, key },
      from: release.organisation.senders[message.channel] ?? release.organisation.name,
      toName: message.customerName,
      date: message.dated,
      customer: message.customerKey,
    },
  }
}

/** What a process that died was sending: it went out, or it did not, or the topic says what to do. */
async function settleDoubt({ house, delivery }: Work, run: RunGround, job: ChunkJob) {
  const unsettled = await unsettledOf(house, job.run, job.number)
  const open = unsettled.filter(({ state }) => state === 'sending' || state === 'in-doubt')
  if (open.length === 0) return
  await createLedger(house.db).doubt(open.map(({ id }) => id))
  for (const [name, messages] of Map.groupBy(open, ({ channel }) => channel)) {
    const doubtful = messages.map(({ id, channel, attempts }) => ({
      ...{ id, channel, attempts },
      inDoubt: run.topic.inDoubt,
    }))
    await delivery.settle(channelOf(house, name), doubtful)
  }
}

/** A chunk with messages to be tried again is worked again when the first of them is due. */
async function putOff(house: House, job: ChunkJob): Promise<void> {
  const unsettled = await unsettledOf(house, job.run, job.number)
  const times = unsettled.flatMap(({ state, nextAttemptAt }) =>
    state === 'queued' ? (nextAttemptAt ?? Temporal.Now.instant().toString()) : [],
  )
  const waits = await house.db
    .selectFrom('communication as c')
    .innerJoin('decision as d', 'd.communication_id', 'c.id')
    .select('d.not_before')
    .where('c.run_id', '=', job.run)
    .where('c.chunk', '=', job.number)
    .where('c.state', '=', 'waiting')
    .where('d.kind', '=', 'wait')
    .execute()
  times.push(...waits.flatMap(({ not_before }) => not_before ?? []))
  const [first] = times.sort(Temporal.Instant.compare)
  await enterJob(house.db, job, first)
}

function channelOf(house: House, name: string): InstalledChannel {
  const channel = house.channels.get(name)
  if (!channel) throw new Error(`A message is for the channel ${name}, which is not installed`)
  return channel
}
