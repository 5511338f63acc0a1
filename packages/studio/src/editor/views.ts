/** How nodes look where their element alone does not say it: labels, values, drawings. */
import type { TextTemplate } from '@misiva/model'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { Decoration, EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import type { Fact } from './facts.ts'
import type { Host } from './host.ts'
import { atoms, containers } from './nodes.ts'
import { sayTemplate } from './template.ts'
import { el } from './element.ts'
import { drawAtom, tracks, type Attrs } from './atoms.ts'

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
