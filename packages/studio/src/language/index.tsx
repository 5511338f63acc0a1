import { createContext, use, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { en } from './en.ts'
import type { Dictionary, Key } from './en.ts'
import { es } from './es.ts'
import { sayProblem, wordsOf } from './problems.ts'
import type { CodeTables, SaidProblem, ToldProblem } from './problems.ts'
import { saidEs } from './said.es.ts'
import { saidZh } from './said.zh.ts'
import { zh } from './zh.ts'

export type { Key } from './en.ts'

const dictionaries = { en, es, zh } satisfies Record<string, Dictionary>

export type StudioLanguage = keyof typeof dictionaries

export const languages: readonly { readonly value: StudioLanguage; readonly label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
  { value: 'zh', label: '中文' },
]

type Values = Readonly<Record<string, string | number>>

interface SaidReason {
  readonly text: string
  readonly said: { readonly name: string; readonly facts: Readonly<Record<string, string>> } | null
}

export interface Speech {
  readonly language: StudioLanguage
  readonly choose: (language: StudioLanguage) => void
  readonly t: (key: Key, values?: Values) => string
  /** The word for a state, channel or the like; its own name where there is none. */
  readonly word: (family: string, name: string) => string
  /** A reason of a decision, in this language where it is one of the known sentences. */
  readonly reason: (reason: SaidReason) => string
  /** A problem told by the server, in this language as far as its code is known. */
  readonly told: (problem: ToldProblem) => SaidProblem
  readonly codeTitle: (code: string, given: string) => string
  readonly number: (value: number, digits?: number) => string
  /** A point in time, to the minute, in this browser's zone. */
  readonly instant: (iso: string) => string
  readonly time: (iso: string) => string
  /** The time of a day, to the minute. */
  readonly clock: (iso: string) => string
  readonly duration: (seconds: number) => string
  readonly bytes: (count: number) => string
}

const saidIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  es: saidEs,
  zh: saidZh,
}

/** A word in the middle of a sentence; SMS stays SMS. */
const within = (word: string) =>
  /^\p{Lu}\p{Ll}/u.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word

const Context = createContext<Speech | undefined>(undefined)
const REMEMBERED = 'misiva.language'

/** What the browser asks for, unless someone chose otherwise here before. */
function firstLanguage(): StudioLanguage {
  const wanted = [localStorage.getItem(REMEMBERED) ?? '', ...navigator.languages]
  for (const tag of wanted) {
    const found = languages.find((it) => it.value === tag.split('-')[0])
    if (found) return found.value
  }
  return 'en'
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language
  }, [language])
  const [tables, setTables] = useState<CodeTables>()
  useEffect(() => {
    // Without them a problem is told in English, which is what it would be then anyway.
    if (language !== 'en')
      void import('./codes.ts').then((part) => setTables(part.codeTables)).catch(() => {})
  }, [language])
  const speech = useMemo(
    () =>
      createSpeech(
        language,
        (next) => {
          localStorage.setItem(REMEMBERED, next)
          setLanguage(next)
        },
        tables,
      ),
    [language, tables],
  )
  return <Context value={speech}>{children}</Context>
}

export function useSpeech(): Speech {
  const speech = use(Context)
  if (!speech) throw new Error('useSpeech outside LanguageProvider')
  return speech
}

export function createSpeech(
  language: StudioLanguage,
  choose: Speech['choose'],
  tables?: CodeTables,
): Speech {
  const dictionary: Dictionary = dictionaries[language]
  // Someone in London and someone in Denver both read English, and write dates each their own way.
  const locale = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language
  const plural = new Intl.PluralRules(language)
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
  const number = (value: number, digits?: number) =>
    digits === undefined
      ? integer.format(value)
      : new Intl.NumberFormat(locale, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(value)
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value)

  const t = (key: Key, values: Values = {}) => {
    const entry = dictionary[key]
    const n = values['n']
    const text =
      typeof entry === 'string'
        ? entry
        : plural.select(typeof n === 'number' ? n : 0) === 'one'
          ? entry.one
          : entry.other
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      if (value === undefined) return whole
      return typeof value === 'number' ? number(value) : value
    })
  }

  const word = (family: string, name: string) => {
    const key = `${family}_${name}`
    return key in dictionary ? t(key as Key) : name
  }

  // What was recorded is English; of the known sentences the others have their own.
  const say = ({ said }: SaidReason) => {
    const sentence = said && saidIn[language]?.[said.name]
    return sentence?.replace(/\{(\w+)\}/g, (_, name: string) => {
      const fact = said?.facts[name] ?? ''
      if (name !== 'channel' && name !== 'tried') return fact
      return fact
        .split(', ')
        .map((it) => within(word('channel', it)))
        .join(', ')
    })
  }

  return {
    language,
    choose,
    t,
    word,
    reason: (recorded) => say(recorded) ?? recorded.text,
    told: (problem) => sayProblem(language, problem, tables),
    codeTitle: (code, given) => wordsOf(language, code, tables)?.title ?? given,
    number,
    instant: (iso) => instant.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    clock: (iso) => clock.format(new Date(iso)),
    duration: (seconds) => {
      if (seconds < 60) return unit(seconds, 'second', seconds < 10 ? 1 : 0)
      const minutes = Math.floor(seconds / 60)
      if (minutes < 60)
        return `${unit(minutes, 'minute')} ${unit(Math.floor(seconds % 60), 'second')}`
      return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`
    },
    bytes: (count) => {
      if (count < 1000)
        return new Intl.NumberFormat(locale, {
          style: 'unit',
          unit: 'byte',
          unitDisplay: 'long',
        }).format(count)
      if (count < 1_000_000) return unit(count / 1000, 'kilobyte', 1)
      return unit(count / 1_000_000, 'megabyte', 1)
    },
  }
}
