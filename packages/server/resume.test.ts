import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RunReport } from '@misiva/model'
import { createTestDatabase, type TestDatabase } from '@misiva/store/testing'
import { installed } from './channels.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const retailer = fileURLToPath(new URL('../../examples/retailer', import.meta.url))

/** A command of the program as a process of its own. */
function command(args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(
  child: ChildProcess,
): Promise<{ code: number | null; out: string; err: string }> {
  let out = ''
  let err = ''
  child.stdout!.on('data', (part) => (out += part))
  child.stderr!.on('data', (part) => (err += part))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, out, err }
}

describe('a run that is killed', () => {
  let database: TestDatabase
  let folder: string
  let example: string
  let env: Record<string, string>
  let sandbox: ChildProcess
  const children = new Set<ChildProcess>()

  before(async () => {
    database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'misiva-resume-'))
    // A copy: the same content to the last start, whatever happens to the folder meanwhile.
    example = join(folder, 'retailer')
    await cp(retailer, example, { recursive: true })
    env = { DATABASE_URL: database.url, MISIVA_DATA: folder, MISIVA_THREADS: '2' }
    // In a process of its own: it must outlive the runs.
    sandbox = command(['sandbox', '--json'], env)
    await new Promise<void>((resolve) => sandbox.stdout!.once('data', () => resolve()))
  })

  after(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
    sandbox.kill('SIGTERM')
    await new Promise((resolve) => sandbox.once('close', resolve))
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  const run = (out?: string): ChildProcess => {
    const data = join(example, 'example.csv')
    const args = ['run', 'invoice', '--content', example, '--data', data, '--json']
    const child = command(out === undefined ? args : [...args, '--out', out], env)
    children.add(child)
    return child
  }

  /** Kills a run without a word as soon as the database says so much has been done. */
  async function killAt(counter: string, least: number): Promise<void> {
    const child = run()
    const end = ended(child)
    let over = false
    void end.then(() => (over = true))
    while (!over) {
      const { rows } = await database.pool.query(
        `select ${counter} as n from run where state <> 'done'`,
      )
      if (rows[0]?.n >= least) break
      await sleep(3)
    }
    child.kill('SIGKILL')
    await end
  }

  test(
    'goes on where it stopped: nothing is lost and nothing is sent twice',
    { timeout: 300_000 },
    async (t) => {
      const seed = Math.floor(Math.random() * 1000)
      t.diagnostic(`seed ${seed}`)
      const chance = (n: number, most: number) => 1 + ((seed * 7919 + n * 104729) % most)
      // While it reads, while it composes, in the first sends, in the middle, near the end.
      await killAt('input', chance(1, 60))
      await killAt('messages', chance(2, 40))
      await killAt('delivered', chance(3, 50))
      await killAt('delivered', 50 + chance(4, 80))
      await killAt(
        "(select count(*)::int from message where state = 'sending' and run_id = run.id)",
        1,
      )
      const out = join(folder, 'out')
      const { code, out: printed, err } = await ended(run(out))
      assert.equal(code, 0, err)
      const report = JSON.parse(printed) as RunReport
      assert.equal(report.input, 200)
      assert.equal(report.communications, 197)
      assert.deepEqual(report.rejected, { 'MSV-D001': 1, 'MSV-D004': 1, 'MSV-D005': 1 })
      assert.equal(report.delivered, 197)
      assert.deepEqual([report.failed, report.pending, report.inDoubt], [0, 0, 0])

      const { rows: runs } = await database.pool.query('select count(*)::int as n from run')
      assert.equal(runs[0].n, 1, 'every start went on with the same run')
      await sandboxesAgree(database, folder, report)
      const lines = (await readFile(join(out, 'index.jsonl'), 'utf8')).trim().split('\n')
      assert.equal(lines.length, 197)
    },
  )
})

/** What the other ends of the wires have is what the report says: each message once, byte for byte. */
async function sandboxesAgree(
  database: TestDatabase,
  folder: string,
  report: RunReport,
): Promise<void> {
  for (const { name, readSandbox } of installed) {
    const received = await readSandbox(join(folder, 'sandbox', name))
    const ids = received.map(({ message }) => message)
    assert.equal(new Set(ids).size, ids.length, `${name}: nothing was sent twice`)
    assert.equal(ids.length, report.channels[name] ?? 0, `${name}: as many as reported`)
    const { rows } = await database.pool.query(
      `select id, encode(sha256, 'hex') as sha256 from message where channel = $1`,
      [name],
    )
    const sent = new Map(rows.map((row) => [row.id, row.sha256]))
    for (const { message, sha256 } of received) {
      assert.equal(sha256, sent.get(message), `${name}: ${message} is what was archived`)
    }
  }
}
