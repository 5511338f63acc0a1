import { createHash, randomBytes, randomUUIDv7, scrypt, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { ProblemError, problem } from '@misiva/model'
import type { Role } from '@misiva/store'
import type { Reader } from './content.ts'

export interface Right {
  readonly role: Role
  /** For paths that begin so; '' is everything. */
  readonly prefix: string
}

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: string
  readonly active: boolean
  readonly rights: readonly Right[]
}

/** Whether a person may act so on a path; every role reads, and an administrator does everything. */
export function may(person: Person | undefined, role: Role, path: string): boolean {
  if (!person?.active) return false
  return person.rights.some(
    (right) =>
      (right.role === role || right.role === 'admin' || role === 'reader') &&
      path.startsWith(right.prefix),
  )
}

/** Whether a person has a role for anything at all. */
export function mayAnywhere(person: Person | undefined, role: Role): boolean {
  if (!person?.active) return false
  return person.rights.some(
    (right) => right.role === role || right.role === 'admin' || role === 'reader',
  )
}

export async function listPeople(db: Reader): Promise<Person[]> {
  const people = await db
    .selectFrom('person')
    .select(['id', 'email', 'name', 'language', 'active'])
    .orderBy('name')
    .execute()
  const rights = await db
    .selectFrom('person_right')
    .select(['person_id', 'role', 'prefix'])
    .orderBy('prefix')
    .orderBy('role')
    .execute()
  return people.map((person) => ({
    ...person,
    rights: rights
      .filter((right) => right.person_id === person.id)
      .map(({ role, prefix }) => ({ role, prefix })),
  }))
}

export async function findPerson(db: Reader, id: string): Promise<Person | undefined> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'email', 'name', 'language', 'active'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) return undefined
  const rights = await db
    .selectFrom('person_right')
    .select(['role', 'prefix'])
    .where('person_id', '=', id)
    .orderBy('prefix')
    .orderBy('role')
    .execute()
  return { ...person, rights }
}

export async function findByEmail(db: Reader, email: string): Promise<Person | undefined> {
  const found = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return found && findPerson(db, found.id)
}

export interface PersonEntry {
  readonly email: string
  readonly name: string
  readonly language?: string
  readonly password?: string
  readonly active?: boolean
  readonly rights: readonly Right[]
}

/** Whatever follows in the transaction is written down as this person's doing. */
export async function actAs(tx: Reader, person: string): Promise<void> {
  await sql`select set_config('misiva.person', ${person}, true)`.execute(tx)
}

/**
 * Enters a person, or changes the one with that address; rights become exactly those given. The
 * database writes down each right that came or went, so those that stay are left alone.
 */
export async function enterPerson(db: Reader, entry: PersonEntry): Promise<Person> {
  const email = entry.email.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new ProblemError([problem('MSV-S005', `“${entry.email}” is not an e-mail address`)])
  const password = entry.password === undefined ? undefined : await hashPassword(entry.password)
  const { id } = await db
    .insertInto('person')
    .values({
      id: randomUUIDv7(),
      email,
      name: entry.name,
      language: entry.language ?? 'en',
      password: password ?? null,
      active: entry.active ?? true,
    })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({
        name: entry.name,
        ...(entry.language !== undefined && { language: entry.language }),
        ...(entry.active !== undefined && { active: entry.active }),
        ...(password !== undefined && { password }),
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await giveRights(db, id, entry.rights)
  // Whoever is sent away is signed out, and a new password ends the sessions of the old one.
  if (entry.active === false || password !== undefined)
    await db.deleteFrom('person_session').where('person_id', '=', id).execute()
  return (await findPerson(db, id))!
}

async function giveRights(db: Reader, id: string, rights: readonly Right[]): Promise<void> {
  const now = (await findPerson(db, id))?.rights ?? []
  const among = (list: readonly Right[], it: Right) =>
    list.some(({ role, prefix }) => role === it.role && prefix === it.prefix)
  for (const right of now.filter((it) => !among(rights, it)))
    await db
      .deleteFrom('person_right')
      .where('person_id', '=', id)
      .where('role', '=', right.role)
      .where('prefix', '=', right.prefix)
      .execute()
  const given = rights.filter((it) => !among(now, it))
  if (given.length === 0) return
  await db
    .insertInto('person_right')
    .values(given.map(({ role, prefix }) => ({ person_id: id, role, prefix })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

// ── Passwords ─────────────────────────────────────────────────────────────────────────────────────

/** 2^15 × 8 × 128 bytes = 32 MiB and some 80 ms: OWASP's scrypt recommendation of the lower memory. */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const KEY = 32

export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < 10)
    throw new ProblemError([
      problem('MSV-S005', 'The password is too short', undefined, 'Use 10 characters or more.'),
    ])
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  const { N, r, p } = COST
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

export async function passwordFits(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return false
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const wanted = Buffer.from(key, 'base64')
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), cost), wanted)
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters typed on another keyboard are the same password (RFC 8265).
    scrypt(
      password.normalize('NFC'),
      salt,
      KEY,
      { ...cost, maxmem: 256 * 2 ** 20 },
      (error, key) => (error ? reject(error) : resolve(key)),
    )
  })
}

// ── Sessions ──────────────────────────────────────────────────────────────────────────────────────

/** A working day and the evening; someone who comes again in between stays signed in. */
export const SESSION_HOURS = 14

const digestOf = (token: string) => createHash('sha256').update(token).digest()

/** Signs a person in: the secret, which is kept nowhere here. */
export async function beginSession(
  db: Reader,
  person: string,
  key?: { readonly name: string; readonly days: number },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const until = Temporal.Now.instant().add({ hours: key ? key.days * 24 : SESSION_HOURS })
  await db
    .insertInto('person_session')
    .values({
      token_sha256: digestOf(token),
      person_id: person,
      name: key?.name ?? null,
      expires_at: until.toString(),
    })
    .execute()
  await db
    .deleteFrom('person_session')
    .where('expires_at', '<', Temporal.Now.instant().toString())
    .execute()
  return token
}

export async function personOf(db: Reader, token: string): Promise<Person | undefined> {
  const session = await db
    .selectFrom('person_session')
    .select(['person_id'])
    .where('token_sha256', '=', digestOf(token))
    .where('expires_at', '>', Temporal.Now.instant().toString())
    .executeTakeFirst()
  const person = session && (await findPerson(db, session.person_id))
  return person?.active ? person : undefined
}

export async function endSession(db: Reader, token: string): Promise<void> {
  await db.deleteFrom('person_session').where('token_sha256', '=', digestOf(token)).execute()
}

let never: Promise<string> | undefined

/** The person an address and password are of. One that is not known costs as much time as one that is. */
export async function signIn(
  db: Reader,
  email: string,
  password: string,
): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'password', 'active'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  never ??= hashPassword(randomBytes(16).toString('hex'))
  const fits = await passwordFits(password, row?.password ?? (await never))
  return fits && row?.password && row.active ? findPerson(db, row.id) : undefined
}
