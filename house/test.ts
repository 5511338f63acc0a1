/**
 * `npm test`: types, lint, format, then every test file, each in a process of its own, one more at
 * a time than there are cores. Arguments choose files: `npm test -- packages/decide`. The last line is the count.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { debianTools } from './debian-tools.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const chosen = process.argv.slice(2)

const checks: readonly [string, string[]][] = [
  ['types', ['tsc', '-p', '.']],
  ['types of the studio', ['tsc', '-p', 'packages/studio']],
  ['lint', ['oxlint', '--type-aware', '--quiet']],
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
]

function check(name: string, [tool, ...args]: string[]): boolean {
  const done = spawnSync(`node_modules/.bin/${tool}`, args, { cwd: root, encoding: 'utf8' })
  const passed = done.status === 0
  console.log(`${passed ? '✔' : '✖'} ${name}`)
  if (!passed) console.log(`${done.stdout}${done.stderr}`)
  return passed
}

const counts = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []

function count(
  event: {
    name: string
    file?: string
    details: { type?: string }
    skip?: unknown
    todo?: unknown
  },
  passed: boolean,
) {
  if (event.details.type === 'suite') return
  if (event.skip !== undefined && event.skip !== false) counts.skipped++
  else if (passed) counts.passed++
  else {
    counts.failed++
    failures.push(`${event.file?.replace(root, '') ?? ''}: ${event.name}`)
  }
}

function filesOf(places: readonly string[]): string[] {
  const patterns = places.length ? places : ['house', 'packages', 'examples']
  return patterns
    .flatMap((place) =>
      place.endsWith('.ts') ? [place] : globSync(`${place}/**/*.test.{ts,tsx}`, { cwd: root }),
    )
    .filter((file) => !file.includes('node_modules'))
    .toSorted(byLength)
    .map((file) => root + file)
}

/** The longest first, which are those in a browser: nothing long is left for the end. */
function byLength(a: string, b: string): number {
  const inBrowser = (file: string) => Number(/^packages\/studio\/[^/]+$/.test(file))
  return inBrowser(b) - inBrowser(a) || (a < b ? -1 : 1)
}

console.log(debianTools())
if (!chosen.length) {
  for (const [name, command] of checks) {
    if (check(name, command)) counts.passed++
    else {
      counts.failed++
      failures.push(name)
    }
  }
}

const stream = run({
  files: filesOf(chosen),
  // Tests wait for processes a third of their time: one more than there are cores.
  concurrency: availableParallelism() + 1,
  // A hung test must not hang a build; far above the slowest (about a minute).
  timeout: 600_000,
  cwd: root,
})
stream.on('test:pass', (event) => count(event, true))
stream.on('test:fail', (event) => count(event, false))
for await (const line of stream.compose(spec)) process.stdout.write(line as string)

if (failures.length) console.log(`\nFailed:\n  ${failures.join('\n  ')}\n`)
const skipped = counts.skipped ? `, ${counts.skipped} skipped` : ''
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`)
process.exitCode = counts.failed || !counts.passed ? 1 : 0
