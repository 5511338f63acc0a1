import { editJson, formFields, JsonNumber, readJson } from '@misiva/compose'
import type { FormField, YamlPath } from '@misiva/compose'
import type { Contract, Misfit } from '@misiva/model'
import { useMemo, useRef } from 'react'
import { noMisfits, useMisfits } from '../checking/useMisfits.ts'

/** A record being written: its values, and what its contract says of them. */
export interface RecordModel {
  readonly value: unknown
  readonly readOnly: boolean
  readonly set: (path: YamlPath, value: unknown, order?: readonly string[]) => void
  /** What is wrong at a place; by JSON pointer. */
  readonly wrongAt: (path: YamlPath) => string | undefined
  readonly misfits: readonly Misfit[]
  /** Whether it is known how it fits. */
  readonly isChecked: boolean
}

export const pointerOf = (path: YamlPath): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The same value with numbers as JSON has them: what the checker takes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown

export interface RecordInput {
  readonly text: string
  readonly contract: Contract
  /** JSON Schema of the customer, which stands beside the contract's properties. */
  readonly customer: Contract
  readonly readOnly: boolean
  readonly write: (text: string) => void
}

export interface RecordForm {
  readonly model: RecordModel
  readonly form: FormField
  readonly customer: FormField
}

/** Undefined where the text is no JSON object. */
export function useRecord(input: RecordInput): RecordForm | undefined {
  const { text, contract, customer, readOnly, write } = input
  const read = useMemo(() => readJson(text), [text])
  const form = useMemo(() => formFields(contract), [contract])
  const customerForm = useMemo(() => formFields(customer), [customer])
  const pairs = useMemo(() => {
    const data = plain(read.ok ? read.value : {}) as { readonly customer?: unknown }
    return [
      { contract, data },
      { contract: customer, data: data.customer ?? {} },
    ]
  }, [read, contract, customer])
  const told = useMisfits(pairs)
  const [own = noMisfits, theirs = noMisfits] = told ?? []
  const misfits = [...own, ...inCustomer(theirs)]
  const now = useRef(text)
  now.current = text
  if (!read.ok || typeof read.value !== 'object' || Array.isArray(read.value)) return undefined
  const wrong = new Map(misfits.map(({ pointer, message }) => [pointer, message]))
  return {
    form,
    customer: customerForm,
    model: {
      ...{ value: read.value, readOnly, misfits, isChecked: told !== undefined },
      set(path, value, order = []) {
        const next = editJson(now.current, path, value, order)
        if (!next.ok) return
        now.current = next.value
        write(next.value)
      },
      wrongAt: (path) => wrong.get(pointerOf(path)),
    },
  }
}

const inCustomer = (misfits: readonly Misfit[]) =>
  misfits.map((it) => ({
    ...it,
    pointer: `/customer${it.pointer}`,
    path: `customer.${it.path}`,
  }))

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof JsonNumber)

/** A single value as it is written in a field. */
export function wordsOf(value: unknown): string {
  if (value instanceof JsonNumber) return value.text
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
