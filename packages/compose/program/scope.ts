/**
 * What a compiled template asks of one record. Every distinct expression of a scope is one slot,
 * computed when first asked for and kept until the scope changes: the total that stands in a
 * table, a sentence and a barcode is computed once.
 *
 * A frame is a set of names: the outermost has the record, each repetition adds its item. An
 * expression in a repetition that does not speak of the item belongs to the frame outside, so it
 * is not computed again for every row.
 */
import { Decimal, isFailure, problem, textOf } from '@misiva/model'
import type { Compiled, Locale, Problem, Scope } from '@misiva/model'
import { shareOut, type GroupType } from './grouping.ts'

export interface Slot {
  readonly frame: Frame
  readonly index: number
  readonly expression: Compiled
}

/** One set of names, at compile time. */
export class Frame {
  readonly id: number
  readonly outer: Frame | undefined
  /** The name the repetition adds; `as + 'Index'` is its position. */
  readonly as: string | undefined
  readonly indexName: string
  /** Some expression asks for the position. */
  counts = false
  readonly slots: Slot[] = []
  readonly #bySource = new Map<string, Slot>()

  constructor(id: number, outer?: Frame, as?: string) {
    this.id = id
    this.outer = outer
    this.as = as
    this.indexName = `${as}Index`
  }

  slot(expression: Compiled): Slot {
    if (this.outer && !this.#isNamedIn(expression)) return this.outer.slot(expression)
    const known = this.#bySource.get(expression.source)
    if (known) return known
    this.#count(expression)
    const slot: Slot = { frame: this, index: this.slots.length, expression }
    this.slots.push(slot)
    this.#bySource.set(expression.source, slot)
    return slot
  }

  /** An inner expression may ask for an outer position. */
  #count(expression: Compiled): void {
    if (expression.reads.has(this.indexName)) this.counts = true
    if (this.outer) this.outer.#count(expression)
  }

  #isNamedIn(expression: Compiled): boolean {
    return expression.reads.has(this.as!) || expression.reads.has(this.indexName)
  }
}

/** A repetition: the list, and the frame in which its item has a name. */
export interface Repeat {
  readonly list: Slot
  readonly frame: Frame
  readonly as: string
}

/** A repetition over the groups of a list. */
export interface GroupRepeat extends Repeat {
  /** What makes the groups, in the frame in which an item has a name. */
  readonly key: Slot
  readonly item: Pick<Repeat, 'frame' | 'as'>
  readonly make: GroupType['constructor']
}

const unset = Symbol('not computed yet')

/** One record being composed: its names, what has been computed, and what went wrong. */
export class Run {
  readonly problems: Problem[] = []
  readonly #scopes: Scope[]
  readonly #values: unknown[][]
  readonly #locale: Locale

  constructor(frames: readonly Frame[], scope: Scope, locale: Locale) {
    this.#values = frames.map((frame) => Array<unknown>(frame.slots.length).fill(unset))
    this.#scopes = Array<Scope>(frames.length).fill(scope)
    this.#locale = locale
  }

  /** The value, or undefined after noting why there is none. */
  read(slot: Slot): unknown {
    const values = this.#values[slot.frame.id]!
    const known = values[slot.index]
    if (known !== unset) return known
    let value = slot.expression.evaluate(this.#scopes[slot.frame.id]!)
    if (isFailure(value)) {
      this.problems.push(value)
      value = undefined
    }
    values[slot.index] = value
    return value
  }

  /** As text for the recipient; control characters, which no channel can carry, are dropped. */
  text(slot: Slot): string {
    const value = this.read(slot)
    const text = typeof value === 'string' ? value : textOf(value, this.#locale)
    return mayHaveControl(text) ? text.replace(controls, dropControl) : text
  }

  /** A number grouped and pointed the recipient's way, with the digits it has. */
  number(slot: Slot): string {
    const value = this.read(slot)
    return value instanceof Decimal ? this.#locale.number(value, value.scale) : this.text(slot)
  }

  test(slot: Slot): boolean {
    return this.read(slot) === true
  }

  /** Runs `body` once for each item, the item and its position under their names. */
  each(repeat: Repeat, body: (position: number) => void): void {
    const list = this.#list(repeat)
    if (list) this.#over(list, repeat, body)
  }

  /** Runs `body` once for each group of the list, the group and its position under their names. */
  eachGroup(repeat: GroupRepeat, body: (position: number) => void): void {
    const list = this.#list(repeat)
    if (!list) return
    const keys: unknown[] = []
    this.#over(list, repeat.item, () => keys.push(this.read(repeat.key)))
    let at = 0
    this.#over(
      shareOut(list, () => keys[at++], repeat.make),
      repeat,
      body,
    )
  }

  #list(repeat: Repeat): Iterable<unknown> | undefined {
    const list = this.read(repeat.list)
    if (list == null) return undefined
    if (isIterable(list)) return list
    this.problems.push(notAList(repeat))
    return undefined
  }

  #over(
    list: Iterable<unknown>,
    { frame, as }: Pick<Repeat, 'frame' | 'as'>,
    body: (position: number) => void,
  ): void {
    const { indexName } = frame
    // One object serves all items of the list. A copy of the outer names, not an heir to them: what
    // others inherit from gets a hidden class of its own, which keeps the record until old space is
    // swept and makes every look-up of a name a new one (7 % of an invoice).
    const inner: Record<string, unknown> = { ...this.#scopes[frame.outer!.id]! }
    const values = this.#values[frame.id]!
    this.#scopes[frame.id] = inner as Scope
    let position = 0
    for (const item of list) {
      inner[as] = item
      if (frame.counts) inner[indexName] = BigInt(position)
      values.fill(unset)
      body(position++)
    }
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function notAList(repeat: Repeat): Problem {
  const { source, place } = repeat.list.expression
  return problem('MSV-C003', `“${source}” is not a list`, place)
}

// Lone surrogates count as control characters here: no encoding has a form for them.
const controls =
  // oxlint-disable-next-line no-control-regex -- dropping them is what this is for
  /[\u0000-\u0008\u000b-\u001f\u007f\ue000\ue001]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Whether there is anything to look at: asking an expression takes 70 ns, and an invoice asks 80 times. */
function mayHaveControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 32 ? c !== 9 && c !== 10 : c === 127 || (c >= 0xd800 && c <= 0xe001)) return true
  }
  return false
}

/** `\r\n` is one line end, a form feed a line end; the rest has no meaning in text. */
function dropControl(found: string): string {
  return found === '\f' ? '\n' : ''
}
