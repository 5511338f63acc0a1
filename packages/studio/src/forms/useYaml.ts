import { editYaml, moveYaml, readYamlValue } from '@misiva/compose'
import type { YamlPath } from '@misiva/compose'
import type { Result } from '@misiva/model'
import { useMemo, useRef } from 'react'

/** A YAML file being written: what it says, and one value of it changed at a time. */
export interface YamlModel {
  /** Undefined where it is no YAML. */
  readonly value: unknown
  readonly put: (path: YamlPath, value: unknown) => void
  readonly move: (path: YamlPath, from: number, to: number) => void
}

export function useYaml(text: string, write: (text: string) => void): YamlModel {
  const read = useMemo(() => readYamlValue(text), [text])
  const now = useRef(text)
  now.current = text
  const take = (next: Result<string>) => {
    if (!next.ok) return
    now.current = next.value
    write(next.value)
  }
  return {
    value: read.ok ? read.value : undefined,
    put: (path, value) => take(editYaml(now.current, path, value)),
    move: (path, from, to) => take(moveYaml(now.current, path, from, to)),
  }
}
