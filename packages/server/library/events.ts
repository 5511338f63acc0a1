import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Who has which file open. */
export interface Present {
  readonly person: { readonly id: string; readonly name: string }
  readonly change: string | null
  readonly path: string
  /** ISO 8601 instant. */
  readonly since: string
}

/** Something of the library changed: files of a change, its state, or what is published. */
export interface LibraryNews {
  readonly kind: 'saved' | 'change' | 'published' | 'comment'
  readonly change: string | null
  readonly paths: readonly string[]
  readonly by: { readonly id: string; readonly name: string } | null
  readonly revision?: number
}

export interface Listening {
  readonly id: string
  /** Says which file this listener has open; undefined: none. */
  open(place: { readonly change: string | null; readonly path: string } | undefined): void
  leave(): void
}

export interface LibraryEvents {
  listen(
    person: { readonly id: string; readonly name: string } | undefined,
    tell: (event: 'news' | 'presence', data: unknown) => void,
  ): Listening
  listener(id: string): Listening | undefined
  present(change: string | null, path: string): readonly Present[]
  close(): Promise<void>
}

const CHANNEL = 'misiva_library'

/** How news is told, within the transaction that makes them: nobody hears of what was rolled back. */
export const tellNews = (news: LibraryNews): { text: string; values: unknown[] } => ({
  text: 'select pg_notify($1, $2)',
  values: [CHANNEL, JSON.stringify({ ...news, paths: news.paths.slice(0, 50) })],
})

/**
 * Hears the library's news from the database, so that every server on it tells its own listeners,
 * whoever saved; presence is what this server's own listeners have open, and ends with them.
 */
export function createLibraryEvents(url: string): LibraryEvents {
  interface Seat {
    readonly person: { readonly id: string; readonly name: string } | undefined
    readonly tell: (event: 'news' | 'presence', data: unknown) => void
    readonly listening: Listening
    at: Present | undefined
  }
  const seats = new Map<string, Seat>()
  let client: pg.Client | undefined
  let closed = false

  const everyone = (event: 'news' | 'presence', data: unknown) => {
    for (const seat of seats.values()) seat.tell(event, data)
  }
  const hear = () => {
    if (client || closed) return
    client = new pg.Client({ connectionString: url, application_name: 'misiva library' })
    const mine = client
    const again = () => {
      if (client !== mine) return
      client = undefined
      if (!closed && seats.size > 0) setTimeout(hear, 1000).unref()
    }
    mine.on('error', again).on('end', again)
    mine.on('notification', ({ payload }) => payload && everyone('news', JSON.parse(payload)))
    mine.connect().then(() => mine.query(`listen ${CHANNEL}`), again)
  }
  const tellPresence = () =>
    everyone('presence', { items: [...seats.values()].flatMap(({ at }) => at ?? []) })

  return {
    listen(person, tell) {
      hear()
      const id = randomUUID()
      const listening: Listening = {
        id,
        open(place) {
          const seat = seats.get(id)
          if (!seat) return
          const since = Temporal.Now.instant().toString()
          seat.at = place && person && { person, ...place, since }
          tellPresence()
        },
        leave() {
          if (seats.delete(id)) tellPresence()
        },
      }
      seats.set(id, { person, tell, listening, at: undefined })
      return listening
    },
    listener: (id) => seats.get(id)?.listening,
    present: (change, path) =>
      [...seats.values()].flatMap(({ at }) =>
        at && at.change === change && at.path === path ? at : [],
      ),
    async close() {
      closed = true
      seats.clear()
      await client?.end().catch(() => {})
    },
  }
}
