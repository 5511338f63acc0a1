/** Style sheets within a picture: the selectors that drawing programs write, by their weight. */
import type { Element } from '../xml.ts'

export type Declarations = ReadonlyMap<string, string>

interface Compound {
  readonly tag: string
  readonly id: string
  readonly classes: readonly string[]
  readonly attributes: readonly (readonly [string, string | null])[]
  /** How it stands to the one before it. */
  readonly direct: boolean
}

interface Rule {
  readonly chain: readonly Compound[]
  readonly weight: number
  readonly declarations: readonly Declaration[]
}

interface Declaration {
  readonly name: string
  readonly value: string
  readonly important: boolean
}

const MOST_RULES = 20_000
/** Comparisons of rules with elements, for the whole picture: real ones need some thousands. */
const MOST_LOOKS = 2_000_000

export class Sheet {
  /** By the id, class or tag that the last part of a selector asks for. */
  private readonly rules = new Map<string, Rule[]>()
  private count = 0
  private looks = 0
  /** What was passed over. */
  readonly left = new Set<string>()

  add(css: string): void {
    let text = css.replace(/\/\*[^]*?(?:\*\/|$)|<!--|-->/g, ' ')
    while (text !== '') {
      const open = text.indexOf('{')
      if (open < 0) return
      const head = text.slice(0, open)
      const selectors = head.slice(head.lastIndexOf(';') + 1).trim()
      const close = endOf(text, open)
      const body = text.slice(open + 1, close)
      if (selectors.startsWith('@')) this.at(selectors, body)
      else this.rule(selectors, body)
      text = text.slice(close + 1)
    }
  }

  /** `@media` holds where it speaks of what prints; the rest is no business of a picture's paths. */
  private at(head: string, body: string): void {
    if (/^@media\s+(?:all|print|screen)?\s*$/.test(head) || head === '@media print') this.add(body)
    else if (head.startsWith('@font-face')) this.left.add('@font-face')
    else if (/^@(?:keyframes|-webkit-keyframes)/.test(head)) this.left.add('animation')
  }

  private rule(selectors: string, body: string): void {
    const declarations = declarationsOf(body)
    for (const selector of selectors.split(',').slice(0, 1000)) {
      const chain = chainOf(selector.trim())
      if (chain === null) {
        if (/:(?!hover|focus|active|visited)/.test(selector))
          this.left.add('a selector of its style')
        continue
      }
      if (++this.count > MOST_RULES) return
      const last = chain.at(-1) as Compound
      const key = last.id ? '#' + last.id : last.classes[0] ? '.' + last.classes[0] : last.tag
      const list = this.rules.get(key) ?? []
      if (list.length === 0) this.rules.set(key, list)
      list.push({ chain, weight: weightOf(chain) * MOST_RULES + this.count, declarations })
    }
  }

  /** What is declared of an element: by its attributes, the rules, its own style. */
  declared(element: Element): Declarations {
    const { attributes } = element
    const found = new Map(Object.entries(attributes))
    const keys = [element.name, '*']
    if (attributes['id'] !== undefined) keys.push('#' + attributes['id'])
    for (const name of (attributes['class'] ?? '').split(/\s+/)) if (name) keys.push('.' + name)
    const rules: Rule[] = []
    for (const key of this.count > 0 && this.looks < MOST_LOOKS ? keys : [])
      for (const rule of this.rules.get(key) ?? [])
        if (this.matches(element, rule.chain, rule.chain.length - 1)) rules.push(rule)
    if (this.looks > MOST_LOOKS) this.left.add('the rest of a style without end')
    rules.sort((a, b) => a.weight - b.weight)
    const own = declarationsOf(attributes['style'] ?? '')
    const all = [...rules.flatMap((rule) => rule.declarations), ...own]
    for (const important of [false, true])
      for (const one of all) if (one.important === important) found.set(one.name, one.value)
    return found
  }

  private matches(element: Element, chain: readonly Compound[], at: number): boolean {
    const compound = chain[at] as Compound
    if (++this.looks > MOST_LOOKS || !fits(element, compound)) return false
    if (at === 0) return true
    for (let above = element.parent; above !== null; above = above.parent) {
      if (this.matches(above, chain, at - 1)) return true
      if (compound.direct) return false
    }
    return false
  }
}

/** Where the block that opens at `open` ends. */
function endOf(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++
    else if (text[i] === '}' && --depth === 0) return i
  }
  return text.length
}

function declarationsOf(body: string): Declaration[] {
  const out: Declaration[] = []
  for (const part of body.split(';')) {
    const colon = part.indexOf(':')
    if (colon <= 0) continue
    const name = part.slice(0, colon).trim()
    const raw = part
      .slice(colon + 1)
      .trim()
      .slice(0, 2000)
    const important = /!\s*important$/i.test(raw)
    const value = important ? raw.replace(/\s*!\s*important$/i, '') : raw
    out.push({ name: name.startsWith('--') ? name : name.toLowerCase(), value, important })
  }
  return out
}

const PART = /([#.]?)((?:[\w-]|[^\x00-\x7f]|\\.)+|\*)|\[([\w:-]+)(?:="?([^"\]]*)"?)?\]/y

function chainOf(selector: string): Compound[] | null {
  if (selector === '' || selector.length > 1000) return null
  const chain: Compound[] = []
  let direct = false
  for (const word of selector.replace(/\s*>\s*/g, ' > ').split(/\s+/)) {
    if (word === '>') {
      direct = true
      continue
    }
    const compound = compoundOf(word === ':root' ? 'svg' : word, direct)
    if (compound === null) return null
    chain.push(compound)
    direct = false
  }
  return chain.length > 0 && chain.length < 20 && !direct ? chain : null
}

function compoundOf(word: string, direct: boolean): Compound | null {
  let tag = '*'
  let id = ''
  const classes: string[] = []
  const attributes: (readonly [string, string | null])[] = []
  PART.lastIndex = 0
  for (let at = 0; at < word.length; at = PART.lastIndex) {
    const m = PART.exec(word)
    if (m === null) return null
    const name = (m[2] ?? '').replace(/\\(.)/g, '$1')
    if (m[3] !== undefined) attributes.push([m[3], m[4] ?? null])
    else if (m[1] === '#') id = name
    else if (m[1] === '.') classes.push(name)
    else tag = name
  }
  return { tag, id, classes, attributes, direct }
}

function weightOf(chain: readonly Compound[]): number {
  let weight = 0
  for (const { tag, id, classes, attributes } of chain) {
    weight += (id === '' ? 0 : 10_000) + (classes.length + attributes.length) * 100
    weight += tag === '*' ? 0 : 1
  }
  return weight
}

function fits(element: Element, { tag, id, classes, attributes }: Compound): boolean {
  if (tag !== '*' && tag !== element.name) return false
  if (id !== '' && element.attributes['id'] !== id) return false
  if (classes.length > 0) {
    const own = (element.attributes['class'] ?? '').split(/\s+/)
    if (!classes.every((name) => own.includes(name))) return false
  }
  return attributes.every(([name, value]) => {
    const own = element.attributes[name]
    return own !== undefined && (value === null || own === value)
  })
}
