import { z } from 'zod'
import { PersonRef } from './people-schemas.ts'

/**
 * The library's shapes on the wire, each named in the OpenAPI description. Instants are ISO 8601 in
 * UTC, hashes SHA-256 in lower-case hex, paths those of a content folder (docs/content.md).
 */

const count = z.int().min(0)
const instant = z.string().meta({ format: 'date-time' })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const id = z.uuid()
export const path = z.string().min(1).max(500)

/** Something wrong with content, as `file:line:column code message` with a hint. */
export const ContentProblem = z
  .object({
    file: z.string().nullable(),
    line: z.int().nullable(),
    column: z.int().nullable(),
    code: z.string(),
    message: z.string(),
    hint: z.string(),
  })
  .meta({ id: 'ContentProblem' })

export const ObjectKind = z
  .enum(['style', 'block', 'template', 'asset', 'house'])
  .meta({ id: 'ObjectKind' })

export const ChangeState = z
  .enum(['draft', 'in-review', 'approved', 'rejected', 'published', 'withdrawn'])
  .meta({ id: 'ChangeState' })

export const LibraryObject = z
  .object({
    kind: ObjectKind,
    name: z.string(),
    languages: z.array(z.string()),
    tones: z.array(z.string()),
    files: z.array(z.object({ path, sha256 })),
    state: z.enum(['published', 'draft', 'in-review', 'approved', 'rejected', 'retired']).meta({
      description:
        'published, or the state of the change that has it open (of several the furthest); retired: this change takes it away',
    }),
    changes: z
      .array(z.object({ id, title: z.string(), state: ChangeState }))
      .meta({ description: 'Open changes that touch it' }),
    changedAt: instant.nullable(),
    changedBy: PersonRef.nullable(),
    editors: z.array(PersonRef).meta({ description: 'All who ever edited it' }),
    usedBy: count.meta({ description: 'Objects that use it' }),
    uses: count.meta({ description: 'Objects it uses' }),
    problems: count,
  })
  .meta({ id: 'LibraryObject' })

export const Library = z
  .object({
    release: sha256.nullable().meta({ description: 'In force; null while nothing is published' }),
    defaultLanguage: z.string(),
    languages: z.array(z.string()),
    items: z.array(LibraryObject),
    problems: z.array(ContentProblem),
  })
  .meta({ id: 'Library' })

export const Presence = z
  .object({ person: PersonRef, change: id.nullable(), path, since: instant })
  .meta({ id: 'Presence' })

export const LibraryFile = z
  .object({
    path,
    text: z.string().nullable().meta({ description: 'Of text files; null for others' }),
    base64: z.string().nullable().meta({ description: 'Of fonts and pictures' }),
    sha256: sha256.nullable().meta({ description: 'null: this change takes it away' }),
    base: sha256.nullable().meta({
      description:
        'What was published when this change first had it; outside a change the same as sha256',
    }),
    published: sha256.nullable().meta({ description: 'What is in force now' }),
    revision: count.meta({ description: '0: not yet part of the change' }),
    editedBy: PersonRef.nullable(),
    editedAt: instant.nullable(),
    editors: z.array(Presence).meta({ description: 'Who has it open' }),
  })
  .meta({ id: 'LibraryFile' })

export const SaveFile = z
  .object({
    change: id,
    path,
    text: z.string().max(4_000_000).optional(),
    base64: z.string().optional(),
    remove: z.boolean().optional().meta({ description: 'Takes the file away' }),
    restore: z
      .boolean()
      .optional()
      .meta({ description: 'Gives back what is in force: no difference any more' }),
    revision: count.meta({ description: 'The one seen; another one is a conflict' }),
    base: sha256.nullable().optional().meta({
      description:
        'The published version this builds on, where it is newer than the change knew: settles a conflict with what was published meanwhile',
    }),
  })
  .meta({ id: 'SaveFile' })

export const Saved = z
  .object({
    path,
    revision: count,
    sha256: sha256.nullable(),
    problems: z.array(ContentProblem),
  })
  .meta({ id: 'Saved' })

export const Conflict = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    hint: z.string(),
    theirs: LibraryFile.meta({ description: 'What stands there now' }),
    mine: z
      .object({ text: z.string().nullable(), base64: z.string().nullable() })
      .meta({ description: 'What was to be saved, given back' }),
    ancestor: z.string().nullable().meta({ description: 'Text both began with' }),
  })
  .meta({ id: 'Conflict' })

export const LibraryTree = z
  .object({
    path,
    sha256: sha256.nullable(),
    revision: count,
    subject: z.array(z.unknown()).nullable(),
    preheader: z.array(z.unknown()).nullable(),
    content: z.array(z.unknown()).meta({ description: 'Blocks of the content tree' }),
    problems: z.array(ContentProblem),
  })
  .meta({ id: 'LibraryTree' })

export const SaveTree = z
  .object({
    change: id,
    path,
    revision: count,
    base: sha256.nullable().optional(),
    content: z.array(z.record(z.string(), z.unknown())),
    subject: z.array(z.unknown()).nullish(),
    preheader: z.array(z.unknown()).nullish(),
  })
  .meta({ id: 'SaveTree' })

export const Use = z
  .object({
    object: z.string().meta({ description: 'block/payment-terms' }),
    places: z.array(z.object({ file: z.string(), line: z.int(), column: z.int() })),
  })
  .meta({ id: 'Use' })

export const Uses = z.object({ uses: z.array(Use), usedBy: z.array(Use) }).meta({ id: 'Uses' })

export const SearchHits = z
  .object({
    items: z.array(
      z.object({
        object: z.string(),
        file: z.string(),
        line: z.int(),
        column: z.int(),
        kind: z.enum(['text', 'field', 'name']),
        language: z.string().nullable(),
        tone: z.string().nullable(),
        excerpt: z.string(),
        from: count.meta({ description: 'Where in the excerpt it begins' }),
        to: count,
      }),
    ),
  })
  .meta({ id: 'SearchHits' })

const TextPlace = z
  .object({
    object: z.string(),
    place: z.object({ file: z.string(), line: z.int(), column: z.int() }),
    language: z.string(),
    tone: z.string(),
    text: z.string(),
  })
  .meta({ id: 'TextPlace' })

export const Duplicates = z
  .object({
    items: z.array(
      z.object({
        a: TextPlace,
        b: TextPlace,
        similarity: z.number().min(0).max(1),
        differences: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  })
  .meta({ id: 'Duplicates' })

export const Unused = z.object({ items: z.array(z.string()) }).meta({ id: 'Unused' })

export const ChangedFile = z
  .object({
    path,
    kind: z.enum(['added', 'changed', 'removed']),
    base: sha256.nullable(),
    sha256: sha256.nullable(),
    revision: count,
    editedBy: PersonRef,
    editedAt: instant,
    conflict: z.boolean().meta({
      description: 'Published differently since: save it again on top of that before publishing',
    }),
  })
  .meta({ id: 'ChangedFile' })

export const ChangeEvent = z
  .object({
    kind: z.enum([
      'created',
      'described',
      'submitted',
      'approved',
      'rejected',
      'reopened',
      'published',
      'withdrawn',
    ]),
    person: PersonRef.nullable(),
    detail: z.string().nullable(),
    at: instant,
  })
  .meta({ id: 'ChangeEvent' })

export const Change = z
  .object({
    id,
    title: z.string(),
    description: z.string(),
    state: ChangeState,
    author: PersonRef,
    editors: z
      .array(PersonRef)
      .meta({ description: 'All who ever edited it: none may approve it' }),
    baseRelease: sha256.nullable(),
    effectiveFrom: instant.nullable(),
    effectiveUntil: instant.nullable(),
    createdAt: instant,
    changedAt: instant,
    files: z.array(ChangedFile),
    objects: z.array(z.string()),
    openComments: count,
    events: z.array(ChangeEvent),
    may: z
      .object({
        edit: z.boolean(),
        submit: z.boolean(),
        approve: z.boolean(),
        reject: z.boolean(),
        publish: z.boolean(),
        withdraw: z.boolean(),
        because: z.string().nullable().meta({ description: 'Why not approve, in words' }),
      })
      .meta({ description: 'What who asks may do now' }),
  })
  .meta({ id: 'Change' })

export const ChangeList = z
  .object({ items: z.array(Change), next: z.string().nullable() })
  .meta({ id: 'ChangeList' })

export const NewChange = z
  .object({
    title: z.string().trim().min(1).max(200),
    description: z.string().max(10_000).optional(),
    effectiveFrom: instant.nullish(),
    effectiveUntil: instant.nullish(),
  })
  .meta({ id: 'NewChange' })

export const ChangeDiff = z
  .object({
    items: z.array(
      z.object({
        path,
        kind: z.enum(['added', 'changed', 'removed']),
        before: z.string().nullable(),
        after: z.string().nullable(),
        binary: z.boolean(),
        conflict: z.boolean(),
        published: z
          .string()
          .nullable()
          .meta({ description: 'Text in force now, where that is a conflict' }),
      }),
    ),
  })
  .meta({ id: 'ChangeDiff' })

export const ImpactItem = z
  .object({
    template: z.string(),
    alternative: z.string(),
    channel: z.string(),
    language: z.string(),
    tone: z.string(),
    sample: z.string(),
    takes: z.string(),
    changed: z.boolean(),
    differs: z.array(z.string()),
    pagesBefore: count.nullable(),
    pagesAfter: count.nullable(),
    segmentsBefore: count.nullable(),
    segmentsAfter: count.nullable(),
    before: z
      .string()
      .nullable()
      .meta({ description: 'Address of what it was; &page= for others' }),
    after: z.string().nullable(),
    difference: z.string().nullable().meta({ description: 'Both, with differences marked' }),
    text: z.object({ before: z.string(), after: z.string() }).nullable(),
    words: z.array(z.record(z.string(), z.unknown())),
    missing: z.array(z.string()).meta({ description: 'Languages in which it is not written' }),
    behind: z.array(z.string()).meta({ description: 'Languages left as they were' }),
    problems: z.array(ContentProblem),
  })
  .meta({ id: 'ImpactItem' })

export const Impact = z.object({ tasks: count, items: z.array(ImpactItem) }).meta({ id: 'Impact' })

export const Comment = z
  .object({
    id,
    change: id.nullable(),
    path,
    anchor: z.record(z.string(), z.unknown()),
    text: z.string(),
    suggestion: z.string().nullable(),
    author: PersonRef,
    at: instant,
    answers: id.nullable(),
    resolvedBy: PersonRef.nullable(),
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'Comment' })

export const CommentList = z.object({ items: z.array(Comment) }).meta({ id: 'CommentList' })

export const Publication = z
  .object({
    id: z.int(),
    release: sha256,
    kind: z.enum(['first', 'change', 'carried', 'end', 'rollback', 'promotion']),
    change: z.object({ id, title: z.string() }).nullable(),
    effectiveFrom: instant,
    publishedBy: PersonRef.nullable(),
    publishedAt: instant,
    note: z.string(),
    standing: z.enum(['past', 'in-force', 'scheduled', 'withdrawn', 'superseded']),
  })
  .meta({ id: 'Publication' })

export const PublicationList = z
  .object({ inForce: sha256.nullable(), items: z.array(Publication) })
  .meta({ id: 'PublicationList' })

/** A publication that was refused: every problem, at its place. */
export const Refused = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    hint: z.string(),
    field: z.string().optional(),
    problems: z.array(ContentProblem).optional(),
    conflicts: z.array(z.string()).optional(),
  })
  .meta({ id: 'Refused' })
