/** The few words composing itself says, where content leaves them to the channel. */
import type { Language } from '@misiva/model'

export interface Words {
  /** `reply(1, 'Confirm')` for an answer by text message. */
  readonly reply: (number: number, label: string) => string
  /** Before the address on paper where a question is answered. */
  readonly answerAt: string
  readonly image: string
}

const english: Words = {
  reply: (number, label) => `Reply ${number}: ${label}`,
  answerAt: 'Answer at',
  image: 'Picture',
}

const byLanguage: Readonly<Record<string, Words>> = {
  en: english,
  es: {
    reply: (number, label) => `Responda ${number}: ${label}`,
    answerAt: 'Responda en',
    image: 'Imagen',
  },
  de: {
    reply: (number, label) => `Antworten Sie ${number}: ${label}`,
    answerAt: 'Antworten Sie unter',
    image: 'Bild',
  },
  fr: {
    reply: (number, label) => `Répondez ${number} : ${label}`,
    answerAt: 'Répondez sur',
    image: 'Image',
  },
  it: {
    reply: (number, label) => `Risponda ${number}: ${label}`,
    answerAt: 'Risponda su',
    image: 'Immagine',
  },
  pt: {
    reply: (number, label) => `Responda ${number}: ${label}`,
    answerAt: 'Responda em',
    image: 'Imagem',
  },
  nl: {
    reply: (number, label) => `Antwoord ${number}: ${label}`,
    answerAt: 'Antwoord op',
    image: 'Afbeelding',
  },
  zh: {
    reply: (number, label) => `回复${number}：${label}`,
    answerAt: '请在此回复',
    image: '图片',
  },
}

export function wordsFor(language: Language): Words {
  return byLanguage[language.split('-')[0]!.toLowerCase()] ?? english
}

/** ISO 15924 scripts written from right to left, by the languages that use them. */
const rightToLeft = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb'])

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return rightToLeft.has(language.split('-')[0]!.toLowerCase()) ? 'rtl' : 'ltr'
}
