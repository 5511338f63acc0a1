import { codes, type ErrorCode, type Problem } from '@misiva/model'
import type { FileOfChange } from './content.ts'

/** The library says no: with a code of the table, an HTTP status and what else helps to go on. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly hint: string
  /** All that is wrong with the content. */
  readonly problems: readonly Problem[] | undefined
  /** Paths that were published differently meanwhile. */
  readonly conflicts: readonly string[] | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      readonly hint?: string
      readonly problems?: readonly Problem[]
      readonly conflicts?: readonly string[]
    } = {},
  ) {
    super(message)
    this.code = code
    this.status = statusOf[code] ?? 422
    this.hint = more.hint ?? codes[code].remedy
    this.problems = more.problems
    this.conflicts = more.conflicts
  }
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  'MSV-L001': 409,
  'MSV-L002': 403,
  'MSV-L003': 401,
  'MSV-L004': 403,
  'MSV-L005': 409,
  'MSV-L007': 401,
  'MSV-L009': 409,
  'MSV-S004': 404,
  'MSV-S005': 400,
}

/** A save that would have overwritten what somebody else saved; nothing was written. */
export class SaveConflict extends Error {
  readonly theirs: {
    readonly sha256: string | null
    readonly revision: number
    readonly base: string | null
    readonly published: string | null
    readonly file: FileOfChange | undefined
  }
  readonly ancestor: string | null

  constructor(message: string, theirs: SaveConflict['theirs'], ancestor: string | null) {
    super(message)
    this.theirs = theirs
    this.ancestor = ancestor
  }
}

/** What the database's own law says, in the library's words; other errors stay what they are. */
export function refusalOf(error: unknown): unknown {
  const constraint = (error as { constraint?: string } | undefined)?.constraint
  const words = constraint && byConstraint[constraint]
  return words ? new Refusal(words[0], words[1]) : error
}

const byConstraint: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  review_four_eyes: ['MSV-L002', 'Who began or edited a change does not approve it.'],
  change_four_eyes: ['MSV-L002', 'Nobody else has approved what the change says now.'],
  review_in_review: ['MSV-L005', 'Only a change in review is approved or rejected.'],
  review_of_last_edit: ['MSV-L005', 'The change was edited since: look at it again.'],
  change_closed: ['MSV-L005', 'The change is published or withdrawn, and stays as it is.'],
  change_approved_first: ['MSV-L005', 'Only an approved change is published.'],
}
