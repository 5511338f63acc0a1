import { parseLength } from '@misiva/compose'

export const units = ['pt', 'px', 'mm', 'cm', 'in', 'em', '%'] as const
export type Unit = (typeof units)[number]

export interface Length {
  readonly amount: number
  readonly unit: Unit
}

const form = /^(-?(?:\d+\.?\d*|\.\d+))\s*(pt|px|mm|cm|in|em|%)?$/

/** `9.75pt` as amount and unit; a number alone takes `unit`. Undefined where it is no length. */
export function readLength(text: string, unit: Unit): Length | undefined {
  const found = form.exec(text.trim().replace(',', '.'))
  if (!found) return undefined
  return { amount: Number(found[1]), unit: (found[2] as Unit | undefined) ?? unit }
}

/** At most two decimals, three for inches: a hundredth of a millimetre is seen by nobody. */
export function sayLength({ amount, unit }: Length): string {
  return `${sayAmount(amount, unit)}${unit}`
}

export function sayAmount(amount: number, unit: Unit): string {
  const digits = unit === 'in' ? 1000 : 100
  return String(Math.round(amount * digits) / digits)
}

/** One step of the arrow keys. */
export const stepOf: Readonly<Record<Unit, number>> = {
  ...{ pt: 0.25, px: 1, mm: 0.5, cm: 0.05, in: 0.02, em: 0.05, '%': 5 },
}

/** Points in a unit of fixed length; em and % have none. */
export function inUnit(points: number, unit: Unit): Length {
  const one = unit === 'em' || unit === '%' ? undefined : parseLength(`1${unit}`)
  return one ? { amount: points / one, unit } : { amount: points, unit: 'pt' }
}
