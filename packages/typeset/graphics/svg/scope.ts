/** One content stream in the making: its operators, its graphics state, what it names. */
import { precise } from '../../pdf/number.ts'
import { ascii, type Deflate } from '../../pdf/file.ts'
import type { Stream } from '../../pdf/stream.ts'
import type { Rgba } from './color.ts'
import type { Matrix } from '../../pdf/matrix.ts'
import type { Path } from './path.ts'

/** Part of a dictionary; a stream stands for the reference to it. */
export type Entry = string | Stream

type Kind = 'ExtGState' | 'Pattern' | 'XObject'

/** Operators that set one thing of the graphics state, by that thing. */
type State = Record<string, string>

/** A picture that says more than this is no picture. */
const LONGEST = 32_000_000

/** Bytes of the whole picture. */
export interface Budget {
  left: number
}

export class Scope {
  private readonly parts: string[] = []
  private readonly names = new Map<Kind, Map<string, { name: string; entry: readonly Entry[] }>>()
  private readonly keys = new Map<Stream, number>()
  private readonly budget: Budget
  private state: State = {}
  private readonly saved: State[] = []

  constructor(budget: Budget = { left: LONGEST }) {
    this.budget = budget
  }

  inner(): Scope {
    return new Scope(this.budget)
  }

  get spent(): boolean {
    return this.budget.left <= 0
  }

  get empty(): boolean {
    return this.parts.length === 0
  }

  write(operators: string): void {
    if (this.budget.left <= 0) return
    this.budget.left -= operators.length
    this.parts.push(operators)
  }

  /** Writes the operator where it is not in force already. */
  set(what: string, operator: string): void {
    if (this.state[what] === operator) return
    this.state[what] = operator
    this.write(operator + '\n')
  }

  save(): void {
    this.saved.push({ ...this.state })
    this.write('q\n')
  }

  restore(): void {
    this.state = this.saved.pop() ?? {}
    // Never left out: what was opened is closed also where the picture is too long.
    this.parts.push('Q\n')
  }

  /** Name of a resource, the same for the same entry. */
  name(kind: Kind, entry: readonly Entry[]): string {
    let known = this.names.get(kind)
    if (known === undefined) this.names.set(kind, (known = new Map()))
    const key = entry.map((part) => (typeof part === 'string' ? part : this.key(part))).join('')
    this.budget.left -= key.length
    let found = known.get(key)
    if (found === undefined) {
      found = { name: `/${kind[0] as string}${known.size}`, entry }
      known.set(key, found)
    }
    return found.name
  }

  private key(stream: Stream): string {
    let key = this.keys.get(stream)
    if (key === undefined) this.keys.set(stream, (key = this.keys.size))
    return `\u0000${key}\u0000`
  }

  fillColor(color: Rgba): void {
    this.set('fill', `${rgb(color)} rg`)
  }

  strokeColor(color: Rgba): void {
    this.set('stroke', `${rgb(color)} RG`)
  }

  alpha(fill: number, stroke: number): void {
    const [ca, CA] = [shade(fill), shade(stroke)]
    // A fresh stream is opaque.
    if (ca === '1' && CA === '1' && this.state['alpha'] === undefined) return
    this.set('alpha', `${this.name('ExtGState', [`<</ca ${ca}/CA ${CA}>>`])} gs`)
  }

  clip(path: Path, rule: string): void {
    this.write(`${path.operators()}W${rule === 'evenodd' ? '*' : ''} n\n`)
  }

  transform(m: Matrix): void {
    this.write(`${m.map(precise).join(' ')} cm\n`)
  }

  /** `/Resources` and what is in it. */
  resources(): Entry[] {
    const out: Entry[] = ['/Resources<<']
    for (const [kind, known] of this.names) {
      out.push(`/${kind}<<`)
      for (const { name, entry } of known.values()) out.push(name, ' ', ...entry)
      out.push('>>')
    }
    out.push('>>')
    return out
  }

  /** `head`: the dictionary but for resources and filter. */
  finish(head: string, deflate: Deflate): Stream {
    const bytes = deflate(ascii(this.parts.join('')), 9)
    return { dictionary: [head, ...this.resources(), '/Filter/FlateDecode'], bytes }
  }
}

export function rgb({ rgb }: Rgba): string {
  return rgb.map((value) => shade(value)).join(' ')
}

/** A part of a colour, to three decimals: finer than eight bits are. */
export function shade(value: number): string {
  const text = (Math.round(value * 1000) / 1000).toFixed(3).replace(/\.?0+$/, '')
  return text.startsWith('0.') ? text.slice(1) : text
}
