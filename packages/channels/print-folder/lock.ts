import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'

/** Milliseconds after which a lock counts as left behind, whoever it names (a number used again). */
const stale = 60_000

/**
 * An exclusive file naming its process. One left by a dead process is taken over at once. A file and
 * not flock(2), which Node has not; linked into place, so that it is never seen empty.
 */
export async function lock(path: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${randomUUID()}`
  const own = `${path}.${randomUUID()}`
  await writeFile(own, mine)
  try {
    for (;;) {
      if (await linked(own, path)) return () => rm(path, { force: true })
      const theirs = await readFile(path, 'utf8').catch(() => '')
      if (theirs && (await dead(path, theirs))) await takeOver(path, theirs)
      else
        await new Promise((resolve) => setTimeout(resolve, 3 + Number.parseInt(own.slice(-1), 16)))
    }
  } finally {
    await rm(own, { force: true })
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Renamed, then looked at: if another was faster and this is its new lock, it is put back. */
async function takeOver(path: string, theirs: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch {
    return
  }
  if ((await readFile(aside, 'utf8')) !== theirs) await linked(aside, path)
  await rm(aside, { force: true })
}

async function dead(path: string, owner: string): Promise<boolean> {
  const pid = Number.parseInt(owner, 10)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return true
  }
  const made = await stat(path).catch(() => undefined)
  return made !== undefined && Date.now() - made.mtimeMs > stale
}
