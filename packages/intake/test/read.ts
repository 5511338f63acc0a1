import { Buffer } from 'node:buffer'
import { formatProblem } from '@misiva/model'
import { parseSource, readSource } from '../index.ts'
import type { ReadOptions, SourceDescription, SourceItem } from '../index.ts'

/** A source description with these lines instead of, or beside, the plain ones. */
export function described(changes: Readonly<Record<string, string>> = {}): string {
  const plain: Record<string, string> = {
    format: 'csv',
    timeZone: 'Europe/London',
    columns: `
  no: { type: text, pattern: '[A-Z]?\\d{3}' }
  item: text
  quantity: integer
  price: { type: decimal, scale: 2 }
  customer: { type: integer, optional: true }`,
    group: '{ by: row.no }',
    customer: `
  key: row.customer
  name: '"Customer " + string(row.customer)'
  language: '"en"'`,
    data: `
  lines:
    each: rows
    item: { item: row.item, quantity: row.quantity, price: row.price }
  total: sum(rows.map(r, r.quantity * r.price))`,
  }
  return Object.entries({ ...plain, ...changes })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

export function source(changes: Readonly<Record<string, string>> = {}): SourceDescription {
  const parsed = parseSource(described(changes), 'sources/test.yaml')
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'))
  return parsed.value
}

/** The bytes in pieces of this size, to place every boundary everywhere. */
export async function* pieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

export async function read(
  from: SourceDescription,
  content: string | Uint8Array,
  options: ReadOptions & { size?: number } = {},
): Promise<SourceItem[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const items: SourceItem[] = []
  for await (const item of readSource(from, pieces(bytes, options.size), 'data.csv', options))
    items.push(item)
  return items
}

/** What came out, briefly: `501 9.00` for a record, `502 MSV-D001 3:12` for a rejection. */
export function told(items: readonly SourceItem[]): string[] {
  return items.map(({ record, rejected }) => {
    if (record) return `${record.key} ${String(record.data['total'] ?? '')}`.trim()
    const { key, code, place, scope } = rejected
    return `${key ?? scope} ${code} ${place.line}:${place.column}`
  })
}

export const header = 'no,item,quantity,price,customer\n'
