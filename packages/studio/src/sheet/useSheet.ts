import { editYaml, readSheet, resolveSheet } from '@misiva/compose'
import type { Sheet, SheetReading, YamlPath } from '@misiva/compose'
import type { Problem, StyleSheet } from '@misiva/model'
import { useMemo, useRef, useState } from 'react'
import { Steps } from './steps.ts'

/** A style sheet being edited: what it says, and the ways to change it. Paths are those of the file. */
export interface SheetModel {
  readonly text: string
  readonly reading: SheetReading
  readonly style: StyleSheet
  readonly readOnly: boolean
  /** The channel refined; empty where values are for every channel. */
  readonly scope: string
  readonly setScope: (scope: string) => void
  /** Names followed and lengths measured, as the scope's channel has them. */
  readonly look: Sheet
  /** Before a path, where the scope's own values stand. */
  readonly prefix: YamlPath
  /** What the file says at a path, right or wrong. */
  readonly at: (path: YamlPath) => unknown
  /** Writes a value, undefined to take it away. One that the checker refuses at its place is not written. */
  readonly put: (path: YamlPath, value: unknown) => Problem | undefined
  /** Several changes as one step; those of one `act`, a drag for instance, are one step together. */
  readonly putAll: (changes: readonly (readonly [YamlPath, unknown])[], act?: string) => void
  readonly problemsAt: (path: YamlPath) => readonly Problem[]
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

export interface SheetInput {
  readonly text: string
  readonly readOnly: boolean
  /** Every path of the folder: which fonts there are. */
  readonly files: ReadonlySet<string>
  readonly write: (text: string) => void
}

export function useSheet({ text, readOnly, files, write }: SheetInput): SheetModel {
  const [scope, setScope] = useState('')
  const steps = useRef(new Steps(text))
  const [, setTurn] = useState(0)
  // Another text than was written here is a colleague's: nobody takes that back unasked.
  if (steps.current.now !== text) steps.current = new Steps(text)
  const reading = useMemo(() => readSheet(text, files), [text, files])
  const look = useMemo(() => resolveSheet(reading.style, scope).sheet, [reading, scope])
  return useMemo(() => {
    const put = (
      changes: readonly (readonly [YamlPath, unknown])[],
      mayRefuse: boolean,
      act?: string,
    ) => {
      const next = changed(text, changes)
      if (next === text) return undefined
      if (mayRefuse) {
        const [path, value] = changes[0]!
        const told = readSheet(next, files).problems.filter((it) => within(it.path, path))
        if (value !== undefined && told.length > 0) return told[0]!.problem
      }
      const key = act ?? (changes.length === 1 ? changes[0]![0].join('\0') : '')
      steps.current.take(next, key, act === undefined ? Date.now() : 0)
      write(next)
      return undefined
    }
    const go = (next: string | undefined) => {
      if (next === undefined) return
      setTurn((turn) => turn + 1)
      write(next)
    }
    return {
      ...{ text, reading, readOnly, scope, setScope, look },
      style: reading.style,
      prefix: scope === '' ? [] : ['channels', scope],
      at: (path) => valueAt(reading.values, path),
      put: (path, value) => put([[path, value]], true),
      putAll: (changes, act) => void put(changes, false, act),
      problemsAt: (path) =>
        reading.problems.filter((it) => within(it.path, path)).map(({ problem }) => problem),
      undo: steps.current.canUndo && !readOnly ? () => go(steps.current.undo()) : undefined,
      redo: steps.current.canRedo && !readOnly ? () => go(steps.current.redo()) : undefined,
    }
  }, [text, reading, readOnly, scope, look, files, write])
}

export function valueAt(values: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    values,
  )
}

/** Whether a problem's place lies at a path or within it. */
const within = (place: YamlPath, path: YamlPath) =>
  path.length <= place.length && path.every((step, i) => String(step) === String(place[i]))

function changed(text: string, changes: readonly (readonly [YamlPath, unknown])[]): string {
  let next = text
  for (const [path, value] of changes) {
    const edit = editYaml(next, path, value)
    if (!edit.ok) return text
    next = value === undefined ? pruned(edit.value, path) : edit.value
  }
  return next
}

/** A refinement that says nothing any more goes with the last thing it said. */
function pruned(text: string, path: YamlPath): string {
  const mayGo =
    path[0] === 'channels' ? path.length >= 3 : path[0] === 'masters' && path.length === 4
  if (!mayGo) return text
  const holder = path.slice(0, -1)
  const { values } = readSheet(text, new Set())
  const left = valueAt(values, holder)
  if (typeof left !== 'object' || left === null || Object.keys(left).length > 0) return text
  const edit = editYaml(text, holder, undefined)
  return edit.ok ? pruned(edit.value, holder) : text
}
