/**
 * One engine in a process of its own: whole passes over the invoices until the time is up, so that
 * every engine makes the same documents in the same order. Prints one line of JSON.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { descendants, usage } from './processes.ts'
import { medianLines, spread } from './spread.ts'
import type { BenchInvoice, Engine, Fonts } from './invoice.ts'

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    invoices: { type: 'string' },
    /** Others to warm up on: what is measured has not been seen before, as in life. */
    warm: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    keep: { type: 'string' },
    /** Also cost by stage, which the clock itself makes a little dearer. */
    profile: { type: 'boolean', default: false },
  },
})
const name = values.engine ?? ''
const read = (file = '') => JSON.parse(readFileSync(file, 'utf8')) as BenchInvoice[]
const invoices = read(values.invoices)
const others = read(values.warm)

const fontFolder = new URL('./node_modules/@expo-google-fonts/source-sans-3/', import.meta.url)
const regularFile = new URL('400Regular/SourceSans3_400Regular.ttf', fontFolder).pathname
const boldFile = new URL('700Bold/SourceSans3_700Bold.ttf', fontFolder).pathname
const fonts: Fonts = {
  regularFile,
  boldFile,
  regular: readFileSync(regularFile),
  bold: readFileSync(boldFile),
}

const { open } = (await import(`./engines/${name}.ts`)) as {
  open(fonts: Fonts, profiled?: boolean): Engine | Promise<Engine>
}
const before = performance.now()
const engine = await open(fonts, values.profile)
await engine.make(others[0]!)
const setup = (performance.now() - before) / 1000

// Warm: compilers and caches are at work for the life of a batch, so they are for the measurement.
// Slow engines get few documents, fast ones all.
// By processor time: on a busy machine a second and a half of the clock warms nothing.
const warmUntil = usage() + 2
const patience = performance.now() + 15_000
for (let i = 0; i % 20 > 0 || (usage() < warmUntil && performance.now() < patience); i++) {
  await engine.make(others[i % others.length]!)
}

engine.rest?.()
engine.profile?.()
const limit = Number(values.seconds)
let seconds = 0
let spent = 0
const each: number[] = []
/** Of invoices as long as the median one. */
const middling: number[] = []
let documents = 0
let bytes = 0
do {
  const cpu = usage()
  const start = performance.now()
  for (const invoice of invoices) {
    const began = performance.now()
    const made = await engine.make(invoice)
    const took = performance.now() - began
    each.push(took)
    if (invoice.lines.length === medianLines) middling.push(took)
    bytes += made.length
    documents++
  }
  seconds += (performance.now() - start) / 1000
  spent += usage() - cpu
  engine.rest?.()
} while (seconds < limit)

const profile = engine.profile?.()
if (values.keep) {
  mkdirSync(values.keep, { recursive: true })
  for (const invoice of invoices.slice(0, 3)) {
    writeFileSync(`${values.keep}/${name}-${invoice.number}.pdf`, await engine.make(invoice))
  }
}
const peak =
  process.resourceUsage().maxRSS / 1024 + descendants().reduce((sum, p) => sum + p.peakMb, 0)
console.log(
  JSON.stringify({
    documents,
    seconds,
    setup,
    documentsPerSecond: documents / seconds,
    cpuMsPerDocument: (spent * 1000) / documents,
    bytesPerDocument: bytes / documents,
    peakMb: peak,
    ...spread(each),
    median: { lines: medianLines, ...spread(middling) },
    ...(profile && { profile }),
  }),
)
await engine.close?.()
process.exit(0)
