/** Options of a barcode as content writes them: `includetext eclevel=H`, names and values checked. */
import { didYouMean } from '@misiva/model'
import type { Block } from '@misiva/model'
import type { Context } from './context.ts'

export type BarcodeOptions = Readonly<Record<string, string | number | boolean>>

const flag = /^$/
const number = /^\d{1,4}$/

/** Names of BWIPP that say how a code is made, and what they may be. */
const known: Readonly<Record<string, RegExp>> = {
  includetext: flag,
  includecheck: flag,
  includecheckintext: flag,
  guardwhitespace: flag,
  parse: flag,
  parsefnc: flag,
  dontlint: flag,
  compact: flag,
  eclevel: /^(?:[LMQH]|\d{1,2})$/,
  version: /^[A-Za-z0-9x]{1,8}$/,
  mask: number,
  columns: number,
  rows: number,
  format: /^(?:full|compact|rune|square|rectangle)$/,
  validatecheck: flag,
}

export type ReadOptions =
  | { readonly ok: true; readonly options: BarcodeOptions }
  | { readonly ok: false; readonly why: string; readonly hint?: string | undefined }

export function readBarcodeOptions(written: string): ReadOptions {
  const options: Record<string, string | number | boolean> = {}
  for (const part of written.trim().split(/\s+/).filter(Boolean)) {
    const [name = '', value = ''] = part.split('=', 2)
    const form = Object.hasOwn(known, name) ? known[name] : undefined
    if (!form) {
      const hint = didYouMean(name, Object.keys(known))
      return { ok: false, why: `A barcode has no option “${name}”`, hint }
    }
    if (!form.test(value)) return { ok: false, why: `“${value}” is not possible for “${name}”` }
    options[name] = value === '' ? true : number.test(value) ? Number(value) : value
  }
  return { ok: true, options }
}

/** The options of a barcode; what is none is noted at its place. */
export function optionsOf(
  { options, place }: Block & { readonly type: 'barcode' },
  context: Context,
): BarcodeOptions | undefined {
  if (options === undefined) return undefined
  const read = readBarcodeOptions(options)
  if (read.ok) return read.options
  context.refuse('MSV-C009', read.why, place, read.hint)
  return undefined
}
