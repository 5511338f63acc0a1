import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { joinCluster } from './cluster.ts'

const module = new URL('./cluster.ts', import.meta.url).href

/** A process that joins, says so, and stays until it is killed. */
function joiner(folder: string) {
  const program = `const { joinCluster } = await import(${JSON.stringify(module)})
    await joinCluster(${JSON.stringify(folder)})
    console.log('joined')
    setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

describe('the embedded server', () => {
  let folder: string
  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'misiva-cluster-')), 'db')
    await chmod(join(folder, '..'), 0o755)
  })
  after(() => rm(join(folder, '..'), { recursive: true, force: true }))

  const pidOf = async (): Promise<number | undefined> => {
    const text = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(
      () => undefined,
    )
    return text === undefined ? undefined : Number(text.split('\n')[0])
  }
  const ask = async (url: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int as version",
    )
    await client.end()
    return rows[0].version as number
  }

  test('is created once, however many join at the same moment; the last to leave stops it', async () => {
    const shares = await Promise.all(Array.from({ length: 4 }, () => joinCluster(folder)))
    assert.equal(new Set(shares.map((share) => share.url('postgres'))).size, 1)
    assert((await ask(shares[0]!.url('postgres'))) >= 180000)
    await Promise.all(shares.slice(1).map((share) => share.leave()))
    assert.notEqual(await pidOf(), undefined, 'one is still here')
    await shares[0]!.leave()
    assert.equal(await pidOf(), undefined)
  })

  test('left running by a killed process, it is adopted', async () => {
    const child = joiner(folder)
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const pid = await pidOf()
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    const share = await joinCluster(folder)
    assert.equal(share.started, false)
    assert.equal(await pidOf(), pid)
    await share.leave()
    assert.equal(await pidOf(), undefined)
  })

  test('starts though a crash left its pid file, even if the pid is another program’s now', async () => {
    const first = await joinCluster(folder)
    const pid = (await pidOf())!
    process.kill(pid, 'SIGKILL')
    while (await alive(pid)) await sleep(10)
    await first.leave()
    const left = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')
    await writeFile(
      join(folder, 'data', 'postmaster.pid'),
      left.replace(/^\d+/, String(process.pid)),
    )
    const second = await joinCluster(folder)
    assert((await ask(second.url('postgres'))) >= 180000)
    await second.leave()
  })

  async function alive(pid: number): Promise<boolean> {
    // A killed child stays a zombie until its parent looks; it counts as gone.
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    return status !== '' && !/\) [ZX] /.test(status)
  }
})
