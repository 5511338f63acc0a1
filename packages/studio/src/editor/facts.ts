/**
 * What is known of each place while content is written: the value a field has in the sample, how
 * often something repeats, and what is wrong with an expression. Reckoned anew after each edit;
 * expressions already checked are remembered, so a letter of some hundred fields takes about a
 * millisecond.
 */
import { checkIn, repeatedIn, rowSetting, scopesOfRows, textIn } from '@misiva/compose'
import type { RowScope, Setting } from '@misiva/compose'
import type { Problem, Purpose, TextTemplate } from '@misiva/model'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Host } from './host.ts'
import type { Say } from './language/index.ts'

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
  if (node.type.name === 'tableRow')
    return rowSetting(setting, scopeOfRow(parent, indexOf(parent, node))).setting
  if (node.type.name !== 'each') return setting
  return repeatedIn(setting, String(node.attrs['of']), String(node.attrs['as'])).setting
}

const scopes = new WeakMap<Node, readonly RowScope[]>()

/** What names hold in a row of a table; those of one table are told once. */
export function scopeOfRow(table: Node, index: number): RowScope {
  let found = scopes.get(table)
  if (!found) scopes.set(table, (found = scopesOfRows(table.children.map(({ attrs }) => attrs))))
  return found[index] ?? { levels: [] }
}

/** Rows may be one and the same node where they say the same. */
const indexOf = (table: Node, row: Node) => table.children.indexOf(row)

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
    else if (name === 'each') inside = this.#repeat(node, pos, setting)
    else if (name === 'tableRow') inside = this.#row(node, pos, parent, setting)
    else if (name === 'tableCell' && node.attrs['styleBy'])
      this.#checks(pos, node, setting, [[String(node.attrs['styleBy']), 'text']], false)
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

  #repeat(node: Node, pos: number, setting: Setting): Setting {
    const { of, as } = node.attrs as { readonly of: string; readonly as: string }
    const { setting: inside, problems, count } = repeatedIn(setting, of, as)
    this.mark(pos, node, {}, { count, trouble: this.#report(pos, problems) })
    return inside
  }

  #row(node: Node, pos: number, parent: Node, setting: Setting): Setting {
    const scope = scopeOfRow(parent, indexOf(parent, node))
    const { setting: inside, problems, count } = rowSetting(setting, scope)
    const label = rowLabel(node, count, this.#host.say)
    if (label) this.#rowLabel(node, pos, label, this.#report(pos, problems))
    this.#rowTest(node, pos, inside, label !== undefined)
    return inside
  }

  #rowTest(node: Node, pos: number, setting: Setting, labelled: boolean): void {
    const { test, styleBy } = node.attrs as Readonly<Record<string, string | null>>
    if (styleBy) this.#checks(pos, node, setting, [[styleBy, 'text']], false)
    if (test == null) return
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

/** What a row is, where it is more than a row of its own; undefined where nothing is to be said. */
function rowLabel(row: Node, count: number | undefined, say: Say): string | undefined {
  const { kind, group, each } = row.attrs as {
    readonly kind: string
    readonly group: { readonly as: string; readonly by: string | null } | null
    readonly each: { readonly of: string; readonly as: string } | null
  }
  const times = count === undefined ? '' : ` × ${count}`
  if (kind === 'carried' || kind === 'brought') return say(`row_${kind}`)
  if (kind === 'group' || kind === 'subtotal' || kind === 'continued') {
    const by = group?.by ? `${group.as} ⇠ ${group.by}${times}` : (group?.as ?? '')
    return `${say(`row_${kind}`)}: ${by}`
  }
  return each ? `↻ ${say('forEach', { as: each.as, of: each.of })}${times}` : undefined
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
