/** A problem as the server tells it: a code, what happened in English, and what to do. */
export interface ToldProblem {
  readonly code: string
  readonly text: string
  readonly hint?: string | undefined
}

export interface SaidProblem {
  /** What is wrong, in the language of the screen. */
  readonly said: string
  readonly remedy: string
  /** The server's own English words, where the screen speaks another language; they name the facts. */
  readonly quoted: string | null
}

type Words = Readonly<Record<string, { readonly title: string; readonly remedy: string }>>

export interface CodeTables {
  readonly english: Words
  readonly es: Words
  readonly zh: Words
}

/** Without tables, as in English, a problem is told as it came. */
export function sayProblem(
  language: string,
  { code, text, hint = '' }: ToldProblem,
  tables: CodeTables | undefined,
): SaidProblem {
  const words = wordsOf(language, code, tables)
  if (!words) return { said: text, remedy: hint, quoted: null }
  const usual = hint === '' || hint === tables?.english[code]?.remedy
  return {
    said: words.title,
    remedy: usual ? words.remedy : '',
    quoted: usual ? text : `${text} ${hint}`,
  }
}

export const wordsOf = (language: string, code: string, tables: CodeTables | undefined) =>
  language === 'es' || language === 'zh' ? tables?.[language][code] : undefined
