/**
 * What is known of each place while content is written: the value a field has in the sample, how
 * often something repeats, and what is wrong with an expression. Reckoned anew after each edit;
 * expressions already checked are remembered, so a letter of some hundred fields takes about a
 * millisecond.
 */
import { checkIn, repeatedIn, textIn } from '@misiva/compose'
import type { Setting } from '@misiva/compose'
import type { Problem, Purpose, TextTemplate } from '@misiva/model'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Host } from './host.ts'

/** What a node's decoration tells its view. */
export interface Fact {
  readonly setting?: Setting | undefined
  readonly shown?: string | undefined
  readonly count?: number | undefined
  readonly trouble?: string | undefined
  readonly names?: boolean
}

export interface Finding {
  readonly pos: number
  readonly problem: Problem
}

export interface Facts {
  readonly decorations: DecorationSet
  readonly findings: readonly Finding[]
}

export const factsKey = new PluginKey<Facts>('facts')

/** Dispatched, as meta of `factsKey`, when names, sample or language are others. */
export function factsPlugin(host: Host): Plugin<Facts> {
  return new Plugin<Facts>({
    key: factsKey,
    state: {
      init: (_, state) => reckon(state.doc, host),
      apply: (tr, old, _before, after) =>
        tr.docChanged || tr.getMeta(factsKey) ? reckon(after.doc, host) : old,
    },
    props: { decorations: (state) => factsKey.getState(state)?.decorations },
  })
}

export function factsOf(state: EditorState): Facts {
  return factsKey.getState(state) ?? { decorations: DecorationSet.empty, findings: [] }
}

/** The names that hold at a position. */
export function settingAt(doc: Node, pos: number, outer: Setting): Setting {
  const at = doc.resolve(pos)
  let setting = outer
  for (let depth = 1; depth <= at.depth; depth++)
    setting = within(at.node(depth), at.node(depth - 1), setting)
  return setting
}

function within(node: Node, parent: Node, setting: Setting): Setting {
  const each = repetition(node, parent)
  return each ? repeatedIn(setting, each.of, each.as).setting : setting
}

interface Repetition {
  readonly of: string
  readonly as: string
}

function repetition(node: Node, parent: Node): Repetition | undefined {
  if (node.type.name === 'each') return node.attrs as unknown as Repetition
  if (node.type.name !== 'tableRow') return undefined
  const each = node.attrs['each'] as Repetition | null
  if (each) return each
  return isCarried(node) ? repeatedRow(parent) : undefined
}

/** Rows at a page's foot and head speak of the repeated row's last item before the break. */
function isCarried(row: Node): boolean {
  return row.attrs['kind'] === 'carried' || row.attrs['kind'] === 'brought'
}

function repeatedRow(table: Node): Repetition | undefined {
  for (const row of table.children) {
    const each = row.attrs['each'] as Repetition | null
    if (each) return each
  }
  return undefined
}

function reckon(doc: Node, host: Host): Facts {
  const walk = new Walk(host)
  if (host.setting) walk.children(doc, 0, host.setting)
  doc.forEach((node, offset, index) => {
    if (host.differing.includes(index)) walk.mark(offset, node, { class: 'differs' })
  })
  return { decorations: DecorationSet.create(doc, walk.decorations), findings: walk.findings }
}

class Walk {
  readonly decorations: Decoration[] = []
  readonly findings: Finding[] = []
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
  }

  children(parent: Node, start: number, setting: Setting): void {
    parent.forEach((node, offset) => this.#node(node, start + offset, parent, setting))
  }

  mark(pos: number, node: Node, attrs: Record<string, string>, fact: Fact = {}): void {
    this.decorations.push(Decoration.node(pos, pos + node.nodeSize, attrs, { ...fact }))
  }

  #node(node: Node, pos: number, parent: Node, setting: Setting): void {
    const name = node.type.name
    let inside = setting
    if (name === 'field') this.#field(node, pos, setting)
    else if (name === 'when' || name === 'condition') this.#test(node, pos, setting)
    else if (name === 'each' || name === 'tableRow')
      inside = this.#repeat(node, pos, parent, setting)
    else if (node.isAtom && node.isBlock) this.#atom(node, pos, setting)
    else if (name === 'button') this.#checks(pos, node, setting, templates(node))
    if (!node.isLeaf) this.children(node, pos + 1, inside)
  }

  #report(pos: number, problems: readonly Problem[]): string | undefined {
    for (const problem of problems) this.findings.push({ pos, problem })
    const [first] = problems
    return first && `${first.message}${first.hint ? `: ${first.hint}` : ''}`
  }

  #field(node: Node, pos: number, setting: Setting): void {
    const { text, problems } = textIn(setting, String(node.attrs['source']))
    const trouble = this.#report(pos, problems)
    this.mark(pos, node, {}, { shown: text, trouble, names: this.#host.names })
  }

  #test(node: Node, pos: number, setting: Setting): void {
    const result = checkIn(setting, String(node.attrs['test']), 'condition')
    const trouble = this.#report(pos, result.ok ? [] : result.problems)
    const value = result.ok && setting.scope ? result.value.evaluate(setting.scope) : undefined
    const shown = typeof value === 'boolean' ? String(value) : undefined
    this.mark(pos, node, {}, { shown, trouble })
  }

  #repeat(node: Node, pos: number, parent: Node, setting: Setting): Setting {
    const each = repetition(node, parent)
    if (!each) {
      this.#rowTest(node, pos, setting)
      return setting
    }
    const { setting: inside, problems, count } = repeatedIn(setting, each.of, each.as)
    const trouble = this.#report(pos, problems)
    if (node.type.name === 'each') this.mark(pos, node, {}, { count, trouble })
    else if (isCarried(node)) {
      const kind = node.attrs['kind'] as 'carried' | 'brought'
      this.#rowLabel(node, pos, this.#host.say(`row_${kind}`), trouble)
    } else {
      const label = this.#host.say('forEach', { as: each.as, of: each.of })
      this.#rowLabel(node, pos, `↻ ${label}${count === undefined ? '' : ` × ${count}`}`, trouble)
      this.#rowTest(node, pos, inside, true)
    }
    return inside
  }

  #rowTest(node: Node, pos: number, setting: Setting, labelled = false): void {
    const test = node.type.name === 'tableRow' ? (node.attrs['test'] as string | null) : null
    if (test === null) return
    const result = checkIn(setting, test, 'condition')
    const trouble = this.#report(pos, result.ok ? [] : result.problems)
    if (!labelled) this.#rowLabel(node, pos, `⎇ ${this.#host.say('if')} ${test}`, trouble)
  }

  /** A row has no room for a label of its own; its first cell shows it. */
  #rowLabel(row: Node, pos: number, label: string, trouble: string | undefined): void {
    const first = row.firstChild
    if (!first) return
    const attrs = { 'data-label': label, ...(trouble && { 'data-trouble': '', title: trouble }) }
    this.mark(pos + 1, first, attrs)
  }

  #atom(node: Node, pos: number, setting: Setting): void {
    const { data, label, values } = node.attrs as Readonly<Record<string, string>>
    const own: (readonly [string, Purpose])[] = [...templates(node)]
    if (node.type.name === 'chart') {
      own.push([data ?? '', 'list'])
      const inside = repeatedIn(setting, data ?? '', 'item').setting
      const inner = [label ?? '', ...((values ?? []) as readonly string[])]
      const kinds = inner.map((source, i) => [source, i === 0 ? 'text' : 'number'] as const)
      this.#checks(pos, node, inside, kinds, false)
    }
    this.#checks(pos, node, setting, own)
  }

  #checks(
    pos: number,
    node: Node,
    setting: Setting,
    sources: readonly (readonly [string, Purpose])[],
    mark = true,
  ): void {
    const problems = sources.flatMap(([source, purpose]) => {
      const result = checkIn(setting, source, purpose)
      return result.ok ? [] : result.problems
    })
    const trouble = this.#report(pos, problems)
    if (mark) this.mark(pos, node, {}, { setting, trouble, names: this.#host.names })
  }
}

/** Expressions within the texts a node carries as attributes. */
function templates(node: Node): readonly (readonly [string, Purpose])[] {
  return ['value', 'alt', 'name', 'role', 'href', 'caption'].flatMap((key) => {
    const template = node.attrs[key] as TextTemplate | string | null | undefined
    if (!Array.isArray(template)) return []
    return template.flatMap((part) =>
      typeof part === 'string' ? [] : [[(part as { source: string }).source, 'text'] as const],
    )
  })
}
