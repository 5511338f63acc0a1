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

export function useSay(): Say {
  const { language } = useSpeech()
  return useMemo(() => {
    const dictionary = dictionaries[language]
    return (key, values = {}) =>
      dictionary[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }, [language])
}
