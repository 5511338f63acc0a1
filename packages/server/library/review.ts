import { sql, type Transaction } from 'kysely'
import type { Database } from '@misiva/store'
import { enterEvent, findChange, mayDo, readChange, type ChangeHead } from './changes.ts'
import type { Library } from './library.ts'
import { may, type Person } from './people.ts'
import { Refusal, refusalOf } from './refusals.ts'

/** A change's way from draft to its approval. Each step is one transaction with its line in the timeline. */

export async function describe(
  library: Library,
  head: ChangeHead,
  person: Person,
  given: {
    readonly title?: string | undefined
    readonly description?: string | undefined
    readonly effectiveFrom?: string | null | undefined
    readonly effectiveUntil?: string | null | undefined
  },
): Promise<void> {
  await step(library, head, async (tx, now) => {
    if (now.state === 'published' || now.state === 'withdrawn') throw closed(now)
    await tx
      .updateTable('change')
      .set({
        ...(given.title !== undefined && { title: given.title }),
        ...(given.description !== undefined && { description: given.description }),
        ...(given.effectiveFrom !== undefined && { effective_from: given.effectiveFrom }),
        ...(given.effectiveUntil !== undefined && { effective_until: given.effectiveUntil }),
      })
      .where('id', '=', head.id)
      .execute()
    await enterEvent(tx, head.id, 'described', person.id)
  })
}

export async function submit(library: Library, head: ChangeHead, person: Person): Promise<void> {
  await step(library, head, async (tx, now) => {
    const change = await readChange(tx, now)
    if (now.state !== 'draft' && now.state !== 'rejected')
      throw new Refusal('MSV-L005', `The change is ${now.state}; only a draft is submitted.`)
    if (change.files.length === 0)
      throw new Refusal('MSV-L005', 'The change changes nothing yet.', {
        hint: 'Save a file into it first.',
      })
    if (!mayDo(change, person).submit) throw noRight(person, 'author')
    await tx.updateTable('change').set({ state: 'in-review' }).where('id', '=', head.id).execute()
    await enterEvent(tx, head.id, 'submitted', person.id)
  })
}

export async function approve(
  library: Library,
  head: ChangeHead,
  person: Person,
  reason?: string,
  seen?: string,
): Promise<void> {
  await judge(library, head, person, 'approve', reason, seen)
}

export async function reject(
  library: Library,
  head: ChangeHead,
  person: Person,
  reason?: string,
): Promise<void> {
  if (!reason) throw new Refusal('MSV-S005', 'A rejection says why.', { hint: 'Give a reason.' })
  await judge(library, head, person, 'reject', reason)
}

/** The database refuses an approval by anyone who edited; here it is said in words, with the rights. */
async function judge(
  library: Library,
  head: ChangeHead,
  person: Person,
  verdict: 'approve' | 'reject',
  reason: string | undefined,
  seen?: string,
): Promise<void> {
  await step(library, head, async (tx, now) => {
    const change = await readChange(tx, now)
    if (now.state !== 'in-review')
      throw new Refusal('MSV-L005', `The change is ${now.state}; only one in review is judged.`)
    if (seen !== undefined && Temporal.Instant.compare(seen, now.changedAt) < 0)
      throw new Refusal('MSV-L005', 'The change was edited since you looked at it.', {
        hint: 'Look at what it says now.',
      })
    if (!change.files.every(({ path }) => may(person, 'approver', path)))
      throw noRight(person, 'approver')
    const { rows } = await sql<{ id: number }>`
      select max(id) as id from change_edit where change_id = ${head.id}
    `.execute(tx)
    await tx
      .insertInto('review')
      .values({
        change_id: head.id,
        person_id: person.id,
        verdict,
        reason: reason || null,
        edit_id: rows[0]!.id,
      })
      .execute()
    const state = verdict === 'approve' ? 'approved' : 'rejected'
    await tx.updateTable('change').set({ state }).where('id', '=', head.id).execute()
    await enterEvent(tx, head.id, state, person.id, reason || null)
  })
}

export async function withdraw(
  library: Library,
  head: ChangeHead,
  person: Person,
  reason?: string,
): Promise<void> {
  await step(library, head, async (tx, now) => {
    if (now.state === 'published' || now.state === 'withdrawn') throw closed(now)
    if (!mayDo(await readChange(tx, now), person).withdraw) throw noRight(person, 'publisher')
    await tx.updateTable('change').set({ state: 'withdrawn' }).where('id', '=', head.id).execute()
    await enterEvent(tx, head.id, 'withdrawn', person.id, reason || null)
  })
}

/** One transaction on the change's locked row. */
async function step(
  library: Library,
  head: ChangeHead,
  take: (tx: Transaction<Database>, now: ChangeHead) => Promise<void>,
): Promise<void> {
  try {
    await library.db.transaction().execute(async (tx) => {
      await tx.selectFrom('change').select('id').where('id', '=', head.id).forUpdate().execute()
      await take(tx, (await findChange(tx, head.id))!)
    })
  } catch (error) {
    throw refusalOf(error)
  }
}

const closed = ({ state }: ChangeHead) =>
  new Refusal('MSV-L005', `The change is ${state} and stays as it is.`)

export const noRight = ({ name }: Person, role: string): Refusal =>
  new Refusal('MSV-L004', `${name} does not have the role ${role} for all files of the change.`)
