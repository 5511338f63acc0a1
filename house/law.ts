import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import type { EcmaScriptModule } from 'oxc-parser'
import type { Room } from './rooms.ts'

/** One source file, by its path from the root of the repository. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** Names a room declares in its manifest (dependencies of every kind). */
export type Manifests = Readonly<Record<string, ReadonlySet<string>>>

const isTest = (path: string) => /\.test\.tsx?$|\/test\/|\/fixtures?\//.test(path)

/** What the file imports by its head, types included. */
function importsOf(source: Source): string[] {
  const { module } = parseSync(source.path, source.text)
  return staticOf(module)
}

const staticOf = (module: EcmaScriptModule) => [
  ...module.staticImports.map((i) => i.moduleRequest.value),
  ...module.staticExports.flatMap((e) =>
    e.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
  ),
]

/** Everything the file imports, types included; dynamic imports of a literal too. */
function allImportsOf(source: Source): string[] {
  const { module } = parseSync(source.path, source.text)
  const found = staticOf(module)
  for (const dynamic of module.dynamicImports) {
    const text = source.text.slice(dynamic.moduleRequest.start, dynamic.moduleRequest.end)
    const literal = /^['"`]([^'"`$]+)['"`]$/.exec(text)
    if (literal?.[1]) found.push(literal[1])
  }
  return found
}

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Breaches of the law in one file, in words. Tests may import what their manifest declares. */
function breachesOf(
  source: Source,
  room: Room,
  rooms: readonly Room[],
  manifests: Manifests,
): string[] {
  const breaches: string[] = []
  const depth = source.path.slice(room.folder.length + 1).split('/').length - 1
  for (const specifier of allImportsOf(source)) {
    const say = (why: string) => breaches.push(`${source.path} imports ${specifier}: ${why}`)
    if (specifier.startsWith('.')) {
      const up = specifier.split('/').filter((part) => part === '..').length
      if (up > depth) say('a relative import must stay in its room')
      continue
    }
    if (specifier.startsWith('node:')) {
      if (room.pure && !isTest(source.path)) say('a pure room takes its world as arguments')
      continue
    }
    const target = rooms.find((r) => r.name === packageOf(specifier))
    if (target && target !== room) {
      if (!room.mayImport.includes(target.name) && !isTest(source.path)) say('the law of rooms')
      // A room's door is its index; a second door must be declared in its manifest's exports.
    }
    if (target !== room && !manifests[room.folder]?.has(packageOf(specifier))) {
      say('its manifest does not declare it')
    }
  }
  return breaches
}

/** All breaches of the import law in a tree of sources. */
export function breaches(
  sources: readonly Source[],
  rooms: readonly Room[],
  manifests: Manifests,
): string[] {
  // Longest folder first, so that packages/channels/x is not taken for another room.
  const byDepth = rooms.toSorted((a, b) => b.folder.length - a.folder.length)
  return sources.flatMap((source) => {
    const room = byDepth.find((r) => source.path.startsWith(`${r.folder}/`))
    return room ? breachesOf(source, room, rooms, manifests) : []
  })
}

/**
 * Files that import each other in a ring, types counted: neither of them can be read, moved or tried
 * without the other. Each ring is told once, whole (Tarjan's strongly connected components).
 */
export function rings(sources: readonly Source[]): string[][] {
  const known = new Map(sources.map((source) => [source.path, source]))
  const reached = new Map<string, { readonly order: number; low: number }>()
  const open: string[] = []
  const found: string[][] = []
  const visit = (path: string): number => {
    const here = { order: reached.size, low: reached.size }
    reached.set(path, here)
    open.push(path)
    for (const specifier of importsOf(known.get(path)!)) {
      const to = posix.join(posix.dirname(path), specifier)
      if (!specifier.startsWith('.') || !known.has(to)) continue
      if (!reached.has(to)) here.low = Math.min(here.low, visit(to))
      else if (open.includes(to)) here.low = Math.min(here.low, reached.get(to)!.order)
    }
    if (here.low === here.order) {
      const ring = open.splice(open.indexOf(path))
      if (ring.length > 1) found.push(ring.toSorted())
    }
    return here.low
  }
  for (const path of known.keys()) if (!reached.has(path)) visit(path)
  return found
}
