/** Samples nobody wrote: what the contract allows at its edges. The same contract gives the same. */
import { compileContract } from '@misiva/model'
import type { Contract, Sample, Template } from '@misiva/model'

/** Names of edge samples begin so; a file of the folder `samples` cannot. */
export const edgePrefix = 'edge/'

type Schema = Readonly<Record<string, unknown>>

/** Which way every part of a record leans. */
interface Lean {
  readonly optional: boolean
  readonly lists: 'fewest' | 'two' | 'most'
  readonly strings: 'shortest' | 'usual' | 'longest'
  readonly numbers: 'least' | 'usual' | 'most'
}

const usual: Lean = { optional: true, lists: 'two', strings: 'usual', numbers: 'usual' }

const edges: Readonly<Record<string, Lean>> = {
  'no-optional-fields': { ...usual, optional: false },
  'empty-lists': { ...usual, lists: 'fewest' },
  'long-lists': { ...usual, lists: 'most' },
  'longest-texts': { ...usual, strings: 'longest' },
  'shortest-texts': { ...usual, strings: 'shortest' },
  'largest-numbers': { ...usual, numbers: 'most' },
  'smallest-numbers': { ...usual, numbers: 'least' },
}

/** Items of a long list and characters of a long text where the contract sets no bound. */
const mostItems = 200
const mostCharacters = 200
/** A schema may refer to itself: below this depth optional parts are left out. */
const deepest = 6

const known = new WeakMap<Template, readonly Sample[]>()

/**
 * Edge samples of a template, each fitting its contract. The customer is the first own sample's. One
 * that cannot be made to fit (a pattern nothing is known of, rules between fields) is left out.
 */
export function edgeSamples(template: Template): readonly Sample[] {
  let found = known.get(template)
  if (!found) known.set(template, (found = make(template)))
  return found
}

/** An own sample, or an edge sample by its name `edge/…`. */
export function findSample(template: Template, name: string): Sample | undefined {
  const list = name.startsWith(edgePrefix) ? edgeSamples(template) : template.samples
  return list.find((sample) => sample.name === name)
}

/**
 * What to look at first: the sample most of the contract is in. Of as many names one whose customer
 * speaks the language, then the first; one that does not fit its contract is none.
 */
export function firstSample(template: Template, language: string): Sample | undefined {
  const contract = compileContract(template.contract)
  if (!contract.ok) return undefined
  const ranked = template.samples
    .filter(({ data }) => contract.value.misfits(data).length === 0)
    .map((sample) => {
      const { customer, ...data } = sample.data as { customer?: { language?: string } }
      return { sample, names: namesIn(data), own: customer?.language === language }
    })
    .toSorted((a, b) => b.names - a.names || Number(b.own) - Number(a.own))
  return ranked[0]?.sample
}

/** Different names a record gives, wherever they stand. */
function namesIn(data: unknown): number {
  const names = new Set<string>()
  JSON.stringify(data, (key, value: unknown) => {
    if (key !== '' && !/^\d+$/.test(key) && value !== null) names.add(key)
    return value
  })
  return names.size
}

function make(template: Template): readonly Sample[] {
  const contract = compileContract(template.contract)
  if (!contract.ok) return []
  const [first] = template.samples
  return Object.entries(edges).flatMap(([name, lean]): Sample[] => {
    const maker = new Maker(template.contract, lean)
    const data = maker.value(template.contract, first?.data, 0)
    if (typeof data !== 'object' || data === null) return []
    const customer = first?.data['customer']
    const whole = { ...data, ...(customer !== undefined && { customer }) }
    if (contract.value.misfits(whole).length > 0) return []
    const file = `templates/${template.name}/contract.schema.json`
    return [{ name: `${edgePrefix}${name}`, file, data: whole }]
  })
}

class Maker {
  readonly #root: Contract
  readonly #lean: Lean

  constructor(root: Contract, lean: Lean) {
    this.#root = root
    this.#lean = lean
  }

  /** A value for a schema; `seed` is what an own sample has in this place. */
  value(schema: unknown, seed: unknown, depth: number): unknown {
    const s = this.#merged(schema, 0)
    if (s['const'] !== undefined) return s['const']
    if (Array.isArray(s['enum'])) return this.#oneOf(s['enum'] as readonly unknown[])
    for (const key of ['anyOf', 'oneOf'] as const)
      if (Array.isArray(s[key]) && s['properties'] === undefined)
        return this.#variant(s[key] as readonly unknown[], s, seed, depth)
    const type = this.#typeOf(s)
    switch (type) {
      case 'object':
        return this.#object(s, seed, depth)
      case 'array':
        return this.#array(s, seed, depth)
      case 'string':
        return this.#string(s, seed)
      case 'integer':
      case 'number':
        return this.#number(s, type === 'integer')
      case 'boolean':
        return this.#lean.numbers !== 'least' && this.#lean.optional
      case 'null':
        return null
      default:
        return seed ?? 'text'
    }
  }

  #merged(schema: unknown, depth: number): Schema {
    if (typeof schema !== 'object' || schema === null || depth > 16) return {}
    let s = schema as Schema
    const reference = s['$ref']
    if (typeof reference === 'string' && reference.startsWith('#'))
      s = overlaid(this.#merged(this.#at(reference), depth + 1), s)
    for (const part of Array.isArray(s['allOf']) ? (s['allOf'] as readonly unknown[]) : [])
      s = overlaid(s, this.#merged(part, depth + 1))
    return s
  }

  #at(reference: string): unknown {
    let target: unknown = this.#root
    for (const key of reference.slice(1).split('/').slice(1)) {
      const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
      target = (target as Schema | undefined)?.[name]
    }
    return target
  }

  #typeOf(s: Schema): string | undefined {
    const { type } = s
    if (Array.isArray(type)) {
      if (!this.#lean.optional && type.includes('null')) return 'null'
      return type.find((each) => each !== 'null') as string | undefined
    }
    if (typeof type === 'string') return type
    if (s['properties'] !== undefined) return 'object'
    return s['items'] === undefined ? undefined : 'array'
  }

  #oneOf(values: readonly unknown[]): unknown {
    const length = (value: unknown) => String(value).length
    const sorted = values.toSorted((a, b) => length(a) - length(b))
    if (this.#lean.strings === 'longest') return sorted.at(-1)
    return this.#lean.strings === 'shortest' ? sorted[0] : values[0]
  }

  #variant(list: readonly unknown[], s: Schema, seed: unknown, depth: number): unknown {
    const { anyOf: _, oneOf: __, ...rest } = s
    const nulled = list.find((each) => this.#merged(each, 0)['type'] === 'null')
    if (nulled !== undefined && !this.#lean.optional) return null
    const others = list.filter((each) => each !== nulled)
    const picked = this.#lean.strings === 'longest' ? others.at(-1) : others[0]
    return this.value(overlaid(rest, this.#merged(picked, 0)), seed, depth + 1)
  }

  #object(s: Schema, seed: unknown, depth: number): Record<string, unknown> {
    const required = new Set(Array.isArray(s['required']) ? (s['required'] as string[]) : [])
    const properties = (s['properties'] ?? {}) as Schema
    const values: Record<string, unknown> = {}
    for (const [name, schema] of Object.entries(properties)) {
      if (!required.has(name) && (!this.#lean.optional || depth > deepest)) continue
      values[name] = this.value(schema, (seed as Schema | undefined)?.[name], depth + 1)
    }
    return values
  }

  #array(s: Schema, seed: unknown, depth: number): unknown[] {
    const least = typeof s['minItems'] === 'number' ? s['minItems'] : 0
    const most = typeof s['maxItems'] === 'number' ? s['maxItems'] : mostItems
    const wanted = { fewest: least, two: 2, most: depth > 3 ? 5 : most }[this.#lean.lists]
    const count = depth > deepest ? least : Math.min(Math.max(wanted, least), most)
    const seeds = Array.isArray(seed) ? (seed as readonly unknown[]) : []
    const ahead = Array.isArray(s['prefixItems']) ? (s['prefixItems'] as readonly unknown[]) : []
    return Array.from({ length: count }, (_, i) =>
      this.value(ahead[i] ?? s['items'] ?? {}, seeds[i % Math.max(1, seeds.length)], depth + 1),
    )
  }

  #string(s: Schema, seed: unknown): unknown {
    const formatted = this.#formatted(String(s['format']))
    if (formatted !== undefined) return formatted
    // What a pattern allows only an example can tell.
    if (s['pattern'] !== undefined || s['format'] !== undefined) {
      const examples = Array.isArray(s['examples']) ? (s['examples'] as readonly unknown[]) : []
      return examples[0] ?? s['default'] ?? seed ?? 'text'
    }
    const least = typeof s['minLength'] === 'number' ? s['minLength'] : 0
    const most = typeof s['maxLength'] === 'number' ? s['maxLength'] : mostCharacters
    switch (this.#lean.strings) {
      case 'shortest':
        return 'i'.repeat(least)
      case 'longest':
        return longText(Math.max(most, least))
      case 'usual': {
        const text = typeof seed === 'string' ? seed : 'A usual text'
        return longText(least, text).slice(0, most)
      }
    }
  }

  #formatted(format: string): string | undefined {
    const { numbers, strings } = this.#lean
    const among = (least: string, middle: string, most: string) =>
      numbers === 'least' ? least : numbers === 'most' ? most : middle
    switch (format) {
      case 'decimal':
        return among('-999999999.99', '1234.50', '999999999.99')
      case 'date':
        return among('1900-01-01', '2026-03-31', '2099-12-31')
      case 'date-time':
        return among('1900-01-01T00:00:00Z', '2026-03-31T14:30:00Z', '2099-12-31T23:59:59Z')
      case 'time':
        return among('00:00:00Z', '14:30:00Z', '23:59:59Z')
      case 'email':
        return strings === 'longest'
          ? `${'long.name.'.repeat(5)}last@${'sub.'.repeat(12)}example.com`
          : 'a@example.com'
      case 'uri':
        return strings === 'longest'
          ? `https://example.com/${'path/'.repeat(30)}`
          : 'https://example.com/'
      default:
        return undefined
    }
  }

  #number(s: Schema, whole: boolean): number {
    const step = typeof s['multipleOf'] === 'number' ? s['multipleOf'] : whole ? 1 : 0.01
    const at = (key: string) => (typeof s[key] === 'number' ? s[key] : undefined)
    const above = at('exclusiveMinimum')
    const below = at('exclusiveMaximum')
    const least = at('minimum') ?? (above === undefined ? undefined : above + step)
    const most = at('maximum') ?? (below === undefined ? undefined : below - step)
    const clamp = (n: number) => Math.min(Math.max(n, least ?? n), most ?? n)
    const wanted = { least: least ?? -999_999_999, usual: 3, most: most ?? 999_999_999 }
    const value = clamp(wanted[this.#lean.numbers])
    const onStep = Math.round(value / step) * step
    return Number(clamp(onStep).toFixed(10))
  }
}

function overlaid(below: Schema, above: Schema): Schema {
  const properties = {
    ...(below['properties'] as Schema | undefined),
    ...(above['properties'] as Schema | undefined),
  }
  const required = [
    ...((below['required'] as readonly string[] | undefined) ?? []),
    ...((above['required'] as readonly string[] | undefined) ?? []),
  ]
  return {
    ...below,
    ...above,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  }
}

/** Words of every width, one of them longer than most columns, over and over. */
function longText(length: number, start = ''): string {
  const words =
    'Rechtsschutzversicherungsgesellschaften of the northern counties, Ångström & Łódź; '
  let text = start
  while (text.length < length) text += words
  return start.length >= length ? text : text.slice(0, length)
}
