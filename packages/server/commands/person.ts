import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { ProblemError, problem } from '@misiva/model'
import { openDatabase, type Role } from '@misiva/store'
import { enterPerson, findByEmail, type Right } from '../library/people.ts'
import { readSettings } from '../settings.ts'

export interface PersonOptions {
  readonly name: string
  readonly language: string
  readonly may?: readonly string[]
  readonly json?: boolean
}

const roles: readonly Role[] = ['reader', 'author', 'approver', 'publisher', 'sender', 'admin']

export async function person(email: string, options: PersonOptions): Promise<void> {
  const rights = (options.may ?? ['reader']).map(rightOf)
  const settings = readSettings(process.env)
  const connection = await openDatabase({
    url: settings.databaseUrl,
    folder: join(settings.data, 'db'),
  })
  try {
    const known = await findByEmail(connection.db, email)
    const given = process.env['MISIVA_PASSWORD'] || undefined
    const made = known || given ? undefined : randomBytes(12).toString('base64url')
    const password = given ?? made
    const entered = await connection.db.transaction().execute((tx) =>
      enterPerson(tx, {
        ...{ email, name: options.name, language: options.language, rights, active: true },
        ...(password !== undefined && { password }),
      }),
    )
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ ...entered, password: made ?? null })}\n`)
      return
    }
    const what = rights.map(({ role, prefix }) => `${role}${prefix && ` of ${prefix}`}`).join(', ')
    process.stdout.write(`${entered.name} <${entered.email}>: ${what}\n`)
    if (made !== undefined) process.stdout.write(`Password: ${made}\n`)
  } finally {
    await connection.close()
  }
}

function rightOf(text: string): Right {
  const [role, ...prefix] = text.split(':')
  if (!roles.includes(role as Role))
    throw new ProblemError([
      problem('MSV-S005', `“${role}” is no role`, undefined, `Roles are ${roles.join(', ')}.`),
    ])
  return { role: role as Role, prefix: prefix.join(':') }
}
