/** Content being written, compiled by its changes, and what was drawn of it. */
import {
  compileTemplate,
  createComposers,
  createWorld,
  holdTests,
  LiveFolder,
} from '@misiva/compose'
import { firstSample, lossesOf, cutParts, mailFindings, sampleCustomer } from '@misiva/compose'
import type { Composer, LiveReading, Put, World } from '@misiva/compose'
import { problem } from '@misiva/model'
import type { Asset, Composed, Problem, Release, Result, Takes } from '@misiva/model'
import type { FromEngine, Look, Offer, View, ViewedFile } from '../protocol.ts'
import { deflate, mjml, typesetting } from './machine.ts'
import { OpenDocument } from './raster.ts'

type Tell = (message: FromEngine, transfer?: Transferable[]) => void
/** Whether something newer is to be drawn; lets it arrive. */
type Stale = () => Promise<boolean>

interface Made {
  readonly composer: Result<Composer>
  /** What goes out opens with a password. */
  readonly shut: boolean
  /** What was drawn, by whom it was for; the same is not drawn again. */
  subject?: string
  pages?: {
    readonly document: OpenDocument
    readonly files: readonly ViewedFile[]
    shown: string
  }
  warnings?: readonly Problem[]
}

/** A day for samples, the one checking uses. */
const sampleDate = '2026-01-01T09:00:00Z'

/** Nobody asks a folder that is being written for its hash. */
const noDigest = () => ''

export class Session {
  takes: Readonly<Record<string, Takes>> = {}
  readonly #tell: Tell
  readonly #folder = new LiveFolder(noDigest)
  readonly #made = new Map<string, Made>()
  readonly #base64 = new WeakMap<Uint8Array, string>()
  #world: { readonly fonts: string; images: readonly Asset[]; readonly value: World } | undefined
  #trouble: readonly Problem[] = []
  #offered = ''
  readonly #told = new Map<string, string>()
  #toldOf = ''

  constructor(tell: Tell) {
    this.#tell = tell
  }

  put(path: string, value: Put): void {
    this.#folder.put(path, value)
  }

  /** Draws what differs from what was drawn before, in the look's order. */
  async draw(revision: number, look: Look | undefined, stale: Stale): Promise<void> {
    const began = performance.now()
    const reading = this.#folder.read()
    await this.#follow(reading)
    this.#offer(revision, reading)
    if (!look) return
    this.#turnTo(look)
    let from = began
    for (const alternative of look.alternatives) {
      await this.#one(revision, look, alternative, reading.release, from)
      if (await stale()) return
      from = performance.now()
    }
    this.#afterthoughts(look, reading.release)
    this.#tell({ kind: 'settled', revision })
  }

  /** Holds a template's tests; each composition lets messages in. */
  async test(name: string): Promise<void> {
    const reading = this.#folder.read()
    await this.#follow(reading)
    const { release } = reading
    const template = release.templates.find((it) => it.name === name)
    const composers = createComposers(release, this.#world!.value)
    const held = template
      ? await holdTests(release, template, {
          composers,
          takes: (channel) => this.takes[channel],
          pagesOf,
          tell: (done, of) => this.#tell({ kind: 'testing', done, of }),
        })
      : []
    this.#tell({ kind: 'tested', held })
  }

  /** Forgets what was made of texts that are no more what they were. */
  async #follow({ changed, release }: LiveReading): Promise<void> {
    if (changed !== 'everything') {
      for (const [key, { composer }] of this.#made)
        if (!composer.ok || [...changed].some((path) => composer.value.reads.has(path)))
          this.#forget(key)
      return
    }
    for (const key of [...this.#made.keys()]) this.#forget(key)
    await this.#open(release)
  }

  #forget(key: string): void {
    this.#made.get(key)?.pages?.document.close()
    this.#made.delete(key)
  }

  /** Fonts are subset once; a picture that changes takes its place among the others. */
  async #open(release: Release): Promise<void> {
    const fonts = fontsKey(release)
    const images = release.assets.filter(({ mediaType }) => mediaType.startsWith('image/'))
    const known = this.#world
    if (known?.fonts === fonts && known.value.typesetter) {
      for (const { path, bytes } of images)
        if (!known.images.some((it) => it.path === path && it.bytes === bytes))
          known.value.typesetter.addImage({ name: path, bytes })
      known.images = images
      return
    }
    const takes = (channel: string) => {
      const form = this.takes[channel]
      // A voice says the words of a text.
      return form === 'speech' ? 'text' : form
    }
    const made = await createWorld(release, {
      takes,
      mjml,
      typesetting: await typesetting(release),
    })
    this.#trouble = made.ok ? [] : made.problems
    const value: World = made.ok ? made.value : { takes, mjml, deflate }
    this.#world = { fonts, images, value }
  }

  #offer(revision: number, { release, problems }: LiveReading): void {
    const offer: Offer = {
      templates: release.templates.map((template) => ({
        name: template.name,
        languages: template.languages,
        tones: template.tones,
        samples: template.samples.map(({ name }) => name),
        first: firstSample(template, release.organisation.defaultLanguage)?.name,
        alternatives: template.alternatives.map(({ name, channel }) => ({
          name,
          channel,
          takes: this.takes[channel],
        })),
      })),
      problems: [...this.#trouble, ...problems],
      currency: release.organisation.currency,
      senders: release.organisation.senders,
      house: release.organisation.name,
    }
    const text = JSON.stringify(offer)
    if (text === this.#offered) return
    this.#offered = text
    this.#tell({ kind: 'offer', revision, offer })
  }

  async #one(
    revision: number,
    look: Look,
    alternative: string,
    release: Release,
    from: number,
  ): Promise<void> {
    const { template, language, tone } = look
    const key = JSON.stringify([template, alternative, language, tone])
    const refuse = (problems: readonly Problem[]) =>
      this.#tell({ kind: 'refused', revision, alternative, problems })
    let made = this.#made.get(key)
    if (!made) {
      const which = { template, alternative, language, tone }
      const composer = await compileTemplate(release, which, this.#world!.value)
      made = { composer, shut: isShut(release, template, alternative) }
      this.#made.set(key, made)
      if (!made.composer.ok) return refuse(made.composer.problems)
    } else if (!made.composer.ok) return refuse(made.composer.problems)
    const subject = JSON.stringify(look.subject)
    const page = look.pages[alternative] ?? 0
    if (made.subject === subject) {
      if (made.pages) await this.#page(made, { revision, alternative, page, look, from })
      return
    }
    const input = inputOf(release, look)
    if (!input.ok) return refuse(input.problems)
    const composed = made.composer.value.compose(input.value)
    if (!composed.ok) return refuse(composed.problems)
    made.warnings = composed.warnings ?? []
    made.pages?.document.close()
    delete made.pages
    if (composed.value.kind === 'pages') {
      const { pdf, attachments: files = [] } = composed.value
      made.pages = { document: await OpenDocument.open(pdf), files, shown: '' }
      await this.#page(made, { revision, alternative, page, look, from })
    } else {
      const view = this.#view(composed.value, made.shut)
      const { warnings } = made
      this.#tell({
        kind: 'drawn',
        ...{ revision, alternative, view, warnings },
        took: performance.now() - from,
      })
    }
    made.subject = subject
  }

  async #page(
    made: Made,
    at: { revision: number; alternative: string; page: number; look: Look; from: number },
  ): Promise<void> {
    const { document } = made.pages!
    const page = Math.min(at.page, document.pages - 1)
    const shown = `${page} ${at.look.pixels}`
    if (made.pages!.shown === shown) return
    const { image, width, height } = await document.picture(page, at.look.pixels)
    made.pages!.shown = shown
    this.#tell(
      {
        kind: 'drawn',
        revision: at.revision,
        alternative: at.alternative,
        view: {
          ...{ kind: 'pages', pages: document.pages, page, width, height, image },
          ...{ files: made.pages!.files, shut: made.shut },
        },
        warnings: made.warnings ?? [],
        took: performance.now() - at.from,
      },
      [image.data.buffer],
    )
  }

  #view(composed: Exclude<Composed, { kind: 'pages' }>, shut: boolean): View {
    switch (composed.kind) {
      case 'text': {
        const { parts, units } = cutParts(composed.text)
        return { kind: 'text', parts, encoding: composed.encoding, units }
      }
      case 'html':
        return composed
      case 'mime': {
        const { subject, html, text, attachments, inline } = composed
        const pictures = new Map(
          inline.map(({ cid, mediaType, bytes }) => [cid, this.#dataAddress(mediaType, bytes)]),
        )
        return {
          kind: 'mime',
          subject,
          html: html.replace(/"cid:([^"]*)"/g, (whole, cid: string) =>
            pictures.has(cid) ? `"${pictures.get(cid)}"` : whole,
          ),
          text,
          attachments,
          shut,
          findings: mailFindings(html),
        }
      }
    }
  }

  #dataAddress(mediaType: string, bytes: Uint8Array): string {
    let text = this.#base64.get(bytes)
    if (text === undefined) {
      text = (bytes as Uint8Array & { toBase64(): string }).toBase64()
      this.#base64.set(bytes, text)
    }
    return `data:${mediaType};base64,${text}`
  }

  /** The page forgets what it was told of another template or language, and is told again. */
  #turnTo({ template, language, tone }: Look): void {
    const of = `${template} ${language} ${tone}`
    if (of === this.#toldOf) return
    this.#toldOf = of
    this.#told.clear()
    for (const made of this.#made.values()) delete made.subject
  }

  /** News only: each makes the page draw a card again. */
  #tellOnce(key: string, message: FromEngine): void {
    const text = JSON.stringify(message)
    if (this.#told.get(key) === text) return
    this.#told.set(key, text)
    this.#tell(message)
  }

  /** What nobody waits for at a keystroke: the page's words, and what other channels would lose. */
  #afterthoughts(look: Look, release: Release): void {
    const template = release.templates.find(({ name }) => name === look.template)
    for (const alternative of look.alternatives) {
      const key = JSON.stringify([look.template, alternative, look.language, look.tone])
      const pages = this.#made.get(key)?.pages
      if (pages) {
        const page = Math.min(look.pages[alternative] ?? 0, pages.document.pages - 1)
        const text = pages.document.text(page)
        this.#tellOnce(`words ${key}`, { kind: 'words', alternative, page, text })
      }
      const found = template?.alternatives.find(({ name }) => name === alternative)
      if (found)
        this.#tellOnce(`losses ${key}`, {
          kind: 'losses',
          alternative,
          losses: lossesOf(release, found, look, (channel) => this.takes[channel]),
        })
    }
  }
}

async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await OpenDocument.open(pdf)
  const texts = Array.from({ length: document.pages }, (_, i) => document.text(i).trim())
  document.close()
  return texts
}

function fontsKey(release: Release): string {
  const all = [
    ...release.style.fonts,
    ...Object.values(release.style.channels ?? {}).flatMap(({ fonts }) => fonts ?? []),
  ]
  return JSON.stringify(
    all.map((font) => [
      font,
      numberOf(release.assets.find(({ path }) => path === font.file)?.bytes),
    ]),
  )
}

const numbers = new WeakMap<object, number>()
let lastNumber = 0

/** A number for an object: another object, another number. */
function numberOf(object: object | undefined): number {
  if (!object) return 0
  let found = numbers.get(object)
  if (found === undefined) numbers.set(object, (found = ++lastNumber))
  return found
}

function isShut(release: Release, template: string, alternative: string): boolean {
  const found = release.templates.find(({ name }) => name === template)
  const named = (name: string) => found?.alternatives.find((each) => each.name === name)
  const own = named(alternative)
  const carried = own?.kind === 'passive' ? named(own.carries) : undefined
  return own?.protect !== undefined || carried?.protect !== undefined
}

type Input = Parameters<Composer['compose']>[0]

function inputOf(release: Release, { template, subject, language }: Look): Result<Input> {
  const links = { portal: 'https://portal.example/m/sample' }
  if (subject.kind === 'customer') {
    const { data, customer, key } = subject
    return {
      ok: true,
      value: {
        data,
        customer: { ...customer, language },
        links,
        key,
        date: sampleDate,
        open: true,
      },
    }
  }
  const found = release.templates.find(({ name }) => name === template)
  const sample = found?.samples.find(({ name }) => name === subject.name)
  if (!sample) {
    const message = `There is no sample “${subject.name}” of “${template}”`
    return { ok: false, problems: [problem('MSV-C014', message, found?.place)] }
  }
  const customer = { ...sampleCustomer(sample.data, language), language }
  return {
    ok: true,
    value: { data: sample.data, customer, links, key: sample.name, date: sampleDate, open: true },
  }
}
