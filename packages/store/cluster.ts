import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chown,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { ProblemError, problem } from '@misiva/model'
import { findProgram, groundFor, type Ground } from './ground.ts'

const run = promisify(execFile)

/** A share in the embedded server; the last one to leave stops it. */
export interface Cluster {
  /** Connection URL of one of its databases. */
  url(database: string): string
  /** True if this share started the server. */
  readonly started: boolean
  leave(): Promise<void>
}

/** Every process that uses the server holds this advisory lock shared, on a connection of its own. */
const PRESENCE = 4_600_001
const USER = 'misiva'
/** A cold disk and a recovery after a crash; a healthy start takes 0.1 s. */
const PATIENCE = 60_000

/**
 * Joins the embedded PostgreSQL of a folder: creates it (`initdb`, 0.7 s) if there is none, starts it if
 * it is down, and adopts it if it runs, whoever started it, even a process that was killed since.
 *
 * There is no lock file of our own that a crash could leave behind. Creating races to rename a finished
 * directory into place; starting races for PostgreSQL's postmaster.pid; stopping needs the presence
 * lock exclusively, which a killed process's connection gives back by dying.
 */
export async function joinCluster(folder: string): Promise<Cluster> {
  await mkdir(folder, { recursive: true })
  const password = await keptPassword(folder)
  const ground = await groundFor(folder)
  await initialise(ground, password)
  const until = Date.now() + PATIENCE
  let failure: unknown
  let started = false
  while (Date.now() < until) {
    const port = await runningPort(ground)
    if (port === undefined) {
      failure = await start(ground)
      if (failure) await sleep(200)
      else started = true
      continue
    }
    try {
      return await present(ground, port, password, started)
    } catch (error) {
      // Starting up, shutting down, or gone between two looks: look again.
      failure = error
      await sleep(40)
    }
  }
  throw new ProblemError(
    [
      problem(
        'MSV-S002',
        `The embedded PostgreSQL in ${ground.data} does not answer: ${describe(failure)}`,
        undefined,
        `See ${join(folder, 'server.log')}, or set DATABASE_URL to a server of yours.`,
      ),
    ],
    { cause: failure },
  )
}

async function present(ground: Ground, port: number, password: string, started: boolean) {
  const url = (database: string) =>
    `postgres://${USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
  const client = new pg.Client({
    connectionString: url('postgres'),
    application_name: 'misiva presence',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    // Not waiting: whoever holds it exclusively is stopping the server.
    const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as here', [
      PRESENCE,
    ])
    if (!rows[0].here) throw new Error('the server is being stopped')
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  let left: Promise<void> | undefined
  return {
    url,
    started,
    leave: () => (left ??= leave(ground, client)),
  }
}

async function leave(ground: Ground, client: pg.Client): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [PRESENCE])
    const { rows } = await client.query('select pg_try_advisory_lock($1) as last', [PRESENCE])
    if (rows[0].last) {
      const { pid } = (await readPostmaster(ground)) ?? {}
      if (pid) process.kill(pid, 'SIGINT') // fast shutdown: a checkpoint, no waiting for clients
    }
    await client.end().catch(() => {})
    if (rows[0].last) await gone(ground)
  } catch {
    // The server went away first: nothing is left to stop.
    await client.end().catch(() => {})
  }
}

async function gone(ground: Ground): Promise<void> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; await sleep(20)) {
    if (!(await readPostmaster(ground))) return
  }
}

/** The password of the server's one user: random, made once, readable by its owner alone. */
async function keptPassword(folder: string): Promise<string> {
  const file = join(folder, 'password')
  try {
    await writeFile(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  for (;;) {
    // Another process may have created the file and not yet written it.
    const password = await readFile(file, 'utf8')
    if (password.length === 32) return password
    await sleep(10)
  }
}

async function initialise(ground: Ground, password: string): Promise<void> {
  if (await exists(join(ground.data, 'PG_VERSION'))) return
  await sweep(ground)
  const fresh = `${ground.data}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  const secrets = await mkdtemp(join(tmpdir(), 'misiva-'))
  try {
    await mkdir(fresh, { recursive: true, mode: 0o700 })
    const file = join(secrets, 'password')
    await writeFile(file, password, { mode: 0o600 })
    for (const path of ground.user ? [fresh, secrets, file] : []) {
      await chown(path, ground.user!.uid, ground.user!.gid)
    }
    await run(
      await findProgram(ground, 'initdb'),
      [
        ...['--pgdata', fresh, '--username', USER, '--pwfile', file, '--auth', 'scram-sha-256'],
        // The same order and case on every machine, whatever locales it has.
        ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
        ...['--locale', 'C', '--no-instructions'],
      ],
      { ...ground.user, cwd: fresh, env: { ...process.env, LC_ALL: 'C' } },
    )
    await rename(fresh, ground.data).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was first.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      await rm(fresh, { recursive: true, force: true })
    })
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true })
    throw new ProblemError(
      [
        problem(
          'MSV-S002',
          `The embedded PostgreSQL cannot be created in ${ground.data}: ${describe(cause)}`,
        ),
      ],
      { cause },
    )
  } finally {
    await rm(secrets, { recursive: true, force: true })
  }
}

/** Takes away what a process that died while creating left behind. */
async function sweep(ground: Ground): Promise<void> {
  const home = dirname(ground.data)
  for (const name of await readdir(home)) {
    const pid = Number(/^data\.new-(\d+)-/.exec(name)?.[1])
    if (!(pid > 0) || pid === process.pid) continue
    try {
      process.kill(pid, 0)
    } catch {
      await rm(join(home, name), { recursive: true, force: true })
    }
  }
}

/** Starts the server and waits until it has taken its pid file; gives the reason if it did not. */
async function start(ground: Ground): Promise<Error | undefined> {
  const log = await open(join(ground.folder, 'server.log'), 'w')
  try {
    const child = spawn(
      await findProgram(ground, 'postgres'),
      ['-D', ground.data, ...options(await freePort())],
      {
        ...ground.user,
        cwd: ground.data,
        // A session of its own: Ctrl-C is for us, and we stop the server when the last has left.
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        env: { ...process.env, LC_ALL: 'C' },
      },
    )
    let ended: Error | undefined
    child.once('exit', (code) => (ended ??= new Error(`postgres ended with status ${code}`)))
    child.once('error', (error) => (ended ??= error))
    child.unref()
    for (const until = Date.now() + 10_000; Date.now() < until; await sleep(15)) {
      if (ended) {
        const words = await readFile(join(ground.folder, 'server.log'), 'utf8').catch(() => '')
        return new Error(words.trim().split('\n').slice(-3).join(' · ') || ended.message)
      }
      if ((await readPostmaster(ground))?.pid === child.pid) return undefined
    }
    return new Error('postgres did not begin within 10 s')
  } finally {
    await log.close()
  }
}

function options(port: number): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    // A socket's path may be 107 bytes long; a folder's may be longer. Loopback costs 20 µs a query.
    unix_socket_directories: '',
    max_connections: 120,
    shared_buffers: '192MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_level: 'minimal',
    max_wal_senders: 0,
    // Plans here are short; compiling them costs more than running them.
    jit: 'off',
    random_page_cost: 1.1,
    log_min_messages: 'fatal',
    log_checkpoints: 'off',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Port of the running server; a pid file left by a crash is taken away if its pid is not postgres. */
async function runningPort(ground: Ground): Promise<number | undefined> {
  const postmaster = await readPostmaster(ground)
  if (!postmaster) return undefined
  if (await isPostgres(postmaster.pid)) return postmaster.port
  await rm(join(ground.data, 'postmaster.pid'), { force: true })
  return undefined
}

async function readPostmaster(ground: Ground): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(ground.data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const lines = text?.split('\n')
  const pid = Number(lines?.[0])
  const port = Number(lines?.[3])
  return pid > 0 && port > 0 ? { pid, port } : undefined
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  // A pid is soon given to another program, above all in a container.
  const name = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    run('ps', ['-p', String(pid), '-o', 'command='])
      .then(({ stdout }) => stdout)
      .catch(() => 'postgres'),
  )
  return name.includes('postgres')
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  )
}

function describe(error: unknown): string {
  if (error instanceof Error) {
    const words = (error as Error & { stderr?: string }).stderr
    return words?.trim() || error.message
  }
  return String(error)
}
