/** What content may name where it stands, and what a sample says there. */
import { compile, innerScope, isFailure, isVariableName, localeKey, textOf } from '@misiva/model'
import type {
  Compiled,
  Content,
  Contract,
  Environment,
  Language,
  Locale,
  Problem,
  Purpose,
  Release,
  Result,
  Sample,
  Scope,
} from '@misiva/model'
import { problem } from '@misiva/model'
import { groupType, shareOut } from '../program/grouping.ts'
import type { GroupType, Level, RowScope } from '../program/grouping.ts'
import { namesOf, sampleCustomer } from '../program/names.ts'

/** One place's names: of the contract, and of the repetitions it stands in. */
export interface Setting {
  readonly environment: Environment
  /** Undefined without a sample, or where its list is empty. */
  readonly scope: Scope | undefined
}

export interface SettingInput {
  readonly contract: Contract
  readonly organisation: Release['organisation']
  readonly samples: readonly Sample[]
  /** Whose values are shown. */
  readonly sample: Sample | undefined
  readonly language: Language
}

/** The outermost setting, or why the contract gives none. A sample that does not fit is no scope. */
export function settingOf(input: SettingInput): Result<Setting> {
  const { contract, organisation, samples, sample, language } = input
  const names = namesOf({ organisation }, { contract, samples })
  if (!names.ok) return names
  const { environment } = names.value
  if (!sample) return { ok: true, value: { environment, scope: undefined } }
  try {
    const all = sample.customer ? { ...sample.data, customer: sample.customer } : sample.data
    const customer = { ...sampleCustomer(all, language), language }
    const links = { portal: 'https://example.com/p/…' }
    const scope = names.value.scopeOf(sample.data, customer, links)
    return { ok: true, value: { environment, scope } }
  } catch {
    return { ok: true, value: { environment, scope: undefined } }
  }
}

const compiled = new WeakMap<Environment, Map<string, Result<Compiled>>>()
const inner = new WeakMap<Environment, Map<string, Environment>>()

/** An expression checked where it stands; the answer for one place is kept. */
export function checkIn(
  { environment }: Setting,
  source: string,
  purpose: Purpose,
): Result<Compiled> {
  const known = compiled.get(environment) ?? new Map<string, Result<Compiled>>()
  compiled.set(environment, known)
  const key = `${purpose} ${source}`
  let result = known.get(key)
  if (!result) {
    result = compile(source, environment, purpose)
    if (known.size > 4096) known.clear()
    known.set(key, result)
  }
  return result
}

/** What an expression comes to here: a value, or undefined with why where it comes to none. */
export function valueIn(
  setting: Setting,
  source: string,
  purpose: Purpose,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const result = checkIn(setting, source, purpose)
  if (!result.ok) return { value: undefined, problems: result.problems }
  if (!setting.scope) return { value: undefined, problems: [] }
  const value = result.value.evaluate(setting.scope)
  return isFailure(value) ? { value: undefined, problems: [value] } : { value, problems: [] }
}

/** The text a field shows here; undefined where there is no sample or no value. */
export function textIn(
  setting: Setting,
  source: string,
): { readonly text: string | undefined; readonly problems: readonly Problem[] } {
  const { value, problems } = valueIn(setting, source, 'text')
  const locale: Locale | undefined = setting.scope?.[localeKey]
  const text = value === undefined || !locale ? undefined : textOf(value, locale)
  return { text, problems }
}

/** The items of a list here; undefined where there is no sample or no list. */
export function itemsIn(setting: Setting, source: string): readonly unknown[] | undefined {
  const { value } = valueIn(setting, source, 'list')
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) return undefined
  return [...(value as Iterable<unknown>)]
}

/** A setting further in; `count`: how many there are, undefined where it cannot be told. */
export interface Repeated {
  readonly setting: Setting
  readonly problems: readonly Problem[]
  readonly count: number | undefined
}

/**
 * The setting within a repetition, its item being the one at `index`. Problems: MSV-C009 where the
 * name cannot be one, or those of the list itself; the setting is of use all the same.
 */
export function repeatedIn(setting: Setting, of: string, as: string, index = 0): Repeated {
  const list = checkIn(setting, of, 'list')
  const type = list.ok ? (list.value.elementType ?? 'dyn') : 'dyn'
  const items = list.ok ? itemsIn(setting, of) : undefined
  const environment = environmentWith(setting.environment, as, type)
  const problems = [...(list.ok ? [] : list.problems)]
  if (!environment) problems.push(unnameable(as))
  const item = items?.[index]
  const scope =
    setting.scope && item !== undefined
      ? innerScope(setting.scope, { [as]: item, [`${as}Index`]: BigInt(index) })
      : undefined
  return {
    setting: { environment: environment ?? setting.environment, scope },
    problems,
    count: items?.length,
  }
}

/**
 * The setting within the groups a row of a table speaks of, and of its item where it is repeated:
 * each the one at its index, the first unless given. Problems as for `repeatedIn`.
 */
export function rowSetting(
  outer: Setting,
  { levels, grouped, each }: RowScope,
  indices: readonly number[] = [],
): Repeated {
  let at: Repeated = { setting: outer, problems: [], count: undefined }
  let list = (grouped ?? each)?.of.source ?? ''
  for (const [depth, level] of levels.entries()) {
    const next = groupedIn(at.setting, list, grouped!.as, level, indices[depth])
    at = { ...next, problems: [...at.problems, ...next.problems] }
    list = `${level.as}.rows`
  }
  if (!each) return at
  const inside = repeatedIn(at.setting, list, each.as, indices[levels.length])
  return { ...inside, problems: [...at.problems, ...inside.problems] }
}

function groupedIn(
  setting: Setting,
  list: string,
  item: string,
  { as, by }: Level,
  index = 0,
): Repeated {
  const one = repeatedIn(setting, list, item)
  const key = checkIn(one.setting, by.source, 'text')
  const element = one.setting.environment.variables.get(item) ?? 'dyn'
  const { environment: outer } = setting
  const name = `${as} ${item} ${by.source} ${element}`
  const known = grouped.get(outer) ?? new Map<string, Entered | undefined>()
  grouped.set(outer, known)
  if (!known.has(name))
    known.set(name, entered(outer, as, key.ok ? key.value.type : 'dyn', element))
  const found = known.get(name)
  const problems = [...one.problems, ...(key.ok ? [] : key.problems)]
  if (!found) return { setting, problems: [...problems, unnameable(as)], count: undefined }
  const { environment, values } = found
  const items = key.ok ? itemsIn(setting, list) : undefined
  const keyOf = (value: unknown) =>
    key.ok && key.value.evaluate(innerScope(setting.scope!, { [item]: value }))
  const groups = items && shareOut(items, keyOf, values)
  const scope =
    groups?.[index] &&
    innerScope(setting.scope!, { [as]: groups[index], [`${as}Index`]: BigInt(index) })
  return { setting: { environment, scope }, problems, count: groups?.length }
}

interface Entered {
  readonly environment: Environment
  readonly values: GroupType['constructor']
}

const grouped = new WeakMap<Environment, Map<string, Entered | undefined>>()

function entered(
  outer: Environment,
  as: string,
  key: string,
  element: string,
): Entered | undefined {
  if (!isVariableName(as) || outer.variables.has(as)) return undefined
  const type = groupType(as, key, element, outer)
  const environment = outer.with({ [as]: type.name, [`${as}Index`]: 'int' }, [type])
  return { environment, values: type.constructor }
}

function unnameable(as: string): Problem {
  return isVariableName(as)
    ? problem('MSV-C009', `The name “${as}” is taken`, undefined, 'choose another name')
    : problem('MSV-C009', `“${as}” cannot be a name`, undefined, 'use letters, digits and _')
}

function environmentWith(outer: Environment, as: string, type: string): Environment | undefined {
  if (!isVariableName(as)) return undefined
  const taken = outer.variables.get(as)
  if (taken !== undefined && taken !== type) return undefined
  const known = inner.get(outer) ?? new Map<string, Environment>()
  inner.set(outer, known)
  const key = `${as} ${type}`
  const environment = known.get(key) ?? outer.with({ [as]: type, [`${as}Index`]: 'int' })
  known.set(key, environment)
  return environment
}

/** Where two variants of one content part: positions of the longest run they do not share. */
export function differingBlocks(
  a: Content,
  b: Content,
): { readonly left: readonly number[]; readonly right: readonly number[] } {
  const [left, right] = [a.map(shapeOf), b.map(shapeOf)]
  const lengths = left.map(() => Array<number>(right.length + 1).fill(0))
  lengths.push(Array<number>(right.length + 1).fill(0))
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i]![j] =
        left[i] === right[j]
          ? lengths[i + 1]![j + 1]! + 1
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const only = { left: [] as number[], right: [] as number[] }
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      i++
      j++
    } else if (j >= right.length || (i < left.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!))
      only.left.push(i++)
    else only.right.push(j++)
  }
  return only
}

/** What a block is, whatever its words: its kind, what is in it, and the fields it shows. */
function shapeOf(block: Content[number]): string {
  const words = new Set(['text', 'marks', 'place', 'alt', 'caption', 'label', 'question'])
  return JSON.stringify(block, (key, value: unknown) =>
    words.has(key) || (Array.isArray(value) && key === 'children' && block.type === 'heading')
      ? undefined
      : value,
  ).replaceAll(/\{"type":"text"(?:,"style":"[^"]*")?\},?/g, '')
}
