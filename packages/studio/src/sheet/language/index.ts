import { useMemo } from 'react'
import { useSpeech } from '../../language/index.tsx'
import type { StudioLanguage } from '../../language/index.tsx'
import { en } from './en.ts'
import type { Dictionary, Key } from './en.ts'
import { es } from './es.ts'
import { zh } from './zh.ts'

export type { Key } from './en.ts'

export type Say = (key: Key, values?: Readonly<Record<string, string | number>>) => string

const dictionaries: Readonly<Record<StudioLanguage, Dictionary>> = { en, es, zh }

/** Words of the style sheet's and the page masters' editors. */
export function useSay(): Say {
  const { language, number } = useSpeech()
  return useMemo(
    () =>
      (key, values = {}) =>
        dictionaries[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
          const value = values[name]
          return value === undefined ? whole : typeof value === 'number' ? number(value) : value
        }),
    [language, number],
  )
}
