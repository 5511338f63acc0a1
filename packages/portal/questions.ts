import { escape, page } from './page.ts'
import type { PageWorld } from './page.ts'
import { texts } from './texts.ts'

export interface Question {
  readonly id: string
  readonly text: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

interface Asked extends PageWorld {
  readonly question: Question
  /** Address of the customer's own page; left out where there is nothing to read but this. */
  readonly back?: string | undefined
}

/**
 * Asks the question, or asks back what a link chose. Opening a page never answers: programs that look
 * at mail before people do follow every link, so an answer is a button pressed here.
 */
export function questionPage(asked: Asked & { readonly chosen?: string | undefined }): string {
  const { question, chosen } = asked
  const t = texts[asked.language]
  const picked = question.options.find(({ value }) => value === chosen)
  const others = question.options.filter((option) => option !== picked)
  const first = picked
    ? `<p class="chosen">${escape(picked.label)}</p>${button(picked, t.confirm, 'main')}<p class="help or">${escape(t.orAnother)}</p>`
    : ''
  const rest = others.map((option) => button(option, option.label, 'other')).join('')
  const form = `<form method="post"><input type="hidden" name="question" value="${escape(question.id)}">${first}${rest}</form>`
  return page(asked, question.text, `${form}${backLink(asked)}`)
}

/** Says what was answered, and when; it may be answered otherwise. */
export function answeredPage(
  answered: Asked & {
    /** As it stood before the customer. */
    readonly answer: string
    /** ISO 8601 instant, and the IANA time zone it is told in. */
    readonly at: string
    readonly timeZone: string
    /** Address where another answer is given. */
    readonly change: string
  },
): string {
  const { language, question, answer, at, timeZone, change } = answered
  const t = texts[language]
  const when = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const shown = when.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' })
  const body =
    `<p class="help">${escape(question.text)}</p><p class="chosen">${escape(answer)}</p>` +
    `<p class="help"><time datetime="${escape(at)}">${escape(t.answeredAt(shown))}</time></p>` +
    `<p><a href="${escape(change)}">${escape(t.changeAnswer)}</a></p>`
  return page(answered, t.answeredTitle, `${body}${backLink(answered)}`)
}

function button(
  { value }: { readonly value: string },
  label: string,
  kind: 'main' | 'other',
): string {
  return `<button class="${kind}" name="answer" value="${escape(value)}">${escape(label)}</button>`
}

function backLink({ language, back }: Asked): string {
  return back === undefined
    ? ''
    : `<p class="back"><a href="${escape(back)}">${escape(texts[language].openPage)}</a></p>`
}
