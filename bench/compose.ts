import { spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { stageLine } from '../packages/server/stages.ts'
import { prepare } from './data.ts'
import type { Prepared } from './data.ts'
import type { Spread } from './spread.ts'

/** What one engine did in one measurement; the JSON of worker.ts. */
export interface Measured extends Spread {
  readonly seconds: number
  readonly documentsPerSecond: number
  readonly cpuMsPerDocument: number
  readonly bytesPerDocument: number
  readonly peakMb: number
  /** Of the invoices as long as the median one alone. */
  readonly median: Spread & { readonly lines: number }
  readonly profile?: Readonly<Record<string, number>>
}

const engines = ['misiva', 'typst', 'pdfmake', 'react-pdf', 'pdfkit', 'chromium', 'limit']
const worker = fileURLToPath(new URL('./worker.ts', import.meta.url))
const pins = spawnSync('taskset', ['-V']).status === 0

interface Plan {
  readonly prepared: Prepared
  readonly seconds: string
  readonly keep: string | undefined
}

/** Runs one engine in a process of its own on one core. */
export function measure(
  engine: string,
  plan: Plan,
  core: number,
  profiled = false,
): Promise<Measured> {
  const node = [
    worker,
    '--engine',
    engine,
    '--invoices',
    plan.prepared.invoices,
    '--warm',
    plan.prepared.warm,
    '--seconds',
    plan.seconds,
  ]
  if (plan.keep) node.push('--keep', plan.keep)
  if (profiled) node.push('--profile')
  const [command, args] = pins
    ? ['taskset', ['-c', String(core), process.execPath, ...node]]
    : [process.execPath, node]
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('close', (status) => {
      const line = out.trim().split('\n').at(-1) ?? ''
      if (status === 0 && line.startsWith('{')) resolve(JSON.parse(line) as Measured)
      else
        reject(
          new Error(`${engine} did not finish (status ${status}): ${errors.trim().slice(-600)}`),
        )
    })
  })
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** All cores at once; documents a second add up, the rest is the mean of the processes. */
async function round(engine: string, plan: Plan, cores: number): Promise<Measured> {
  const all = await Promise.all(
    Array.from({ length: cores }, (_, core) =>
      measure(engine, plan, (core + 1) % availableParallelism()),
    ),
  )
  const mean = (pick: (m: Measured) => number) =>
    all.reduce((sum, m) => sum + pick(m), 0) / all.length
  const sum = (pick: (m: Measured) => number) => mean(pick) * all.length
  return {
    ...all[0]!,
    documents: sum((m) => m.documents),
    documentsPerSecond: sum((m) => m.documentsPerSecond),
    cpuMsPerDocument: mean((m) => m.cpuMsPerDocument),
    peakMb: sum((m) => m.peakMb),
  }
}

function middle(rounds: readonly Measured[]): Measured {
  const of = (pick: (m: Measured) => number) => median(rounds.map(pick))
  return {
    ...rounds[0]!,
    documentsPerSecond: of((m) => m.documentsPerSecond),
    cpuMsPerDocument: of((m) => m.cpuMsPerDocument),
    bytesPerDocument: of((m) => m.bytesPerDocument),
    peakMb: of((m) => m.peakMb),
  }
}

/** `npm run bench -- compose` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      only: { type: 'string' },
      cores: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      keep: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const wanted = values.only?.split(',') ?? engines
  const unknown = wanted.filter((name) => !engines.includes(name))
  if (unknown.length)
    throw new Error(`No such engine: ${unknown.join(', ')}; there are ${engines.join(', ')}`)
  const prepared = await prepare(values.data)
  const plan = { prepared, seconds: values.seconds, keep: values.keep }
  const rounds = new Map<string, Measured[]>(wanted.map((name) => [name, []]))
  const failed = new Map<string, string>()
  // In turn, not one after another: a machine that slows down slows all.
  for (let i = 0; i < Number(values.rounds); i++) {
    for (const name of wanted) {
      if (failed.has(name)) continue
      process.stderr.write(`round ${i + 1}: ${name} …\n`)
      try {
        rounds.get(name)?.push(await round(name, plan, Number(values.cores)))
      } catch (error) {
        failed.set(name, error instanceof Error ? error.message : String(error))
      }
    }
  }
  const results = Object.fromEntries(
    [...rounds].filter(([, all]) => all.length).map(([name, all]) => [name, middle(all)]),
  )
  if (values.json)
    console.log(
      JSON.stringify({
        invoices: prepared.count,
        lines: prepared.lines,
        cores: Number(values.cores),
        engines: results,
        failed: Object.fromEntries(failed),
      }),
    )
  else print(results, prepared, Number(values.cores))
  if (!values.json && results['misiva']) {
    // A measurement of its own: what is timed above carries no clock.
    const { profile, documents } = await measure(
      'misiva',
      { ...plan, keep: undefined },
      1 % availableParallelism(),
      true,
    )
    if (profile) console.log(`\nMisiva by stage: ${stageLine(profile, documents)}`)
  }
  for (const [name, why] of failed) console.error(`${name}: ${why}`)
  if (failed.size) process.exitCode = 1
}

function print(results: Readonly<Record<string, Measured>>, prepared: Prepared, cores: number) {
  const ours = results['misiva']
  console.log(
    `\n${prepared.count} invoices, ${prepared.lines.toLocaleString('en')} lines, ${cores} ${cores === 1 ? 'core' : 'cores'}\n`,
  )
  const rows = Object.entries(results).map(([name, m]) => [
    name,
    m.documentsPerSecond.toFixed(m.documentsPerSecond < 100 ? 1 : 0),
    m.cpuMsPerDocument.toFixed(2),
    (m.bytesPerDocument / 1024).toFixed(1),
    m.peakMb.toFixed(0),
    ours && name !== 'misiva'
      ? `${(ours.documentsPerSecond / m.documentsPerSecond).toFixed(2)} ×`
      : '',
  ])
  const table = [['engine', 'documents/s', 'CPU ms', 'KiB', 'peak MB', 'Misiva is'], ...rows]
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)))
  for (const row of table) {
    console.log(
      row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '),
    )
  }
}
