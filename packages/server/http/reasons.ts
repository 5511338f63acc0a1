import type { z } from 'zod'
import { saidOf } from '@misiva/decide'
import type { Reason as Recorded } from '@misiva/model'
import type { Reason } from './schemas.ts'

/** A recorded reason with which sentence it is and its facts, so that a screen says it in its language. */
export function showReason({ code, text }: Recorded): z.infer<typeof Reason> {
  const said = saidOf({ code, text })
  return { code, text, said: said ? { name: said.name, facts: { ...said.facts } } : null }
}
