/** As much of XML 1.0 as an SVG picture needs; of a document type only entities of plain text. */

export interface Element {
  /** Without the prefix of the picture's own namespace; `#text` for characters. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  readonly parent: Element | null
  /** Of characters: what they say. */
  readonly text: string
  /** Where it begins in the file. */
  readonly at: number
}

const ENTITIES: readonly (readonly [string, string])[] = [
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]

/** Deepest nesting and most elements taken; characters that entities may grow to. */
const DEEPEST = 200
const MOST = 200_000
const LONGEST_ENTITY = 1000
const MOST_EXPANDED = 1_000_000

/** @returns the root element, or what is wrong. */
export function parseXml(text: string): Element | string {
  return new Parser(text).parse()
}

class Parser {
  private readonly text: string
  private readonly entities = new Map(ENTITIES)
  private readonly path: Element[] = []
  private root: Element | undefined
  private count = 0
  private expanded = 0
  private wrong = ''
  private prefix = ''

  constructor(text: string) {
    this.text = text
  }

  parse(): Element | string {
    const { text, path } = this
    let at = 0
    while (at < text.length && this.wrong === '') {
      const open = text.indexOf('<', at)
      if (open > at) this.characters(text.slice(at, open), at, true)
      if (open < 0) break
      const special = this.special(open)
      at = special > 0 ? special : this.tag(open)
    }
    if (this.wrong !== '') return this.wrong
    if (path.length > 0) return `${path.at(-1)?.name} does not end`
    return this.root ?? 'no element'
  }

  private tag(open: number): number {
    const { text, path } = this
    const close = endOfTag(text, open)
    if (close < 0) {
      this.wrong = 'a tag that does not end'
      return text.length
    }
    const tag = text.slice(open + 1, close)
    if (tag.startsWith('/')) {
      const name = this.local(tag.slice(1).trim())
      if (path.pop()?.name !== name) this.wrong = `unexpected end of ${name.slice(0, 40)}`
      return close + 1
    }
    if (++this.count > MOST || path.length >= DEEPEST) this.wrong = 'too large'
    const empty = tag.endsWith('/')
    const element = this.element(empty ? tag.slice(0, -1) : tag, open)
    if (path.length > 0) (path.at(-1) as Element).children.push(element)
    else this.root ??= element
    if (!empty) path.push(element)
    return close + 1
  }

  private local(name: string): string {
    return this.prefix !== '' && name.startsWith(this.prefix)
      ? name.slice(this.prefix.length)
      : name
  }

  private element(tag: string, at: number): Element {
    const name = /^\S+/.exec(tag)?.[0] ?? ''
    if (this.root === undefined && name.endsWith(':svg')) this.prefix = name.slice(0, -3)
    const attributes: Record<string, string> = {}
    for (const [key, value] of attributesOf(tag, name.length)) {
      attributes[this.local(key)] ??= this.decode(value)
    }
    const parent = this.path.at(-1) ?? null
    return { name: this.local(name), attributes, children: [], parent, text: '', at }
  }

  private characters(raw: string, at: number, decode: boolean): void {
    const parent = this.path.at(-1)
    if (parent === undefined) return
    // Space matters in text alone.
    if (!/^(?:text|tspan|textPath|a|style)$/.test(parent.name) && raw.trim() === '') return
    const text = decode ? this.decode(raw) : raw
    parent.children.push({ name: '#text', attributes: {}, children: [], parent, text, at })
  }

  private decode(text: string): string {
    if (!text.includes('&')) return text
    return text.replace(/&(#x[0-9a-f]{1,8}|#\d{1,8}|[\w.-]{1,100});/gi, (whole, name: string) => {
      if (name.startsWith('#')) {
        const hex = name[1] === 'x' || name[1] === 'X'
        const code = hex ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
        return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ''
      }
      const value = this.entities.get(name)
      this.expanded += value?.length ?? 0
      if (this.expanded > MOST_EXPANDED) this.wrong = 'entities without end'
      return value ?? whole
    })
  }

  /** Where a comment, declaration or CDATA section that begins here ends; 0 where none does. */
  private special(at: number): number {
    const { text } = this
    if (text.startsWith('<!DOCTYPE', at)) return this.doctype(at)
    const pairs = [
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
      ['<?', '?>'],
      ['<!', '>'],
    ] as const
    for (const [begin, end] of pairs) {
      if (!text.startsWith(begin, at)) continue
      const to = text.indexOf(end, at)
      if (begin === '<![CDATA[')
        this.characters(text.slice(at + 9, to < 0 ? undefined : to), at, false)
      return to < 0 ? text.length : to + end.length
    }
    return 0
  }

  /** Drawing programs name their namespaces by entities; those of plain text are taken. */
  private doctype(at: number): number {
    const { text } = this
    const close = text.indexOf('>', at)
    const inner = text.indexOf('[', at)
    if (inner < 0 || (close >= 0 && close < inner)) return close < 0 ? text.length : close + 1
    const end = text.indexOf(']', inner)
    if (end < 0) {
      this.wrong = 'a document type that does not end'
      return text.length
    }
    for (const [declared] of text.slice(inner, end).matchAll(/<!ENTITY[^>]*>?/g)) {
      const [, name, value] =
        /^<!ENTITY\s+([\w.-]{1,100})\s+("[^"]*"|'[^']*')\s*>$/.exec(declared) ?? []
      if (name === undefined || value === undefined || /[&%<]/.test(value)) {
        this.wrong = 'entities of its own that are not plain text'
      } else if (value.length > LONGEST_ENTITY) this.wrong = 'entities without end'
      else this.entities.set(name, value.slice(1, -1))
    }
    const after = text.indexOf('>', end)
    return after < 0 ? text.length : after + 1
  }
}

function endOfTag(text: string, open: number): number {
  let quote = ''
  for (let i = open + 1; i < text.length; i++) {
    const c = text[i] as string
    if (quote !== '') {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i
  }
  return -1
}

/** By hand: a regular expression looks at a long word without an equals sign once for each letter. */
function* attributesOf(tag: string, from: number): Generator<readonly [string, string]> {
  let at = from
  while (at < tag.length) {
    const equals = tag.indexOf('=', at)
    if (equals < 0) return
    const key = tag.slice(at, equals).trim().split(/\s/).at(-1) ?? ''
    let open = equals + 1
    while (open < tag.length && /\s/.test(tag[open] as string)) open++
    const quote = tag[open]
    if (quote !== '"' && quote !== "'") {
      at = equals + 1
      continue
    }
    const close = tag.indexOf(quote, open + 1)
    if (close < 0) return
    if (key !== '') yield [key, tag.slice(open + 1, close)]
    at = close + 1
  }
}
