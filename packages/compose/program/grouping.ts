/**
 * Groups of a table's items: which rows speak of which group, what a group's name stands for, and
 * the items of one list shared out among them.
 */
import { Decimal } from '@misiva/model'
import type { Environment, Expression, ObjectType, Place, TableRow, ValueType } from '@misiva/model'

export interface Repetition {
  readonly of: Expression
  readonly as: string
}

/** One level of groups, and the rows that speak of it. */
export interface Level {
  readonly as: string
  readonly by: Expression
  readonly headings: readonly TableRow[]
  readonly continued: readonly TableRow[]
  readonly subtotals: readonly TableRow[]
}

/** Rows of which there are as many as the groups of one list. */
export interface GroupedRows {
  readonly repetition: Repetition
  /** The outermost first. */
  readonly levels: readonly Level[]
  /** Within the innermost group: those that repeat do so over its items. */
  readonly rows: readonly TableRow[]
}

/** What is wrong with the rows; for MSV-C009. */
export interface Misplaced {
  readonly message: string
  readonly place: Place | undefined
  readonly hint: string
}

export interface SortedRows {
  readonly parts: readonly (TableRow | GroupedRows)[]
  readonly problems: readonly Misplaced[]
}

export function isGrouped(part: TableRow | GroupedRows): part is GroupedRows {
  return 'levels' in part
}

const ahead = (row: TableRow) => row.kind === 'group' || row.kind === 'continued'
const behind = (row: TableRow) => row.kind === 'subtotal' || row.kind === 'continued'

const sorted = new WeakMap<readonly TableRow[], SortedRows>()

/** The rows of a table, those of groups together: headings, items, subtotals. */
export function sortRows(rows: readonly TableRow[]): SortedRows {
  let found = sorted.get(rows)
  if (!found) sorted.set(rows, (found = rows.some(({ group }) => group) ? sort(rows) : plain(rows)))
  return found
}

function plain(rows: readonly TableRow[]): SortedRows {
  return { parts: rows, problems: [] }
}

function sort(rows: readonly TableRow[]): SortedRows {
  const parts: (TableRow | GroupedRows)[] = []
  const problems: Misplaced[] = []
  for (let i = 0; i < rows.length;) {
    const run = (holds: (row: TableRow) => boolean) => {
      const from = i
      while (i < rows.length && holds(rows[i]!)) i++
      return rows.slice(from, i)
    }
    const heads = run(ahead)
    const items = run(({ kind }) => kind === 'body')
    const tails = run(behind)
    if (heads.length + items.length + tails.length === 0) parts.push(rows[i++]!)
    else if (heads.length + tails.length === 0) parts.push(...items)
    else parts.push(...grouped(heads, items, tails, problems))
  }
  return { parts, problems }
}

/** Rows before the first that repeats, where nothing heads them, and after the last stand apart. */
function grouped(
  heads: readonly TableRow[],
  items: readonly TableRow[],
  tails: readonly TableRow[],
  problems: Misplaced[],
): readonly (TableRow | GroupedRows)[] {
  const from = heads.length > 0 ? 0 : items.findIndex(({ each }) => each)
  const to = tails.length > 0 ? items.length : items.findLastIndex(({ each }) => each) + 1
  const speaking = [...heads, ...tails]
  for (const { each, kind, place } of speaking)
    if (each) {
      const message = 'The first and last rows of a group are not repeated'
      problems.push({ message, place, hint: `leave out each, or leave out ${kind}` })
    }
  const repetition = items.find(({ each }) => each)?.each
  if (!repetition) {
    const hint = 'write a row with each between the rows of the group'
    problems.push({ message: 'Nothing is repeated in this group', place: speaking[0]!.place, hint })
    return items
  }
  for (const { each, place } of items)
    if (each && (each.of.source !== repetition.of.source || each.as !== repetition.as)) {
      const hint = `write each="${repetition.as} in ${repetition.of.source}", or a table of its own`
      problems.push({ message: 'The items of a group are those of one list', place, hint })
    }
  const levels = levelsOf(heads, tails, problems)
  const within = { repetition, levels, rows: items.slice(Math.max(0, from), to) }
  return [...items.slice(0, Math.max(0, from)), within, ...items.slice(to)]
}

/** Outer groups are headed before inner ones and closed after them. */
function levelsOf(
  heads: readonly TableRow[],
  tails: readonly TableRow[],
  problems: Misplaced[],
): readonly Level[] {
  const speaking = [...heads, ...tails]
  const opening = namesOf(heads.filter(({ kind }) => kind === 'group'))
  const closing = namesOf(tails.filter(({ kind }) => kind === 'subtotal').toReversed())
  const names: string[] = []
  for (let [i, k] = [0, 0]; i < opening.length || k < closing.length;) {
    const [open, close] = [opening[i], closing[k]]
    if (open === close || close === undefined || !closing.includes(open ?? close)) {
      if (open === close) k++
      i++
      names.push((open ?? close)!)
    } else if (open === undefined || !opening.includes(close)) {
      k++
      names.push(close)
    } else {
      const place = tails.find(({ group }) => group?.as === close)?.place
      const hint = 'write the subtotals of inner groups before those of the outer ones'
      problems.push({ message: `The groups “${open}” and “${close}” cross`, place, hint })
      break
    }
  }
  for (const name of namesOf(speaking)) if (!names.includes(name)) names.push(name)
  return names.flatMap((as) => levelOf(as, speaking, problems))
}

function namesOf(rows: readonly TableRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ group }) => (group ? [group.as] : [])))]
}

function levelOf(as: string, speaking: readonly TableRow[], problems: Misplaced[]): Level[] {
  const own = speaking.filter(({ group }) => group?.as === as)
  const by = own.find(({ group }) => group?.by)?.group?.by
  const again = own.filter(({ group }) => group?.by)[1]
  if (!by) {
    const hint = `write group="${as} by line.department" at its first row`
    const message = `Nothing says by what the group “${as}” is made`
    // A name that could not be read was refused where it is written.
    if (as !== '') problems.push({ message, place: own[0]!.place, hint })
    return []
  }
  if (again) {
    const hint = `write ${again.kind}=${as}`
    problems.push({ message: `The group “${as}” is made twice`, place: again.place, hint })
  }
  const of = (kind: TableRow['kind']) => own.filter((row) => row.kind === kind)
  const rows = { headings: of('group'), continued: of('continued'), subtotals: of('subtotal') }
  return [{ as, by, ...rows }]
}

/** Names that hold in a row: of groups, the outermost first, and of the repeated item. */
export interface RowScope {
  readonly levels: readonly Level[]
  /** The list that is shared out among the groups; undefined where there are none. */
  readonly grouped?: Repetition
  /** What the row itself is repeated over, or speaks of. */
  readonly each?: Repetition
}

const bare: RowScope = { levels: [] }

/** The scope of every row. Carried and brought rows speak of the table's first repeated row. */
export function rowScopes(rows: readonly TableRow[]): ReadonlyMap<TableRow, RowScope> {
  const scopes = new Map<TableRow, RowScope>()
  for (const part of sortRows(rows).parts) {
    if (!isGrouped(part)) {
      scopes.set(part, part.each ? { levels: [], each: part.each } : bare)
      continue
    }
    const { levels, repetition, rows: items } = part
    levels.forEach(({ headings, continued, subtotals }, i) => {
      const scope = { levels: levels.slice(0, i + 1), grouped: repetition }
      for (const row of [...headings, ...continued, ...subtotals]) scopes.set(row, scope)
    })
    for (const row of items) {
      const own = row.each && { each: repetition }
      scopes.set(row, { levels, grouped: repetition, ...own })
    }
  }
  const first = rows.find(({ kind, each }) => kind === 'body' && each)
  const spoken = first && scopes.get(first)
  for (const row of rows)
    if (row.kind === 'carried' || row.kind === 'brought') scopes.set(row, spoken ?? bare)
  return scopes
}

/** What a group's name stands for. */
export interface Group {
  key: unknown
  rows: readonly unknown[]
}

export interface GroupType extends ObjectType {
  readonly constructor: new () => Group
}

/**
 * The type a group's name has: `key`, `rows`, and for each field of the items the list of the values
 * there are. A field of the items called `key` or `rows` is reached through the items.
 */
export function groupType(
  as: string,
  key: ValueType,
  element: ValueType,
  environment: Environment,
): GroupType {
  const columns = Object.entries(environment.types.get(element)?.fields ?? {}).filter(
    ([name]) => name !== 'key' && name !== 'rows',
  )
  const Values = class implements Group {
    key: unknown = undefined
    rows: readonly unknown[] = []
  }
  for (const [name] of columns)
    Object.defineProperty(Values.prototype, name, {
      get(this: { readonly rows: readonly Readonly<Record<string, unknown>>[] }) {
        return this.rows.flatMap((row) => (row[name] == null ? [] : [row[name]]))
      },
    })
  const lists = columns.map(([name, type]) => [name, `list<${type}>`] as const)
  const fields = { ...Object.fromEntries(lists), key, rows: `list<${element}>` }
  return { name: `$${as}`, title: as, constructor: Values, fields }
}

/** Items by their keys, in the order in which each key is first met. */
export function shareOut(
  items: Iterable<unknown>,
  keyOf: (item: unknown) => unknown,
  Values: GroupType['constructor'],
): readonly Group[] {
  const groups = new Map<string, Group & { rows: unknown[] }>()
  for (const item of items) {
    const key = keyOf(item)
    const said = sameness(key)
    let group = groups.get(said)
    if (!group) groups.set(said, (group = Object.assign(new Values(), { key, rows: [] })))
    group.rows.push(item)
  }
  return [...groups.values()]
}

/** What equal keys have in common: 7, 7.0 and 7.00 are one amount. */
function sameness(key: unknown): string {
  if (typeof key === 'string') return `"${key}`
  const text = String(key)
  return key instanceof Decimal && text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
