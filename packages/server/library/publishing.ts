import { sql, type Transaction } from 'kysely'
import { formatProblem } from '@misiva/model'
import type { Database, PublicationTable } from '@misiva/store'
import { enterEvent, findChange, readChange, type ChangeHead } from './changes.ts'
import { manifestKey, manifestOf, type Manifest, type Reader } from './content.ts'
import type { Library } from './library.ts'
import { may, type Person } from './people.ts'
import { noRight } from './review.ts'
import { Refusal, refusalOf } from './refusals.ts'

/** One file as it shall be: `base` is what it was when it was edited; null is no file. */
export interface Patch {
  readonly path: string
  readonly base: string | null
  readonly sha256: string | null
}

/** What is put into force, and from when until when (ISO 8601 instants; null: now, without an end). */
export interface Publishing {
  readonly kind: 'first' | 'change' | 'promotion'
  readonly patch: readonly Patch[]
  readonly from: string | null
  readonly until: string | null
  readonly note: string
  readonly person: Person | undefined
  readonly change?: ChangeHead
}

/** One point of the time line: what is in force from there on. */
interface Point {
  readonly at: string
  readonly release: string
}

interface Step {
  /** Null: from the moment of publication on. */
  readonly at: string | null
  readonly kind: PublicationTable['kind']
  readonly manifest: Manifest
  readonly before: Manifest
  /** Content that was published before needs no second look. */
  readonly checked: boolean
}

/** Somebody else published between the look at the content and the lock: it is looked at again. */
const TRIES = 5
const LOCK = 4_600_005

export async function publishChange(
  library: Library,
  head: ChangeHead,
  person: Person,
  when: { readonly from: string | null; readonly until: string | null; readonly note: string },
): Promise<string> {
  if (head.state !== 'approved')
    throw new Refusal('MSV-L005', `The change is ${head.state}; only an approved one is published.`)
  const { files } = await readChange(library.db, head)
  if (!files.every(({ path }) => may(person, 'publisher', path))) throw noRight(person, 'publisher')
  return putIntoForce(library, { kind: 'change', patch: files, person, change: head, ...when })
}

/**
 * Puts content into force in one transaction: its release, its place on the time line, the same
 * change carried into what is scheduled later, and the end of its time. A run that begins sees all of
 * it or nothing. Refused, with every problem, is what cannot be composed; and what was published
 * differently meanwhile.
 */
export async function putIntoForce(library: Library, publishing: Publishing): Promise<string> {
  for (let n = 0; n < TRIES; n++) {
    const plan = await planned(library.db, publishing)
    for (const step of plan.steps) if (!step.checked) await refuseFaulty(library, step)
    try {
      const release = await library.db
        .transaction()
        .execute((tx) => commit(library, tx, publishing, plan))
      if (release !== undefined) return release
    } catch (error) {
      throw refusalOf(error)
    }
  }
  throw new Refusal('MSV-L001', 'Others publish at the same time; nothing was published.', {
    hint: 'Try again in a moment.',
  })
}

interface Plan {
  /** The newest publication the plan knows of. */
  readonly newest: number
  readonly steps: readonly Step[]
}

async function planned(db: Reader, publishing: Publishing): Promise<Plan> {
  const { points, newest, now } = await timeLine(db)
  const { patch, until, kind } = publishing
  const from =
    publishing.from !== null && Temporal.Instant.compare(publishing.from, now) > 0
      ? publishing.from
      : null
  const start = from ?? now
  if (until !== null && Temporal.Instant.compare(until, start) <= 0)
    throw new Refusal('MSV-S005', 'It would end before it begins.', {
      hint: 'Let effectiveUntil be later than effectiveFrom and than now.',
    })
  const after = (a: string, b: string) => Temporal.Instant.compare(a, b) > 0
  const ground = points.findLast(({ at }) => !after(at, start))
  const before = await manifestOf(db, ground?.release ?? null)
  const steps: Step[] = [
    { at: from, kind, before, manifest: patched(before, patch), checked: false },
  ]
  for (const { at, release } of points) {
    if (!after(at, start) || (until !== null && !after(until, at))) continue
    const scheduled = await manifestOf(db, release)
    const manifest = patched(scheduled, patch, at)
    steps.push({ at, kind: 'carried', before: scheduled, manifest, checked: false })
  }
  if (until !== null && !points.some(({ at }) => Temporal.Instant.compare(at, until) === 0)) {
    const then = points.findLast(({ at }) => !after(at, until))
    const manifest = await manifestOf(db, then?.release ?? null)
    if (then) steps.push({ at: until, kind: 'end', before: manifest, manifest, checked: true })
  }
  return { newest, steps }
}

/** The points in time at which something comes into force, past ones and scheduled ones. */
async function timeLine(db: Reader): Promise<{ points: Point[]; newest: number; now: string }> {
  const { rows } = await sql<{ id: number; at: string; release: string }>`
    select distinct on (effective_from) id, effective_from as at, release from publication
    where withdrawn_at is null order by effective_from, id desc
  `.execute(db)
  const known = await sql<{ newest: number | null; now: string; withdrawn: number }>`
    select max(id) as newest, library_now() as now, count(withdrawn_at)::int as withdrawn from publication
  `.execute(db)
  const { newest, now, withdrawn } = known.rows[0]!
  return { points: rows, newest: (newest ?? 0) * 1000 + (withdrawn % 1000), now }
}

/** A manifest with the patch; where it was published differently since, all such paths as a refusal. */
function patched(manifest: Manifest, patch: readonly Patch[], scheduled?: string): Manifest {
  const conflicts = patch.filter(({ path, base, sha256 }) => {
    const now = manifest.get(path) ?? null
    return now !== base && now !== sha256
  })
  if (conflicts.length > 0) {
    const paths = conflicts.map(({ path }) => path)
    const what =
      scheduled === undefined
        ? 'Published differently meanwhile'
        : `Differs in what comes into force at ${scheduled}`
    throw new Refusal('MSV-L001', `${what}: ${paths.join(', ')}.`, {
      conflicts: paths,
      hint:
        scheduled === undefined
          ? 'Look at both versions and save these files again on top of the newer one.'
          : 'Take back what is scheduled, publish this, and schedule the other one anew.',
    })
  }
  const next = new Map(manifest)
  for (const { path, sha256 } of patch) {
    if (sha256 === null) next.delete(path)
    else next.set(path, sha256)
  }
  return new Map([...next].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

async function refuseFaulty(library: Library, step: Step): Promise<void> {
  const { manifest, before } = step
  const { problems } = await library.readManifest(manifest, before, true)
  if (problems.length === 0) return
  const [first] = problems
  const others = problems.length === 1 ? '' : ` and ${problems.length - 1} more`
  const when = step.kind === 'carried' ? ` in what comes into force at ${step.at}` : ''
  throw new Refusal(
    first!.code,
    `It cannot be published${when}: ${formatProblem(first!).split('\n')[0]}${others}`,
    { problems },
  )
}

async function commit(
  library: Library,
  tx: Transaction<Database>,
  publishing: Publishing,
  plan: Plan,
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
  if ((await timeLine(tx)).newest !== plan.newest) return undefined
  const { change, person, note } = publishing
  if (change) {
    await tx.selectFrom('change').select('id').where('id', '=', change.id).forUpdate().execute()
    const now = (await findChange(tx, change.id))!
    if (now.state !== 'approved' || now.changedAt !== change.changedAt)
      throw new Refusal('MSV-L005', 'The change was changed while it was being checked.')
    await tx
      .updateTable('change')
      .set({
        state: 'published',
        effective_from: sql<string>`coalesce(${publishing.from}::timestamptz, library_now())`,
        effective_until: publishing.until,
      })
      .where('id', '=', change.id)
      .execute()
    await enterEvent(tx, change.id, 'published', person?.id ?? null, note || null)
  }
  let first: string | undefined
  for (const step of plan.steps) {
    const release = await enterRelease(tx, step.manifest, change?.title ?? (note || 'library'))
    await sql`
      insert into publication (release, kind, change_id, effective_from, published_by, note)
      values (${release}, ${step.kind}, ${change?.id ?? null}, coalesce(${step.at}::timestamptz, library_now()),
        ${person?.id ?? null}, ${note})
    `.execute(tx)
    first ??= release
  }
  await library.tell(tx, {
    kind: 'published',
    change: change?.id ?? null,
    paths: publishing.patch.map(({ path }) => path),
    by: person ? { id: person.id, name: person.name } : null,
  })
  return first
}

async function enterRelease(tx: Reader, manifest: Manifest, name: string): Promise<string> {
  const hash = manifestKey(manifest)
  await tx
    .insertInto('release')
    .values({ hash, name, files: JSON.stringify(Object.fromEntries(manifest)) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return hash
}

/** Puts an older release into force again, from now or a later time; it was checked when it was published. */
export async function rollBack(
  library: Library,
  person: Person,
  wish: {
    readonly release: string
    readonly from: string | null
    readonly note: string
    /** Also takes back what is scheduled for later, which may hold what is rolled back. */
    readonly withdrawScheduled: boolean
  },
): Promise<number> {
  if (!may(person, 'publisher', ''))
    throw new Refusal('MSV-L004', `${person.name} may not publish everything.`)
  return library.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    const known = await tx
      .selectFrom('publication')
      .select('id')
      .where('release', '=', wish.release)
      .executeTakeFirst()
    if (!known) throw new Refusal('MSV-S004', `The release ${wish.release} was never published.`)
    const { rows } = await sql<{ id: number; at: string }>`
      insert into publication (release, kind, effective_from, published_by, note)
      values (${wish.release}, 'rollback', greatest(${wish.from}::timestamptz, library_now()),
        ${person.id}, ${wish.note}) returning id, effective_from as at
    `.execute(tx)
    const { id, at } = rows[0]!
    if (wish.withdrawScheduled)
      await sql`
        update publication set withdrawn_by = ${person.id}, withdrawn_at = now()
        where effective_from > ${at}::timestamptz and effective_from > library_now() and withdrawn_at is null
      `.execute(tx)
    const by = { id: person.id, name: person.name }
    await library.tell(tx, { kind: 'published', change: null, paths: [], by })
    return id
  })
}

/** Takes back a scheduled publication before its time. */
export async function takeBack(library: Library, person: Person, id: number): Promise<void> {
  if (!may(person, 'publisher', ''))
    throw new Refusal('MSV-L004', `${person.name} may not publish everything.`)
  await library.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    const { numAffectedRows } = await sql`
      update publication set withdrawn_by = ${person.id}, withdrawn_at = now()
      where id = ${id} and withdrawn_at is null and effective_from > library_now()
    `.execute(tx)
    if (numAffectedRows !== 1n)
      throw new Refusal('MSV-L005', 'Only what is scheduled for later is taken back.', {
        hint: 'Roll back to another release instead.',
      })
    const by = { id: person.id, name: person.name }
    await library.tell(tx, { kind: 'published', change: null, paths: [], by })
  })
}

export interface PublicationView {
  readonly id: number
  readonly release: string
  readonly kind: PublicationTable['kind']
  readonly change: { readonly id: string; readonly title: string } | null
  readonly effectiveFrom: string
  readonly publishedBy: { readonly id: string; readonly name: string } | null
  readonly publishedAt: string
  readonly note: string
  readonly standing: 'past' | 'in-force' | 'scheduled' | 'withdrawn' | 'superseded'
}

/** The time line, latest first; superseded is one that another replaced before or at its own time. */
export async function listPublications(db: Reader): Promise<PublicationView[]> {
  const { rows } = await sql<
    Omit<PublicationView, 'change' | 'publishedBy'> & {
      changeId: string | null
      title: string | null
      personId: string | null
      personName: string | null
    }
  >`
    with clock as materialized (select library_now() as at), newest as (
      select distinct on (effective_from) id from publication
      where withdrawn_at is null order by effective_from, id desc
    )
    select p.id, p.release, p.kind, p.effective_from as "effectiveFrom", p.published_at as "publishedAt",
      p.note, c.id as "changeId", c.title, w.id as "personId", w.name as "personName",
      case when p.withdrawn_at is not null then 'withdrawn'
        when p.id not in (select id from newest) then 'superseded'
        when p.effective_from > (select at from clock) then 'scheduled'
        when p.id = (select id from publication where effective_from <= (select at from clock) and withdrawn_at is null
          order by effective_from desc, id desc limit 1) then 'in-force'
        else 'past' end as standing
    from publication p left join change c on c.id = p.change_id left join person w on w.id = p.published_by
    order by p.effective_from desc, p.id desc limit 500
  `.execute(db)
  return rows.map(({ changeId, title, personId, personName, ...row }) => ({
    ...row,
    change: changeId === null || title === null ? null : { id: changeId, title },
    publishedBy:
      personId === null || personName === null ? null : { id: personId, name: personName },
  }))
}
