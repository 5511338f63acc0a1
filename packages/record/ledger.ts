import { sql, type Kysely } from 'kysely'
import type { Receipt } from '@misiva/model'
import type { Database } from '@misiva/store'
import { recordReceipts, type Settled } from './receipts.ts'

/** A message that is to be tried again, and when. */
export interface Again {
  readonly id: string
  /** ISO 8601 instant. */
  readonly at: string
  readonly detail: string
}

/**
 * What delivering writes down before and after each send:
 *
 * - `sending` writes that state and gives back the messages that were queued: only they may go now
 * - `receipts` adds what the channel told
 * - `again` puts messages back to `queued`, not before a time
 * - `doubt` says that they may or may not have gone out
 */
export function createLedger(db: Kysely<Database>) {
  return {
    async sending(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const { rows } = await sql<{ id: string }>`
        update message set state = 'sending', attempts = attempts + 1, sent_at = now()
        where id = any(${ids}::uuid[]) and state = 'queued' returning id
      `.execute(db)
      return new Set(rows.map((row) => row.id))
    },
    receipts: (receipts: readonly Receipt[]): Promise<Settled> => recordReceipts(db, receipts),
    async again(messages: readonly Again[]): Promise<void> {
      if (messages.length === 0) return
      await sql`
        update message m set state = 'queued', next_attempt_at = v.at, detail = v.detail
        from unnest(${messages.map((m) => m.id)}::uuid[], ${messages.map((m) => m.at)}::timestamptz[],
          ${messages.map((m) => m.detail)}::text[]) as v (id, at, detail)
        where m.id = v.id and m.state in ('queued', 'sending', 'in-doubt')
      `.execute(db)
    },
    async doubt(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return
      await sql`
        update message set state = 'in-doubt' where id = any(${ids}::uuid[]) and state = 'sending'
      `.execute(db)
    },
  }
}
