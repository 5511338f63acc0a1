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
