import { type Place, type Problem, problem, type Result } from '@misiva/model'
import { reservedCharacters } from './fields.ts'

/** A text file of the folder: its words, and where each stands. */
export class Source {
  readonly path: string
  readonly text: string
  readonly #starts: number[]

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
    this.#starts = [0]
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.#starts.push(i + 1)
  }

  /** Line and column (1-based, in UTF-16 units as editors count) of an offset. */
  place(offset: number): Place {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { file: this.path, line: low + 1, column: offset - this.#starts[low]! + 1 }
  }

  problem(code: Problem['code'], message: string, offset: number, hint?: string): Problem {
    return problem(code, message, this.place(offset), hint)
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Reads UTF-8 (RFC 3629, without or with byte order mark); anything else is MSV-C011 with its line. */
export function sourceOf(path: string, bytes: Uint8Array): Result<Source> {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    const line = 1 + countLines(bytes, firstBadByte(bytes))
    const place = { file: path, line, column: 1 }
    return refused(
      problem('MSV-C011', 'The file is not UTF-8 text', place, 'save it again as UTF-8'),
    )
  }
  const source = new Source(path, text)
  const at = text.search(reservedCharacters)
  if (at >= 0)
    return refused(
      source.problem(
        'MSV-C011',
        'The file has a character no text may have (U+FDD0…U+FDEF)',
        at,
        'delete it',
      ),
    )
  const control = text.search(controls)
  if (control >= 0)
    return refused(
      source.problem(
        'MSV-C011',
        `The file has a control character (U+${text.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0')})`,
        control,
        'delete it',
      ),
    )
  return { ok: true, value: source }
}

// oxlint-disable-next-line no-control-regex -- finding them is what this is for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

function refused(p: Problem): Result<never> {
  return { ok: false, problems: [p] }
}

function countLines(bytes: Uint8Array, until: number): number {
  let lines = 0
  for (let i = 0; i < until; i++) if (bytes[i] === 10) lines++
  return lines
}

/** Halves the file until the shortest prefix that does not decode is found. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return good
}
