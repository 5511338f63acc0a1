import { sql, type Kysely } from 'kysely'
import type { Database } from '@misiva/store'

/** How well a channel carries a topic. */
export interface ChannelRate {
  readonly topic: string
  readonly channel: string
  /** Messages whose end is known. */
  readonly settled: number
  /** Share of them delivered, 0 to 1. */
  readonly delivered: number
  /** Share of the delivered ones that were opened, clicked or answered, 0 to 1. */
  readonly engaged: number
}

/** Rates over the messages settled since an instant, by topic and channel. */
export async function channelRates(db: Kysely<Database>, since: string): Promise<ChannelRate[]> {
  const { rows } = await sql<ChannelRate>`
    select c.topic, m.channel, count(*) as settled,
      count(*) filter (where m.state = 'delivered')::float8 / count(*) as delivered,
      coalesce(count(*) filter (where m.state = 'delivered' and e.engaged)::float8
        / nullif(count(*) filter (where m.state = 'delivered'), 0), 0) as engaged
    from message m join communication c on c.id = m.communication_id
    left join lateral (
      select true as engaged from receipt r
      where r.message_id = m.id and r.kind in ('opened', 'clicked', 'answered') limit 1
    ) e on true
    where m.state in ('delivered', 'failed') and m.settled_at >= ${since}
    group by c.topic, m.channel order by c.topic, m.channel
  `.execute(db)
  return rows
}
