/**
 * The password of a record's document. It is read in machine notation (a day as 1980-05-17), judged,
 * and handed to the typesetter; it stands in no message, and is kept nowhere.
 */
import { problem } from '@misiva/model'
import type { Place, Protect, TextTemplate } from '@misiva/model'
import type { preparePassword, Protection } from '@misiva/typeset'
import type { ComposeInput } from '../composing.ts'
import { plainText } from '../data/plain.ts'
import type { Context, Pieces } from '../program/context.ts'
import type { Run } from '../program/scope.ts'

/** Fewer can be tried in no time, whatever they are. */
export const leastCharacters = 6

/** What tells this document from others of its title and date. */
export function saltOf({ key = '', customer }: Pick<ComposeInput, 'key' | 'customer'>): string {
  return `${key}\u0000${customer.key}`
}

/** Undefined after a problem was noted. `salt` tells the document from others: the record's key. */
export type ProtectProgram = (run: Run, salt: string) => Protection | undefined

export async function compileProtect(
  { password, owner, print, copy, change, place }: Protect,
  context: Context,
): Promise<ProtectProgram> {
  // What makes pages is loaded where there are some to protect.
  const { preparePassword: prepare } = await import('@misiva/typeset')
  const user = secret(password, { what: 'password', prepare, place }, context)
  const over = owner && secret(owner, { what: 'owner’s password', prepare, place }, context)
  const permissions = {
    ...(print !== undefined && { print }),
    ...(copy !== undefined && { copy }),
    ...(change !== undefined && { change }),
  }
  return (run, salt) => {
    const opens = user(run)
    const owns = over?.(run)
    if (opens === undefined || (over && owns === undefined)) return undefined
    if (opens === owns) {
      const message = 'The owner’s password is the one that opens the document'
      run.problems.push(problem('MSV-C018', message, place, 'give the owner another one, or none'))
      return undefined
    }
    return { user: opens, ...(owns !== undefined && { owner: owns }), ...permissions, salt }
  }
}

const wrong = {
  empty: 'is empty',
  forbidden: 'has a character that cannot be typed',
  direction: 'mixes letters from left to right with letters from right to left',
  long: 'is longer than 127 bytes',
} as const

interface Secret {
  readonly what: string
  readonly prepare: typeof preparePassword
  readonly place: Place | undefined
}

function secret(template: TextTemplate, { what, prepare, place }: Secret, context: Context) {
  const pieces = context.pieces(template)
  const at = template.find((part) => typeof part !== 'string')?.place ?? place
  return (run: Run): string | undefined => {
    const refuse = (why: string): undefined => {
      run.problems.push(problem('MSV-C018', `The ${what} of the document ${why}`, at))
    }
    const known = run.problems.length
    const text = textOf(pieces, run)
    if (run.problems.length > known) {
      // What a function said of its argument may show a part of the password.
      run.problems.length = known
      return refuse('cannot be computed')
    }
    if (text === undefined) return refuse('is neither text nor a number or a day')
    const prepared = prepare(text)
    if (!prepared.ok) return refuse(wrong[prepared.why])
    if (prepared.characters < leastCharacters)
      return refuse(`has fewer than ${leastCharacters} characters`)
    if (new Set(text).size === 1) return refuse('is one character again and again')
    return text
  }
}

function textOf(pieces: Pieces, run: Run): string | undefined {
  let text = ''
  for (const piece of pieces) {
    const said = typeof piece === 'string' ? piece : plainText(run.read(piece))
    if (said === undefined) return undefined
    text += said
  }
  return text
}
