import { sql, type Kysely } from 'kysely'
import type { Decision, Encoded, Problem } from '@misiva/model'
import { enterRejections, newId, type Blobs, type Database } from '@misiva/store'

/** A message composed and encoded, its bytes not yet gone anywhere. */
export interface NewMessage {
  readonly id: string
  readonly communication: string
  readonly channel: string
  readonly alternative: string
  readonly language: string
  readonly tone: string
  readonly address: string
  readonly sha256: string
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly extension: string
  readonly units: number
  /** What the channel wants to know when it sends. */
  readonly details?: Encoded['details']
  readonly confirms: 'acceptance' | 'delivery'
  /** The personal link in it: the SHA-256 of its token, and the instant from which it opens nothing. */
  readonly link: { readonly sha256: Buffer; readonly expiresAt: string }
}

/** What one communication came to. */
export interface Verdict {
  readonly communication: string
  readonly key: string
  /** Decisions made before this one. */
  readonly decisions: number
  readonly decision: Decision
  /** Of a `send` exactly one of the two. */
  readonly message?: NewMessage
  readonly problems?: readonly Problem[]
}

/**
 * Archives a chunk's bytes (durably, before anything can be sent), then enters decisions, messages,
 * refusals and rejections and moves the communications on, in one transaction.
 *
 * A second decision that cannot be composed leaves its communication as it was, with the failed
 * message it has; the first one that cannot makes it rejected.
 */
export async function recordVerdicts(
  db: Kysely<Database>,
  blobs: Blobs,
  run: string,
  file: string,
  verdicts: readonly Verdict[],
): Promise<void> {
  if (verdicts.length === 0) return
  const messages = verdicts.flatMap((verdict) => verdict.message ?? [])
  const places = await blobs.append(await onlyNew(db, messages))
  await db.transaction().execute(async (tx) => {
    await enterDecisions(tx, verdicts)
    await blobs.index(tx, places)
    await enterMessages(tx, run, verdicts)
    const lost = verdicts.filter((v) => v.problems && v.decisions === 0)
    if (lost.length > 0) {
      const rejections = lost.map((verdict) => {
        const [first, ...more] = verdict.problems!
        return { ...first!, key: verdict.key, more }
      })
      await enterRejections(
        tx,
        { run, file, rejections },
        lost.map((verdict) => verdict.communication),
      )
    }
    await moveCommunications(tx, verdicts)
  })
}

/** The same bytes are kept once: a page published again, a document sent again. */
async function onlyNew(db: Kysely<Database>, messages: readonly NewMessage[]) {
  const byHash = new Map(messages.map((message) => [message.sha256, message]))
  const known = await db
    .selectFrom('blob')
    .select('sha256')
    .where(
      sql<boolean>`sha256 = any(${[...byHash.keys()].map((hash) => Buffer.from(hash, 'hex'))}::bytea[])`,
    )
    .execute()
  for (const { sha256 } of known) byHash.delete(sha256.toString('hex'))
  return [...byHash.values()]
}

async function enterDecisions(tx: Kysely<Database>, verdicts: readonly Verdict[]): Promise<void> {
  const send = (v: Verdict) => (v.decision.kind === 'send' ? v.decision : undefined)
  await sql`
    insert into decision (communication_id, ordinal, kind, channel, address, language, tone, not_before, reasons)
    select * from unnest(
      ${verdicts.map((v) => v.communication)}::uuid[], ${verdicts.map((v) => v.decisions + 1)}::int[],
      ${verdicts.map((v) => v.decision.kind)}::text[], ${verdicts.map((v) => send(v)?.channel ?? null)}::text[],
      ${verdicts.map((v) => send(v)?.to ?? null)}::text[], ${verdicts.map((v) => send(v)?.language ?? null)}::text[],
      ${verdicts.map((v) => send(v)?.tone ?? null)}::text[], ${verdicts.map(notBefore)}::timestamptz[],
      ${verdicts.map((v) => JSON.stringify(v.decision.because))}::jsonb[]
    )
  `.execute(tx)
}

function notBefore({ decision }: Verdict): string | null {
  if (decision.kind === 'wait') return decision.until
  return (decision.kind === 'send' && decision.notBefore) || null
}

async function enterMessages(tx: Kysely<Database>, run: string, verdicts: readonly Verdict[]) {
  const rows = verdicts.flatMap((v) =>
    v.message ? [{ ...v.message, ordinal: v.decisions + 1, from: notBefore(v) }] : [],
  )
  if (rows.length === 0) return
  await sql`
    insert into message (id, communication_id, run_id, ordinal, channel, alternative, language, tone, address,
      next_attempt_at, sha256, media_type, extension, units, details, confirms)
    select id, communication_id, ${run}, ordinal, channel, alternative, language, tone, address,
      next_attempt_at, sha256, media_type, extension, units, details, confirms
    from unnest(
      ${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.communication)}::uuid[],
      ${rows.map((r) => r.ordinal)}::int[], ${rows.map((r) => r.channel)}::text[],
      ${rows.map((r) => r.alternative)}::text[], ${rows.map((r) => r.language)}::text[],
      ${rows.map((r) => r.tone)}::text[], ${rows.map((r) => r.address)}::text[],
      ${rows.map((r) => r.from)}::timestamptz[], ${rows.map((r) => Buffer.from(r.sha256, 'hex'))}::bytea[],
      ${rows.map((r) => r.mediaType)}::text[], ${rows.map((r) => r.extension)}::text[],
      ${rows.map((r) => r.units)}::int[],
      ${rows.map((r) => (r.details ? JSON.stringify(r.details) : null))}::jsonb[], ${rows.map((r) => r.confirms)}::text[]
    ) as given (id, communication_id, ordinal, channel, alternative, language, tone, address,
      next_attempt_at, sha256, media_type, extension, units, details, confirms)
  `.execute(tx)
  await sql`
    insert into personal_link (id, token_sha256, communication_id, message_id, expires_at)
    select * from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((r) => r.link.sha256)}::bytea[],
      ${rows.map((r) => r.communication)}::uuid[], ${rows.map((r) => r.id)}::uuid[],
      ${rows.map((r) => r.link.expiresAt)}::timestamptz[])
  `.execute(tx)
}

async function moveCommunications(tx: Kysely<Database>, verdicts: readonly Verdict[]) {
  const moves = verdicts.flatMap((v) => {
    if (v.decisions > 0 || v.decision.kind === 'wait') return []
    const refusal = v.decision.kind === 'refuse' ? v.decision.because.at(-1)!.code : null
    return [
      {
        id: v.communication,
        state: refusal ? 'refused' : v.message ? 'composed' : 'rejected',
        refusal,
      },
    ]
  })
  if (moves.length === 0) return
  await sql`
    update communication c set state = v.state, refusal = v.refusal
    from unnest(${moves.map((m) => m.id)}::uuid[], ${moves.map((m) => m.state)}::text[],
      ${moves.map((m) => m.refusal)}::text[]) as v (id, state, refusal)
    where c.id = v.id and c.state = 'waiting'
  `.execute(tx)
}
