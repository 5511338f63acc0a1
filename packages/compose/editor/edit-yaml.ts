/**
 * One value of a YAML file changed, and every other byte left as it was: comments, order, blank
 * lines and ways of quoting are the author's. The change is made in the text, at the place the
 * parser gives; it is then read back, and where it does not say exactly what was meant (aliases,
 * empty values) the document is changed and printed instead, which keeps comments and order.
 */
import { problem, type Result } from '@misiva/model'
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

/** Steps into maps by key and into lists by position; the position after the last one appends. */
export type YamlPath = readonly (string | number)[]

/**
 * The text with `value` at `path`; undefined takes the entry away, and what is missing on the way
 * to it is made. Text that is no YAML is refused (MSV-C011).
 */
export function editYaml(text: string, path: YamlPath, value: unknown): Result<string> {
  const document = read(text)
  if (document.errors.length > 0) {
    const message = `Not valid YAML: ${document.errors[0]!.message.split('\n', 1)[0]}`
    return { ok: false, problems: [problem('MSV-C011', message)] }
  }
  const edited = splice(text, document, path, value)
  if (edited === text) return { ok: true, value: text }
  const wanted = change(document, path, value)
  if (edited !== undefined) {
    const back = read(edited)
    if (back.errors.length === 0 && JSON.stringify(back.toJS()) === JSON.stringify(wanted.toJS()))
      return { ok: true, value: edited }
  }
  return { ok: true, value: wanted.toString({ lineWidth: 100 }) }
}

const read = (text: string) => parseDocument(text, { prettyErrors: false })

/** The document changed as a tree. What an alias stands for is written out where it is changed. */
function change(document: Document.Parsed, path: YamlPath, value: unknown): Document.Parsed {
  for (let i = 1; i < path.length; i++) {
    const node = document.getIn(path.slice(0, i), true)
    if (isAlias(node))
      document.setIn(path.slice(0, i), document.createNode(node.resolve(document)?.toJS(document)))
  }
  if (value === undefined) document.deleteIn(path)
  else document.setIn(path, document.createNode(value))
  return document
}

function splice(
  text: string,
  document: Document.Parsed,
  path: YamlPath,
  value: unknown,
): string | undefined {
  let node: unknown = document.contents
  for (const [i, step] of path.entries()) {
    if (!isMap(node) && !isSeq(node)) return undefined
    const at = position(node, step)
    const next = at < 0 ? undefined : itemValue(node.items[at])
    if (next === undefined || next === null) {
      if (value === undefined) return text
      if (at >= 0) return undefined
      const rest = path.slice(i + 1)
      return insert(text, node, step, rest.reduceRight<unknown>(nested, value))
    }
    if (i === path.length - 1)
      return value === undefined ? remove(text, node, at) : replace(text, next as Node, value)
    node = next
  }
  return undefined
}

const nested = (inner: unknown, key: string | number): unknown =>
  typeof key === 'number' ? [inner] : { [key]: inner }

const itemValue = (item: unknown): unknown => (isPair(item) ? item.value : item)

function position(node: YAMLMap | YAMLSeq, step: string | number): number {
  if (isSeq(node)) return typeof step === 'number' && step < node.items.length ? step : -1
  return node.items.findIndex(({ key }) => isScalar(key) && String(key.value) === String(step))
}

function replace(text: string, node: Node, value: unknown): string | undefined {
  if (isAlias(node) || !node.range || node.tag || ('anchor' in node && node.anchor))
    return undefined
  const [from, to] = node.range
  if (from === to) return undefined
  const inner =
    isCollection(node) && !node.flow
      ? block(value, ' '.repeat(columnOf(text, from))).trimStart()
      : quoted(text[from]!, value)
  return text.slice(0, from) + inner + text.slice(to)
}

/** As the author quoted the value before. */
function quoted(mark: string, value: unknown): string {
  if (typeof value === 'string' && !value.includes('\n')) {
    if (mark === '"') return JSON.stringify(value)
    if (mark === "'") return `'${value.replaceAll("'", "''")}'`
  }
  return flow(value)
}

/** In one line, as it may stand within brackets. */
function flow(value: unknown): string {
  const options = { collectionStyle: 'flow', lineWidth: 0, singleQuote: true } as const
  const list = stringify([value], options).trim()
  return bracketed(list.slice(1, -1).trim())
}

/** Lists as people write them: `[a, b]`. */
const bracketed = (text: string) =>
  text.includes("'") || text.includes('"')
    ? text
    : text.replaceAll(/\[ (?=[^\]])/g, '[').replaceAll(/(?<=[^[]) \]/g, ']')

/** Over lines where there are maps within, else in one line. */
function block(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null || isLeaf(value)) return flow(value)
  if (Array.isArray(value))
    return value.map((item) => `\n${indent}- ${block(item, `${indent}  `).trimStart()}`).join('')
  return Object.entries(value)
    .map(([key, inner]) => `\n${indent}${entry(key, inner, indent)}`)
    .join('')
}

const entry = (key: string | number, value: unknown, indent: string): string => {
  const said = block(value, `${indent}  `)
  return `${flow(String(key))}:${said.startsWith('\n') ? said : ` ${said}`}`
}

function isLeaf(value: object): boolean {
  const parts: readonly unknown[] = Object.values(value)
  return parts.every((part) => typeof part !== 'object' || isWords(part))
}

const isWords = (value: unknown) =>
  Array.isArray(value) && value.every((part) => typeof part !== 'object')

function insert(
  text: string,
  node: YAMLMap | YAMLSeq,
  step: string | number,
  value: unknown,
): string | undefined {
  const last = node.items.at(-1)
  const end = last === undefined ? undefined : endOf(last)
  if (node.flow) {
    const [open, close] = node.range!
    const said = isSeq(node) ? flow(value) : `${flow(String(step))}: ${flow(value)}`
    if (last === undefined) {
      const inner = isSeq(node) ? `[${said}]` : `{ ${said} }`
      return text.slice(0, open) + inner + text.slice(close)
    }
    if (end === undefined) return undefined
    const first = startOf(node.items[0])
    if (first === undefined || !text.slice(open, close).includes('\n'))
      return `${text.slice(0, end)}, ${said}${text.slice(end)}`
    // One entry a line, each with its comma: the comment after the last one stays beside it.
    const comma = /^\s*,/.exec(text.slice(end, close))
    const eol = endOfLine(text, end + (comma?.[0].length ?? 0))
    const line = `\n${' '.repeat(columnOf(text, first))}${said},`
    return text.slice(0, end) + (comma ? '' : ',') + text.slice(end, eol) + line + text.slice(eol)
  }
  const first = startOf(node.items[0])
  if (first === undefined || end === undefined) return undefined
  const at = endOfLine(text, end)
  // A list's dash stands two before what it carries.
  const column = isSeq(node)
    ? node.range![0] - lineStart(text, node.range![0])
    : columnOf(text, first)
  const indent = ' '.repeat(column)
  const said = isSeq(node)
    ? `- ${block(value, `${indent}  `).trimStart()}`
    : entry(step, value, indent)
  const gap = column === 0 && said.includes('\n') ? '\n\n' : '\n'
  return text.slice(0, at) + gap + indent + said + text.slice(at)
}

function remove(text: string, node: YAMLMap | YAMLSeq, at: number): string | undefined {
  const item = node.items[at]
  const from = startOf(item)
  const to = item === undefined ? undefined : endOf(item)
  if (from === undefined || to === undefined) return undefined
  if (node.items.length === 1) {
    if (!node.flow) return undefined
    const [open, close] = node.range!
    return text.slice(0, open) + (isSeq(node) ? '[]' : '{}') + text.slice(close)
  }
  if (node.flow) {
    const line = lineStart(text, from)
    const eol = endOfLine(text, to)
    const own = text.slice(line, from).trim() === '' && /^,?\s*(?:#|$)/.test(text.slice(to, eol))
    if (own) return text.slice(0, line) + text.slice(eol + 1)
    const next = startOf(node.items[at + 1])
    if (next !== undefined) return text.slice(0, from) + text.slice(next)
    const before = endOf(node.items[at - 1])
    return before === undefined ? undefined : text.slice(0, before) + text.slice(to)
  }
  const end = endOfLine(text, to)
  return text.slice(0, lineStart(text, from)) + text.slice(Math.min(end + 1, text.length))
}

function startOf(item: unknown): number | undefined {
  const node = isPair(item) ? item.key : item
  return (node as Node | undefined)?.range?.[0]
}

/** Where what an entry says ends: its last value's last character. */
function endOf(item: unknown): number | undefined {
  const node = (itemValue(item) ?? (isPair(item) ? item.key : undefined)) as Node | undefined
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1))
  return node?.range?.[1]
}

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
const columnOf = (text: string, at: number) => at - lineStart(text, at)

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
