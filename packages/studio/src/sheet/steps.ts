/** Milliseconds within which changes of one value are one step. */
const TOGETHER = 900
/** Steps kept. */
const MOST = 300

/** Texts one after the other, to go back and forth in. */
export class Steps {
  #past: string[] = []
  #future: string[] = []
  #now: string
  #key = ''
  #when = 0

  constructor(text: string) {
    this.#now = text
  }

  get now(): string {
    return this.#now
  }

  get canUndo(): boolean {
    return this.#past.length > 0
  }

  get canRedo(): boolean {
    return this.#future.length > 0
  }

  /** A new text. Letters typed into one value, which `key` names, are taken back together. */
  take(text: string, key: string, when: number): void {
    const together = key !== '' && key === this.#key && when - this.#when < TOGETHER
    if (!together) this.#past = [...this.#past, this.#now].slice(-MOST)
    this.#future = []
    this.#now = text
    this.#key = key
    this.#when = when
  }

  undo(): string | undefined {
    const before = this.#past.pop()
    if (before === undefined) return undefined
    this.#future.push(this.#now)
    this.#key = ''
    return (this.#now = before)
  }

  redo(): string | undefined {
    const after = this.#future.pop()
    if (after === undefined) return undefined
    this.#past.push(this.#now)
    this.#key = ''
    return (this.#now = after)
  }
}
