/** One typesetter at work: what is prepared once, and the way of each document through it. */
import type { Document } from './document.ts'
import { findNode } from './locate.ts'
import type { Picture } from './graphics/picture.ts'
import { readPicture } from './graphics/read.ts'
import { Context, type Fragments, type PageValues, type RawWarning } from './layout/context.ts'
import { headingsOf, headingTarget } from './layout/contents.ts'
import { Paginator } from './layout/paginate.ts'
import type { RunningCache } from './layout/running.ts'
import { sheetsOf } from './layout/sheets.ts'
import { type FinishedStreams, finishStreams, PdfFile } from './pdf/file.ts'
import {
  FIRST_FONT,
  PROFILE,
  type Surroundings,
  writePage,
  writeSurroundings,
} from './pdf/finish.ts'
import {
  FONT_OBJECTS,
  type FontMaps,
  fontMaps,
  fontObjects,
  type FontProgram,
  subsetProgram,
  type SubsetProgram,
} from './pdf/fontprogram.ts'
import { protect } from './pdf/protect.ts'
import { Sink } from './pdf/sink.ts'
import { srgbProfile } from './pdf/srgb.ts'
import type { Code } from './text/encoding.ts'
import type { Font } from './text/font.ts'
import { broken, named, openFont } from './text/open.ts'
import { Cache } from './text/shaper.ts'
import { Styles } from './text/style.ts'
import { Subsetter } from './text/subsetter.ts'
import type {
  ImageSource,
  Profile,
  Typeset,
  Typesetter,
  TypesetterOptions,
  Warning,
} from './typesetting.ts'

/** Passes over a document whose own text shows page numbers. */
const MOST_PASSES = 4

export class Engine implements Typesetter {
  readonly warnings: readonly Warning[]
  private readonly options: TypesetterOptions
  private readonly fonts: readonly Font[]
  private readonly programs: readonly FontProgram[]
  private readonly subsetter: Subsetter
  private readonly styles: Styles
  private readonly pictures = new Map<string, Picture>()
  private readonly refused = new Map<string, string>()
  private readonly profile: FinishedStreams
  private fragments: Fragments = new WeakMap()
  private running: RunningCache = new WeakMap()
  /** Of tens of kilobytes each; most are one document's own. */
  private readonly subsets = new Cache<{ program: SubsetProgram; maps: FontMaps }>(100)
  private missingFonts: string[] = []
  private damaged: string[] = []
  private compressing = 0
  private nextPicture = 0

  private constructor(options: TypesetterOptions, subsetter: Subsetter, fonts: readonly Font[]) {
    this.options = options
    this.subsetter = subsetter
    this.fonts = fonts
    this.programs = fonts.map((font, i) => this.program(font, FIRST_FONT + i * FONT_OBJECTS))
    this.styles = new Styles({ fonts, hyphenation: options.hyphenation ?? {} }, (family) => {
      this.missingFonts.push(family)
    })
    this.profile = finishStreams([
      {
        object: PROFILE,
        dictionary: '/N 3/Filter/FlateDecode',
        bytes: options.deflate(srgbProfile(), 9),
      },
    ])
    const warnings = fonts.flatMap((font): Warning[] => {
      const { forbids } = font.metrics
      if (forbids === '') return []
      const message = `${named(font)}: its maker forbids ${forbids} (fsType); the right to it is needed`
      return [{ code: 'restricted-font', message, path: '' }]
    })
    for (const image of options.images ?? []) {
      const warning = this.addImage(image)
      if (warning) warnings.push(warning)
    }
    this.warnings = warnings
  }

  /** The prepared subset, with its objects from `base` on. */
  private program(font: Font, base: number): FontProgram {
    const { deflate } = this.options
    const { codes } = font.encoding
    try {
      const program = subsetProgram(font, codes, this.subsetter, deflate, 9)
      const maps = fontMaps(font, program, codes, deflate, 9)
      return fontObjects(font, program, maps, base, deflate, 9)
    } catch (cause) {
      throw broken(font, cause)
    }
  }

  static async create(options: TypesetterOptions): Promise<Engine> {
    if (options.fonts.length === 0) throw new Error('a typesetter needs at least one font')
    const subsetter = await Subsetter.create(options.subsetterWasm)
    const fonts = options.fonts.map((source, i) => openFont(source, i, subsetter, options.inflate))
    return new Engine(options, subsetter, fonts)
  }

  addImage(image: ImageSource): Warning | undefined {
    const { deflate, inflate } = this.options
    const read = readPicture(image, this.nextPicture++, inflate, deflate, this.fonts)
    if (this.pictures.has(image.name)) {
      this.fragments = new WeakMap()
      this.running = new WeakMap()
    }
    const { picture, code, message } = read
    this.refused.delete(image.name)
    if (picture === undefined) {
      this.pictures.delete(image.name)
      this.refused.set(image.name, message)
    } else this.pictures.set(image.name, picture)
    if (code === undefined) return undefined
    return { code, message: `image ${image.name}: ${message}`, path: '', source: image.name }
  }

  typeset(document: Document): Typeset {
    let values: PageValues | null = null
    for (let pass = 1; ; pass++) {
      const result = this.pass(document, values)
      if (!result.again || pass === MOST_PASSES) {
        if (result.again) {
          result.warnings.push({
            code: 'unstable-pages',
            message: 'page numbers in the text kept changing the pages',
            node: null,
          })
        }
        return { ...result.typeset, warnings: this.located(document, result.warnings) }
      }
      values = result.values
    }
  }

  stream(document: Document, out: (bytes: Uint8Array) => void): Omit<Typeset, 'pdf'> {
    let values: PageValues | null = null
    // Bytes handed out cannot be taken back, so page numbers in the text are settled before.
    if (showsPages(document.body)) {
      for (let pass = 1; pass < MOST_PASSES; pass++) {
        const result = this.pass(document, values, () => {})
        values = result.values
        if (!result.again) break
      }
    }
    const { again, warnings, typeset } = this.pass(document, values, out)
    if (again) {
      const message = 'a page number in the text is not the one its target came to'
      warnings.push({ code: 'unstable-pages', message, node: null })
    }
    const { pdf: _, ...said } = typeset
    return { ...said, warnings: this.located(document, warnings) }
  }

  private pass(document: Document, values: PageValues | null, out?: (bytes: Uint8Array) => void) {
    const { options } = this
    const clock = options.clock
    const t0 = clock ? clock() : 0
    this.compressing = 0
    const raw: RawWarning[] = []
    const protection = document.protection ? protect(document.protection, document) : null
    const conformance = protection ? 'none' : (document.conformance ?? 'PDF/A-2b')
    if (protection && (document.conformance ?? 'PDF/A-2b') !== 'none') {
      raw.push({
        code: 'conformance-dropped',
        message: 'PDF/A forbids encryption: the file is protected and claims no PDF/A',
        node: null,
      })
    }
    const accessible = document.accessible ?? true
    const deflate = clock ? this.timed(clock) : options.deflate
    const file = new PdfFile(
      FIRST_FONT + this.fonts.length * FONT_OBJECTS,
      { deflate, digest: options.digest, out },
      options.level ?? 1,
      protection?.cipher,
    )
    const picture = (name: string): Picture | undefined => this.pictures.get(name)
    const sink = new Sink(file, accessible, picture)
    const context = new Context(this.styles, document, picture, values, this.fragments, clock)
    context.refused = this.refused
    const paginator = new Paginator(document, context, sink)
    paginator.run()
    paginator.finish(this.running)
    const t2 = clock ? clock() : 0
    const inLayout = this.compressing
    for (const page of sink.pages) writePage(page)
    const around: Surroundings = {
      document,
      conformance,
      accessible,
      fonts: this.fonts,
      programs: this.programs,
      profile: this.profile,
      extraPrograms: (s) => this.extraPrograms(s),
      onMissingTarget: (link) =>
        context.warn('missing-target', `no block has the id ${link.to.slice(1)}`, link.node),
    }
    nameHeadings(document, sink)
    const trailer = writeSurroundings(sink, around)
    const encrypt = protection ? protection.write(file) : ''
    const pdf = file.finish(trailer + encrypt)
    const t3 = clock ? clock() : 0
    for (const family of this.missingFonts.splice(0)) {
      raw.push({ code: 'missing-font', message: `no font of the family ${family}`, node: null })
    }
    for (const message of this.damaged.splice(0)) {
      raw.push({ code: 'missing-glyph', message, node: null })
    }
    for (const id of sink.repeated) {
      raw.push({
        code: 'duplicate-id',
        message: `more than one block has the id ${id}; links go to the first`,
        node: null,
      })
    }
    const next = context.pending ? pageValues(paginator, sink) : NO_VALUES
    const profile = clock
      ? stages([t0, t2, t3], context.broke, inLayout, this.compressing)
      : undefined
    const typeset = resultOf(paginator, document, pdf, profile)
    return {
      typeset,
      warnings: [...raw, ...context.warnings],
      again: context.pending && !same(values, next),
      values: next,
    }
  }

  private timed(clock: () => number): TypesetterOptions['deflate'] {
    return (bytes, level) => {
      const from = clock()
      const out = this.options.deflate(bytes, level)
      this.compressing += clock() - from
      return out
    }
  }

  private extraPrograms(sink: Sink): { name: string; program: FontProgram }[] {
    const made: { name: string; program: FontProgram }[] = []
    for (const [font, list] of sink.extras) {
      for (const { name, encoding } of list) {
        const { codes } = encoding
        const { deflate } = this.options
        // The same few glyphs come again and again: figures or ligatures that a style asks for.
        const key = `${font.index}:${codes.map((c) => `${c.value} ${c.gid} ${c.text}`).join()}`
        let subset = this.subsets.get(key)
        if (subset === undefined) {
          const program = this.extraSubset(font, codes)
          subset = { program, maps: fontMaps(font, program, codes, deflate, 6) }
          this.subsets.set(key, subset)
        }
        let base = 0
        for (let i = 0; i < FONT_OBJECTS; i++) {
          const object = sink.file.alloc()
          if (i === 0) base = object
        }
        made.push({
          name,
          program: fontObjects(font, subset.program, subset.maps, base, deflate, 1),
        })
      }
    }
    return made
  }

  /** Of a font that is damaged where nobody looked before, what is missing shows as missing. */
  private extraSubset(font: Font, codes: readonly Code[]): SubsetProgram {
    const { deflate } = this.options
    try {
      return subsetProgram(font, codes, this.subsetter, deflate, 6)
    } catch {
      this.damaged.push(`${named(font)} is damaged: ${codes.map((code) => code.text).join('')}`)
      const none = codes.map((code) => ({ ...code, gid: 0 }))
      return subsetProgram(font, none, this.subsetter, deflate, 6)
    }
  }

  private located(document: Document, warnings: readonly RawWarning[]): Warning[] {
    if (warnings.length === 0) return []
    const seen = new Set<string>()
    const out: Warning[] = []
    for (const { code, message, node } of warnings) {
      const place = node === null ? { path: '', source: undefined } : findNode(document, node)
      const key = `${code}|${message}|${place.path}`
      if (seen.has(key)) continue
      seen.add(key)
      out.push({
        code,
        message,
        path: place.path,
        ...(place.source === undefined ? {} : { source: place.source }),
      })
    }
    return out
  }
}

function resultOf(
  paginator: Paginator,
  document: Document,
  pdf: Uint8Array,
  profile: Profile | undefined,
): Omit<Typeset, 'warnings'> {
  const { placed } = paginator
  return {
    pdf,
    pages: placed.length,
    ...sheetsOf(placed, document),
    ...(profile ? { profile } : {}),
  }
}

function stages(
  [from, paginated, written]: readonly [number, number, number],
  broke: number,
  compressedBefore: number,
  compressed: number,
): Profile {
  return {
    break: broke,
    paginate: paginated - from - broke - compressedBefore,
    write: written - paginated - (compressed - compressedBefore),
    compress: compressed,
  }
}

/** The text itself says numbers of pages. Rows that come one at a time are not asked. */
function showsPages(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 40) return false
  if (Array.isArray(value)) return value.some((item) => showsPages(item, depth + 1))
  const { type } = value as { type?: unknown }
  if (type === 'tableOfContents' || type === 'pageCount' || type === 'pageNumber') return true
  return Object.values(value).some((child) => showsPages(child, depth + 1))
}

const NO_VALUES: PageValues = { pages: 0, targets: new Map() }

/** Headings without an id of their own are targets of the table of contents by their place. */
function nameHeadings(document: Document, sink: Sink): void {
  if (sink.links.length === 0) return
  const headings = headingsOf(document.body)
  if (headings.length !== sink.headings.length) return
  headings.forEach((heading, i) => {
    const at = sink.headings[i]
    if (at && heading.id === undefined) sink.destinations.set(headingTarget(heading, i), at)
  })
}

/** Where everything came to stand, for a second pass. */
function pageValues(paginator: Paginator, sink: Sink): PageValues {
  const numbers = new Map(paginator.placed.map((p) => [p.page, p.number]))
  const targets = new Map<string, number>()
  for (const [id, at] of sink.destinations) targets.set(id, numbers.get(at.page) ?? 0)
  return { pages: sink.pages.length, targets }
}

function same(a: PageValues | null, b: PageValues): boolean {
  if (a === null || a.pages !== b.pages || a.targets.size !== b.targets.size) return false
  for (const [id, page] of b.targets) if (a.targets.get(id) !== page) return false
  return true
}
