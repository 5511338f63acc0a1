/** The properties of a data contract as a tree people edit, and what each edit writes. */
import type { YamlPath } from '@misiva/compose'

export type Schema = Readonly<Record<string, unknown>>

export const types = [
  'text',
  'decimal',
  'integer',
  'number',
  'flag',
  'day',
  'time',
  'instant',
  'choice',
  'object',
  'list',
  'listOfText',
] as const
export type TypeName = (typeof types)[number] | 'any'

export interface Property {
  readonly name: string
  /** As texts name it: `invoice.lines[].code`. */
  readonly path: string
  /** Where its schema stands in the file. */
  readonly at: YamlPath
  /** Where the schema stands that holds it. */
  readonly owner: YamlPath
  readonly schema: Schema
  readonly type: TypeName
  readonly isRequired: boolean
  readonly children: readonly Property[]
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Properties that are written in the file itself; what is only referred to is edited in the source. */
export function propertiesOf(schema: unknown, at: YamlPath = [], path = ''): readonly Property[] {
  if (!isSchema(schema) || !isSchema(schema['properties']) || at.length > 24) return []
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : []
  return Object.entries(schema['properties']).flatMap(([name, inner]): Property[] => {
    if (!isSchema(inner)) return []
    const own = path === '' ? name : `${path}.${name}`
    const type = typeOf(inner)
    const where = [...at, 'properties', name]
    const children =
      type === 'list'
        ? propertiesOf(inner['items'], [...where, 'items'], `${own}[]`)
        : propertiesOf(inner, where, own)
    return [
      {
        ...{ name, path: own, at: where, owner: at, schema: inner, type, children },
        isRequired: required.includes(name),
      },
    ]
  })
}

function typeOf(schema: Schema): TypeName {
  if (Array.isArray(schema['enum'])) return 'choice'
  const { type, format } = schema
  if (typeof type !== 'string' || '$ref' in schema) return 'any'
  if (type === 'object') return 'object'
  if (type === 'boolean') return 'flag'
  if (type === 'integer' || type === 'number') return type
  if (type === 'array') {
    const items = isSchema(schema['items']) ? schema['items'] : {}
    return items['type'] === 'object' ? 'list' : items['type'] === 'string' ? 'listOfText' : 'any'
  }
  const formatted = {
    decimal: 'decimal',
    date: 'day',
    time: 'time',
    'date-time': 'instant',
  } as const
  return formatted[format as keyof typeof formatted] ?? 'text'
}

const group = () => ({ type: 'object', additionalProperties: false, properties: {} })

/** The schema of a fresh property of a type, its description kept. */
export function schemaFor(type: TypeName, description?: unknown): Schema {
  const more = typeof description === 'string' && description !== '' ? { description } : {}
  const text = (format?: string) => ({ type: 'string', ...(format && { format }), ...more })
  switch (type) {
    case 'decimal':
      return text('decimal')
    case 'day':
      return text('date')
    case 'time':
      return text('time')
    case 'instant':
      return text('date-time')
    case 'integer':
    case 'number':
      return { type, ...more }
    case 'flag':
      return { type: 'boolean', ...more }
    case 'choice':
      return { enum: ['one', 'two'], ...more }
    case 'object':
      return { ...group(), ...more }
    case 'list':
      return { type: 'array', items: group(), ...more }
    case 'listOfText':
      return { type: 'array', items: { type: 'string' }, ...more }
    default:
      return text()
  }
}

export const isName = (name: string): boolean => /^[A-Za-z]\w*$/.test(name)

/** Whether a use of one path concerns another: the field itself, or something within it. */
export const concerns = (used: string, path: string): boolean =>
  used === path || used.startsWith(`${path}.`) || used.startsWith(`${path}[]`)
