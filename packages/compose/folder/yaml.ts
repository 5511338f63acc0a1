import {
  didYouMean,
  type Expression,
  type Place,
  type Problem,
  problem,
  type TextTemplate,
} from '@misiva/model'
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml'
import { bracesFreed, covered, templateOf } from './fields.ts'
import type { Source } from './source.ts'

/**
 * YAML 1.2 with the place of every value. JSON is YAML, so samples and contracts are located the
 * same way. What is not of the shape asked for becomes a problem at its place, and reading goes on.
 */
export interface Yaml {
  readonly root: YamlNode | undefined
  readonly problems: readonly Problem[]
}

/** More aliases than this are an attack (“billion laughs”). */
const maxAliases = 100
const maxDepth = 100

/** Reads the part of a file between two offsets; places are those of the whole file. */
export function readYaml(source: Source, from = 0, to = source.text.length): Yaml {
  const text = source.text.slice(from, to)
  const deep = deeperThan(text, maxDepth)
  if (deep !== undefined)
    return {
      root: undefined,
      problems: [source.problem('MSV-C011', 'The file is nested too deep', from + deep)],
    }
  const document = parseDocument(text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
  })
  const problems = document.errors.map((e) =>
    source.problem(
      'MSV-C011',
      `Not valid YAML: ${firstLine(e.message)}`,
      from + e.pos[0],
      yamlHint(e.code),
    ),
  )
  if (problems.length > 0) return { root: undefined, problems }
  let aliases = 0
  const root = document.contents
  if (!isNode(root)) return { root: undefined, problems }
  const resolve = (node: unknown): Node | undefined => {
    if (!isAlias(node)) return isNode(node) ? node : undefined
    aliases++
    return aliases > maxAliases ? undefined : node.resolve(document)
  }
  return { root: new YamlNode(root, source, from, resolve), problems }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.replace(/[.:]$/, '')
}

function yamlHint(code: string): string | undefined {
  if (code === 'TAB_AS_INDENT') return 'indent with spaces'
  if (code === 'DUPLICATE_KEY') return 'keep one of the two'
  if (code === 'BAD_INDENT' || code === 'MULTILINE_IMPLICIT_KEY')
    return 'indent what belongs together by the same spaces'
  return undefined
}

/** Where brackets pile up deeper than is sane; the parser recurses. */
function deeperThan(text: string, most: number): number | undefined {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '[' || c === '{') {
      if (++depth > most) return i
    } else if ((c === ']' || c === '}') && depth > 0) depth--
  }
  const dashes = /^[ \t]*(?:[-?] ){100}/m.exec(text)
  const indented = /^[ ]{1000,}\S/m.exec(text)
  return dashes?.index ?? indented?.index
}

/** A value and where it stands. */
export class YamlNode {
  readonly source: Source
  readonly #node: Node
  readonly #base: number
  readonly #resolve: (node: unknown) => Node | undefined

  constructor(
    node: Node,
    source: Source,
    base: number,
    resolve: (node: unknown) => Node | undefined,
  ) {
    this.#node = node
    this.source = source
    this.#base = base
    this.#resolve = resolve
  }

  get place(): Place {
    return this.source.place(this.#offset)
  }

  get #offset(): number {
    return this.#base + (this.#node.range?.[0] ?? 0)
  }

  #child(node: unknown): YamlNode | undefined {
    const found = this.#resolve(node)
    return found && new YamlNode(found, this.source, this.#base, this.#resolve)
  }

  /** The scalar's value, undefined for collections. */
  get scalar(): unknown {
    return isScalar(this.#node) ? this.#node.value : undefined
  }

  get isEmpty(): boolean {
    return isScalar(this.#node) && this.#node.value === null
  }

  get isMap(): boolean {
    return isMap(this.#node)
  }

  get isList(): boolean {
    return isSeq(this.#node)
  }

  /** The values by key; unknown keys are reported where `allowed` lists those that exist. */
  entries(
    allowed: readonly string[] | undefined,
    what: string,
    problems: Problem[],
  ): Map<string, YamlNode> | undefined {
    if (!isMap(this.#node)) {
      problems.push(this.refusal(`${what} must be a list of name: value`))
      return undefined
    }
    const found = new Map<string, YamlNode>()
    for (const pair of this.#node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue
      const key = String(pair.key.value)
      const at = this.#base + (pair.key.range?.[0] ?? 0)
      if (allowed && !allowed.includes(key)) {
        problems.push(
          this.source.problem('MSV-C009', `${what} has no “${key}”`, at, didYouMean(key, allowed)),
        )
        continue
      }
      const child = this.#child(pair.value)
      if (child) found.set(key, child)
    }
    return found
  }

  has(key: string): boolean {
    return isMap(this.#node) && this.#node.has(key)
  }

  list(what: string, problems: Problem[]): readonly YamlNode[] | undefined {
    if (!isSeq(this.#node)) {
      problems.push(this.refusal(`${what} must be a list`, 'write [a, b], or one - a on each line'))
      return undefined
    }
    return this.#node.items.flatMap((item) => this.#child(item) ?? [])
  }

  refusal(message: string, hint?: string): Problem {
    return problem('MSV-C011', message, this.place, hint)
  }

  /** The scalar as an expression, at the place of its first character. */
  expression(problems: Problem[]): Expression | undefined {
    const value = this.scalar
    if (typeof value === 'boolean') return { source: String(value), place: this.place }
    if (typeof value !== 'string') {
      problems.push(this.refusal('This must be an expression'))
      return undefined
    }
    const lead = value.length - value.trimStart().length
    return { source: value.trim(), place: this.source.place(this.#offsetIn(lead)) }
  }

  /** The scalar as text with fields. */
  template(problems: Problem[]): TextTemplate | undefined {
    const { scalar } = this
    if (typeof scalar !== 'string' && typeof scalar !== 'number') {
      problems.push(this.refusal('This must be text'))
      return undefined
    }
    const { text, covers, unclosed } = covered(String(scalar), false)
    for (const at of unclosed)
      problems.push(
        this.source.problem(
          'MSV-C001',
          'The field is not closed',
          this.#offsetIn(at),
          'close it with }}, or write \\{{ for the braces themselves',
        ),
      )
    const placeAt = (offset: number): Place => this.source.place(this.#offsetIn(offset))
    return templateOf(bracesFreed(text), covers, placeAt)
  }

  /** Offset in the file of the n-th character of the scalar's value; exact for one-line scalars. */
  #offsetIn(n: number): number {
    const { type, range } = this.#node as Scalar
    const start = this.#base + (range?.[0] ?? 0)
    if (type === 'PLAIN') return start + n
    if (type !== 'QUOTE_SINGLE' && type !== 'QUOTE_DOUBLE') return start
    let at = start + 1
    for (let i = 0; i < n; i++) {
      const c = this.source.text[at]
      const escaped = type === 'QUOTE_SINGLE' ? c === "'" : c === '\\'
      at += escaped ? 2 : 1
    }
    return at
  }

  /** Plain JavaScript, as `JSON.parse` would give it; aliases resolved, undefined when too many. */
  plain(): unknown {
    const node = this.#node
    if (isScalar(node)) return node.value
    if (isSeq(node)) return node.items.map((item) => this.#child(item)?.plain() ?? null)
    if (!isMap(node)) return undefined
    const values: Record<string, unknown> = {}
    for (const pair of node.items) {
      if (!isScalar(pair.key)) continue
      Object.defineProperty(values, String(pair.key.value), {
        value: this.#child(pair.value)?.plain() ?? null,
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    return values
  }

  /** Where a JSON pointer (RFC 6901) leads, or as far as it leads. */
  at(pointer: string): Place {
    const [, first, ...rest] = pointer.split('/')
    if (first === undefined) return this.place
    const next = this.#step(first.replaceAll('~1', '/').replaceAll('~0', '~'))
    return next ? next.at(rest.map((key) => `/${key}`).join('')) : this.place
  }

  #step(key: string): YamlNode | undefined {
    const node = this.#node
    if (isSeq(node)) return this.#child(node.items[Number(key)])
    if (!isMap(node)) return undefined
    const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === key)
    return pair && this.#child(pair.value)
  }
}
