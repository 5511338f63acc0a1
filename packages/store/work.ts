import { sql } from 'kysely'
import type { ContactPointState, Customer, MessageState } from '@misiva/model'
import type { Connection } from './connect.ts'

/** A communication of a chunk that needs a decision: the first one, or another after a failure. */
export interface Undecided {
  readonly id: string
  readonly key: string
  readonly template: string
  readonly topic: string
  readonly release: string
  /** The customer as the source told it, with the states its contact points have by now. */
  readonly customer: Customer
  /** JSON text: the threads that compose parse it, not this one. */
  readonly data: string
  readonly dated: string
  readonly line: number | null
  /** Decisions made before, and the addresses at which a message of this communication failed. */
  readonly decisions: number
  readonly failed: readonly {
    readonly channel: string
    readonly address: string
    /** ISO 8601 instant. */
    readonly at: string
    readonly detail?: string
  }[]
}

/** A message written down and not settled. */
export interface Unsettled {
  readonly id: string
  readonly communication: string
  readonly channel: string
  readonly address: string
  readonly language: string
  readonly state: MessageState
  readonly attempts: number
  readonly nextAttemptAt: string | null
  readonly sha256: string
  readonly mediaType: string
  readonly extension: string
  readonly units: number
  /** What the channel noted for its sending. */
  readonly details: Readonly<Record<string, unknown>> | null
  readonly topic: string
  readonly key: string
  readonly customerKey: string
  readonly customerName: string
  readonly dated: string
}

/** A chunk this process works on alone; given back by `release`, or by the process's death. */
export interface OwnedChunk {
  release(): Promise<void>
}

/** Takes a chunk for this process, or nothing if a living process has it. */
export async function ownChunk(
  connection: Connection,
  run: string,
  number: number,
): Promise<OwnedChunk | undefined> {
  const client = await connection.pool.connect()
  const key = `${run}:${number}`
  const { rows } = await client.query(
    'select pg_try_advisory_lock(hashtextextended($1, 1)) as mine',
    [key],
  )
  if (!rows[0].mine) {
    client.release()
    return undefined
  }
  return {
    async release() {
      try {
        await client.query('select pg_advisory_unlock(hashtextextended($1, 1))', [key])
        client.release()
      } catch (error) {
        client.release(error as Error)
      }
    },
  }
}

/**
 * The communications of a chunk that need a decision: those never decided, and those whose last
 * decision sent a message that failed. One whose last decision was a refusal stays as it is.
 */
export async function undecidedOf(
  connection: Connection,
  run: string,
  number: number,
): Promise<Undecided[]> {
  const { rows } = await sql<Omit<Undecided, 'customer'> & { recipient: Customer; states: States }>`
    select c.id, c.key, c.template, c.topic, c.release, c.recipient, c.data::text as data, c.dated, c.line,
      coalesce(d.ordinal, 0) as decisions, coalesce(m.failed, '[]') as failed, p.states
    from communication c
    left join lateral (
      select ordinal, kind, not_before from decision where communication_id = c.id order by ordinal desc limit 1
    ) d on true
    left join lateral (
      select json_agg(json_strip_nulls(json_build_object('channel', channel, 'address', address,
          'at', coalesce(settled_at, queued_at), 'detail', detail))) as failed,
        bool_and(state = 'failed') as all_failed
      from message where communication_id = c.id
    ) m on true
    left join lateral (
      select json_agg(json_build_object('channel', channel, 'address', address, 'state', state)) as states
      from contact_point where customer_id = c.customer_id and state in ('bouncing', 'suppressed')
    ) p on true
    where c.run_id = ${run} and c.chunk = ${number}
      and ((c.state = 'waiting' and (d.kind is null or d.not_before <= now()))
        or (c.state = 'composed' and d.kind = 'send' and m.all_failed))
    order by c.id
  `.execute(connection.db)
  return rows.map(({ recipient, states, ...row }) => ({
    ...row,
    customer: withStates(recipient, states ?? []),
  }))
}

type States = readonly { channel: string; address: string; state: ContactPointState }[] | null

function withStates(customer: Customer, states: NonNullable<States>): Customer {
  if (states.length === 0) return customer
  return {
    ...customer,
    contactPoints: customer.contactPoints.map((point) => {
      const known = states.find((s) => s.channel === point.channel && s.address === point.address)
      return known ? { ...point, state: known.state } : point
    }),
  }
}

/** The messages of a chunk still to be sent or settled. */
export async function unsettledOf(
  connection: Connection,
  run: string,
  number: number,
): Promise<Unsettled[]> {
  const { rows } = await sql<Unsettled>`
    select m.id, m.communication_id as communication, m.channel, m.address, m.language, m.state, m.attempts,
      m.next_attempt_at as "nextAttemptAt", encode(m.sha256, 'hex') as sha256,
      m.media_type as "mediaType", m.extension, m.units, m.details, c.topic, c.key, c.dated,
      c.recipient->>'key' as "customerKey", c.recipient->>'name' as "customerName"
    from communication c join message m on m.communication_id = c.id
    where c.run_id = ${run} and c.chunk = ${number} and m.state in ('queued', 'sending', 'in-doubt')
    order by m.id
  `.execute(connection.db)
  return rows
}

/** Closes a chunk nothing of which is open; what it still waits for otherwise. */
export async function closeChunk(
  connection: Connection,
  run: string,
  number: number,
): Promise<'done' | 'open'> {
  const { rows } = await sql<{ state: 'done' }>`
    update chunk set state = 'done' where run_id = ${run} and number = ${number}
      and not exists (select from communication c where c.run_id = ${run} and c.chunk = ${number}
        and c.state = 'waiting')
      and not exists (select from communication c join message m on m.communication_id = c.id
        where c.run_id = ${run} and c.chunk = ${number} and m.state in ('queued', 'sending'))
    returning state
  `.execute(connection.db)
  return rows.length > 0 ? 'done' : 'open'
}

/** Opens chunks again whose messages failed after all (a late receipt), for another decision. */
export async function reopenChunksOf(
  connection: Connection,
  messages: readonly string[],
): Promise<{ run: string; number: number }[]> {
  if (messages.length === 0) return []
  const { rows } = await sql<{ run: string; number: number }>`
    update chunk set state = 'open' from (
      select distinct c.run_id, c.chunk from message m join communication c on c.id = m.communication_id
      where m.id = any(${messages}::uuid[]) and c.chunk is not null
    ) hit where chunk.run_id = hit.run_id and chunk.number = hit.chunk
    returning chunk.run_id as run, chunk.number
  `.execute(connection.db)
  return rows
}
