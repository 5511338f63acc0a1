/**
 * Fields are found before Markdown is: each `{{ … }}`, and each attribute list Markdown would
 * misread, is covered by as many noncharacters (U+FDD0…U+FDEF, which Unicode keeps for such use)
 * as it has characters. To Markdown they are one inert word, every position stays true, and a `|`
 * or `*` within an expression is out of its sight. `uncovered` gives them back.
 */
import type { Expression, Place, TextTemplate } from '@misiva/model'

/** Something covered: a field, or a list of attributes such as `{each="line in lines"}`. */
export interface Covered {
  readonly kind: 'field' | 'attributes'
  /** What stood there, braces and all. */
  readonly raw: string
  /** Where its first brace stands in the text. */
  readonly offset: number
}

/** A text with its fields covered. */
export interface CoveredText {
  readonly text: string
  readonly covers: readonly Covered[]
  /** Offsets of `{{` that no `}}` follows. */
  readonly unclosed: readonly number[]
}

const first = 0xfdd0
/** Digits 0–27 of a cover's number follow the first character; what remains is filled up. */
const base = 28
const filler = '\ufdef'
/** Stands for a `|` in an attribute within a table row. */
const pipe = '\ufdee'
/** More fields than three digits can number: a file of half a million lines. */
const most = base ** 3

export const reservedCharacters: RegExp = /[\ufdd0-\ufdef]/u
const covers = /[\ufdd0\u2e3a]([\ufdd1-\ufdec]{3})\ufdef*/gu
/**
 * Begins the cover of a field directly after `:name`: a sign that cannot be part of the name, as the
 * noncharacters can. The digits after it tell it from itself in a text.
 */
const afterName = '\u2e3a'

/** Covers the fields of a text, and in Markdown the attributes at the head of cells and of options. */
export function covered(text: string, markdown = true): CoveredText {
  const found: Covered[] = []
  const unclosed: number[] = []
  let out = ''
  let copied = 0
  let row = false
  const put = (kind: Covered['kind'], at: number, end: number): void => {
    const before = text.slice(Math.max(copied, at - 40), at)
    const named = markdown && /:[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(before)
    out += text.slice(copied, at) + coverFor(found.length, end - at, named)
    found.push({ kind, raw: text.slice(at, end), offset: at })
    copied = end
  }
  // Until here pipes belong to attributes, not to the table.
  let pipesUntil = 0
  const hidePipes = (from: number, to: number): void => {
    if (from >= pipesUntil) pipesUntil = to
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '|' && i < pipesUntil) {
      out += text.slice(copied, i) + pipe
      copied = i + 1
    } else if (c === '\n') row = false
    else if (c === '\\') i++
    else if (c === '|' && /^[ \t]*$/.test(lineHead(text, i))) row = markdown
    else if (c === '{' && found.length < most) {
      if (text[i + 1] === '{') {
        const end = fieldEnd(text, i)
        if (end === undefined) {
          unclosed.push(i)
          i++
          continue
        }
        put('field', i, end)
        i = end - 1
      } else if (markdown) {
        const end = attributesEnd(text, i)
        // Shorter ones name nothing, and a cover needs room for its number.
        if (end === undefined || end - i < 4) continue
        if ((row && headsCell(text, i)) || isOption(text, i, end)) put('attributes', i, end)
        else if (row) {
          hidePipes(i, end)
          continue
        } else continue
        i = end - 1
      }
    }
  }
  return { text: out + text.slice(copied), covers: found, unclosed }
}

function coverFor(n: number, length: number, named: boolean): string {
  const digits = [Math.floor(n / base / base), Math.floor(n / base) % base, n % base]
  const head =
    (named ? afterName : String.fromCharCode(first)) +
    digits.map((d) => String.fromCharCode(first + 1 + d)).join('')
  return head.padEnd(length, filler)
}

function lineHead(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
}

/** Whether only blanks stand between the brace and the `|` that begins its cell. */
function headsCell(text: string, at: number): boolean {
  let i = at - 1
  while (text[i] === ' ' || text[i] === '\t') i--
  return text[i] === '|'
}

/** `{value=…}` at the end of a line names what choosing an option answers. */
function isOption(text: string, at: number, end: number): boolean {
  return /^\{\s*value\s*=/.test(text.slice(at, end)) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end))
}

/** No field is longer; without a limit a file of braces would be searched to its end for each. */
const longestField = 10_000

/** The end of `{{ … }}` from its first brace: quotes and inner braces are respected where they match. */
function fieldEnd(text: string, at: number): number | undefined {
  const near = text.slice(at, at + longestField)
  const blank = near.search(/\n[ \t]*\r?\n/)
  const within = blank < 0 ? near : near.slice(0, blank)
  let depth = 0
  for (let i = 2; i < within.length; i++) {
    const c = within[i]!
    if (c === '"' || c === "'") {
      const end = stringEnd(within, i)
      // An apostrophe of a slip such as {{ it's }}: not a string, just wrong.
      if (end !== undefined) i = end - 1
    } else if (c === '{') depth++
    else if (c === '}') {
      if (depth > 0) depth--
      else if (within[i + 1] === '}') return at + i + 2
    }
  }
  const plain = within.indexOf('}}', 2)
  return plain < 0 ? undefined : at + plain + 2
}

/** The end of a CEL string literal, triple-quoted ones included; undefined when its line ends first. */
function stringEnd(text: string, at: number): number | undefined {
  const quote = text[at]!
  if (text.startsWith(quote.repeat(3), at)) {
    const end = text.indexOf(quote.repeat(3), at + 3)
    return end < 0 ? undefined : end + 3
  }
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === quote) return i + 1
    else if (text[i] === '\n') return undefined
  }
  return undefined
}

/** The end of `{…}` from its brace, on one line, quotes and fields respected. */
function attributesEnd(text: string, at: number): number | undefined {
  let quote = ''
  for (let i = at + 1; i < text.length; i++) {
    const c = text[i]!
    if (c === '\n') return undefined
    if (c === '{' && text[i + 1] === '{') {
      const end = fieldEnd(text, i)
      if (end !== undefined) i = end - 1
    } else if (quote !== '') {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '}') return i + 1
    else if (c === '{') return undefined
  }
  return undefined
}

/**
 * Where nothing else reads backslashes: before a brace or a field every two backslashes are one, so
 * that `\\{{` is two braces. Elsewhere a backslash is itself.
 */
export function bracesFreed(text: string): string {
  return text.replace(/(\\+)(?=\{|[\ufdd0\u2e3a][\ufdd1-\ufdec]{3})/g, (slashes) =>
    '\\'.repeat(slashes.length >> 1),
  )
}

/** A piece of covered text: text, or what a cover hides. */
export type Piece = string | Covered

export function pieces(text: string, from: readonly Covered[]): readonly Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(covers)) {
    if (match.index > end) found.push(text.slice(end, match.index))
    found.push(from[numberOf(match[1]!)]!)
    end = match.index + match[0].length
  }
  if (end < text.length) found.push(text.slice(end))
  return found.map((piece) => (typeof piece === 'string' ? piece.replaceAll(pipe, '|') : piece))
}

function numberOf(digits: string): number {
  let n = 0
  for (let i = 0; i < 3; i++) n = n * base + digits.charCodeAt(i) - first - 1
  return n
}

/** The text as it was written. */
export function uncovered(text: string, from: readonly Covered[]): string {
  return text
    .replace(covers, (_, digits: string) => from[numberOf(digits)]!.raw)
    .replaceAll(pipe, '|')
}

/** The expression of a field, trimmed, at the place of its first character. */
export function expressionOf(field: Covered, placeAt: (offset: number) => Place): Expression {
  const inner = field.raw.slice(2, -2)
  const lead = inner.length - inner.trimStart().length
  return { source: inner.trim(), place: placeAt(field.offset + 2 + lead) }
}

/** Covered text as a template; `\{{` was never covered and reads as two braces. */
export function templateOf(
  text: string,
  from: readonly Covered[],
  placeAt: (offset: number) => Place,
): TextTemplate {
  const parts: (string | Expression)[] = []
  for (const piece of pieces(text, from)) {
    const part =
      typeof piece === 'string'
        ? piece
        : piece.kind === 'field'
          ? expressionOf(piece, placeAt)
          : piece.raw
    const last = parts.at(-1)
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else parts.push(part)
  }
  return parts
}
