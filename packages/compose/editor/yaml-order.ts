/** What a YAML file says as plain values, its entries in another order and by other names. */
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

/** The file as `JSON.parse` would give it; MSV-C011 with the parser's words where it is no YAML. */
export function readYamlValue(text: string): Result<unknown> {
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true })
  const [first] = document.errors
  if (!first) return { ok: true, value: document.toJS({ maxAliasCount: 100 }) as unknown }
  const message = `Not valid YAML: ${first.message.split('\n', 1)[0]}`
  return { ok: false, problems: [problem('MSV-C011', message)] }
}

/** The text with another key for the entry at `path`, which keeps its place; as it is where none is there. */
export function renameYaml(text: string, path: YamlPath, key: string): Result<string> {
  const document = parseDocument(text, { prettyErrors: false })
  const owner = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  if (!isMap(owner)) return { ok: true, value: text }
  const pair = owner.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1))
  if (!pair) return { ok: true, value: text }
  const [from, to] = (pair.key as Node).range!
  const spliced = text.slice(0, from) + key + text.slice(to)
  pair.key = document.createNode(key)
  if (same(spliced, document.toJS())) return { ok: true, value: spliced }
  return { ok: true, value: document.toString({ lineWidth: 100 }) }
}

/**
 * The text with the entry at `from` of the map or list at `path` standing at `to`: the lines move,
 * with their comments. Where an entry has no lines of its own the document is printed anew.
 */
export function moveYaml(text: string, path: YamlPath, from: number, to: number): Result<string> {
  const document = parseDocument(text, { prettyErrors: false })
  const node = document.getIn(path, true)
  if (document.errors.length > 0 || !(isMap(node) || isSeq(node)))
    return { ok: false, problems: [problem('MSV-C011', `There is no list at ${path.join('.')}`)] }
  const lines = node.flow ? undefined : movedLines(text, node, from, to)
  const items = node.items as unknown[]
  const [moved] = items.splice(from, 1)
  items.splice(to, 0, moved)
  if (lines !== undefined && same(lines, document.toJS())) return { ok: true, value: lines }
  return { ok: true, value: document.toString({ lineWidth: 100 }) }
}

const same = (text: string, value: unknown) => {
  const back = parseDocument(text, { prettyErrors: false })
  return back.errors.length === 0 && JSON.stringify(back.toJS()) === JSON.stringify(value)
}

function movedLines(text: string, node: YAMLMap | YAMLSeq, from: number, to: number): string {
  const starts = node.items.map((item) => {
    const at = ((isPair(item) ? item.key : item) as Node).range![0]
    return text.lastIndexOf('\n', at - 1) + 1
  })
  const last = node.range![1]
  const newline = text.indexOf('\n', last)
  const end = text[last - 1] === '\n' ? last : newline < 0 ? text.length : newline + 1
  const parts = starts.map((start, i) => text.slice(start, starts[i + 1] ?? end))
  const [moved] = parts.splice(from, 1)
  parts.splice(to, 0, moved!)
  const ended = parts.map((part) => (part.endsWith('\n') ? part : `${part}\n`))
  return text.slice(0, starts[0]) + ended.join('') + text.slice(end)
}
