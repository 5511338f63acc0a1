/**
 * `npm run verify:pdf -- FOLDER…`: every PDF below is held to what it claims (PDF/A, PDF/UA), or to
 * `--flavour 2b,ua1`. Exit 0: all conform, 1: some do not, 2: nothing could be judged.
 */
import { globSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { claimsOf, judge, missingJudge } from './judge.ts'
import type { Task, Verdict } from './judge.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { flavour: { type: 'string' } },
})

function refuse(why: string): never {
  console.error(`verify:pdf: ${why}`)
  process.exit(2)
}

function filesOf(place: string): string[] {
  const path = resolve(place)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return refuse(`there is no ${place}`)
  if (!found.isDirectory()) return [path]
  return globSync('**/*.{pdf,PDF}', { cwd: path })
    .map((name) => resolve(path, name))
    .toSorted()
}

if (positionals.length === 0) refuse('which folder or file? npm run verify:pdf -- FOLDER')
const files = positionals.flatMap(filesOf)
if (files.length === 0) refuse(`there is no PDF in ${positionals.join(', ')}`)
const missing = missingJudge()
if (missing) refuse(missing)

const silent: string[] = []
const tasks: Task[] = files.flatMap((file) => {
  const flavours = values.flavour?.split(',') ?? claimsOf(readFileSync(file))
  if (flavours.length === 0) silent.push(file)
  return flavours.map((flavour) => ({ file, flavour }))
})
const byFile = new Map<string, Verdict[]>()
for (const verdict of judge(tasks)) {
  const known = byFile.get(verdict.file)
  if (known) known.push(verdict)
  else byFile.set(verdict.file, [verdict])
}

let conform = 0
for (const file of silent) console.log(`✖ ${file}  claims neither PDF/A nor PDF/UA`)
for (const [file, verdicts] of byFile) {
  const sound = verdicts.every(({ broken }) => broken.length === 0)
  if (sound) conform++
  console.log(`${sound ? '✔' : '✖'} ${file}  ${verdicts.map((v) => v.flavour).join(', ')}`)
  for (const { flavour, broken } of verdicts)
    for (const { clause, words } of broken) console.log(`    ${flavour} ${clause}  ${words}`)
}
console.log(`${conform} of ${files.length} conform`)
process.exit(conform === files.length ? 0 : 1)
