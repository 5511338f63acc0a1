import { Decimal } from './decimal.ts'
import { type Notation, notationOf, write } from './notation.ts'
import { titled } from './titles.ts'

/** Whose notation: language and country of the recipient, zone for instants, currency of the house. */
export interface LocaleSettings {
  /** BCP 47: `es` or `es-MX`. */
  readonly language: string
  /** ISO 3166-1 alpha-2; refines a language that names no region. */
  readonly country?: string | undefined
  /** IANA zone in which instants are shown. */
  readonly timeZone: string
  /** ISO 4217, for amounts that name no currency; undefined where a house has none. */
  readonly currency?: string | undefined
}

/** `monthYear` and `dayMonth` beside the four lengths of CLDR. */
export const dateStyles = [
  'short',
  'medium',
  'long',
  'full',
  'monthYear',
  'dayMonth',
  'month',
  'weekday',
] as const
export type DateStyle = (typeof dateStyles)[number]

const dateOptions: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  monthYear: { year: 'numeric', month: 'long' },
  dayMonth: { day: 'numeric', month: 'long' },
  month: { month: 'long' },
  weekday: { weekday: 'long' },
}

/** Entries a memory of texts may hold: a run shows few days and few names, an attacker many. */
const remembered = 4096
const hundred = Decimal.of(100)

/**
 * Writes values the recipient's way. Get one with `localeOf`: equal settings give the same object,
 * whose formatters are made once. Everything is computed from the arguments; nothing asks the clock.
 */
export class Locale {
  /** `es-MX`. */
  readonly tag: string
  readonly language: string
  readonly timeZone: string
  readonly currency: string | undefined
  readonly #currencies = new Map<string, Notation | undefined>()
  readonly #dates = new Map<
    DateStyle,
    { format: Intl.DateTimeFormat; texts: Map<number, string> }
  >()
  readonly #times = new Map<number, string>()
  readonly #titles = new Map<string, string>()
  readonly #names = new Map<string, string>()
  readonly #plurals: Intl.PluralRules
  readonly #number: Notation
  readonly #percent: Notation
  #timeFormat: Intl.DateTimeFormat | undefined

  constructor(tag: string, settings: LocaleSettings) {
    this.tag = tag
    this.language = tag.split('-', 1)[0]!
    this.timeZone = settings.timeZone
    this.currency = settings.currency
    this.#plurals = new Intl.PluralRules(tag)
    this.#number = notationOf(tag, { style: 'decimal' })
    this.#percent = notationOf(tag, { style: 'percent' })
  }

  /** An amount; undefined when the currency is not one. Digits as the currency has them, half up. */
  money(amount: Decimal, currency: string | undefined = this.currency): string | undefined {
    if (currency === undefined) return undefined
    let notation = this.#currencies.get(currency)
    if (notation === undefined) {
      if (this.#currencies.has(currency)) return undefined
      notation = isCurrency(currency)
        ? notationOf(this.tag, { style: 'currency', currency })
        : undefined
      if (this.#currencies.size < remembered) this.#currencies.set(currency, notation)
      if (notation === undefined) return undefined
    }
    return write(notation, amount)
  }

  /** Grouped; without `fraction` as many digits after the point as say something. */
  number(value: Decimal, fraction?: number): string {
    if (fraction !== undefined) return write(this.#number, value, fraction)
    const shortest = value.stripped()
    return write(this.#number, shortest, shortest.scale)
  }

  /** 0.21 as 21 %. */
  percent(value: Decimal, fraction?: number): string {
    const points = value.times(hundred).stripped()
    return write(this.#percent, points, fraction ?? points.scale)
  }

  /** Ungrouped and unrounded, with the locale's point: for a bare field. */
  plain(value: Decimal): string {
    const text = value.toString()
    return value.scale === 0 ? text : text.replace('.', this.#number.point)
  }

  date(day: Temporal.PlainDate, style: DateStyle = 'medium'): string {
    let memory = this.#dates.get(style)
    if (memory === undefined) {
      const options = { ...dateOptions[style], timeZone: 'UTC' } as const
      memory = { format: new Intl.DateTimeFormat(this.tag, options), texts: new Map() }
      this.#dates.set(style, memory)
    }
    const key = day.year * 512 + day.month * 32 + day.day
    let text = memory.texts.get(key)
    if (text === undefined) {
      // By the instant in UTC: given a PlainDate, Intl of Node 26 writes 2010/12/1 where zh and ja
      // want 2010年12月1日 (it rebuilds the pattern from the fields instead of taking dateStyle's).
      text = memory.format.format(day.toZonedDateTime('UTC').epochMilliseconds)
      if (memory.texts.size >= remembered) memory.texts.clear()
      memory.texts.set(key, text)
    }
    return text
  }

  /** Hours and minutes. */
  time(time: Temporal.PlainTime): string {
    const minute = time.hour * 60 + time.minute
    let text = this.#times.get(minute)
    if (text === undefined) {
      this.#timeFormat ??= new Intl.DateTimeFormat(this.tag, {
        timeStyle: 'short',
        timeZone: 'UTC',
      })
      text = this.#timeFormat.format(minute * 60_000)
      this.#times.set(minute, text)
    }
    return text
  }

  at(instant: Temporal.Instant): Temporal.ZonedDateTime {
    return instant.toZonedDateTimeISO(this.timeZone)
  }

  plural(n: number): Intl.LDMLPluralRule {
    return this.#plurals.select(n)
  }

  upper(text: string): string {
    return text.toLocaleUpperCase(this.tag)
  }

  lower(text: string): string {
    return text.toLocaleLowerCase(this.tag)
  }

  /** “WHITE HANGING HEART” as “White Hanging Heart”; text that is not shouted stays. */
  title(text: string): string {
    return this.#remember(this.#titles, text, () => titled(text, this.tag, this.language))
  }

  countryName(code: string): string {
    return this.#remember(this.#names, `r${code}`, () => this.#name('region', code))
  }

  languageName(code: string): string {
    return this.#remember(this.#names, `l${code}`, () => this.#name('language', code))
  }

  #name(type: 'region' | 'language', code: string): string {
    try {
      return new Intl.DisplayNames(this.tag, { type }).of(code) ?? code
    } catch {
      return code
    }
  }

  #remember(memory: Map<string, string>, key: string, make: () => string): string {
    let text = memory.get(key)
    if (text === undefined) {
      text = make()
      if (memory.size >= remembered) memory.clear()
      memory.set(key, text)
    }
    return text
  }
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Three letters that ISO 4217 knows. */
export function isCurrency(code: string): boolean {
  return currencies.has(code)
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const locales = new Map<string, Locale>()

/**
 * The locale for these settings, the same object every time. A language Intl refuses becomes
 * English, a country or zone it refuses is left out: a customer's bad record must not stop a letter.
 */
export function localeOf(settings: LocaleSettings): Locale {
  const { language, country = '', timeZone, currency = '' } = settings
  const key = `${language}|${country}|${timeZone}|${currency}`
  let locale = locales.get(key)
  if (locale === undefined) {
    const zone = isTimeZone(timeZone) ? timeZone : 'UTC'
    locale = new Locale(tagOf(language, country), { ...settings, timeZone: zone })
    if (locales.size >= remembered) locales.clear()
    locales.set(key, locale)
  }
  return locale
}

function tagOf(language: string, country: string): string {
  try {
    const base = new Intl.Locale(language)
    if (base.region !== undefined || !/^[A-Za-z]{2}$/.test(country)) return base.toString()
    return new Intl.Locale(language, { region: country }).toString()
  } catch {
    return 'en'
  }
}
