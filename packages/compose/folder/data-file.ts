/**
 * Data files beside template.yaml: whatever they say stands as it is, fields are `{{ … }}`, and lines
 * by themselves repeat and choose, written as in content: `:::each{of="invoice.lines" as=line}`,
 * `:::when{test="…"}`, `:::otherwise` within `::::choose`, and `:::` at the end of each.
 */
import { type DataFormat, type DataParts, isVariableName, problem } from '@misiva/model'
import type { DataPart, Expression, Problem } from '@misiva/model'
import { Attributes, type AttributeRules, scanAttributes } from './attributes.ts'
import { bracesFreed, covered, type CoveredText, templateOf } from './fields.ts'
import type { Source } from './source.ts'

export interface DataReading {
  readonly parts: DataParts
  readonly problems: readonly Problem[]
}

const formats: Readonly<Record<string, DataFormat>> = {
  xml: 'xml',
  json: 'json',
  csv: 'csv',
  txt: 'text',
}

/** Undefined for a name no data file has. */
export function dataFormatOf(path: string): DataFormat | undefined {
  return formats[path.slice(path.lastIndexOf('.') + 1).toLowerCase()]
}

export function readDataFile(source: Source): DataReading {
  const cover = covered(source.text, false)
  const problems = cover.unclosed.map((at) =>
    source.problem(
      'MSV-C001',
      'The field is not closed',
      at,
      'close it with }}, or write \\{{ for the braces themselves',
    ),
  )
  return { parts: new DataReader(source, cover, problems).read(), problems }
}

const rules: Readonly<Record<string, AttributeRules>> = {
  each: { allowed: ['of', 'as'], required: ['of'] },
  choose: { allowed: [] },
  when: { allowed: ['test'], required: ['test'] },
  otherwise: { allowed: [] },
}

interface Branch {
  readonly test: Expression
  readonly parts: DataPart[]
}

/** A directive that was opened and waits for the line that closes it. */
interface Open {
  readonly name: string
  readonly colons: number
  readonly at: number
  readonly parts: DataPart[]
  readonly each?: { readonly of: Expression; readonly as: string }
  readonly test?: Expression
  /** Of a choice. */
  readonly whens: Branch[]
  otherwise?: DataPart[]
}

/** A line of colons, a name or none, attributes or none. */
const directive = /^[ \t]*(:{3,})([A-Za-z][\w-]*)?[ \t]*(\{.*)?\r?\n?$/

class DataReader {
  readonly #source: Source
  readonly #cover: CoveredText
  readonly #problems: Problem[]
  readonly #root: DataPart[] = []
  readonly #open: Open[] = []

  constructor(source: Source, cover: CoveredText, problems: Problem[]) {
    this.#source = source
    this.#cover = cover
    this.#problems = problems
  }

  read(): DataParts {
    const { text } = this.#cover
    let from = 0
    for (let at = 0; at < text.length;) {
      const newline = text.indexOf('\n', at)
      const end = newline < 0 ? text.length : newline + 1
      const line = directive.exec(text.slice(at, end))
      if (line) {
        this.#text(from, at)
        this.#directive(line, at)
        from = end
      }
      at = end
    }
    this.#text(from, text.length)
    for (const { name, at } of this.#open)
      this.#refuse(`:::${name} is not closed`, at, 'close it with a line of as many colons')
    return this.#root
  }

  #refuse(message: string, at: number, hint?: string): void {
    this.#problems.push(this.#source.problem('MSV-C009', message, at, hint))
  }

  #text(from: number, to: number): void {
    if (from >= to) return
    const open = this.#open.at(-1)
    // Covers know where they stood in the whole file, so only the text is cut.
    const text = this.#cover.text.slice(from, to)
    if (open?.name === 'choose') {
      if (text.trim() !== '')
        this.#refuse(
          'Within :::choose only :::when and :::otherwise can stand',
          from + text.length - text.trimStart().length,
        )
      return
    }
    const { covers } = this.#cover
    const placeAt = (offset: number) => this.#source.place(offset)
    const found = templateOf(bracesFreed(text), covers, placeAt)
    ;(open?.parts ?? this.#root).push(...found)
  }

  #directive([line, colons = '', name, attributes]: RegExpExecArray, at: number): void {
    const begins = at + line.length - line.trimStart().length
    if (name === undefined) {
      this.#close(colons.length, begins)
      return
    }
    const rule = rules[name]
    if (!rule) {
      const hint = 'each, choose, when and otherwise can'
      this.#refuse(`:::${name} cannot stand in a data file`, begins, hint)
      return
    }
    const list =
      attributes === undefined
        ? undefined
        : scanAttributes(this.#cover.text, at + line.indexOf('{'))
    const report = (found: Problem) => void this.#problems.push(found)
    const read = new Attributes(`:::${name}`, rule, list, begins, this.#source, this.#cover, report)
    this.#open.push({
      ...{ name, colons: colons.length, at: begins, parts: [], whens: [] },
      ...(name === 'each' && { each: this.#each(read) }),
      ...(name === 'when' && { test: read.expression('test') ?? { source: 'false' } }),
    })
  }

  #each(read: Attributes): { readonly of: Expression; readonly as: string } {
    const as = read.word('as') ?? 'item'
    if (!isVariableName(as)) {
      const hint = 'use letters, digits and _'
      this.#problems.push(problem('MSV-C009', `“${as}” cannot be a name`, read.place('as'), hint))
    }
    return { of: read.expression('of') ?? { source: '[]' }, as }
  }

  #close(colons: number, at: number): void {
    const open = this.#open.at(-1)
    if (!open || open.colons !== colons) {
      const hint = 'each line of colons closes the directive with as many'
      this.#refuse('This line closes nothing', at, hint)
      return
    }
    this.#open.pop()
    const outer = this.#open.at(-1)
    const parts = outer?.parts ?? this.#root
    if (open.each) parts.push({ type: 'each', ...open.each, parts: open.parts })
    else if (open.name === 'choose') this.#chosen(open, parts)
    else if (open.name === 'otherwise') {
      if (outer?.name === 'choose') outer.otherwise = open.parts
      else this.#refuse(':::otherwise stands alone', open.at, 'put it within ::::choose')
    } else {
      const branch = { test: open.test ?? { source: 'false' }, parts: open.parts }
      if (outer?.name === 'choose') outer.whens.push(branch)
      else parts.push({ type: 'choose', whens: [branch] })
    }
  }

  #chosen({ whens, otherwise, at }: Open, parts: DataPart[]): void {
    if (whens.length === 0 && !otherwise)
      this.#refuse(':::choose has nothing to choose from', at, 'put :::when{test="…"} in it')
    parts.push({ type: 'choose', whens, ...(otherwise && { otherwise }) })
  }
}
