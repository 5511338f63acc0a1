/**
 * A content folder that is being written: read again after each keystroke, and only what changed.
 * Replacing a text costs its own parsing (some 0.1 ms for a page) and leaves every other object of
 * the release what it was, so that composers of other texts stay good.
 */
import type { Content, Problem, Release, TextTemplate } from '@misiva/model'
import { readMarkdown } from './markdown.ts'
import type { ContentFile } from './markdown.ts'
import { inOrder, Memory, readFolder } from './release.ts'
import type { Digest, Folder } from './release.ts'
import { sourceOf } from './source.ts'

/** A content file as an editor holds it, before it is Markdown again. */
export interface Draft {
  readonly content: Content
  readonly subject?: TextTemplate
  readonly preheader?: TextTemplate
}

/** Bytes of a file, the tree of a content file, or undefined: the file is taken away. */
export type Put = Uint8Array | Draft | undefined

/** What a reading came to, and which texts are not what they were at the reading before. */
export interface LiveReading extends Folder {
  /** Paths of content files; `everything` where more than texts changed. */
  readonly changed: ReadonlySet<string> | 'everything'
}

export class LiveFolder {
  readonly #digest: Digest
  readonly #files = new Map<string, Uint8Array>()
  readonly #memory = new Memory()
  readonly #waiting = new Set<string>()
  #whole = true
  #last: Folder | undefined

  constructor(digest: Digest) {
    this.#digest = digest
  }

  /** Read by the next `read`. The same bytes object again is no change. */
  put(path: string, value: Put): void {
    const before = this.#files.get(path)
    if (value === undefined) {
      if (before) this.#whole = this.#files.delete(path)
      return
    }
    const bytes = value instanceof Uint8Array ? value : new Uint8Array()
    if (bytes === before) return
    this.#files.set(path, bytes)
    if (!(value instanceof Uint8Array)) {
      const read: ContentFile = {
        ...value,
        place: { file: path, line: 1, column: 1 },
        problems: [],
      }
      this.#memory.markdown.set(path, { bytes, value: read, problems: [] })
    }
    if (before && path.endsWith('.md')) this.#waiting.add(path)
    else this.#whole = true
  }

  paths(): readonly string[] {
    return [...this.#files.keys()]
  }

  read(): LiveReading {
    const last = this.#last
    const changed = new Set(this.#waiting)
    this.#waiting.clear()
    if (last && !this.#whole) {
      this.#last = changed.size === 0 ? last : this.#patched(last, changed)
      return { ...this.#last, changed }
    }
    this.#whole = false
    this.#last = readFolder(this.#files, this.#digest, this.#memory)
    return { ...this.#last, changed: 'everything' }
  }

  #patched(last: Folder, changed: ReadonlySet<string>): Folder {
    const files = new Map([...changed].map((path) => [path, this.#markdown(path)]))
    const problems = [
      ...last.problems.filter(({ place }) => !place || !changed.has(place.file)),
      ...[...files.values()].flatMap((file) => file.problems),
    ]
    return { ...last, release: withFiles(last.release, files), problems: inOrder(problems) }
  }

  #markdown(path: string): ContentFile {
    const bytes = this.#files.get(path)!
    const known = this.#memory.markdown.get(path)
    if (known?.bytes === bytes && known.value) return known.value
    const source = sourceOf(path, bytes)
    const value = source.ok ? readMarkdown(source.value) : unreadable(path, source.problems)
    this.#memory.markdown.set(path, { bytes, value, problems: value.problems })
    return value
  }
}

function unreadable(path: string, problems: readonly Problem[]): ContentFile {
  return { content: [], place: { file: path, line: 1, column: 1 }, problems }
}

/** The release with these texts in place of its own; everything else is the same objects. */
function withFiles(release: Release, files: ReadonlyMap<string, ContentFile>): Release {
  const replace = <V extends { readonly file: string }>(variants: readonly V[], named: boolean) =>
    variants.some(({ file }) => files.has(file))
      ? variants.map((variant) => {
          const file = files.get(variant.file)
          return file ? ({ ...headless(variant), ...said(file, named) } as unknown as V) : variant
        })
      : variants
  return {
    ...release,
    blocks: each(release.blocks, (block) => {
      const variants = replace(block.variants, false)
      return variants === block.variants ? block : { ...block, variants }
    }),
    templates: each(release.templates, (template) => {
      const alternatives = each(template.alternatives, (alternative) => {
        const own = alternative.kind === 'active' ? alternative.variants : alternative.cover
        const variants = replace(own, true)
        if (variants === own) return alternative
        return alternative.kind === 'active'
          ? { ...alternative, variants }
          : { ...alternative, cover: variants }
      })
      return alternatives === template.alternatives ? template : { ...template, alternatives }
    }),
  }
}

/** The list itself where nothing in it became another. */
function each<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = list.map(change)
  return changed.every((item, i) => item === list[i]) ? list : changed
}

function headless(variant: object): object {
  const { subject: _, preheader: __, ...rest } = variant as Record<string, unknown>
  return rest
}

function said({ content, subject, preheader }: ContentFile, named: boolean): object {
  return {
    content,
    ...(named && subject && { subject }),
    ...(named && preheader && { preheader }),
  }
}
