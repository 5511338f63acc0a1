/** How nodes look where their element alone does not say it: labels, values, drawings. */
import { resolved } from '@misiva/compose'
import type { Content, TextTemplate } from '@misiva/model'
import { DOMSerializer, Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { Decoration, EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import { barcodeIn, chartSvg, figuresOf } from './drawing.ts'
import type { Fact } from './facts.ts'
import type { Host } from './host.ts'
import { atoms, containers, drawn } from './nodes.ts'
import { readAttrs } from './schema.ts'
import { sayTemplate } from './template.ts'

type Attrs = Readonly<Record<string, unknown>>

export function el(tag: string, className = '', text = ''): HTMLElement {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text) element.textContent = text
  return element
}

export function viewsPlugin(host: Host): Plugin {
  const atom = (name: string): NodeViewConstructor => {
    return (node, view, getPos, decorations) =>
      new Atom(name, host, { node, view, getPos, decorations })
  }
  const titled = (name: string): NodeViewConstructor => {
    return (node, view, getPos, decorations) =>
      new Titled(name, host, { node, view, getPos, decorations })
  }
  return new Plugin({
    props: {
      nodeViews: {
        ...Object.fromEntries(atoms.map((name) => [name, atom(name)])),
        ...Object.fromEntries(containers.map((name) => [name, titled(name)])),
        table: (node) => new TableView(node, host),
      },
    },
  })
}

interface Given {
  readonly node: Node
  readonly view: EditorView
  readonly getPos: () => number | undefined
  readonly decorations: readonly Decoration[]
}

function factIn(decorations: readonly Decoration[]): Fact {
  return Object.assign({}, ...decorations.map((d) => d.spec as object)) as Fact
}

function sameFact(a: Fact, b: Fact): boolean {
  return (['setting', 'shown', 'count', 'trouble', 'names'] as const).every((k) => a[k] === b[k])
}

/** A node without content of its own: drawn anew when it, or what is known of it, changes. */
class Atom implements NodeView {
  readonly dom: HTMLElement
  #node: Node
  #fact: Fact
  readonly #name: string
  readonly #host: Host

  constructor(name: string, host: Host, { node, decorations }: Given) {
    this.dom = el(node.isInline ? 'span' : 'div')
    this.dom.dataset['node'] = name
    this.dom.contentEditable = 'false'
    this.#name = name
    host.schema = node.type.schema
    this.#host = host
    this.#node = node
    this.#fact = factIn(decorations)
    this.#draw()
  }

  #draw(): void {
    const { trouble } = this.#fact
    this.dom.replaceChildren()
    this.dom.toggleAttribute('data-trouble', trouble !== undefined)
    this.dom.title = trouble ?? ''
    drawAtom(this.dom, this.#name, this.#node.attrs, this.#fact, this.#host)
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.#node.type) return false
    const fact = factIn(decorations)
    if (node === this.#node && sameFact(fact, this.#fact)) return true
    this.#node = node
    this.#fact = fact
    this.#draw()
    return true
  }

  ignoreMutation(): boolean {
    return true
  }

  stopEvent(event: Event): boolean {
    return (event.target as HTMLElement).closest('button') !== null
  }
}

/** A container under a label that says what it does; the label selects it. */
class Titled implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  readonly #label: HTMLElement
  readonly #name: string
  readonly #host: Host
  #node: Node
  #fact: Fact

  constructor(name: string, host: Host, { node, view, getPos, decorations }: Given) {
    const tag = node.isInline ? 'span' : 'div'
    this.dom = el(tag)
    this.dom.dataset['node'] = name
    this.#label = el(tag, 'node-label')
    this.#label.contentEditable = 'false'
    this.contentDOM = el(tag, 'node-content')
    this.dom.append(this.#label, this.contentDOM)
    this.#label.addEventListener('mousedown', (event) => {
      event.preventDefault()
      const pos = getPos()
      if (pos === undefined) return
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)))
      view.focus()
    })
    this.#name = name
    this.#host = host
    this.#node = node
    this.#fact = factIn(decorations)
    this.#draw()
  }

  #draw(): void {
    const { trouble, shown } = this.#fact
    const { attrs } = this.#node
    this.dom.toggleAttribute('data-trouble', trouble !== undefined)
    this.dom.toggleAttribute('data-holds', shown !== undefined)
    if (shown !== undefined) this.dom.dataset['holds'] = shown
    if (attrs['style']) this.dom.dataset['style'] = String(attrs['style'])
    this.#label.replaceChildren(...labelOf(this.#name, attrs, this.#fact, this.#host))
    this.#label.title = trouble ?? ''
    if (this.#name === 'columns') {
      this.contentDOM.style.gridTemplateColumns = tracks(attrs['widths'] as readonly string[])
      this.contentDOM.style.gap = String(attrs['gap'] ?? '1em')
    }
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.#node.type) return false
    const fact = factIn(decorations)
    if (node.attrs === this.#node.attrs && sameFact(fact, this.#fact)) {
      this.#node = node
      return true
    }
    this.#node = node
    this.#fact = fact
    this.#draw()
    return true
  }

  ignoreMutation(mutation: { readonly target: globalThis.Node; readonly type: string }): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }
}

function tracks(widths: readonly string[]): string {
  return widths.map((w) => (/^[\d.]+fr$/.test(w) ? `minmax(0, ${w})` : w)).join(' ')
}

function labelOf(name: string, attrs: Attrs, fact: Fact, host: Host): readonly HTMLElement[] {
  const { say } = host
  const code = (text: unknown) => el('code', '', String(text))
  const word = (text: string) => el('span', '', text)
  switch (name) {
    case 'each': {
      const count = fact.count === undefined ? [] : [el('span', 'count', `× ${fact.count}`)]
      return [
        word(say('repeatFor')),
        code(attrs['as']),
        word(say('in')),
        code(attrs['of']),
        ...count,
      ]
    }
    case 'when':
      return [word(say('if')), code(attrs['test']), ...verdict(fact, host)]
    case 'condition':
      return [word(say('if')), code(attrs['test'])]
    case 'otherwise':
      return [word(say('otherwise'))]
    case 'filler':
      return [word(say('filler')), code(attrs['priority'] ?? 50)]
    case 'textColumns':
      return [word(say('textColumns')), code(attrs['count'])]
    case 'button':
      return [
        word(say('button')),
        el('span', 'soft', sayTemplate(attrs['href'] as TextTemplate, host.setting)),
      ]
    case 'choice':
      return [word(say('choice')), code(attrs['id'])]
    case 'choiceOption':
      return [code(attrs['value'])]
    default:
      return [word(say(name as 'keep')), ...(attrs['style'] ? [code(attrs['style'])] : [])]
  }
}

function verdict({ shown }: Fact, { say }: Host): readonly HTMLElement[] {
  if (shown === undefined) return []
  return [el('span', `verdict ${shown}`, say(shown === 'true' ? 'holdsHere' : 'holdsNot'))]
}

/** Fills `dom` with what an atom shows. */
function drawAtom(dom: HTMLElement, name: string, attrs: Attrs, fact: Fact, host: Host): void {
  const { say } = host
  const said = (key: string) =>
    sayTemplate(attrs[key] as TextTemplate | null, fact.setting ?? host.setting)
  switch (name) {
    case 'field':
      return field(dom, String(attrs['source']), fact, host)
    case 'page':
    case 'pages':
      dom.textContent = name === 'page' ? '#' : '##'
      dom.title = say(name)
      return
    case 'running':
      dom.textContent = say('running')
      return
    case 'tab':
      dom.textContent = '⇥'
      return
    case 'inlineImage':
    case 'image':
      return picture(dom, String(attrs['src']), said('alt'), attrs, host)
    case 'barcode':
      return barcode(dom, attrs, said('value'), said('alt'))
    case 'chart':
      return chart(dom, attrs, fact, said('alt'), host)
    case 'signature':
      if (attrs['image']) picture(dom, String(attrs['image']), said('name'), {}, host)
      dom.append(el('strong', '', said('name')), el('span', '', said('role')))
      return
    case 'space':
      dom.style.height = String(attrs['height'])
      dom.append(el('span', 'node-label', `${say('space')} ${String(attrs['height'])}`))
      return
    case 'pageBreak': {
      const { to, master } = attrs
      const more = [to ? say(`to_${to as 'odd'}`) : '', master ? String(master) : '']
      dom.append(el('span', '', [say('pageBreak'), ...more.filter(Boolean)].join(' · ')))
      return
    }
    case 'contents':
      dom.append(el('span', 'node-label', say('contents')))
      return
    case 'reference':
      return reference(dom, String(attrs['name']), fact, host)
    case 'rule':
      dom.append(document.createElement('hr'))
      return
    default:
      dom.append(el('span', 'node-label', say('opaque')))
  }
}

function field(dom: HTMLElement, source: string, fact: Fact, { say }: Host): void {
  const { shown, names, trouble } = fact
  const byName = names || shown === undefined
  dom.textContent = byName ? source : shown === '' ? say('emptyValue') : shown
  dom.dataset['as'] = byName ? 'name' : shown === '' ? 'empty' : 'value'
  dom.title = trouble ?? (byName ? (shown ?? source) : source)
}

function picture(dom: HTMLElement, src: string, alt: string, attrs: Attrs, host: Host): void {
  const url = host.context.imageUrl(src)
  if (attrs['align']) dom.dataset['align'] = String(attrs['align'])
  if (url === undefined) {
    dom.append(el('span', 'missing', alt || src))
    return
  }
  const image = document.createElement('img')
  image.src = url
  image.alt = alt
  if (attrs['width']) image.style.width = String(attrs['width'])
  if (attrs['height']) image.style.height = String(attrs['height'])
  dom.append(image)
}

function barcode(dom: HTMLElement, attrs: Attrs, value: string, alt: string): void {
  const { svg, trouble } = barcodeIn(String(attrs['symbology']), value)
  if (attrs['align']) dom.dataset['align'] = String(attrs['align'])
  const frame = el('span', 'drawn')
  frame.setAttribute('role', 'img')
  frame.setAttribute('aria-label', alt || value || String(attrs['symbology']))
  // Drawn here from numbers alone; the value is no part of it.
  if (svg) frame.innerHTML = svg
  else frame.append(el('span', 'missing', trouble))
  frame.style.width = String(attrs['width'] ?? '24mm')
  dom.append(frame)
}

function chart(dom: HTMLElement, attrs: Attrs, fact: Fact, alt: string, host: Host): void {
  const { tokens } = host.context
  const own = Object.keys(tokens).filter((name) => /^chart\d+$/.test(name))
  const rest = [tokens['accent'] ?? '#2b6cb0', '#8aa4b8', '#d98c3f', '#6b7f3a', '#8c5a7a']
  const colors = own.length > 0 ? own.map((name) => tokens[name]!) : rest
  const frame = el('span', 'drawn')
  frame.setAttribute('role', 'img')
  frame.setAttribute('aria-label', alt || String(attrs['data']))
  const figures = figuresOf(attrs, fact.setting ?? host.setting)
  frame.append(chartSvg(String(attrs['kind']), figures, colors))
  frame.style.width = String(attrs['width'] ?? '100%')
  dom.append(frame)
  if (figures.labels.length === 0) dom.append(el('span', 'missing', String(attrs['data'] || '…')))
}

/** A block of the library as it reads for this sample, with how many templates share it. */
function reference(dom: HTMLElement, name: string, fact: Fact, host: Host): void {
  const { say, context, onOpenBlock } = host
  const block = context.block(name)
  const head = el('div', 'reference-head')
  head.append(el('span', 'reference-name', name))
  if (block?.usedBy !== undefined)
    head.append(el('span', 'soft', say('usedIn', { n: block.usedBy })))
  if (onOpenBlock) {
    const open = el('button', '', say('openBlock'))
    open.setAttribute('type', 'button')
    open.setAttribute('aria-label', `${say('openBlock')} ${name}`)
    open.addEventListener('click', () => onOpenBlock(name))
    head.append(open)
  }
  dom.append(head)
  const body = el('div', 'reference-body')
  if (!block?.content) body.append(el('span', 'missing', say('noSuchBlock', { name })))
  else renderInto(body, block.content, fact, host)
  dom.append(body)
}

function renderInto(dom: HTMLElement, content: Content, fact: Fact, host: Host): void {
  const setting = fact.setting ?? host.setting
  if (!setting) return
  const nodes = resolved(content, setting, (name) => host.context.block(name)?.content)
  if (nodes.length === 0) return
  const doc = Node.fromJSON(host.schema!, { type: 'doc', content: nodes })
  dom.append(DOMSerializer.fromSchema(host.schema!).serializeFragment(doc.content))
  for (const part of dom.querySelectorAll<HTMLElement>('[data-node]')) {
    const name = part.dataset['node']!
    const attrs = readAttrs(part)
    part.removeAttribute('data-attrs')
    if (name === 'columns') {
      part.style.gridTemplateColumns = tracks(attrs['widths'] as readonly string[])
      part.classList.add('node-content')
    } else if (part.childElementCount === 0 && part.textContent === '' && drawn.has(name))
      drawAtom(part, name, attrs, { names: false }, { ...host, onOpenBlock: undefined })
  }
}

/** A table with its columns' widths and its caption. */
class TableView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  readonly #columns: HTMLElement
  readonly #table: HTMLElement
  readonly #caption: HTMLElement
  readonly #host: Host
  #node: Node

  constructor(node: Node, host: Host) {
    this.#host = host
    this.#node = node
    this.dom = el('div', 'table-frame')
    this.#caption = el('div', 'table-caption')
    this.#caption.contentEditable = 'false'
    this.#table = el('table')
    this.#columns = el('colgroup')
    this.contentDOM = el('tbody')
    this.#table.append(this.#columns, this.contentDOM)
    this.dom.append(this.#table, this.#caption)
    this.#draw()
  }

  #draw(): void {
    const { columns, caption, style } = this.#node.attrs as Attrs
    const widths = (columns as readonly { width: string; align?: string }[]) ?? []
    const fixed = widths.some(({ width }) => width !== 'auto')
    this.#table.dataset['style'] = String(style ?? '')
    this.#table.style.tableLayout = fixed ? 'fixed' : 'auto'
    const fractions = widths.map(({ width }) =>
      width.endsWith('fr') ? Number.parseFloat(width) : 0,
    )
    const sum = fractions.reduce((a, b) => a + b, 0)
    const even = fractions.every((fr) => fr === 0 || fr === fractions.find((it) => it > 0))
    this.#columns.replaceChildren(
      ...widths.map(({ width }, i) => {
        const column = el('col')
        if (fractions[i]! > 0) column.style.width = even ? '' : `${(fractions[i]! / sum) * 70}%`
        else if (width !== 'auto') column.style.width = width
        return column
      }),
    )
    widths.forEach(({ align }, i) => {
      if (i < 8) this.#table.dataset[`align${i + 1}`] = align ?? ''
    })
    this.#caption.textContent = sayTemplate(caption as TextTemplate | null, this.#host.setting)
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const changed = node.attrs !== this.#node.attrs
    this.#node = node
    if (changed) this.#draw()
    return true
  }

  ignoreMutation(mutation: { readonly target: globalThis.Node; readonly type: string }): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }
}
