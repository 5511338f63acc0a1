/**
 * The compile-time side: expressions become slots, block names become content, what cannot be is
 * noted with its place. One context serves one content file and everything it refers to.
 */
import { compile, isVariableName, problem } from '@misiva/model'
import type {
  Asset,
  Compiled,
  Content,
  Environment,
  ErrorCode,
  Expression,
  Language,
  LibraryBlock,
  ObjectType,
  Place,
  Problem,
  Purpose,
  TextTemplate,
} from '@misiva/model'
import { isSafeAddress } from './address.ts'
import { near } from '../style/resolver.ts'
import type { Sheet } from '../style/sheet.ts'
import { Frame } from './scope.ts'
import { groupType, type Level } from './grouping.ts'
import type { GroupRepeat, Repeat, Run, Slot } from './scope.ts'
import type { Words } from './words.ts'

/** What the whole compilation shares. */
export interface Ground {
  readonly language: Language
  readonly tone: string
  readonly channel: string
  /** Name of the organisation. */
  readonly house: string
  readonly sheet: Sheet
  readonly words: Words
  readonly assets: ReadonlyMap<string, Asset>
  readonly blocks: ReadonlyMap<string, LibraryBlock>
  /** Content of a block in this language and tone; undefined where no fallback has it. */
  readonly variantOf: (block: LibraryBlock) => Content | undefined
  readonly frames: Frame[]
  readonly problems: Problem[]
  readonly seen: Set<string>
}

export type NamedStyle = 'text' | 'paragraphs' | 'tables' | 'boxes' | 'cells'

export type Pieces = readonly (string | Slot)[]

export class Context {
  readonly ground: Ground
  readonly frame: Frame
  readonly #environment: Environment
  readonly #within: readonly string[]

  constructor(
    ground: Ground,
    environment: Environment,
    frame: Frame,
    within: readonly string[] = [],
  ) {
    this.ground = ground
    this.frame = frame
    this.#environment = environment
    this.#within = within
  }

  refuse(code: ErrorCode, message: string, place?: Place, hint?: string): void {
    // A block used twice would say everything twice.
    const key = `${code} ${message} ${place?.file}:${place?.line}:${place?.column}`
    if (this.ground.seen.has(key)) return
    this.ground.seen.add(key)
    this.ground.problems.push(problem(code, message, place, hint))
  }

  slot(expression: Expression, purpose: Purpose): Slot {
    const compiled = this.#compile(expression, purpose)
    return compiled ? this.frame.slot(compiled) : this.#spare(purpose)
  }

  #compile(expression: Expression, purpose: Purpose): Compiled | undefined {
    const result = compile(expression, this.#environment, purpose)
    if (result.ok) return result.value
    for (const found of result.problems) {
      const place = found.place ?? expression.place
      this.refuse(found.code, found.message, place, found.hint)
    }
    return undefined
  }

  /** Stands in for an expression that was refused, so that compiling finds the rest too. */
  #spare(purpose: Purpose): Slot {
    const source = purpose === 'condition' ? 'false' : purpose === 'list' ? '[]' : '""'
    const result = compile(source, this.#environment)
    if (!result.ok) throw new Error(`The constant ${source} does not compile`)
    return this.frame.slot(result.value)
  }

  pieces(template: TextTemplate): Pieces {
    const pieces: (string | Slot)[] = []
    for (const part of template) {
      const last = pieces.at(-1)
      if (typeof part !== 'string') pieces.push(this.slot(part, 'text'))
      else if (typeof last === 'string') pieces[pieces.length - 1] = last + part
      else if (part !== '') pieces.push(part)
    }
    return pieces
  }

  repeat(of: Expression, as: string): { repeat: Repeat; inner: Context } {
    const compiled = this.#compile(of, 'list')
    const list = compiled ? this.frame.slot(compiled) : this.#spare('list')
    const inner = this.#inside(as, compiled?.elementType ?? 'dyn', of.place)
    return { repeat: { list, frame: inner.frame, as }, inner }
  }

  /** The groups of a list whose items are called `item`; inside, the items are `${level.as}.rows`. */
  groups(list: Expression, item: string, level: Level): { repeat: GroupRepeat; inner: Context } {
    const { as, by } = level
    const { repeat, inner: within } = this.repeat(list, item)
    const compiled = within.#compile(by, 'text')
    const key = compiled ? within.frame.slot(compiled) : within.#spare('text')
    const element = repeat.list.expression.elementType ?? 'dyn'
    const type = groupType(as, compiled?.type ?? 'dyn', element, this.#environment)
    const inner = this.#inside(as, type.name, by.place, type)
    const make = type.constructor
    return { repeat: { list: repeat.list, frame: inner.frame, as, key, item: repeat, make }, inner }
  }

  #inside(as: string, type: string, place?: Place, declared?: ObjectType): Context {
    const frame = new Frame(this.ground.frames.length, this.frame, as)
    this.ground.frames.push(frame)
    const environment = this.#named(as, type, place, declared)
    return new Context(this.ground, environment, frame, this.#within)
  }

  #named(as: string, type: string, place?: Place, declared?: ObjectType): Environment {
    if (!isVariableName(as)) {
      this.refuse('MSV-C009', `“${as}” cannot be a name`, place, 'Use letters, digits and _')
      return this.#environment
    }
    const taken = this.#environment.variables.get(as)
    if (taken !== undefined && (taken !== type || declared)) {
      this.refuse('MSV-C009', `The name “${as}” is taken`, place, 'Choose another name after as=')
      return this.#environment
    }
    const names = { [as]: type, [`${as}Index`]: 'int' }
    return this.#environment.with(names, declared && [declared])
  }

  /** Content of a library block, with a context that knows it is inside it. */
  block(name: string, place?: Place): { content: Content; inner: Context } | undefined {
    if (this.#within.includes(name)) {
      const ring = [...this.#within.slice(this.#within.indexOf(name)), name].join(' → ')
      this.refuse('MSV-C006', `The block “${name}” contains itself: ${ring}`, place)
      return undefined
    }
    const block = this.ground.blocks.get(name)
    if (!block) {
      const hint = near(name, this.ground.blocks)
      this.refuse('MSV-C004', `There is no block “${name}”`, place, hint)
      return undefined
    }
    const content = this.ground.variantOf(block)
    if (!content) {
      const { language, tone } = this.ground
      this.refuse('MSV-C005', `The block “${name}” has no variant for ${language} ${tone}`, place)
      return undefined
    }
    const within = [...this.#within, name]
    return { content, inner: new Context(this.ground, this.#environment, this.frame, within) }
  }

  asset(path: string, place?: Place): Asset | undefined {
    const found = this.ground.assets.get(path)
    if (!found) {
      const hint = near(path, this.ground.assets)
      this.refuse('MSV-C007', `There is no picture “${path}”`, place, hint)
    }
    return found
  }

  /** Notes a style name the sheet does not have. */
  knows(kind: NamedStyle, name: string | undefined, place?: Place) {
    const { sheet } = this.ground
    if (name === undefined || sheet[kind].has(name)) return
    // A span may borrow the letters of a paragraph style, and so may a cell.
    if ((kind === 'text' || kind === 'cells') && sheet.paragraphs.has(name)) return
    this.refuse(
      'MSV-C008',
      `There is no style “${name}” among ${kind}`,
      place,
      near(name, sheet[kind]),
    )
  }

  /** `notHere('A table', 'an SMS')`. */
  notHere(what: string, place?: Place, hint?: string): void {
    const { channel } = this.ground
    this.refuse('MSV-C010', `${what} is not possible on the channel “${channel}”`, place, hint)
  }
}

/** The cell style an expression chooses; undefined for none. One there is not is noted. */
export function cellStyleName(slot: Slot, { ground }: Context, run: Run): string | undefined {
  const name = run.text(slot).trim()
  if (name === '' || ground.sheet.cells.has(name)) return name || undefined
  const { place } = slot.expression
  const hint = near(name, ground.sheet.cells)
  run.problems.push(problem('MSV-C008', `There is no cell style “${name}”`, place, hint))
  return undefined
}

/** The text of pieces for this record. */
export function say(pieces: Pieces, run: Run): string {
  let text = ''
  for (const piece of pieces) text += typeof piece === 'string' ? piece : run.text(piece)
  return text
}

/** The text where nothing in it depends on the record. */
export function constantText(pieces: Pieces): string | undefined {
  if (pieces.length === 0) return ''
  return pieces.length === 1 && typeof pieces[0] === 'string' ? pieces[0] : undefined
}

/**
 * An address for this record. Values after the scheme are encoded, so that a value can fill its
 * part of the address and no other; an address that is wholly a value must have a safe scheme.
 */
export function sayAddress(pieces: Pieces, run: Run): string {
  let address = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') address += piece
    else if (address === '') address += run.text(piece)
    else address += encodeURIComponent(run.text(piece))
  }
  if (isSafeAddress(address)) return address
  const slot = pieces.find((piece) => typeof piece !== 'string')
  run.problems.push(
    problem('MSV-C013', `“${address}” is not a safe address`, slot?.expression.place, safeHint),
  )
  return '#'
}

export const safeHint = 'An address begins with https:, mailto: or tel:'

/** Pieces of an address; a constant one is judged now. */
export function addressPieces(href: TextTemplate, context: Context, place?: Place): Pieces {
  const pieces = context.pieces(href)
  const first = pieces[0]
  if (typeof first === 'string' && !isSafeAddress(first))
    context.refuse('MSV-C010', `“${first}” is not a safe address`, place, safeHint)
  if (first === undefined) context.refuse('MSV-C010', 'A link has no address', place, safeHint)
  return pieces
}
