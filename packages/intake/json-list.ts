import { problem } from '@misiva/model'
import type { Problem } from '@misiva/model'
import { Unreadable } from './bytes.ts'
import { decoderOf } from './decoder.ts'
import type { Column, ValuesClass } from './columns.ts'
import { JsonReader } from './json.ts'
import type { Row, RowBlock } from './rows.ts'

/**
 * A JSON document (RFC 8259) whose records are the members of one list: the document itself, or the
 * list that `path` leads to (`data.items`). Only cuts the text into members; JSON.parse reads each.
 *
 * stream-json, tried first, tells no line of a record and ends at the first fault; here a bad
 * member costs itself, and memory holds one member at a time.
 */
export async function* readJsonList(
  bytes: AsyncIterable<Uint8Array>,
  options: {
    readonly columns: readonly Column[]
    readonly values: ValuesClass
    readonly encoding: string
    readonly path: readonly string[]
    /** Characters of one member at most. */
    readonly limit: number
    readonly report: boolean
    readonly file: string
  },
): AsyncGenerator<RowBlock> {
  const reader = new JsonReader(options.columns, options.values, options.file, options.report)
  const cutter = new MemberCutter(options.path, options.limit, options.file)
  const decoder = decoderOf(options.encoding)
  let begun = false
  const take = (text: string): RowBlock => {
    const remarks: Problem[] = []
    const rows: Row[] = []
    for (const member of cutter.cut(text)) {
      const { line, column } = member
      const at = member.text.indexOf(decoder.mark)
      const found =
        member.problem ??
        (at < 0 ? undefined : undecoded(options.encoding, member, at, options.file))
      if (found) rows.push({ line, values: {}, trust: 'none', problem: found })
      else rows.push(reader.row(member.text, line, column, remarks))
    }
    return { rows, remarks }
  }
  for await (const chunk of bytes) {
    let text = decoder.write(chunk)
    if (!begun && text !== '') {
      begun = true
      if (text.startsWith('\ufeff')) text = text.slice(1)
    }
    yield take(text)
  }
  yield take(decoder.end())
  cutter.finish()
}

function undecoded(encoding: string, member: Member, at: number, file: string): Problem {
  const before = member.text.slice(0, at).split('\n')
  return problem('MSV-D003', `Not ${encoding}: a byte stands for no character`, {
    file,
    line: member.line + before.length - 1,
    column: before.length > 1 ? before.at(-1)!.length + 1 : member.column + at,
  })
}

interface Member {
  readonly text: string
  readonly line: number
  readonly column: number
  readonly problem?: Problem
}

const sign = { quote: 34, comma: 44, backslash: 92, newline: 10 } as const
const opens = (c: number): boolean => c === 123 || c === 91
const closes = (c: number): boolean => c === 125 || c === 93
const blank = (c: number): boolean => c === 32 || c === 9 || c === 10 || c === 13

/** Finds where members begin and end by brackets and quotes alone. */
class MemberCutter {
  private readonly path: readonly string[]
  private readonly limit: number
  private readonly file: string
  private line = 1
  private column = 0
  /** Open containers; each object with the key it stands at. */
  private readonly stack: { readonly list: boolean; key?: string }[] = []
  /** Depth of the list of records once it is found; 0 before, -1 after. */
  private depth = 0
  private inText = false
  private escaped = false
  private word = ''
  private begin: { line: number; column: number } | undefined
  private parts = ''
  private size = 0

  constructor(path: readonly string[], limit: number, file: string) {
    this.path = path
    this.limit = limit
    this.file = file
  }

  *cut(text: string): Generator<Member> {
    let from = 0
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      this.column++
      if (this.depth > 0) {
        const ends =
          this.begin !== undefined &&
          !this.inText &&
          this.stack.length === this.depth &&
          (c === sign.comma || closes(c))
        if (ends) {
          this.keep(text.slice(from, i))
          yield this.member()
        } else if (this.begin === undefined && !blank(c) && c !== sign.comma && !closes(c)) {
          this.begin = { line: this.line, column: this.column }
          from = i
        }
      }
      this.step(c, text[i]!)
      if (c === sign.newline) {
        this.line++
        this.column = 0
      }
    }
    if (this.begin) this.keep(text.slice(from))
  }

  /** Throws Unreadable when the list was not found, or not ended. */
  finish(): void {
    const at = this.begin ?? { line: this.line, column: this.column + 1 }
    const place = { file: this.file, ...at }
    if (this.depth > 0)
      throw new Unreadable(
        problem(
          'MSV-D009',
          this.begin
            ? 'The record that begins here never ends'
            : 'The list of records is never closed, so the end is missing',
          place,
        ),
      )
    if (this.depth === 0)
      throw new Unreadable(
        problem(
          'MSV-D002',
          this.path.length > 0
            ? `The document has no list at ${this.path.join('.')}`
            : 'The document is no list of records',
          { file: this.file, line: 1, column: 1 },
          'State with `records:` where the list stands, as in `records: data.items`.',
        ),
      )
  }

  private keep(text: string): void {
    this.size += text.length
    if (this.size <= this.limit) this.parts += text
    else this.parts = ''
  }

  private member(): Member {
    const begin = this.begin!
    const large = this.size > this.limit
    const made = {
      text: this.parts,
      ...begin,
      ...(large && {
        problem: problem(
          'MSV-D008',
          `The record is longer than ${this.limit} characters`,
          { file: this.file, ...begin },
          'Raise limits.rowBytes in the source description if it is genuine.',
        ),
      }),
    }
    this.begin = undefined
    this.parts = ''
    this.size = 0
    return made
  }

  private step(c: number, char: string): void {
    if (this.inText) {
      this.textStep(c, char)
      return
    }
    const top = this.stack.at(-1)
    if (c === sign.quote) {
      this.inText = true
      this.word = ''
    } else if (opens(c)) {
      if (this.depth === 0 && c === 91 && this.standsAtPath()) this.depth = this.stack.length + 1
      this.stack.push({ list: c === 91 })
    } else if (closes(c)) {
      this.stack.pop()
      if (this.depth > 0 && this.stack.length < this.depth) this.depth = -1
    } else if (c === sign.comma && top && !top.list) delete top.key
  }

  private textStep(c: number, char: string): void {
    const top = this.stack.at(-1)
    // A raw line end is not allowed in a string (RFC 8259 §7): here a quote was forgotten.
    if (c === sign.newline) this.inText = false
    else if (this.escaped) this.escaped = false
    else if (c === sign.backslash) this.escaped = true
    else if (c === sign.quote) {
      this.inText = false
      if (this.depth === 0 && top && !top.list && top.key === undefined) top.key = this.word
    } else if (this.depth === 0 && this.word.length < 200) this.word += char
  }

  private standsAtPath(): boolean {
    return (
      this.stack.length === this.path.length &&
      this.stack.every((open, i) => !open.list && open.key === this.path[i])
    )
  }
}
