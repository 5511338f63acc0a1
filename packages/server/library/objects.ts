/** An object of the library: what people speak of, made of one or several files. */
export interface ContentObject {
  readonly kind: 'style' | 'block' | 'template' | 'asset' | 'house'
  readonly name: string
  readonly paths: readonly string[]
  readonly languages: readonly string[]
  readonly tones: readonly string[]
}

const named = /^([^.]+)(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?(?:\.([a-z][a-z-]*))?\.md$/

/** Which object a file belongs to: `block/payment-terms`, `template/invoice`, `style/brand`. */
export function objectOf(path: string): { kind: ContentObject['kind']; name: string } {
  if (path === 'brand/style.yaml') return { kind: 'style', name: 'brand' }
  const block = /^blocks\/([^.]+)\..*\.?md$|^blocks\/([^.]+)\.md$/.exec(path)
  if (block) return { kind: 'block', name: block[1] ?? block[2]! }
  const template = /^templates\/([^/]+)\//.exec(path)
  if (template) return { kind: 'template', name: template[1]! }
  if (path.startsWith('files/')) return { kind: 'asset', name: path }
  if (/\.(?:ya?ml|json|md)$/.test(path)) return { kind: 'house', name: 'house' }
  return { kind: 'asset', name: path }
}

export const objectId = ({ kind, name }: Pick<ContentObject, 'kind' | 'name'>): string =>
  `${kind}/${name}`

/** The objects that files make, in the order of kind and name. */
export function objectsOf(paths: Iterable<string>, defaultLanguage: string): ContentObject[] {
  const found = new Map<string, { head: ReturnType<typeof objectOf>; paths: string[] }>()
  for (const path of paths) {
    const head = objectOf(path)
    const entry = found.get(objectId(head)) ?? { head, paths: [] }
    entry.paths.push(path)
    found.set(objectId(head), entry)
  }
  return [...found.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { head, paths: own }]) => ({
      ...head,
      paths: own.toSorted(),
      ...variantsOf(own, defaultLanguage),
    }))
}

function variantsOf(paths: readonly string[], defaultLanguage: string) {
  const languages = new Set<string>()
  const tones = new Set<string>()
  for (const path of paths) {
    const match = named.exec(path.slice(path.lastIndexOf('/') + 1))
    if (!match) continue
    languages.add(match[2] ?? defaultLanguage)
    tones.add(match[3] ?? 'neutral')
  }
  return { languages: [...languages].toSorted(), tones: [...tones].toSorted() }
}

const textual = /\.(?:ya?ml|json|md|svg|txt|xml|csv)$/i

/** Whether a file is edited as text; fonts and pictures are given as bytes. */
export const isText = (path: string): boolean => textual.test(path)
