import { answeredPage, questionPage, type Question } from '@misiva/portal'
import { answersTo, type AnswerView } from '@misiva/record'
import type { Rooms } from './rooms.ts'
import { attempt } from './portal-content.ts'
import type { Visit } from './portal-visit.ts'

/**
 * A question of this communication by its id: as the message asked it that carried the link, else as
 * any other alternative does.
 */
export async function questionOf(
  { previews }: Rooms,
  { communication, carrier, variant }: Visit,
  id: string | undefined,
): Promise<Question | undefined> {
  if (id === undefined) return undefined
  const offered = await previews.alternatives(communication)
  const names = new Set([carrier?.alternative ?? [], offered.map(({ name }) => name)].flat())
  for (const name of names) {
    const found = await attempt(previews.questions(communication, name, variant))
    const question = found?.find((it) => it.id === id)
    if (question) return question
  }
  return undefined
}

/**
 * A question that was asked with the link and that the page does not ask itself: what is typed from
 * paper names no question, and must lead to it.
 */
export async function unasked(rooms: Rooms, visit: Visit): Promise<Question | undefined> {
  const { communication, carrier, variant } = visit
  const { messages } = communication
  if (!carrier || carrier.mediaType.startsWith('text/html')) return undefined
  const offered = await rooms.previews.alternatives(communication)
  const shown =
    messages.findLast(({ mediaType }) => mediaType.startsWith('text/html'))?.alternative ??
    offered.find(({ takes }) => takes === 'html')?.name
  const asks = async (name: string | undefined) =>
    (name && (await attempt(rooms.previews.questions(communication, name, variant)))) || []
  const onPage = new Set((await asks(shown)).map(({ id }) => id))
  const answered = new Set(
    (await answersTo(rooms.house.db, communication.id)).map((a) => a.question),
  )
  const asked = await asks(carrier.alternative)
  return asked.find(({ id }) => !onPage.has(id) && !answered.has(id))
}

export async function holdingAnswer(
  { house }: Rooms,
  { communication }: Visit,
  { id }: Question,
): Promise<AnswerView | undefined> {
  const answers = await answersTo(house.db, communication.id)
  return answers.findLast(({ question }) => question === id)
}

export function askedOf(visit: Visit, question: Question, chosen: string | undefined): string {
  return questionPage({ ...visit.world, question, chosen, back: `${visit.token}?page=1` })
}

export function answeredOf(visit: Visit, question: Question, answer: AnswerView): string {
  const { world, timeZone, token } = visit
  return answeredPage({
    ...world,
    ...{ timeZone, at: answer.at, answer: answer.answerText, back: `${token}?page=1` },
    question: { ...question, text: answer.questionText },
    change: `${token}?question=${encodeURIComponent(question.id)}`,
  })
}
