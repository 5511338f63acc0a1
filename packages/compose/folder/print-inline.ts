import type { Inline, Mark, TextTemplate } from '@misiva/model'

/** Where text is printed, which decides how a line break is written and what must be escaped. */
export interface Surroundings {
  /** One line only, as in a heading or a label: a break is `:br`. */
  readonly line?: boolean
  /** Within a table row, `|` ends a cell. */
  readonly cell?: boolean
}

type Leaf = Extract<Inline, { type: 'text' | 'field' }>

/** Stands for a line end within a field until everything is printed: no indentation may touch it. */
export const lineEndInField = '\ufded'

const directiveOf: Readonly<Record<Mark, string>> = {
  strong: 'strong',
  emphasis: 'em',
  underline: 'underline',
  strike: 'strike',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
}

/** Inline content as Markdown that reads back as the same. */
export function printInline(nodes: readonly Inline[], around: Surroundings): string {
  const printed = keptEdges(joined(nodes, [], undefined, around))
  return printed.split('\n').map(safeLineStart).join('\n')
}

/** A piece as printed: with stars where they cannot be misread, or as a directive, which never is. */
interface Printed {
  readonly text: string
  readonly stars?: string
}

/** Neighbours that share a style or mark are printed within one pair of brackets. */
function joined(
  nodes: readonly Inline[],
  done: readonly Mark[],
  style: string | undefined,
  around: Surroundings,
): string {
  let out = ''
  let bare = false
  for (let i = 0; i < nodes.length;) {
    const node = nodes[i]!
    let end = i + 1
    let printed: Printed
    if (node.type !== 'text' && node.type !== 'field') printed = { text: special(node, around) }
    else {
      const wanted = wrapper(node, done, style)
      if (wanted) end = endOfGroup(nodes, i, wanted, done, style)
      const group = nodes.slice(i, end)
      if (!wanted) printed = { text: leaf(node, around) }
      else if (wanted.kind === 'style')
        printed = {
          text: `:span[${joined(group, done, wanted.name, around)}]{style=${attribute(wanted.name)}}`,
        }
      else printed = marked(wanted.mark, joined(group, [...done, wanted.mark], style, around))
    }
    out = appended(out, printed, bare)
    // Text would have its colon escaped: this is a directive without brackets.
    bare = /^:[a-z]+$/.test(printed.text)
    i = end
  }
  return out
}

type Wrapper =
  { readonly kind: 'style'; readonly name: string } | { readonly kind: 'mark'; readonly mark: Mark }

/** What still has to be put around a leaf: its style first, then its marks. */
function wrapper(
  node: Leaf,
  done: readonly Mark[],
  style: string | undefined,
): Wrapper | undefined {
  if (node.style !== undefined && node.style !== style) return { kind: 'style', name: node.style }
  const mark = node.marks?.find((m) => !done.includes(m))
  return mark && { kind: 'mark', mark }
}

/** Where the neighbours end that are printed within the same brackets. */
function endOfGroup(
  nodes: readonly Inline[],
  from: number,
  wanted: Wrapper,
  done: readonly Mark[],
  style: string | undefined,
): number {
  for (let i = from + 1; i < nodes.length; i++)
    if (!shares(nodes[i]!, wanted, done, style)) return i
  return nodes.length
}

function shares(
  node: Inline,
  wanted: Wrapper,
  done: readonly Mark[],
  style: string | undefined,
): boolean {
  if (node.type !== 'text' && node.type !== 'field') return false
  const own = wrapper(node, done, style)
  if (own?.kind === 'style') return wanted.kind === 'style' && own.name === wanted.name
  return own !== undefined && wanted.kind === 'mark' && own.mark === wanted.mark
}

/** Letters, digits or fields at both ends, and no sign between that stars could pair with. */
const starSafe = /^[\p{L}\p{N}{](?:[^*_`[\]<\\:]*[\p{L}\p{N}}])?$/u

function marked(mark: Mark, inside: string): Printed {
  const text = `:${directiveOf[mark]}[${inside}]`
  const stars = mark === 'strong' ? '**' : mark === 'emphasis' ? '*' : ''
  if (stars === '' || !starSafe.test(inside.replace(/\{\{[^]*?\}\}/g, '{}'))) return { text }
  return { text, stars: stars + inside + stars }
}

/** Joins what was printed with what follows, so that neither changes what the other means. */
function appended(before: string, { text, stars }: Printed, bare: boolean): string {
  const next = stars !== undefined && !before.endsWith('*') ? stars : text
  // `:tabs` would be another name, `:tab[` a label, `:tab:em` none at all.
  if (bare && !/^(?:[\s.,;!?)'"\\*/]|\{\{|$)/.test(next)) return `${before}{}${next}`
  return before + next
}

function special(node: Exclude<Inline, Leaf>, around: Surroundings): string {
  switch (node.type) {
    case 'break':
      return around.line || around.cell ? ':br' : '\\\n'
    case 'tab':
      return ':tab'
    case 'page':
    case 'pages':
      return node.of === undefined ? `:${node.type}` : `:${node.type}{of=${node.of}}`
    case 'running':
      return node.level === undefined ? ':running' : `:running{level=${node.level}}`
    case 'ref': {
      const show = node.show === undefined ? '' : ` show=${node.show}`
      return `:ref{to=${attribute(node.to)}${show}}`
    }
    case 'note':
      return `:note[${joined(node.children, [], undefined, around)}]`
    case 'link':
      return `[${joined(node.children, [], undefined, around)}](${destination(node.href, around)})`
    case 'if':
      return `:if[${joined(node.children, [], undefined, around)}]{test=${attribute(node.test.source)}}`
    case 'inlineImage': {
      const height = node.height === undefined ? '' : ` height=${attribute(node.height)}`
      const shown = (['fit', 'crop', 'focus'] as const)
        .flatMap((key) => (node[key] === undefined ? [] : ` ${key}=${attribute(node[key])}`))
        .join('')
      return `:image{src=${attribute(node.src)} alt=${templateAttribute(node.alt)}${height}${shown}}`
    }
  }
}

function leaf(node: Leaf, around: Surroundings): string {
  return node.type === 'field' ? field(node.value.source) : escapedText(node.text, around)
}

export function field(source: string): string {
  return `{{ ${source.replaceAll('\n', lineEndInField)} }}`
}

/** Text in which nothing means anything to Markdown. */
export function escapedText(text: string, around: Surroundings): string {
  return text
    .replace(/[\\`*_[\]<{]/g, '\\$&')
    .replace(/&(?=#?\w)/g, '\\&')
    .replace(/:(?=[^\s!-,./;-@[\]^`{-~]|$)/g, '\\:')
    .replace(/!$/, '\\!')
    .replace(around.cell ? /\|/g : /(?!)/, '\\|')
    .replace(around.line ? /#/g : /(?!)/, '\\#')
    .replace(/[\n\t]/g, (c) => `&#${c.charCodeAt(0)};`)
}

/** Spaces at the edges of a paragraph, a line or a cell would be trimmed. */
function keptEdges(printed: string): string {
  return printed.replace(/^ | $| (?=\\\n)|(?<=\\\n) /g, '&#32;')
}

/** Signs that begin a heading, list, rule, table or fence at the head of a line. */
function safeLineStart(line: string): string {
  return line.replace(/^(?:[#>+=~|-]|\d{1,9}(?=[.)]))/, (head) =>
    /\d/.test(head) ? `${head}\\` : `\\${head}`,
  )
}

/** A link's destination; in angle brackets where it has spaces or brackets. */
function destination(href: TextTemplate, around: Surroundings): string {
  const text = href
    .map((part) => {
      if (typeof part !== 'string') return field(part.source)
      const escaped = part
        .replace(/[\\<>{*_`[\]]/g, '\\$&')
        .replace(/&(?=#?\w)/g, '\\&')
        .replace(/[\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`)
      return around.cell ? escaped.replaceAll('|', '\\|') : escaped
    })
    .join('')
  const plain = href.every((part) => typeof part !== 'string' || !/[\s()<>\\]/.test(part))
  return plain && text !== '' ? text : `<${text}>`
}

/** A value for an attribute, in quotes unless it is a plain word. */
export function attribute(value: string): string {
  if (/^[\w.,%@#/][\w.,%@#/-]*$/.test(value)) return value
  const text = value
    .replace(/&/g, '&amp;')
    .replace(/[\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/\{(?=\{)/g, '&#123;')
    .replace(/\\(?=[{[\]])/g, '&#92;')
    .replace(balanced(value) ? /(?!)/ : /[[\]]/g, (c) => `&#${c.charCodeAt(0)};`)
  if (!text.includes('"')) return `"${text}"`
  return text.includes("'") ? `"${text.replaceAll('"', '&quot;')}"` : `'${text}'`
}

/** Within a label, a bracket without its partner would end it. */
function balanced(text: string): boolean {
  let depth = 0
  for (const c of text) {
    if (c === '[') depth++
    else if (c === ']' && --depth < 0) return false
  }
  return depth === 0
}

/** A template for an attribute: fields as they are, character references for what quotes forbid. */
export function templateAttribute(template: TextTemplate): string {
  const safe = template.every((part) => typeof part !== 'string' || balanced(part))
  const text = template
    .map((part) =>
      typeof part === 'string'
        ? part.replace(
            safe ? /[&"{}|\\\n\r\t]/g : /[&"{}|\\\n\r\t[\]]/g,
            (c) => `&#${c.charCodeAt(0)};`,
          )
        : field(part.source),
    )
    .join('')
  return `"${text}"`
}
