import iconv from 'iconv-lite'
import { isTimeZone, isVariableName } from '@misiva/model'
import type { Expression, Problem, Result } from '@misiva/model'
import type { Limits, Written, WrittenCustomer, WrittenData } from './description.ts'
import { parseColumns } from './parse-columns.ts'
import { Yaml } from './yaml.ts'
import type { Part } from './yaml.ts'

const settings = [
  'format',
  'encoding',
  'timeZone',
  'csv',
  'records',
  'unknownColumns',
  'limits',
  'columns',
  'group',
  'tables',
  'constants',
  'let',
  'key',
  'customer',
  'data',
]
const states = ['unverified', 'verified', 'bouncing', 'suppressed'] as const

/** Reads the file's form; the expressions in it are checked by `compileSource`. */
export function parseWritten(text: string, file: string): Result<Written> {
  const yaml = new Yaml(text, file)
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems }
  const root = yaml.root
  const f = root.fields(settings)
  for (const name of ['columns', 'customer', 'data'])
    if (!f[name]) root.problem('MSV-C003', `A source description needs \`${name}:\``)
  if (!f['key'] && !f['group'])
    root.problem('MSV-C003', 'A source description needs `key:`, or `group:` whose key it takes')
  const format = f['format']?.oneOf(['csv', 'jsonl', 'json']) ?? 'csv'
  const timeZone = zone(f['timeZone'])
  const written: Written = {
    file,
    format,
    encoding: encoding(f['encoding']),
    timeZone,
    csv: csvShape(f),
    path: f['records']?.text().split('.') ?? [],
    limits: limits(f['limits']),
    columns: f['columns'] ? parseColumns(f['columns'], format !== 'csv', timeZone) : [],
    ...(f['group'] && { group: group(f['group']) }),
    tables: plainMap(f['tables']),
    constants: plainMap(f['constants']),
    let: (f['let']?.entries() ?? []).map(([name, part]) => named(name, part)),
    ...(f['key'] && { key: f['key'].expression() }),
    customer: f['customer'] ? customer(f['customer'], true) : nobody,
    data: f['data'] ? data(f['data']) : { kind: 'object', fields: [] },
    place: root.place,
  }
  return yaml.problems.length > 0
    ? { ok: false, problems: inOrder(yaml.problems) }
    : { ok: true, value: written }
}

const nobody: WrittenCustomer = {
  key: { source: "''" },
  name: { source: "''" },
  language: { source: "''" },
  contactPoints: [],
  preferences: [],
  attributes: [],
}

export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (a, b) =>
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )
}

function encoding(part: Part | undefined): string {
  const name = part?.text() ?? 'utf-8'
  if (iconv.encodingExists(name)) return name
  part?.problem(
    'MSV-C003',
    `No encoding is called “${name}”`,
    'Common ones are utf-8, windows-1252, iso-8859-15, utf-16le, shift_jis.',
  )
  return 'utf-8'
}

function zone(part: Part | undefined): string {
  const name = part?.text() ?? 'UTC'
  if (isTimeZone(name)) return name
  part?.problem('MSV-C003', `No time zone is called “${name}”`, 'Use an IANA name: Europe/London.')
  return 'UTC'
}

function csvShape(f: Readonly<Record<string, Part>>): Written['csv'] {
  const c = f['csv']?.fields(['delimiter', 'quote', 'header', 'rowLines']) ?? {}
  return {
    delimiter: (c['delimiter'] && sign(c['delimiter'])) || ',',
    quote: (c['quote'] && sign(c['quote'])) || '"',
    header: c['header']?.flag() ?? true,
    rowLines: c['rowLines']?.count(100) ?? 100,
    unknownColumns: f['unknownColumns']?.oneOf(['report', 'ignore', 'refuse']) ?? 'report',
  }
}

function sign(part: Part): string {
  const text = part.text()
  if (text === 'tab') return '\t'
  if (text.length !== 1) part.problem('MSV-C003', `${part.path} is one character, or tab`)
  return text
}

function limits(part: Part | undefined): Limits {
  const l = part?.fields(['recordRows', 'rowBytes', 'openRows']) ?? {}
  return {
    recordRows: l['recordRows']?.count(10_000) ?? 10_000,
    rowBytes: l['rowBytes']?.count(1_048_576) ?? 1_048_576,
    openRows: l['openRows']?.count(1_000_000) ?? 1_000_000,
  }
}

function group(part: Part): NonNullable<Written['group']> {
  const g = part.fields(['by', 'consecutive'])
  if (!g['by']) part.problem('MSV-C003', 'group needs `by:`, an expression over row')
  return {
    by: g['by']?.expression() ?? { source: "''" },
    consecutive: g['consecutive']?.flag() ?? true,
  }
}

function plainMap(part: Part | undefined): Readonly<Record<string, unknown>> {
  if (!part) return {}
  for (const [name, member] of part.entries()) checkName(name, member)
  return (part.plain() ?? {}) as Readonly<Record<string, unknown>>
}

function checkName(name: string, part: Part): void {
  if (!isVariableName(name))
    part.problem('MSV-C003', `${part.path}: “${name}” cannot be a name in expressions`)
}

function named(name: string, part: Part): { name: string; value: Expression } {
  checkName(name, part)
  return { name, value: part.expression() }
}

function customer(part: Part, outer: boolean): WrittenCustomer {
  const known = ['key', 'name', 'language', 'country', 'timeZone', 'contactPoints']
  const c = part.fields([...known, 'preferences', 'attributes', ...(outer ? ['missing'] : [])])
  for (const name of ['key', 'name', 'language'])
    if (!c[name]) part.problem('MSV-C003', `${part.path} needs \`${name}:\``)
  const missing = c['missing']
  const other = missing?.isMap ? customer(missing, false) : undefined
  if (missing && !other) missing.oneOf(['reject'])
  return {
    key: c['key']?.expression() ?? nobody.key,
    name: c['name']?.expression() ?? nobody.name,
    language: c['language']?.expression() ?? nobody.language,
    ...(c['country'] && { country: c['country'].expression() }),
    ...(c['timeZone'] && { timeZone: c['timeZone'].expression() }),
    contactPoints: (c['contactPoints']?.members() ?? []).map(point),
    preferences: (c['preferences']?.members() ?? []).map(preference),
    attributes: (c['attributes']?.entries() ?? []).map(([name, value]) => named(name, value)),
    ...(other && { missing: other }),
  }
}

function point(part: Part): WrittenCustomer['contactPoints'][number] {
  const p = part.fields(['channel', 'address', 'state', 'when'])
  if (!p['channel'] || !p['address'])
    part.problem('MSV-C003', `${part.path} needs \`channel:\` and \`address:\``)
  return {
    channel: p['channel']?.text() ?? '',
    address: p['address']?.expression() ?? nobody.key,
    state: p['state']?.oneOf(states) ?? 'unverified',
    ...(p['when'] && { when: p['when'].expression() }),
  }
}

function preference(part: Part): WrittenCustomer['preferences'][number] {
  const p = part.fields(['topic', 'channel', 'origin', 'when'])
  if (!p['channel']) part.problem('MSV-C003', `${part.path} needs \`channel:\``)
  return {
    topic: p['topic']?.text() ?? '*',
    channel: p['channel']?.text() ?? '',
    origin: p['origin']?.oneOf(['stated', 'learned']) ?? 'stated',
    ...(p['when'] && { when: p['when'].expression() }),
  }
}

/**
 * A map is an object; one with `each:` a list; one of `when:` and `value:` a field that is there
 * only when; text is an expression, any other value itself.
 */
function data(part: Part): WrittenData {
  if (!part.isMap) {
    const value = part.scalar()
    return typeof value === 'string'
      ? { kind: 'value', value: part.expression() }
      : { kind: 'constant', value: value ?? '' }
  }
  const entries = part.entries()
  const names = entries.map(([name]) => name)
  if (names.length === 2 && names.includes('when') && names.includes('value')) {
    const v = part.fields(names)
    return { kind: 'value', value: v['value']!.expression(), when: v['when']!.expression() }
  }
  if (!entries.some(([name]) => name === 'each'))
    return { kind: 'object', fields: entries.map(([name, member]) => [name, data(member)]) }
  const e = part.fields(['each', 'as', 'when', 'item'])
  if (!e['item']) part.problem('MSV-C003', `${part.path} needs \`item:\`, what each becomes`)
  const as = e['as']?.text() ?? 'row'
  if (e['as']) checkName(as, e['as'])
  return {
    kind: 'each',
    list: e['each']!.expression(),
    as,
    ...(e['when'] && { when: e['when'].expression() }),
    item: e['item'] ? data(e['item']) : { kind: 'object', fields: [] },
  }
}
