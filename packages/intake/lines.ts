import { problem } from '@misiva/model'
import type { Problem } from '@misiva/model'
import { Unreadable } from './bytes.ts'
import { decoderOf, firstInvalid, isUtf8 } from './decoder.ts'

/** Lines that came together: `lines[i]` is line `first + i` of the file, without its line end. */
export interface LineBlock {
  readonly first: number
  readonly lines: readonly string[]
  /** Lines that could not be decoded, or are too long, by their index in `lines`. */
  readonly bad: ReadonlyMap<number, Problem>
}

const noBad: ReadonlyMap<number, Problem> = new Map()
const newline = 0x0a

/**
 * Decodes strictly. UTF-8 (RFC 3629) is decoded by whole blocks, and only where a block is not
 * valid line by line, to name the line and byte; other encodings go through iconv-lite. A line
 * longer than `limit` bytes (characters for other encodings) becomes a bad line and is passed over.
 */
export function readLines(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
  limit: number,
  file: string,
): AsyncGenerator<LineBlock> {
  return isUtf8(encoding) ? utf8Lines(bytes, limit, file) : otherLines(bytes, encoding, limit, file)
}

function tooLong(file: string, line: number, limit: number): Problem {
  return problem(
    'MSV-D008',
    `Line ${line} is longer than ${limit} bytes`,
    { file, line, column: 1 },
    'Raise limits.rowBytes in the source description if it is genuine; else look for a missing line end.',
  )
}

async function* utf8Lines(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
  file: string,
): AsyncGenerator<LineBlock> {
  let rest: Uint8Array = new Uint8Array(0)
  let line = 1
  let offset = 0
  let passing = false
  let begun = false
  const decode = (block: Uint8Array): LineBlock => {
    const made = decodeBlock(block, line, offset, file)
    line += made.lines.length
    offset += block.length
    return made
  }
  for await (const chunk of bytes) {
    let all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    if (!begun) {
      if (all.length < 3) {
        rest = all
        continue
      }
      begun = true
      const whole = all.length
      all = withoutMark(all, file)
      offset = whole - all.length
    }
    if (passing) {
      const end = all.indexOf(newline)
      offset += end < 0 ? all.length : end + 1
      rest = new Uint8Array(0)
      if (end < 0) continue
      yield { first: line, lines: [''], bad: new Map([[0, tooLong(file, line, limit)]]) }
      line++
      passing = false
      all = all.subarray(end + 1)
    }
    const end = all.lastIndexOf(newline)
    if (end >= 0) yield decode(all.subarray(0, end + 1))
    rest = all.subarray(end + 1)
    if (rest.length > limit) {
      passing = true
      offset += rest.length
      rest = new Uint8Array(0)
    }
  }
  if (passing) yield { first: line, lines: [''], bad: new Map([[0, tooLong(file, line, limit)]]) }
  if (!begun) rest = withoutMark(rest, file)
  if (rest.length > 0) yield decode(rest)
}

/** Without the UTF-8 byte order mark; that of UTF-16 or UTF-32 is refused by name. */
function withoutMark(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3)
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  if (!wide) return bytes
  throw new Unreadable(
    problem(
      'MSV-D003',
      `The file begins with the byte order mark of ${wide.toUpperCase()}, not UTF-8`,
      { file, line: 1, column: 1 },
      `State \`encoding: ${wide}\` in the source description, or convert the file.`,
    ),
  )
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

function decodeBlock(block: Uint8Array, first: number, offset: number, file: string): LineBlock {
  let text: string
  try {
    text = strict.decode(block)
  } catch {
    return decodeLineByLine(block, first, offset, file)
  }
  return { first, lines: splitLines(text), bad: noBad }
}

function splitLines(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (text.includes('\r'))
    for (let i = 0; i < lines.length; i++)
      if (lines[i]!.endsWith('\r')) lines[i] = lines[i]!.slice(0, -1)
  return lines
}

function decodeLineByLine(
  block: Uint8Array,
  first: number,
  offset: number,
  file: string,
): LineBlock {
  const lines: string[] = []
  const bad = new Map<number, Problem>()
  for (let start = 0; start < block.length;) {
    const found = block.indexOf(newline, start)
    const end = found < 0 ? block.length : found
    const bytes = block.subarray(start, block[end - 1] === 0x0d ? end - 1 : end)
    const text = lenient.decode(bytes)
    const at = firstInvalid(bytes)
    if (at !== undefined) {
      const column = lenient.decode(bytes.subarray(0, at)).length + 1
      const byte = bytes[at]!.toString(16).padStart(2, '0')
      bad.set(
        lines.length,
        problem(
          'MSV-D003',
          `Not UTF-8: byte 0x${byte} at offset ${offset + start + at}`,
          { file, line: first + lines.length, column },
          'Convert the file, or state its encoding in the source description; Western European files are often windows-1252.',
        ),
      )
    }
    lines.push(text)
    start = end + 1
  }
  return { first, lines, bad }
}

async function* otherLines(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
  limit: number,
  file: string,
): AsyncGenerator<LineBlock> {
  const decoder = decoderOf(encoding)
  let rest = ''
  let line = 1
  let passing = false
  const block = (text: string): LineBlock => {
    const lines = splitLines(text)
    const bad = new Map<number, Problem>()
    if (passing) {
      bad.set(0, tooLong(file, line, limit))
      passing = false
    }
    if (text.includes('\ufffd')) markReplaced(lines, bad, line, encoding, file)
    const made = { first: line, lines, bad }
    line += lines.length
    return made
  }
  for await (const chunk of bytes) {
    const all = rest + decoder.write(chunk)
    const end = all.lastIndexOf('\n')
    if (end >= 0) yield block(all.slice(0, end + 1))
    rest = all.slice(end + 1)
    if (rest.length > limit) {
      passing = true
      rest = ''
    }
  }
  rest += decoder.end()
  if (rest !== '' || passing) yield block(rest === '' ? '\n' : rest)
}

function markReplaced(
  lines: readonly string[],
  bad: Map<number, Problem>,
  first: number,
  encoding: string,
  file: string,
): void {
  for (const [i, text] of lines.entries()) {
    const at = text.indexOf('\ufffd')
    if (at < 0 || bad.has(i)) continue
    bad.set(
      i,
      problem('MSV-D003', `Not ${encoding}: a byte stands for no character`, {
        file,
        line: first + i,
        column: at + 1,
      }),
    )
  }
}
