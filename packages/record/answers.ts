import { sql, type Kysely } from 'kysely'
import type { Database } from '@misiva/store'
import { recordReceipts } from './receipts.ts'
import { instant, type Reader } from './views.ts'

/** An answer to a `choice`, with the words that stood before the customer. */
export interface NewAnswer {
  readonly communication: string
  /** The link it came by. */
  readonly link: string
  /** The message that carried the link; null: given by hand. */
  readonly message: string | null
  readonly question: string
  readonly answer: string
  readonly questionText: string
  readonly answerText: string
  readonly language: string
}

export interface AnswerView {
  readonly id: number
  readonly communication: string
  readonly key: string
  readonly template: string
  readonly customer: string
  readonly question: string
  readonly answer: string
  readonly questionText: string
  readonly answerText: string
  readonly language: string
  /** The channel of the message it came by; null: by a link given by hand. */
  readonly channel: string | null
  readonly at: string
  /** False: a later answer to the same question holds. */
  readonly holds: boolean
}

const LOCK = 4_600_007

/**
 * Records an answer, unless it is the one that holds already: pressing twice, or a form sent again,
 * is one answer; another answer to the same question follows it. The message it came by is answered.
 * True if it was new.
 */
export async function recordAnswer(db: Kysely<Database>, given: NewAnswer): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    // One after the other, so that who reads the feed by id misses none that commits late.
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    const { rows } = await sql<{ at: string }>`
      insert into answer (communication_id, link_id, question, answer, question_text, answer_text, language)
      select ${given.communication}, ${given.link}, ${given.question}, ${given.answer},
        ${given.questionText}, ${given.answerText}, ${given.language}
      where ${given.answer} is distinct from (select answer from answer
        where communication_id = ${given.communication} and question = ${given.question}
        order by id desc limit 1)
      returning at`.execute(tx)
    const [added] = rows
    if (added && given.message !== null)
      await recordReceipts(tx, [
        {
          message: given.message,
          kind: 'answered',
          at: added.at,
          detail: `${given.question}: ${given.answer}`,
        },
      ])
    return added !== undefined
  })
}

const answers = sql`
  select a.id, a.communication_id as communication, c.key, c.template, c.recipient->>'key' as customer,
    a.question, a.answer, a.question_text as "questionText", a.answer_text as "answerText", a.language,
    m.channel, ${instant(sql`a.at`)} as at,
    not exists (select from answer b where b.communication_id = a.communication_id
      and b.question = a.question and b.id > a.id) as holds
  from answer a join communication c on c.id = a.communication_id
    left join personal_link l on l.id = a.link_id left join message m on m.id = l.message_id`

/** All answers to a communication, in the order they came. */
export async function answersTo(db: Reader, communication: string): Promise<AnswerView[]> {
  const { rows } =
    await sql<AnswerView>`${answers} where a.communication_id = ${communication} order by a.id`.execute(
      db,
    )
  return rows
}

/** Answers of all communications in the order they came: a feed for the program that acts on them. */
export async function listAnswers(
  db: Reader,
  filter: {
    readonly template?: string | undefined
    readonly question?: string | undefined
    /** The last id of the page before. */
    readonly after?: number | undefined
    readonly limit: number
  },
): Promise<AnswerView[]> {
  const { template, question, after } = filter
  const { rows } = await sql<AnswerView>`${answers}
    where a.id > ${after ?? 0}
      and ${template === undefined ? sql`true` : sql`c.template = ${template}`}
      and ${question === undefined ? sql`true` : sql`a.question = ${question}`}
    order by a.id limit ${filter.limit}`.execute(db)
  return rows
}
