import { z } from 'zod'

/** The people who work here, and what each may do, as they go over the wire. */

const id = z.uuid()

export const Role = z
  .enum(['reader', 'author', 'approver', 'publisher', 'sender', 'admin'])
  .meta({ id: 'Role' })

export const Right = z
  .object({
    role: Role,
    prefix: z
      .string()
      .max(500)
      .meta({ description: 'For paths that begin so; empty is everything' }),
  })
  .meta({ id: 'Right' })

export const PersonRef = z.object({ id, name: z.string() }).meta({ id: 'PersonRef' })

export const Person = z
  .object({
    id,
    email: z.string(),
    name: z.string(),
    language: z.string(),
    active: z.boolean(),
    rights: z.array(Right),
  })
  .meta({ id: 'Person' })

export const Session = z
  .object({
    person: Person.nullable(),
    open: z.boolean().meta({
      description: 'Anyone at this machine may continue as anyone: the house runs on its sandboxes',
    }),
  })
  .meta({ id: 'Session' })

export const PersonList = z.object({ items: z.array(Person) }).meta({ id: 'PersonList' })

export const PersonEvent = z
  .object({
    id: z.int(),
    person: PersonRef,
    kind: z.enum([
      'entered',
      'right-given',
      'right-taken',
      'sent-away',
      'let-in-again',
      'password-set',
      'key-made',
      'renamed',
    ]),
    role: Role.nullable(),
    prefix: z.string().nullable(),
    detail: z
      .string()
      .nullable()
      .meta({ description: 'Of a key its name, of a renaming the name before' }),
    by: PersonRef.nullable().meta({ description: 'null: the command line, or at the database' }),
    at: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'PersonEvent' })

export const PersonEventList = z
  .object({ items: z.array(PersonEvent), next: z.int().nullable() })
  .meta({ id: 'PersonEventList' })
