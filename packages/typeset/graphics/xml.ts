/** As much of XML 1.0 as an SVG picture needs; no document type, no entities but the five. */

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ''
    }
    return ENTITIES[name] ?? whole
  })
}

/** Deepest nesting and most elements taken. */
const DEEPEST = 200
const MOST = 200_000

/** @returns the root element, or what is wrong. */
export function parseXml(text: string): Element | string {
  if (/<!ENTITY/i.test(text)) return 'entities of its own'
  const root: Element = { name: '', attributes: {}, children: [] }
  const path: Element[] = [root]
  let count = 0
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('<', at)
    if (open < 0) break
    const special = skip(text, open)
    if (special > 0) {
      at = special
      continue
    }
    const close = endOfTag(text, open)
    if (close < 0) return 'a tag that does not end'
    const tag = text.slice(open + 1, close)
    at = close + 1
    if (tag.startsWith('/')) {
      if (path.length < 2 || path.pop()?.name !== tag.slice(1).trim())
        return `unexpected end of ${tag.slice(1)}`
      continue
    }
    if (++count > MOST || path.length > DEEPEST) return 'too large'
    const empty = tag.endsWith('/')
    const element = parseTag(empty ? tag.slice(0, -1) : tag)
    ;(path.at(-1) as Element).children.push(element)
    if (!empty) path.push(element)
  }
  if (path.length > 1) return `${(path.at(-1) as Element).name} does not end`
  return root.children[0] ?? 'no element'
}

/** Where a comment, declaration or CDATA section that begins here ends; 0 where none does. */
function skip(text: string, at: number): number {
  const pairs = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ] as const
  for (const [begin, end] of pairs) {
    if (!text.startsWith(begin, at)) continue
    const to = text.indexOf(end, at)
    return to < 0 ? text.length : to + end.length
  }
  return 0
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

function parseTag(tag: string): Element {
  const name = /^[^\s]+/.exec(tag)?.[0] ?? ''
  const attributes: Record<string, string> = {}
  for (const m of tag.slice(name.length).matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[m[1] as string] = decode(m[2] ?? m[3] ?? '')
  }
  return { name: name.replace(/^svg:/, ''), attributes, children: [] }
}
