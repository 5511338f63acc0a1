import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import { nearest, problem } from '@misiva/model'
import type { ErrorCode, Expression, Place, Problem } from '@misiva/model'

/** A YAML file read with places; problems gather in `problems`, and reading goes on. */
export class Yaml {
  readonly problems: Problem[] = []
  readonly root: Part
  private readonly lines = new LineCounter()
  private readonly file: string
  private readonly text: string
  readonly document: Document

  constructor(text: string, file: string) {
    this.file = file
    this.text = text
    this.document = parseDocument(text, { lineCounter: this.lines, uniqueKeys: true })
    for (const error of this.document.errors)
      this.problems.push(
        problem('MSV-C011', error.message.split('\n')[0]!.replace(/ at line.*$/, ''), {
          ...this.placeAt(error.pos[0]),
        }),
      )
    this.root = new Part(this, this.document.contents, '', this.placeAt(0))
  }

  placeAt(offset: number): Place {
    const { line, col } = this.lines.linePos(offset)
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) }
  }

  /** Where a scalar's own text begins, behind a quote, so that places in it are exact. */
  placeOf(node: Node | null): Place | undefined {
    if (!node?.range) return undefined
    const quoted = isScalar(node) && /["']/.test(this.text[node.range[0]] ?? '') ? 1 : 0
    return this.placeAt(node.range[0] + quoted)
  }
}

/** One node of the file. The getters report what does not fit and give a harmless value. */
export class Part {
  readonly place: Place
  readonly path: string
  private readonly yaml: Yaml
  private readonly node: Node | null

  constructor(yaml: Yaml, node: Node | null, path: string, outer: Place) {
    this.yaml = yaml
    this.node = isAlias(node) ? (node.resolve(yaml.document) ?? null) : node
    this.path = path
    this.place = yaml.placeOf(node) ?? outer
  }

  get absent(): boolean {
    return this.node === null || (isScalar(this.node) && this.node.value === null)
  }

  get isMap(): boolean {
    return isMap(this.node)
  }

  problem(code: ErrorCode, message: string, hint?: string): void {
    this.yaml.problems.push(problem(code, message, this.place, hint))
  }

  /** The members of a map, in order; anything else is reported. */
  entries(): (readonly [string, Part])[] {
    if (this.absent) return []
    if (!isMap(this.node)) {
      this.problem('MSV-C003', `${this.path || 'The file'} has to be a map of names`)
      return []
    }
    return this.node.items.map((pair) => {
      const key = pair.key as Node
      const name = String(isScalar(key) ? key.value : key)
      const path = this.path ? `${this.path}.${name}` : name
      const outer = this.yaml.placeOf(key) ?? this.place
      return [name, new Part(this.yaml, pair.value as Node | null, path, outer)] as const
    })
  }

  /** The members by name; a name that is not among `known` is reported with the nearest. */
  fields(known: readonly string[]): Readonly<Record<string, Part>> {
    const found: Record<string, Part> = {}
    for (const [name, part] of this.entries()) {
      found[name] = part
      if (known.includes(name)) continue
      const near = nearest(name, known)
      part.problem(
        'MSV-C009',
        `Unknown setting ${part.path}`,
        near ? `Did you mean “${near}”?` : `Known here: ${known.join(', ')}.`,
      )
    }
    return found
  }

  members(): Part[] {
    if (this.absent) return []
    if (!isSeq(this.node)) {
      this.problem('MSV-C003', `${this.path} has to be a list`)
      return []
    }
    return this.node.items.map(
      (item, i) => new Part(this.yaml, item as Node, `${this.path}[${i}]`, this.place),
    )
  }

  /** A scalar's value: text, number, true or false. */
  scalar(): string | number | boolean | undefined {
    const value = isScalar(this.node) ? this.node.value : undefined
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return value
    this.problem('MSV-C003', `${this.path} has to be a single value`)
    return undefined
  }

  text(): string {
    const value = this.scalar()
    return value === undefined ? '' : String(value)
  }

  flag(): boolean {
    const value = this.scalar()
    if (typeof value !== 'boolean') this.problem('MSV-C003', `${this.path} is true or false`)
    return value === true
  }

  count(otherwise: number): number {
    const value = this.scalar()
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
    this.problem('MSV-C003', `${this.path} has to be a whole number above 0`)
    return otherwise
  }

  oneOf<T extends string>(choices: readonly T[]): T {
    const value = this.text()
    const found = choices.find((choice) => choice === value)
    if (found !== undefined) return found
    const near = nearest(value, choices)
    this.problem(
      'MSV-C003',
      `${this.path} is one of ${choices.join(', ')}, not “${value}”`,
      near ? `Did you mean “${near}”?` : undefined,
    )
    return choices[0]!
  }

  expression(): Expression {
    return { source: this.text().trim(), place: this.place }
  }

  /** The plain value with all that is in it. */
  plain(): unknown {
    return this.node === null ? null : this.node.toJS(this.yaml.document)
  }
}
