/** What the nodes without content of their own show. */
import { resolved } from '@misiva/compose'
import type { TextTemplate, Content } from '@misiva/model'
import { DOMSerializer, Node } from '@tiptap/pm/model'
import { barcodeIn, figuresOf, chartSvg } from './drawing.ts'
import { el } from './element.ts'
import type { Fact } from './facts.ts'
import type { Host } from './host.ts'
import { drawn } from './nodes.ts'
import { readAttrs } from './schema.ts'
import { sayTemplate } from './template.ts'

export type Attrs = Readonly<Record<string, unknown>>

export function tracks(widths: readonly string[]): string {
  return widths.map((w) => (/^[\d.]+fr$/.test(w) ? `minmax(0, ${w})` : w)).join(' ')
}

/** Fills `dom` with what an atom shows. */
export function drawAtom(
  dom: HTMLElement,
  name: string,
  attrs: Attrs,
  fact: Fact,
  host: Host,
): void {
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
    case 'ref': {
      const { to, show } = attrs
      dom.textContent = `${show === 'page' ? '# ' : ''}→ ${String(to) || '…'}`
      dom.title = say(show ? `show_${show as 'page'}` : 'show_title')
      return
    }
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
