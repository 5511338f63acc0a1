import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const misiva = join(root, 'packages/server/bin/misiva.mjs')
const retailer = join(root, 'examples/retailer')

/** A whole Misiva of a test's own: real processes, real database, real sandboxes, the built studio. */
export interface TestHouse {
  readonly url: string
  /** Begins `misiva run invoice`; resolves to its JSON report. */
  run(data: string, ...more: string[]): Promise<RunReport>
  /** A data file with mistakes of several kinds among good records. */
  readonly trouble: string
  readonly example: string
  close(): Promise<void>
}

export interface RunReport {
  readonly run: string
  readonly input: number
  readonly communications: number
  readonly channels: Readonly<Record<string, number>>
  readonly delivered: number
  readonly failed: number
  readonly pending: number
  readonly inDoubt: number
}

/** With `library` its content is the example's, and so are its fictional people. */
export async function openTestHouse({ library = false } = {}): Promise<TestHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'misiva-studio-'))
  const trouble = join(folder, 'orders-with-mistakes.csv')
  await writeFile(trouble, withMistakes(readFileSync(join(retailer, 'example.csv'), 'utf8')))
  const environment = { ...process.env, MISIVA_DATA: join(folder, 'data'), MISIVA_PORT: '0' }
  const children = new Set<ChildProcess>()
  const begin = (...words: string[]) => {
    const child = spawn(process.execPath, [misiva, ...words], { cwd: root, env: environment })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  const studio = begin('start', ...(library ? [] : ['--no-example']))
  const url = await said(studio, /The studio is at (\S+)/)
  return {
    url,
    trouble,
    example: join(retailer, 'example.csv'),
    async run(data, ...more) {
      const child = begin(
        ...['run', 'invoice', '--content', retailer, '--data', data, '--json', ...more],
      )
      return JSON.parse(await all(child)) as RunReport
    },
    async close() {
      const ended = [...children].map((child) => new Promise((done) => child.once('exit', done)))
      for (const child of children) child.kill('SIGINT')
      await Promise.all(ended)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Four of the first orders with a mistake each: columns, a number, the customer, a date. */
function withMistakes(csv: string): string {
  const [head = '', ...lines] = csv.split('\n').slice(0, 200)
  const spoilt = lines.map((line, at) => {
    if (at === 30) return line.replace(/,[^,]*$/, '')
    const fields = line.split(',')
    if (at === 60) fields[3] = '6 pieces'
    if (at === 90) fields[6] = ''
    if (at === 120) fields[4] = '31/31/2026'
    return fields.join(',')
  })
  return [head, ...spoilt].join('\n')
}

/** Waits until a process has said something, or tells all it said when it ended before. */
function said(child: ChildProcess, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const hear = (part: Buffer) => {
      text += part.toString()
      const found = words.exec(text)?.[1]
      if (found) resolve(found)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`misiva ended with ${code}:\n${text}`)))
  })
}

function all(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = ''
    let err = ''
    child.stdout?.on('data', (part: Buffer) => (out += part.toString()))
    child.stderr?.on('data', (part: Buffer) => (err += part.toString()))
    child.once('exit', (code) => {
      if (out.trim().startsWith('{')) resolve(out)
      else reject(new Error(`misiva run ended with ${code}:\n${err}`))
    })
  })
}
