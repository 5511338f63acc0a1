import {
  type Asset,
  type DataFile,
  type DataParts,
  didYouMean,
  type LibraryBlock,
  type Organisation,
  type Place,
  type Problem,
  problem,
  type Release,
  type Result,
  type Sample,
  type StyleSheet,
  type Template,
  type Topic,
} from '@misiva/model'
import { type ContentFile, readMarkdown } from './markdown.ts'
import { dataFormatOf, readDataFile } from './data-file.ts'
import { isContentFile, isDataFile, mediaTypeOf } from './paths.ts'
import { readOrganisation, readTopics, unnamedOrganisation } from './settings.ts'
import { type Source, sourceOf } from './source.ts'
import { emptyStyle, readStyle } from './style.ts'
import { type NamedVariant, readTemplate } from './template.ts'
import { readTests } from './tests.ts'
import { neutralTone } from './variants.ts'
import { readYaml, type YamlNode } from './yaml.ts'

/** SHA-256 of bytes as lower-case hex; given, since this room has no cryptography of its own. */
export type Digest = (bytes: Uint8Array) => string

/** What a folder says as far as it could be read, and all that is wrong with it. */
export interface Folder {
  readonly release: Release
  readonly problems: readonly Problem[]
  /** Where a JSON pointer leads in a file: to a sample's value, a contract's property. */
  readonly placeIn: (file: string, pointer: string) => Place
}

/**
 * Reads a content folder, given as paths (with `/`, relative to it) and bytes. Problems carry
 * file:line:column and are all of them, in order of place; the release is what can be made of the
 * rest. Its hash is the digest of the sorted list of paths and digests of the content files.
 */
export function readFolder(
  files: ReadonlyMap<string, Uint8Array>,
  digest: Digest,
  memory?: Memory,
): Folder {
  return new FolderReader(files, digest, memory).read()
}

/**
 * What was read before, by path. A file whose bytes are the same object is not read again, and what
 * it says is the same object: whatever was made of that can be kept too.
 */
export class Memory {
  readonly markdown = new Map<string, Read<ContentFile>>()
  readonly yaml = new Map<string, Read<YamlNode>>()
  readonly data = new Map<string, Read<DataParts>>()
  readonly json = new WeakMap<YamlNode, Readonly<Record<string, unknown>>>()
}

interface Read<T> {
  readonly bytes: Uint8Array
  readonly value: T | undefined
  readonly problems: readonly Problem[]
}

/** The release of a folder without problems; otherwise all of them. See `checkContent` for the rest. */
export function readContent(
  files: ReadonlyMap<string, Uint8Array>,
  digest: Digest,
): Result<Release> {
  const { release, problems } = readFolder(files, digest)
  return problems.length === 0 ? { ok: true, value: release } : { ok: false, problems }
}

class FolderReader {
  readonly #files: ReadonlyMap<string, Uint8Array>
  readonly #digest: Digest
  readonly #paths: readonly string[]
  readonly #problems: Problem[] = []
  readonly #documents = new Map<string, YamlNode>()
  readonly #memory: Memory
  #organisation: Organisation = unnamedOrganisation

  constructor(files: ReadonlyMap<string, Uint8Array>, digest: Digest, memory = new Memory()) {
    this.#memory = memory
    this.#files = files
    this.#digest = digest
    this.#paths = [...files.keys()].filter(isContentFile).toSorted(byCode)
  }

  read(): Folder {
    // The default language names the files that name none, so it comes first.
    const main = this.#yaml(
      'misiva.yaml',
      'say who the organisation is: name, timeZone, defaultLanguage, currency',
    )
    this.#organisation = main ? readOrganisation(main, this.#problems) : unnamedOrganisation
    const topics = this.#topics()
    const style = this.#style()
    const blocks = this.#blocks()
    const templates = this.#templates()
    this.#collisions()
    const release: Release = {
      hash: this.#hash(),
      organisation: this.#organisation,
      style,
      topics,
      blocks,
      templates,
      assets: this.#assets(),
    }
    return {
      release,
      problems: inOrder(this.#problems),
      placeIn: (file, pointer) => this.#documents.get(file)?.at(pointer) ?? start(file),
    }
  }

  /** The file as text, read once for its bytes. Undefined where it is missing or cannot be read. */
  #read<T>(
    path: string,
    known: Map<string, Read<T>>,
    read: (source: Source) => {
      readonly value: T | undefined
      readonly problems: readonly Problem[]
    },
  ): Read<T> | undefined {
    const bytes = this.#files.get(path)
    if (!bytes) return undefined
    let found = known.get(path)
    if (found?.bytes !== bytes) {
      const source = sourceOf(path, bytes)
      found = source.ok
        ? { bytes, ...read(source.value) }
        : { bytes, value: undefined, problems: source.problems }
      known.set(path, found)
    }
    this.#problems.push(...found.problems)
    return found
  }

  /** The document's root; a missing one is reported when `missing` says what it would be for. */
  #yaml(path: string, missing?: string): YamlNode | undefined {
    if (!this.#files.has(path) && missing !== undefined)
      this.#problems.push(problem('MSV-C011', `There is no ${path}`, start(path), missing))
    const found = this.#read(path, this.#memory.yaml, (source) => {
      const { root, problems } = readYaml(source)
      return { value: root, problems }
    })
    if (!found) return undefined
    const root = found.value
    if (root) this.#documents.set(path, root)
    else if (found.problems.length === 0)
      this.#problems.push(problem('MSV-C011', 'The file is empty', start(path), missing))
    return root
  }

  #topics(): readonly Topic[] {
    const root = this.#yaml('topics.yaml', 'name at least one topic: its class and its channels')
    return root ? readTopics(root, this.#problems) : []
  }

  #style(): StyleSheet {
    const root = this.#yaml('brand/style.yaml', 'describe the brand: fonts, paragraphs')
    return root ? readStyle(root, new Set(this.#paths), this.#problems) : emptyStyle
  }

  #markdown(path: string): ContentFile | undefined {
    return this.#read(path, this.#memory.markdown, (source) => {
      const value = readMarkdown(source)
      return { value, problems: value.problems }
    })?.value
  }

  #blocks(): readonly LibraryBlock[] {
    const byName = new Map<string, LibraryBlock['variants'][number][]>()
    for (const path of this.#paths) {
      if (!path.startsWith('blocks/')) continue
      const parts = this.#named(path, path.slice('blocks/'.length))
      if (!parts) continue
      // What cannot be read is there all the same: nobody should hear that it is missing too.
      const read: Partial<ContentFile> = this.#markdown(path) ?? {}
      for (const key of ['subject', 'preheader'] as const)
        if (read[key])
          this.#problems.push(
            problem(
              'MSV-C009',
              `A block has no ${key}`,
              start(path),
              'give it to the content of an alternative',
            ),
          )
      const { name, language, tone } = parts
      const variants = byName.get(name) ?? []
      variants.push({ language, tone, file: path, content: read.content ?? [] })
      byName.set(name, variants)
    }
    return [...byName].map(([name, variants]) => ({ name, variants }))
  }

  #templates(): readonly Template[] {
    const names = new Set(
      this.#paths.flatMap((path) => /^templates\/([^/]+)\//.exec(path)?.[1] ?? []),
    )
    return [...names].flatMap((name) => this.#template(name) ?? [])
  }

  #template(name: string): Template | undefined {
    const folder = `templates/${name}/`
    const variants = this.#paths
      .filter((path) => path.startsWith(folder) && path.endsWith('.md'))
      .flatMap((path) => this.#variant(path, folder))
    const contract =
      this.#json(`${folder}contract.schema.json`, 'describe the template’s data as JSON Schema') ??
      {}
    const samples = this.#paths
      .filter((path) => path.startsWith(`${folder}samples/`))
      .flatMap((path): Sample[] => {
        const data = this.#json(path)
        return data
          ? [{ name: path.slice(`${folder}samples/`.length, -'.json'.length), file: path, data }]
          : []
      })
    const root = this.#yaml(`${folder}template.yaml`, 'say its topic, languages and alternatives')
    const files = this.#dataFiles(folder)
    const read =
      root && readTemplate(name, root, variants, contract, samples, files, this.#problems)
    const tests = this.#files.has(`${folder}tests.yaml`) && this.#yaml(`${folder}tests.yaml`)
    return read && tests ? { ...read, tests: readTests(tests, this.#problems) } : read
  }

  #dataFiles(folder: string): DataFile[] {
    const paths = this.#paths.filter((path) => path.startsWith(folder) && isDataFile(path))
    return paths.flatMap((path): DataFile[] => {
      const format = dataFormatOf(path)
      const found = this.#read(path, this.#memory.data, (source) => {
        const { parts, problems } = readDataFile(source)
        return { value: parts, problems }
      })
      if (!found?.value || !format) return []
      return [{ name: path.slice(folder.length), file: path, format, parts: found.value }]
    })
  }

  #variant(path: string, folder: string): NamedVariant[] {
    const parts = this.#named(path, path.slice(folder.length))
    if (!parts) return []
    const { content = [], subject, preheader }: Partial<ContentFile> = this.#markdown(path) ?? {}
    return [
      {
        ...parts,
        file: path,
        content,
        ...(subject && { subject }),
        ...(preheader && { preheader }),
      },
    ]
  }

  /** An object of JSON. The parser of YAML gives places; JSON's own says what JSON is. */
  #json(path: string, missing?: string): Readonly<Record<string, unknown>> | undefined {
    const root = this.#yaml(path, missing)
    if (!root) return undefined
    const known = this.#memory.json.get(root)
    if (known) return known
    try {
      const data: unknown = JSON.parse(root.source.text.replace(/^\ufeff/, ''))
      if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
        this.#memory.json.set(root, data as Record<string, unknown>)
        return data as Record<string, unknown>
      }
      this.#problems.push(problem('MSV-C011', 'The file must hold one JSON object', start(path)))
    } catch (error) {
      const { text } = root.source
      const at = /position (\d+)/.exec((error as Error).message)
      const offset = at ? Math.min(Number(at[1]), text.length) : text.length
      this.#problems.push(
        root.source.problem(
          'MSV-C011',
          `Not valid JSON: ${jsonWords((error as Error).message)}`,
          offset,
        ),
      )
    }
    return undefined
  }

  /** `NAME[.LANG[.TONE]].md`. */
  #named(path: string, file: string): { name: string; language: string; tone: string } | undefined {
    const match =
      /^([^.]+)(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?(?:\.([a-z][a-z-]*))?\.md$/.exec(file)
    if (match)
      return {
        name: match[1]!,
        language: match[2] ?? this.#organisation.defaultLanguage,
        tone: match[3] ?? neutralTone,
      }
    this.#problems.push(
      problem(
        'MSV-C011',
        `The file’s name says no language or tone that can be understood`,
        start(path),
        'NAME.md, NAME.es.md, NAME.es-MX.md or NAME.es.formal.md',
      ),
    )
    return undefined
  }

  /** Two files that are the same variant: `x.md` and `x.en.md` where English is the default. */
  #collisions(): void {
    const seen = new Map<string, string>()
    for (const path of this.#paths) {
      if (!path.endsWith('.md')) continue
      const folder = path.startsWith('blocks/')
        ? 'blocks/'
        : path.slice(0, path.lastIndexOf('/') + 1)
      const match =
        /^([^.]+)(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?(?:\.([a-z][a-z-]*))?\.md$/.exec(
          path.slice(folder.length),
        )
      if (!match) continue
      const key = `${folder}${match[1]} ${(match[2] ?? this.#organisation.defaultLanguage).toLowerCase()} ${match[3] ?? neutralTone}`
      const other = seen.get(key)
      if (other)
        this.#problems.push(
          problem(
            'MSV-C011',
            `${other} is the same variant`,
            start(path),
            'keep one of the two files',
          ),
        )
      else seen.set(key, path)
    }
  }

  #assets(): Asset[] {
    return this.#paths.flatMap((path) => {
      const mediaType = mediaTypeOf(path)
      return mediaType ? [{ path, mediaType, bytes: this.#files.get(path)! }] : []
    })
  }

  #hash(): string {
    const list = this.#paths
      .map((path) => `${this.#digest(this.#files.get(path)!)} ${path}\n`)
      .join('')
    return this.#digest(new TextEncoder().encode(list))
  }
}

function jsonWords(message: string): string {
  return message
    .replace(/ in JSON at position.*$/s, '')
    .replace(/^Unexpected end of JSON input$/, 'it ends too soon')
}

function start(file: string): Place {
  return { file, line: 1, column: 1 }
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By file, line and column, each said once. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  const key = ({ place, code, message }: Problem) =>
    `${place?.file}:${place?.line}:${place?.column} ${code} ${message}`
  return problems
    .filter((p) => !seen.has(key(p)) && seen.add(key(p)))
    .toSorted(
      (a, b) =>
        byCode(a.place?.file ?? '', b.place?.file ?? '') ||
        (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
        (a.place?.column ?? 0) - (b.place?.column ?? 0),
    )
}

/** For callers with a misspelt name of a template. */
export function findTemplate(release: Release, name: string): Result<Template> {
  const found = release.templates.find((template) => template.name === name)
  if (found) return { ok: true, value: found }
  const hint = didYouMean(
    name,
    release.templates.map((template) => template.name),
  )
  return {
    ok: false,
    problems: [problem('MSV-C014', `There is no template “${name}”`, undefined, hint)],
  }
}
