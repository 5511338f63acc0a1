import { Environment as Cel } from '@marcbachmann/cel-js'
import { Decimal, type Rounding } from './decimal.ts'
import { epcPayload, type Payload, qrReference, rfReference, swissPayload } from './payments.ts'
import { type DateStyle, dateStyles, type Locale, localeOf } from './locale.ts'

/**
 * What expressions can do beside CEL itself: exact decimals, days and instants, and the recipient's
 * notation. The functions that depend on a locale read it from `speaking`, which an evaluation sets
 * before it runs; evaluation is synchronous, so nobody else can be speaking.
 */
export const neutral: Locale = localeOf({ language: 'en', timeZone: 'UTC' })
export const speaking: { locale: Locale } = { locale: neutral }

/** Why a value could not be computed, in words for the author; becomes MSV-C013. */
export class Refusal extends Error {}

function refuse(why: string): never {
  throw new Refusal(why)
}

/** Names of the types that CEL does not have. */
export const decimalType = 'Decimal'
export const dateType = 'Date'
export const timeType = 'Time'
export const instantType = 'Instant'

type Numeric = Decimal | bigint | number

function toDecimal(x: Numeric): Decimal {
  return x instanceof Decimal ? x : (Decimal.from(x) ?? refuse(`${x} is not a finite number`))
}

/** Types whose values mix freely; a binary number joins by its shortest notation. */
const numeric = ['Decimal', 'int', 'double'] as const

function registerArithmetic(cel: Cel): void {
  const by0 = 'division by zero'
  const operators: Record<string, (a: Decimal, b: Decimal) => Decimal> = {
    '+': (a, b) => a.plus(b),
    '-': (a, b) => a.minus(b),
    '*': (a, b) => a.times(b),
    '/': (a, b) => a.dividedBy(b) ?? refuse(by0),
    '%': (a, b) => a.remainder(b) ?? refuse(by0),
  }
  const relations: Record<string, (order: number) => boolean> = {
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0,
  }
  for (const left of numeric)
    for (const right of numeric) {
      // CEL's own: int with int, double with double.
      if (left === right && left !== 'Decimal') continue
      for (const [op, apply] of Object.entries(operators))
        cel.registerOperator(`${left} ${op} ${right}: Decimal`, (a: Numeric, b: Numeric) =>
          apply(toDecimal(a), toDecimal(b)),
        )
      if (left !== 'Decimal' && right !== 'Decimal') continue
      for (const [op, holds] of Object.entries(relations))
        cel.registerOperator(`${left} ${op} ${right}`, (a: Numeric, b: Numeric) =>
          holds(toDecimal(a).compare(toDecimal(b))),
        )
    }
  for (const right of numeric)
    cel.registerOperator(`Decimal == ${right}`, (a: Numeric, b: Numeric) =>
      toDecimal(a).equals(toDecimal(b)),
    )
  cel.registerOperator('-Decimal', (a: Decimal) => a.negated())
}

function registerNumbers(cel: Cel, on: Register): void {
  for (const type of numeric) {
    on(`decimal(${type}): Decimal`, toDecimal)
    on(`round(${type}, int): Decimal`, (x: Numeric, n: bigint) => toDecimal(x).rounded(digits(n)))
    on(`round(${type}): Decimal`, (x: Numeric) => toDecimal(x).rounded(0))
    on(`round(${type}, int, string): Decimal`, (x: Numeric, n: bigint, mode: string) =>
      toDecimal(x).rounded(digits(n), roundingOf(mode)),
    )
  }
  on(
    'decimal(string): Decimal',
    (s: string) => Decimal.parse(s) ?? refuse(`“${s}” is not a number`),
  )
  on('abs(Decimal): Decimal', (x: Decimal) => x.abs())
  on('abs(int): int', (x: bigint) => (x < 0n ? -x : x))
  on('string(Decimal): string', (x: Decimal) => x.toString())
  on('double(Decimal): double', (x: Decimal) => x.toNumber())
  on('int(Decimal): int', (x: Decimal) => BigInt(x.rounded(0, 'down').coefficient))
}

function digits(n: bigint): number {
  if (n < 0n || n > 34n) refuse(`cannot write ${n} digits after the point; 0 to 34 can be written`)
  return Number(n)
}

export const roundings: readonly Rounding[] = ['half-up', 'half-even', 'down', 'up']

function roundingOf(mode: string): Rounding {
  return roundings.find((r) => r === mode) ?? refuse(`no rounding is called “${mode}”`)
}

function registerLists(on: Register): void {
  on('sum(list<Decimal>): Decimal', (list: Iterable<Numeric>) => {
    let total: Decimal = Decimal.zero
    for (const x of list) total = total.plus(toDecimal(x))
    return total
  })
  on('sum(list<int>): int', (list: Iterable<bigint>) => {
    let total = 0n
    for (const x of list) total += x
    return total
  })
  const pick = { min: -1, max: 1 } as const
  for (const name of ['min', 'max'] as const) {
    const better = (a: unknown, b: unknown) => (compare(b, a) === pick[name] ? b : a)
    for (const type of ['Decimal', 'int', dateType, instantType]) {
      on(`${name}(list<${type}>): ${type}`, (list: readonly unknown[]) =>
        list.length === 0 ? refuse(`${name}() of an empty list`) : list.reduce(better),
      )
      on(`${name}(${type}, ${type}): ${type}`, better)
    }
    on(`${name}(Decimal, int): Decimal`, (a: Decimal, b: bigint) =>
      toDecimal(better(a, b) as Numeric),
    )
    on(`${name}(int, Decimal): Decimal`, (a: bigint, b: Decimal) =>
      toDecimal(better(a, b) as Numeric),
    )
  }
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0
  if (a instanceof Temporal.PlainDate && b instanceof Temporal.PlainDate)
    return Temporal.PlainDate.compare(a, b)
  if (a instanceof Temporal.Instant && b instanceof Temporal.Instant)
    return Temporal.Instant.compare(a, b)
  return toDecimal(a as Numeric).compare(toDecimal(b as Numeric))
}

function registerText(on: Register): void {
  on('upper(string): string', (s: string) => speaking.locale.upper(s))
  on('lower(string): string', (s: string) => speaking.locale.lower(s))
  on('title(string): string', (s: string) => speaking.locale.title(s))
  on('trim(string): string', (s: string) => s.trim())
  on('replace(string, string, string): string', (s: string, from: string, to: string) =>
    from === '' ? s : s.replaceAll(from, () => to),
  )
  on('countryName(string): string', (code: string) => speaking.locale.countryName(code))
  on('languageName(string): string', (code: string) => speaking.locale.languageName(code))
  for (const type of numeric) {
    on(`plural(${type}, string, string): string`, (n: Numeric, one: string, other: string) =>
      speaking.locale.plural(toDecimal(n).toNumber()) === 'one' ? one : other,
    )
    on(
      `plural(${type}, map<string, string>): string`,
      (n: Numeric, forms: Record<string, string>) => {
        const rule = speaking.locale.plural(toDecimal(n).toNumber())
        return (
          forms[rule] ?? forms['other'] ?? refuse(`no form “${rule}” and no “other” to say it with`)
        )
      },
    )
  }
}

/** What a code by which an invoice is paid says; type=qrcode for the one, type=swissqrcode for the other. */
function registerPayments(on: Register): void {
  const sure = (made: Payload) => (made.ok ? made.text : refuse(made.why))
  on('epcCode(map<string, string>): string', (fields: Record<string, string>) =>
    sure(epcPayload(fields)),
  )
  on('swissCode(map<string, string>): string', (fields: Record<string, string>) =>
    sure(swissPayload(fields)),
  )
  on('qrReference(string): string', (digits: string) => sure(qrReference(digits)))
  on('rfReference(string): string', (reference: string) => sure(rfReference(reference)))
}

function registerNotation(on: Register): void {
  for (const type of numeric) {
    on(`money(${type}): string`, (x: Numeric) => money(toDecimal(x), speaking.locale.currency))
    on(`money(${type}, string): string`, (x: Numeric, code: string) => money(toDecimal(x), code))
    on(`number(${type}): string`, (x: Numeric) => speaking.locale.number(toDecimal(x)))
    on(`number(${type}, int): string`, (x: Numeric, n: bigint) =>
      speaking.locale.number(toDecimal(x), digits(n)),
    )
    on(`percent(${type}): string`, (x: Numeric) => speaking.locale.percent(toDecimal(x)))
    on(`percent(${type}, int): string`, (x: Numeric, n: bigint) =>
      speaking.locale.percent(toDecimal(x), digits(n)),
    )
  }
  on('date(Date): string', (d: Temporal.PlainDate) => speaking.locale.date(d))
  on('date(Date, string): string', (d: Temporal.PlainDate, style: string) =>
    speaking.locale.date(d, styleOf(style)),
  )
  on('date(Instant): string', (t: Temporal.Instant) => speaking.locale.date(dayOf(t)))
  on('date(Instant, string): string', (t: Temporal.Instant, style: string) =>
    speaking.locale.date(dayOf(t), styleOf(style)),
  )
  on('time(Time): string', (t: Temporal.PlainTime) => speaking.locale.time(t))
  on('time(Instant): string', (t: Temporal.Instant) =>
    speaking.locale.time(speaking.locale.at(t).toPlainTime()),
  )
}

function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return speaking.locale.at(instant).toPlainDate()
}

function money(amount: Decimal, currency: string | undefined): string {
  if (currency === undefined) refuse('no currency is set for amounts that name none')
  return (
    speaking.locale.money(amount, currency) ?? refuse(`“${currency}” is not an ISO 4217 currency`)
  )
}

function styleOf(name: string): DateStyle {
  return dateStyles.find((style) => style === name) ?? refuse(`no date style is called “${name}”`)
}

function registerTime(cel: Cel, on: Register): void {
  const orders = {
    [dateType]: Temporal.PlainDate,
    [timeType]: Temporal.PlainTime,
    [instantType]: Temporal.Instant,
  }
  for (const [type, { compare: order }] of Object.entries(orders)) {
    const by = order as (a: unknown, b: unknown) => number
    cel.registerOperator(`${type} == ${type}`, (a, b) => by(a, b) === 0)
    cel.registerOperator(`${type} < ${type}`, (a, b) => by(a, b) < 0)
    cel.registerOperator(`${type} <= ${type}`, (a, b) => by(a, b) <= 0)
    cel.registerOperator(`${type} > ${type}`, (a, b) => by(a, b) > 0)
    cel.registerOperator(`${type} >= ${type}`, (a, b) => by(a, b) >= 0)
    on(`string(${type}): string`, String)
  }
  on(
    'parseDate(string): Date',
    (s: string) => readDate(s) ?? refuse(`“${s}” is not a day as YYYY-MM-DD`),
  )
  on(
    'parseInstant(string): Instant',
    (s: string) => readInstant(s) ?? refuse(`“${s}” is not an instant as RFC 3339 writes it`),
  )
  on('day(Instant): Date', dayOf)
  on('addDays(Date, int): Date', (d: Temporal.PlainDate, n: bigint) => d.add({ days: Number(n) }))
  on('addMonths(Date, int): Date', (d: Temporal.PlainDate, n: bigint) =>
    d.add({ months: Number(n) }),
  )
  on('daysBetween(Date, Date): int', (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
    BigInt(a.until(b, { largestUnit: 'day' }).days),
  )
  on('year(Date): int', (d: Temporal.PlainDate) => BigInt(d.year))
  on('month(Date): int', (d: Temporal.PlainDate) => BigInt(d.month))
  on('dayOfMonth(Date): int', (d: Temporal.PlainDate) => BigInt(d.day))
  on('dayOfWeek(Date): int', (d: Temporal.PlainDate) => BigInt(d.dayOfWeek))
}

/** RFC 3339 §5.6 full-date. */
export function readDate(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  return attempt(() => Temporal.PlainDate.from(text))
}

/** RFC 3339 §5.6 date-time: always with its offset. */
export function readInstant(text: string): Temporal.Instant | undefined {
  if (!/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text))
    return undefined
  return attempt(() => Temporal.Instant.from(text))
}

/** RFC 3339 §5.6 partial-time, seconds optional. */
export function readTime(text: string): Temporal.PlainTime | undefined {
  if (!/^\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text)) return undefined
  return attempt(() => Temporal.PlainTime.from(text))
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** What a macro of cel-js is given of its call. */
interface MacroCall {
  readonly args: readonly unknown[]
}
interface MacroChecker {
  check(node: unknown, context: unknown): { unify(registry: unknown, other: unknown): unknown }
  createError(code: string, message: string, node: unknown): Error
  readonly registry: unknown
}
interface MacroRunner {
  run(node: unknown, context: unknown): unknown
}

/** `default(x, y)`: y where x is missing. A macro, since a missing x is an error before any call. */
function registerDefault(cel: Cel): void {
  cel.registerFunction('default(ast, ast): dyn', ({ args: [value, otherwise] }: MacroCall) => ({
    async: false,
    typeCheck(checker: MacroChecker, _macro: unknown, context: unknown) {
      const a = checker.check(value, context)
      const b = checker.check(otherwise, context)
      const type = a.unify(checker.registry, b)
      if (type) return type
      throw checker.createError(
        'default_types',
        `default() needs two values of one type, got '${String(a)}' and '${String(b)}'`,
        otherwise,
      )
    },
    evaluate(runner: MacroRunner, _macro: unknown, context: unknown) {
      try {
        const found = runner.run(value, context)
        if (found !== null && found !== undefined) return found
      } catch (error) {
        if (!isMissing(error)) throw error
      }
      return runner.run(otherwise, context)
    },
  }))
}

/** Errors of cel-js that say “there is no such thing”, rather than “it cannot be done”. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'no_such_key' || code === 'unknown_variable' || code === 'index_out_of_bounds'
}

export type Handler = (...args: never[]) => unknown
type Register = (signature: string, handler: Handler) => void

/** The language every environment starts from. */
export function language(): Cel {
  const cel = new Cel({ homogeneousAggregateLiterals: false })
  cel.registerType(decimalType, { ctor: Decimal as never, fields: {} })
  cel.registerType(dateType, { ctor: Temporal.PlainDate as never, fields: {} })
  cel.registerType(timeType, { ctor: Temporal.PlainTime as never, fields: {} })
  cel.registerType(instantType, { ctor: Temporal.Instant as never, fields: {} })
  const on: Register = (signature, handler) => {
    cel.registerFunction(signature, handler as never, { async: false })
  }
  registerArithmetic(cel)
  registerNumbers(cel, on)
  registerLists(on)
  registerText(on)
  registerNotation(on)
  registerPayments(on)
  registerTime(cel, on)
  registerDefault(cel)
  return cel
}
