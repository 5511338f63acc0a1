import type { ColumnType, Generated } from 'kysely'

/** The tables of the library (migrations 0002 and 0003), as Kysely sees them. See `schema.ts` for the types. */
export interface LibraryTables {
  person: PersonTable
  person_right: PersonRightTable
  person_session: PersonSessionTable
  person_event: PersonEventTable
  change: ChangeTable
  change_file: ChangeFileTable
  change_edit: ChangeEditTable
  review: ReviewTable
  change_event: ChangeEventTable
  content_comment: ContentCommentTable
  publication: PublicationTable
}

type Instant = string

export type Role = 'reader' | 'author' | 'approver' | 'publisher' | 'sender' | 'admin'

export type ChangeState =
  'draft' | 'in-review' | 'approved' | 'rejected' | 'published' | 'withdrawn'

export interface PersonTable {
  id: string
  email: string
  name: string
  language: Generated<string>
  password: string | null
  active: Generated<boolean>
  created_at: Generated<Instant>
}

export interface PersonRightTable {
  person_id: string
  prefix: Generated<string>
  role: Role
}

export interface PersonSessionTable {
  token_sha256: Buffer
  person_id: string
  name: string | null
  created_at: Generated<Instant>
  expires_at: Instant
}

export interface PersonEventTable {
  id: Generated<number>
  person_id: string
  kind:
    | 'entered'
    | 'right-given'
    | 'right-taken'
    | 'sent-away'
    | 'let-in-again'
    | 'password-set'
    | 'key-made'
    | 'renamed'
  role: Role | null
  prefix: string | null
  detail: string | null
  by_id: string | null
  at: Generated<Instant>
}

export interface ChangeTable {
  id: string
  title: string
  description: Generated<string>
  state: Generated<ChangeState>
  author_id: string
  base_release: string | null
  effective_from: Instant | null
  effective_until: Instant | null
  created_at: Generated<Instant>
  changed_at: Generated<Instant>
}

export interface ChangeFileTable {
  change_id: string
  path: string
  base_sha256: Buffer | null
  sha256: Buffer | null
  revision: Generated<number>
  edited_by: string
  edited_at: Generated<Instant>
}

export interface ChangeEditTable {
  id: Generated<number>
  change_id: string
  path: string
  revision: number
  sha256: Buffer | null
  person_id: string
  at: Generated<Instant>
}

export interface ReviewTable {
  id: Generated<number>
  change_id: string
  person_id: string
  verdict: 'approve' | 'reject'
  reason: string | null
  edit_id: number
  at: Generated<Instant>
}

export interface ChangeEventTable {
  id: Generated<number>
  change_id: string
  kind:
    | 'created'
    | 'described'
    | 'submitted'
    | 'approved'
    | 'rejected'
    | 'reopened'
    | 'published'
    | 'withdrawn'
  person_id: string | null
  detail: string | null
  at: Generated<Instant>
}

export interface ContentCommentTable {
  id: string
  change_id: string | null
  path: string
  anchor: ColumnType<Record<string, unknown>, string | undefined, string>
  text: string
  suggestion: string | null
  author_id: string
  at: Generated<Instant>
  answers: string | null
  resolved_by: string | null
  resolved_at: Instant | null
}

export interface PublicationTable {
  id: Generated<number>
  release: string
  kind: 'first' | 'change' | 'carried' | 'end' | 'rollback' | 'promotion'
  change_id: string | null
  effective_from: Instant
  published_by: string | null
  published_at: Generated<Instant>
  note: Generated<string>
  withdrawn_by: string | null
  withdrawn_at: Instant | null
}
