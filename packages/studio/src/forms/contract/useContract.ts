import { editJson, readJson, renameJson } from '@misiva/compose'
import type { YamlPath } from '@misiva/compose'
import type { Result } from '@misiva/model'
import { useMemo, useRef } from 'react'
import { propertiesOf, schemaFor } from './schema.ts'
import type { Property, TypeName } from './schema.ts'

export interface ContractModel {
  readonly properties: readonly Property[]
  readonly add: (owner: YamlPath, name: string, type: TypeName) => void
  readonly setType: (property: Property, type: TypeName) => void
  readonly require: (property: Property, must: boolean) => void
  readonly describe: (property: Property, words: string) => void
  readonly choices: (property: Property, values: readonly string[]) => void
  readonly rename: (property: Property, name: string) => void
  readonly remove: (property: Property) => void
}

type Schema = Readonly<Record<string, unknown>>

/** The contract's file, one property of it changed at a time. Undefined where it is no JSON. */
export function useContract(
  text: string,
  write: (text: string) => void,
): ContractModel | undefined {
  const read = useMemo(() => readJson(text), [text])
  const now = useRef(text)
  now.current = text
  const properties = useMemo(() => (read.ok ? propertiesOf(read.value) : []), [read])
  if (!read.ok) return undefined
  const change = (...steps: readonly ((text: string) => Result<string>)[]) => {
    let next = now.current
    for (const step of steps) {
      const result = step(next)
      if (!result.ok) return
      next = result.value
    }
    now.current = next
    write(next)
  }
  const put = (path: YamlPath, value: unknown) => (it: string) => editJson(it, path, value)
  const requiredOf = (owner: YamlPath): readonly string[] => {
    const found = at(JSON.parse(now.current) as Schema, owner)?.['required']
    return Array.isArray(found) ? (found as string[]) : []
  }
  const required = (owner: YamlPath, names: readonly string[]) =>
    put([...owner, 'required'], names.length > 0 ? names : undefined)
  /** What must be there follows a property to its new name, or away with it. */
  const requiredAs = (owner: YamlPath, name: string, next?: string) => {
    const names = requiredOf(owner)
    if (!names.includes(name)) return []
    return [
      required(
        owner,
        names.flatMap((it) => (it === name ? (next ?? []) : it)),
      ),
    ]
  }
  return {
    properties,
    add: (owner, name, type) => {
      const there = at(JSON.parse(now.current) as Schema, owner)?.['properties'] !== undefined
      change(
        ...(there ? [] : [put([...owner, 'properties'], {})]),
        put([...owner, 'properties', name], schemaFor(type)),
      )
    },
    setType: ({ at: where, schema }, type) =>
      change(put(where, schemaFor(type, schema['description']))),
    require: ({ owner, name }, must) => {
      const names = requiredOf(owner).filter((it) => it !== name)
      change(required(owner, must ? [...names, name] : names))
    },
    describe: ({ at: where }, words) =>
      change(put([...where, 'description'], words === '' ? undefined : words)),
    choices: ({ at: where }, values) => change(put([...where, 'enum'], values)),
    rename: ({ at: where, owner, name }, next) =>
      change((it) => renameJson(it, where, next), ...requiredAs(owner, name, next)),
    remove: ({ at: where, owner, name }) =>
      change(put(where, undefined), ...requiredAs(owner, name)),
  }
}

const at = (schema: Schema, path: YamlPath): Schema | undefined =>
  path.reduce<unknown>((inner, step) => (inner as Schema | undefined)?.[step], schema) as
    Schema | undefined
