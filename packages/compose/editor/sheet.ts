/** A style sheet as it is being edited: read and checked as a file, its problems at their values. */
import type { Problem, StyleSheet } from '@misiva/model'
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { emptyStyle, readStyle } from '../folder/style.ts'
import { sourceOf } from '../folder/source.ts'
import { readYaml } from '../folder/yaml.ts'
import type { YamlPath } from './edit-yaml.ts'

export interface SheetReading {
  /** What could be read. */
  readonly style: StyleSheet
  /** The whole text as plain values, also those that are wrong; undefined where it is no YAML. */
  readonly values: unknown
  readonly problems: readonly SheetProblem[]
  /** False where the text is no YAML: nothing in it can be changed but the text. */
  readonly readable: boolean
}

export interface SheetProblem {
  readonly problem: Problem
  /** The innermost value it is about: `['paragraphs', 'body', 'size']`. Empty: the whole sheet. */
  readonly path: YamlPath
}

/** Reads the text of `brand/style.yaml`; `files` are the folder's paths, for the fonts it names. */
export function readSheet(text: string, files: ReadonlySet<string>): SheetReading {
  const source = sourceOf('brand/style.yaml', new TextEncoder().encode(text))
  if (!source.ok) return unreadable(source.problems)
  const { root, problems } = readYaml(source.value)
  if (problems.length > 0) return unreadable(problems)
  if (!root) return { style: emptyStyle, values: {}, problems: [], readable: true }
  const found: Problem[] = []
  const style = readStyle(root, files, found)
  const pathAt = found.length > 0 ? pathsOf(source.value.text) : () => []
  return {
    style,
    values: root.plain(),
    problems: found.map((problem) => ({ problem, path: pathAt(offsetOf(text, problem)) })),
    readable: true,
  }
}

const unreadable = (problems: readonly Problem[]): SheetReading => ({
  style: emptyStyle,
  values: undefined,
  problems: problems.map((problem) => ({ problem, path: [] })),
  readable: false,
})

function offsetOf(text: string, { place }: Problem): number {
  if (!place) return 0
  let at = 0
  for (let line = 1; line < place.line; line++) at = text.indexOf('\n', at) + 1
  return at + place.column - 1
}

/** The path of the innermost entry an offset lies in; a key belongs to its entry. */
function pathsOf(text: string): (offset: number) => YamlPath {
  const root: unknown = parseDocument(text).contents
  return (offset) => {
    const path: (string | number)[] = []
    let node = root
    for (;;) {
      const step = stepTo(node, offset)
      if (!step) return path
      path.push(step.key)
      node = step.node
    }
  }
}

function stepTo(node: unknown, offset: number) {
  const covers = (from: unknown, to: unknown) => {
    const start = (from as { range?: readonly number[] } | null)?.range?.[0]
    const end = ((to ?? from) as { range?: readonly number[] } | null)?.range?.[1]
    return start !== undefined && end !== undefined && start <= offset && offset <= end
  }
  if (isMap(node)) {
    const pair = node.items.find(({ key, value }) => covers(key, value))
    return pair && isScalar(pair.key)
      ? { key: String(pair.key.value), node: pair.value }
      : undefined
  }
  if (isSeq(node)) {
    const key = node.items.findIndex((item) => covers(item, item))
    return key < 0 ? undefined : { key, node: node.items[key] }
  }
  return undefined
}
