import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createTestDatabase, type TestDatabase } from '@misiva/store/testing'
import { installed } from './channels.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

describe('start', () => {
  let database: TestDatabase
  let folder: string
  let port: number
  const children = new Set<ChildProcess>()

  before(async () => {
    database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'misiva-start-'))
    port = await freePort()
  })
  after(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Starts the house and waits until it says where the studio is. */
  async function start(): Promise<{ child: ChildProcess; said: string; ended: Promise<unknown> }> {
    const child = spawn(process.execPath, [main, 'start'], {
      env: {
        ...process.env,
        ...{ DATABASE_URL: database.url, MISIVA_DATA: folder, MISIVA_PORT: String(port) },
        MISIVA_THREADS: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    const ended = new Promise((resolve) => child.once('close', resolve))
    let said = ''
    await new Promise<void>((resolve, reject) => {
      child.stderr!.on('data', (part) => (said += part))
      child.stdout!.on('data', (part) => {
        said += part
        if (said.includes('The studio is at')) resolve()
      })
      child.once('close', (code) => reject(new Error(`it ended with ${code}: ${said}`)))
    })
    return { child, said, ended }
  }

  async function sent(): Promise<number> {
    let count = 0
    for (const { name, readSandbox } of installed)
      count += (await readSandbox(join(folder, 'sandbox', name))).length
    return count
  }

  test(
    'sends the example once; what was killed blocks nothing; Ctrl-C ends all of it',
    { timeout: 400_000 },
    async () => {
      const first = await start()
      assert.match(first.said, /reconciled/)
      for (const line of first.said.split('\n')) assert.ok(!line.includes('\u001b'), 'no colours')
      const answer = await fetch(`http://127.0.0.1:${port}/`)
      assert.equal(answer.status, 200)
      await answer.body?.cancel()
      const once = await sent()
      assert.equal(once, 197)
      first.child.kill('SIGKILL')
      await first.ended

      const second = await start()
      assert.match(second.said, /reconciled/)
      assert.equal(await sent(), once, 'nothing is sent again')
      second.child.kill('SIGINT')
      assert.equal(await second.ended, 0)
      await assert.rejects(fetch(`http://127.0.0.1:${port}/`), 'nobody listens any more')
    },
  )
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
