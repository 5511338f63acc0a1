import { z } from 'zod'

/**
 * The shapes that go over the wire, each named in the OpenAPI description. Instants are ISO 8601 in
 * UTC, hashes SHA-256 in lower-case hex, counts whole numbers, durations seconds.
 */

const count = z.int().min(0)
const instant = z.string().meta({ format: 'date-time' })
const id = z.uuid()

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'MSV-…, of the table in docs/errors.md' }),
    detail: z.string(),
    hint: z.string(),
    field: z.string().optional(),
  })
  .meta({ id: 'Problem' })

export const RunState = z.enum(['reading', 'working', 'done', 'stopped']).meta({ id: 'RunState' })

export const MessageState = z
  .enum(['queued', 'sending', 'accepted', 'delivered', 'failed', 'in-doubt'])
  .meta({ id: 'MessageState' })

export const ChannelCount = z
  .object({
    channel: z.string(),
    messages: count,
    delivered: count,
    failed: count,
    pending: count,
    inDoubt: count,
  })
  .meta({ id: 'ChannelCount' })

/** Both sums of a run; `balances` is what the numbers say, not a wish. */
export const Reconciliation = z
  .object({
    input: count,
    composed: count,
    refused: count,
    rejected: count,
    waiting: count.meta({ description: 'Read but not yet decided and composed' }),
    messages: count,
    delivered: count,
    failed: count,
    pending: count,
    inDoubt: count,
    balances: z.boolean(),
  })
  .meta({ id: 'Reconciliation' })

export const Run = z
  .object({
    id,
    template: z.string(),
    topic: z.string(),
    source: z.object({ name: z.string(), sha256: z.string() }),
    recordLimit: count.nullable(),
    release: z.string(),
    state: RunState,
    read: z.boolean().meta({ description: 'The whole source has been read, so input is final' }),
    resumed: count.meta({ description: 'Times it was taken up after its process had ended' }),
    startedAt: instant,
    endedAt: instant.nullable(),
    seconds: z.number().min(0),
    sums: Reconciliation,
    channels: z.array(ChannelCount),
    refused: z.array(z.object({ code: z.string(), count })),
    rejected: z.array(z.object({ code: z.string(), title: z.string(), remedy: z.string(), count })),
  })
  .meta({ id: 'Run' })

export const RunList = z
  .object({ items: z.array(Run), next: z.string().nullable() })
  .meta({ id: 'RunList' })

export const Reason = z
  .object({
    code: z.string(),
    text: z.string().meta({ description: 'As it was recorded, in English' }),
    said: z
      .object({ name: z.string(), facts: z.record(z.string(), z.string()) })
      .nullable()
      .meta({ description: 'Which sentence it is and its facts, to be said in other languages' }),
  })
  .meta({ id: 'Reason' })

export const CommunicationState = z
  .enum(['waiting', 'composed', 'refused', 'rejected'])
  .meta({ id: 'CommunicationState' })

export const CommunicationRow = z
  .object({
    id,
    key: z.string(),
    customer: z.object({ key: z.string(), name: z.string(), language: z.string() }),
    state: CommunicationState,
    decision: z.enum(['send', 'wait', 'refuse']).nullable(),
    reason: Reason.nullable().meta({ description: 'The reason that settled it' }),
    messages: z.array(z.object({ id, channel: z.string(), state: MessageState, units: z.int() })),
  })
  .meta({ id: 'CommunicationRow' })

export const CommunicationList = z
  .object({
    items: z.array(CommunicationRow),
    next: z.string().nullable(),
    total: count
      .nullable()
      .meta({ description: 'Matches in all; null where counting costs too much' }),
  })
  .meta({ id: 'CommunicationList' })

export const RejectionRow = z
  .object({
    id,
    key: z.string().nullable(),
    communication: id.nullable(),
    file: z.string(),
    line: z.int().nullable(),
    column: z.int().nullable(),
    code: z.string(),
    title: z.string(),
    message: z.string(),
    remedy: z.string(),
  })
  .meta({ id: 'RejectionRow' })

export const RejectionList = z
  .object({ items: z.array(RejectionRow), next: z.string().nullable() })
  .meta({ id: 'RejectionList' })

export const Receipt = z
  .object({
    kind: z.string(),
    at: instant,
    detail: z.string().nullable(),
    providerId: z.string().nullable(),
  })
  .meta({ id: 'Receipt' })

export const Message = z
  .object({
    id,
    channel: z.string(),
    alternative: z.string(),
    language: z.string(),
    address: z.string(),
    state: MessageState,
    attempts: count,
    sha256: z.string(),
    mediaType: z.string(),
    bytes: count,
    units: z.int(),
    providerId: z.string().nullable(),
    detail: z.string().nullable(),
    queuedAt: instant,
    receipts: z.array(Receipt),
  })
  .meta({ id: 'Message' })

export const DecisionView = z
  .object({
    kind: z.enum(['send', 'wait', 'refuse']),
    channel: z.string().nullable(),
    address: z.string().nullable(),
    at: instant,
    reasons: z.array(Reason),
  })
  .meta({ id: 'Decision' })

export const Answer = z
  .object({
    id: z.int(),
    communication: id,
    key: z.string(),
    template: z.string(),
    customer: z.string().meta({ description: 'The customer’s key' }),
    question: z.string(),
    answer: z.string(),
    questionText: z.string().meta({ description: 'As it stood before the customer' }),
    answerText: z.string(),
    language: z.string(),
    channel: z
      .string()
      .nullable()
      .meta({ description: 'Of the message it came by; null: by a link given by hand' }),
    at: instant,
    holds: z.boolean().meta({ description: 'false: a later answer to the question holds' }),
  })
  .meta({ id: 'Answer' })

export const AnswerList = z
  .object({ items: z.array(Answer), next: z.int().nullable() })
  .meta({ id: 'AnswerList' })

const link = {
  id,
  message: id.nullable(),
  channel: z.string().nullable().meta({ description: 'null: given by hand' }),
  madeBy: z.object({ id, name: z.string() }).nullable(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  opens: count,
  firstOpenedAt: instant.nullable(),
  lastOpenedAt: instant.nullable(),
  state: z.enum(['open', 'expired', 'revoked']),
}

export const PersonalLink = z.object(link).meta({ id: 'PersonalLink' })

export const NewPersonalLink = z
  .object({ ...link, url: z.url().meta({ description: 'Told this once; only its hash is kept' }) })
  .meta({ id: 'NewPersonalLink' })

export const Communication = z
  .object({
    id,
    key: z.string(),
    run: z.object({ id, source: z.string() }).nullable(),
    template: z.string(),
    topic: z.string(),
    release: z.string(),
    state: CommunicationState,
    dated: instant,
    customer: z.object({
      key: z.string(),
      name: z.string(),
      language: z.string(),
      country: z.string().nullable(),
      contactPoints: z.array(
        z.object({ channel: z.string(), address: z.string(), state: z.string() }),
      ),
    }),
    data: z.record(z.string(), z.unknown()),
    decisions: z.array(DecisionView),
    messages: z.array(Message),
    /** Every alternative the template offers, sent or not. */
    alternatives: z.array(
      z.object({ name: z.string(), channel: z.string(), message: id.nullable() }),
    ),
    links: z.array(PersonalLink),
    answers: z.array(Answer),
    neighbours: z.object({ previous: id.nullable(), next: id.nullable() }),
  })
  .meta({ id: 'Communication' })

const head = { sha256: z.string(), bytes: count, mediaType: z.string(), file: z.string() }

/** What a message looks like, by the form its channel carries; urls are relative to the server. */
export const Rendering = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('pages'),
      ...head,
      pages: z.array(
        z.object({
          url: z.string(),
          width: z.number().meta({ description: 'points' }),
          height: z.number(),
          text: z.string().meta({ description: 'What the page says, for those who cannot see it' }),
        }),
      ),
    }),
    z.object({
      kind: z.literal('mime'),
      ...head,
      subject: z.string(),
      from: z.string(),
      to: z.string(),
      date: z.string().nullable(),
      html: z
        .string()
        .nullable()
        .meta({ description: 'Address of the HTML part, for a sandboxed frame' }),
      text: z.string(),
      attachments: z.array(
        z.object({ filename: z.string(), mediaType: z.string(), bytes: count, url: z.string() }),
      ),
    }),
    z.object({
      kind: z.literal('text'),
      ...head,
      from: z.string().nullable(),
      text: z.string(),
      encoding: z.enum(['GSM-7', 'UCS-2']),
      segments: z.array(z.string()),
    }),
    z.object({ kind: z.literal('html'), ...head, title: z.string(), html: z.string() }),
  ])
  .meta({ id: 'Rendering' })

export const SandboxState = z
  .object({ received: count.nullable().meta({ description: 'Messages its server took' }) })
  .meta({ id: 'SandboxState' })

export const ChannelView = z
  .object({
    name: z.string().meta({ description: 'As the installation names it: print, email …' }),
    plugin: z.string().meta({ description: 'email-smtp' }),
    takes: z.string(),
    properties: z.object({
      interrupts: z.boolean(),
      physical: z.boolean(),
      confirms: z.enum(['acceptance', 'delivery']),
      costs: z.number(),
      batch: count,
    }),
    settingsSchema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema' }),
    settings: z.record(z.string(), z.unknown()).meta({ description: 'Secrets are masked' }),
    sandbox: SandboxState.nullable(),
    messages: ChannelCount,
  })
  .meta({ id: 'Channel' })

export const ChannelList = z.object({ items: z.array(ChannelView) }).meta({ id: 'ChannelList' })

export const ReceivedList = z
  .object({
    total: count,
    items: z.array(
      z.object({
        message: z.string().nullable(),
        from: z.string(),
        to: z.string(),
        at: instant,
        sha256: z.string(),
        bytes: count,
        summary: z.string(),
      }),
    ),
  })
  .meta({ id: 'ReceivedList' })

export const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    database: z.object({ ok: z.boolean(), milliseconds: z.number() }),
  })
  .meta({ id: 'Health' })
