/**
 * One value of a JSON file changed, and every other byte left as it was: the order of names, the
 * line breaks and each number's own digits are the author's. Numbers are read with the text they
 * were written in, so that 1.10 is not made 1.1 by passing through.
 */
import { problem, type Result } from '@misiva/model'
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { YamlPath } from './edit-yaml.ts'

/** A number as it is written: JSON's own notation (RFC 8259 §6), never a binary fraction. */
export class JsonNumber {
  readonly text: string
  private constructor(text: string) {
    this.text = text
  }

  /** Undefined where the text is no number of JSON. */
  static of(text: string): JsonNumber | undefined {
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)
      ? new JsonNumber(text)
      : undefined
  }

  toJSON(): number {
    return Number(this.text)
  }
}

/** The value a JSON text says, its numbers as JsonNumber; MSV-C011 with the parser's words otherwise. */
export function readJson(text: string): Result<unknown> {
  try {
    JSON.parse(text)
  } catch (error) {
    const message = `Not valid JSON: ${(error as Error).message}`
    return { ok: false, problems: [problem('MSV-C011', message)] }
  }
  return { ok: true, value: valueOf(read(text).contents, text) }
}

// JSON is YAML 1.2 (its §1.3), and this parser tells where each value stands.
const read = (text: string) => parseDocument(text, { prettyErrors: false, uniqueKeys: false })

function valueOf(node: unknown, text: string): unknown {
  if (isSeq(node)) return node.items.map((item) => valueOf(item, text))
  if (isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [keyOf(key), valueOf(value, text)]),
    )
  if (!isScalar(node)) return null
  if (typeof node.value !== 'number') return node.value
  const [from, to] = node.range!
  return JsonNumber.of(text.slice(from, to)) ?? node.value
}

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key))

/**
 * The text with `value` at `path`; undefined takes it away. A new name stands where `order` has it
 * among those there are, else last; a position past the end of a list appends. What the path leads
 * through has to be there.
 */
export function editJson(
  text: string,
  path: YamlPath,
  value: unknown,
  order: readonly string[] = [],
): Result<string> {
  const checked = readJson(text)
  if (!checked.ok) return checked
  const [owner, step] = [path.slice(0, -1), path.at(-1)]
  const root = read(text).contents as Node
  if (step === undefined) return { ok: true, value: `${printed(value, '')}\n` }
  const node = nodeAt(root, owner)
  if (!isMap(node) && !isSeq(node)) {
    const message = `Nothing can be written at ${path.join('.')}`
    return { ok: false, problems: [problem('MSV-C011', message)] }
  }
  const at = isMap(node)
    ? node.items.findIndex(({ key }) => keyOf(key) === String(step))
    : Math.min(Number(step), node.items.length)
  const known = at >= 0 && at < node.items.length
  if (value === undefined) return { ok: true, value: known ? removed(text, node, at) : text }
  if (!known) return { ok: true, value: inserted(text, node, step, value, order) }
  const item = node.items[at]
  const [from, to] = ((isPair(item) ? item.value : item) as Node).range!
  return {
    ok: true,
    value: text.slice(0, from) + printed(value, indentAt(text, from)) + text.slice(to),
  }
}

/** The text with another name for the property at `path`, which keeps its place. */
export function renameJson(text: string, path: YamlPath, name: string): Result<string> {
  const checked = readJson(text)
  if (!checked.ok) return checked
  const node = nodeAt(read(text).contents as Node, path.slice(0, -1))
  const pair = isMap(node) && node.items.find(({ key }) => keyOf(key) === String(path.at(-1)))
  if (!pair) return { ok: true, value: text }
  const [from, to] = (pair.key as Node).range!
  return { ok: true, value: text.slice(0, from) + JSON.stringify(name) + text.slice(to) }
}

function nodeAt(root: Node, path: YamlPath): unknown {
  return path.reduce<unknown>((node, step) => {
    if (isSeq(node)) return node.items[Number(step)]
    return isMap(node)
      ? node.items.find(({ key }) => keyOf(key) === String(step))?.value
      : undefined
  }, root)
}

/** Over lines, two spaces a level, as the files of a content folder are. */
export function printed(value: unknown, indent: string): string {
  if (value instanceof JsonNumber) return value.text
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const list = Array.isArray(value)
  const parts = list
    ? value.map((item) => printed(item, inner))
    : Object.entries(value)
        .filter(([, it]) => it !== undefined)
        .map(([key, it]) => `${JSON.stringify(key)}: ${printed(it, inner)}`)
  const [open, close] = list ? '[]' : '{}'
  if (parts.length === 0) return `${open}${close}`
  const words = list && value.every((it) => typeof it !== 'object' || it instanceof JsonNumber)
  const line = `${open}${parts.join(', ')}${close}`
  if (words && line.length + indent.length < 90) return line
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`
}

function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^\s*/.exec(line)![0]
}

type Collection = YAMLMap | YAMLSeq

const startOf = (item: unknown) => ((isPair(item) ? item.key : item) as Node).range![0]
const endOf = (item: unknown) => ((isPair(item) ? item.value : item) as Node).range![1]

function inserted(
  text: string,
  node: Collection,
  step: string | number,
  value: unknown,
  order: readonly string[],
): string {
  const [open, close] = node.range!
  const outer = indentAt(text, open)
  const inner = node.items.length > 0 ? indentAt(text, startOf(node.items[0])) : `${outer}  `
  const said = isMap(node)
    ? `${JSON.stringify(String(step))}: ${printed(value, inner)}`
    : printed(value, inner)
  if (node.items.length === 0) {
    const [first, last] = isMap(node) ? '{}' : '[]'
    return `${text.slice(0, open)}${first}\n${inner}${said}\n${outer}${last}${text.slice(close)}`
  }
  const lines = text.slice(open, startOf(node.items[0])).includes('\n')
  const gap = lines ? `\n${inner}` : ' '
  const after = isMap(node) ? lastBefore(node, String(step), order) : node.items.length - 1
  if (after < 0) {
    const first = startOf(node.items[0])
    return `${text.slice(0, first)}${said},${gap}${text.slice(first)}`
  }
  const end = endOf(node.items[after])
  return `${text.slice(0, end)},${gap}${said}${text.slice(end)}`
}

/** The position after which a new name stands; −1 for before all. */
function lastBefore(node: YAMLMap, name: string, order: readonly string[]): number {
  const wanted = order.indexOf(name)
  if (wanted < 0) return node.items.length - 1
  const before = new Set(order.slice(0, wanted))
  const found = node.items.findLastIndex(({ key }) => before.has(keyOf(key)))
  const isFirst = node.items.some(({ key }) => order.indexOf(keyOf(key)) > wanted)
  return found < 0 && !isFirst ? node.items.length - 1 : found
}

function removed(text: string, node: Collection, at: number): string {
  const [open, close] = node.range!
  if (node.items.length === 1) {
    const [first, last] = isMap(node) ? '{}' : '[]'
    return text.slice(0, open) + first + last + text.slice(close)
  }
  const before = node.items[at - 1]
  return before === undefined
    ? text.slice(0, startOf(node.items[0])) + text.slice(startOf(node.items[1]))
    : text.slice(0, endOf(before)) + text.slice(endOf(node.items[at]))
}
