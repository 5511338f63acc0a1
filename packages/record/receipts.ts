import { sql } from 'kysely'
import type { Receipt } from '@misiva/model'
import type { Reader } from './views.ts'

/** What the receipts changed. */
export interface Settled {
  /** Messages that failed by them: their communications need another decision. */
  readonly failed: readonly string[]
  /** Receipts that name only a carrier's id nobody has written down (yet). */
  readonly strangers: readonly Receipt[]
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Adds receipts and moves their messages on, in one statement. A message's state follows from the set
 * of its receipts, however often, in whatever order and in however many parts a carrier tells them:
 *
 * - proof of arrival (delivered, printed, published, opened, clicked, answered): `delivered`
 * - else bounced, undelivered or rejected: `failed`, even after mere acceptance, for a relay may bounce
 *   later what it took
 * - else accepted or sent: `accepted`; `delivered` where the channel can prove no more
 * - deferred changes no state: whether to try again is for delivering to say
 *
 * A bounced address is marked so at the customer. A receipt without a message is found by the
 * carrier's own id.
 */
export async function recordReceipts(db: Reader, receipts: readonly Receipt[]): Promise<Settled> {
  const given = receipts.filter((receipt) => uuid.test(receipt.message) || receipt.providerId)
  if (given.length === 0) return { failed: [], strangers: [] }
  const { rows } = await sql<{ id: string; state: string; before: string; bounced: boolean }>`
    with given as (
      select coalesce(g.message_id, p.id) as message_id, g.kind, g.at, g.detail, g.provider_id, g.n
      from unnest(
        ${given.map((r) => (uuid.test(r.message) ? r.message : null))}::uuid[],
        ${given.map((r) => r.kind)}::text[], ${given.map((r) => r.at)}::timestamptz[],
        ${given.map((r) => r.detail ?? null)}::text[], ${given.map((r) => r.providerId ?? null)}::text[]
      ) with ordinality as g (message_id, kind, at, detail, provider_id, n)
      left join lateral (
        select id from message where g.message_id is null and provider_id = g.provider_id limit 1
      ) p on true
    ), known as (
      select given.* from given join message on message.id = given.message_id
    ), added as (
      insert into receipt (message_id, kind, at, detail, provider_id)
      select message_id, kind, at, detail, provider_id from known order by n
      on conflict do nothing
      returning message_id, kind, at, detail, provider_id
    ), told as (
      select message_id, kind, at, detail, provider_id from added
      union all
      select r.message_id, r.kind, r.at, r.detail, r.provider_id from receipt r
      where r.message_id in (select message_id from added)
    ), sums as (
      select m.id, m.state as before, m.confirms,
        bool_or(t.kind in ('delivered', 'printed', 'published', 'opened', 'clicked', 'answered')) as proof,
        bool_or(t.kind in ('bounced', 'undelivered', 'rejected')) as failure,
        bool_or(t.kind = 'bounced') as bounced,
        bool_or(t.kind in ('accepted', 'sent')) as taken,
        max(t.at) as at,
        (array_agg(t.detail order by t.at desc) filter (where t.detail is not null))[1] as detail,
        (array_agg(t.provider_id order by t.at desc) filter (where t.provider_id is not null))[1] as provider_id
      from told t join message m on m.id = t.message_id group by m.id
    ), moved as (
      select *, case
        when proof then 'delivered'
        when failure then 'failed'
        when taken and confirms = 'acceptance' then 'delivered'
        when taken then 'accepted'
        else before end as after
      from sums
    )
    update message m set state = v.after, detail = coalesce(v.detail, m.detail),
      provider_id = coalesce(v.provider_id, m.provider_id),
      next_attempt_at = case when v.after = v.before then m.next_attempt_at end,
      settled_at = case when v.after in ('delivered', 'failed') and v.after <> v.before then v.at
        else m.settled_at end
    from moved v where m.id = v.id
    returning m.id, m.state, v.before, v.bounced
  `.execute(db)
  const bounced = rows.filter((row) => row.bounced && row.state === 'failed')
  if (bounced.length > 0)
    await markBouncing(
      db,
      bounced.map((row) => row.id),
    )
  return {
    failed: rows.filter((r) => r.state === 'failed' && r.before !== 'failed').map((r) => r.id),
    strangers: await strangersAmong(db, given),
  }
}

async function strangersAmong(db: Reader, given: readonly Receipt[]): Promise<Receipt[]> {
  const byCarrier = given.filter(({ message }) => !uuid.test(message))
  if (byCarrier.length === 0) return []
  const { rows } = await sql<{ provider_id: string }>`
    select provider_id from message where provider_id = any(${byCarrier.map((r) => r.providerId)}::text[])
  `.execute(db)
  const known = new Set(rows.map((row) => row.provider_id))
  return byCarrier.filter(({ providerId }) => !known.has(providerId!))
}

async function markBouncing(db: Reader, messages: readonly string[]): Promise<void> {
  await sql`
    update contact_point p set state = 'bouncing', changed_at = now()
    from message m join communication c on c.id = m.communication_id
    where m.id = any(${messages}::uuid[]) and p.customer_id = c.customer_id
      and p.channel = m.channel and p.address = m.address and p.state not in ('bouncing', 'suppressed')
  `.execute(db)
}
