import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const dist = join(here, 'dist')
const stamp = join(dist, 'sources.sha256')

/**
 * Builds `dist/` when it is missing or its sources have changed since, told by their content: a
 * fresh clone gives every file the same time. Some 20 ms when there is nothing to do.
 *
 * It is also a program (`node packages/studio/build.ts`): the server starts it as a process of its
 * own, since the server imports no screen, and Vite's memory goes when it is done.
 */
export async function ensureStudioBuilt(): Promise<'built' | 'fresh'> {
  const wanted = sourcesHash()
  if (existsSync(join(dist, 'index.html')) && existsSync(stamp)) {
    if (readFileSync(stamp, 'utf8') === wanted) return 'fresh'
  }
  const { build } = await import('vite')
  await build({ configFile: join(here, 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stamp, wanted)
  return 'built'
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  // The preview runs the rooms that compose and typeset, so they are sources too.
  const rooms = ['model', 'typeset', 'compose'].map((room) => `../${room}/**/*.{ts,json}`)
  const files = globSync(
    ['src/**/*', 'public/**/*', 'index.html', 'package.json', 'vite.config.ts', ...rooms],
    {
      cwd: here,
      withFileTypes: true,
      exclude: (it) => it.name === 'node_modules' || it.name.endsWith('.test.ts'),
    },
  ).filter((it) => it.isFile())
  for (const file of files.map((it) => join(it.parentPath, it.name)).toSorted()) {
    hash.update(`${file.slice(here.length)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

if (import.meta.main) {
  const from = performance.now()
  const what = await ensureStudioBuilt()
  if (what === 'built') {
    console.error(`Built the studio in ${((performance.now() - from) / 1000).toFixed(1)} s`)
  }
}
