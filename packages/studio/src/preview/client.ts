/** The page's side of the engine: one worker, and what it has drawn, for whoever wants to show it. */
import type { Held, Loss } from '@misiva/compose'
import type { Problem, Takes } from '@misiva/model'
import type { Edit, FileAt, FromEngine, Look, Offer, ToEngine, View } from './protocol.ts'

/** An alternative as it was last drawn, and why it is not drawn anew, if it is not. */
export interface Shown {
  readonly view: View | undefined
  /** What keeps it from being composed as it now stands; the view is then an older one. */
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  /** Text of the page shown. */
  readonly words: string
  readonly losses: readonly Loss[]
  /** Milliseconds of the engine. */
  readonly took: number
  readonly revision: number
}

const nothing: Shown = {
  view: undefined,
  problems: [],
  warnings: [],
  words: '',
  losses: [],
  took: 0,
  revision: 0,
}

type Listener = () => void

/** Tests being held: how far, and at the end what each came to. */
export interface Tested {
  readonly done: number
  readonly of: number
  readonly held?: readonly Held[]
}

export class EngineClient {
  readonly #worker: Worker
  readonly #shown = new Map<string, Shown>()
  readonly #listeners = new Set<Listener>()
  #revision = 0
  #settled = 0
  #of = ''
  #broken: string | undefined
  #offer: Offer | undefined
  #tested: Tested | undefined

  constructor() {
    this.#worker = new Worker(new URL('./engine/engine.ts', import.meta.url), { type: 'module' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => {
      this.#hear(data)
    })
    this.#worker.addEventListener('error', (event) => {
      this.#broken = event.message || 'The worker could not be started'
      this.#tellAll()
    })
  }

  close(): void {
    this.#worker.terminate()
  }

  files(files: readonly FileAt[], takes: Readonly<Record<string, Takes>>): void {
    this.#send({ kind: 'files', files, takes })
  }

  show(edits: ReadonlyMap<string, Edit>, look: Look | undefined): void {
    const of = look ? `${look.template} ${look.language} ${look.tone}` : ''
    // Pictures of another template or language are no older state of this one.
    if (of !== this.#of) this.#shown.clear()
    this.#of = of
    this.#revision++
    this.#send({ kind: 'show', revision: this.#revision, edits: [...edits], look })
  }

  test(template: string): void {
    this.#tested = { done: 0, of: 0 }
    this.#send({ kind: 'test', template })
    this.#tellAll()
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  shown(alternative: string): Shown {
    return this.#shown.get(alternative) ?? nothing
  }

  get offer(): Offer | undefined {
    return this.#offer
  }

  get tested(): Tested | undefined {
    return this.#tested
  }

  get broken(): string | undefined {
    return this.#broken
  }

  /** Everything asked for has been drawn. */
  get settled(): boolean {
    return Math.floor(this.#settled) === this.#revision
  }

  #send(message: ToEngine): void {
    this.#worker.postMessage(message)
  }

  #hear(message: FromEngine): void {
    switch (message.kind) {
      case 'offer':
        this.#offer = message.offer
        break
      case 'drawn': {
        const { view, warnings, took, revision } = message
        this.#put(message.alternative, { view, warnings, took, revision, problems: [] })
        break
      }
      case 'refused':
        this.#put(message.alternative, { problems: message.problems, revision: message.revision })
        break
      case 'words':
        this.#put(message.alternative, { words: message.text })
        break
      case 'losses':
        this.#put(message.alternative, { losses: message.losses })
        break
      case 'settled':
        this.#settled = message.revision
        break
      case 'testing':
        this.#tested = { done: message.done, of: message.of }
        break
      case 'tested':
        this.#tested = { done: 0, of: 0, ...this.#tested, held: message.held }
        break
      case 'broken':
        this.#broken = message.message
        break
    }
    this.#tellAll()
  }

  #put(alternative: string, news: Partial<Shown>): void {
    this.#shown.set(alternative, { ...this.shown(alternative), ...news })
  }

  #tellAll(): void {
    for (const listener of this.#listeners) listener()
  }
}
