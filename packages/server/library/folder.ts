import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import { ProblemError, problem, type Problem } from '@misiva/model'
import { readContentFolder, sha256Hex } from '../content-folder.ts'
import { isText } from './objects.ts'
import type { Remote } from './remote.ts'

/** What the folder last had from each installation: {name: {path: sha256}}. Not content itself. */
const NOTES = '.misiva-pulled.json'
/** The other version of a file changed on both sides stands beside it under this ending. */
const THEIRS = '.theirs'

type Hashes = Readonly<Record<string, string>>

/** A folder and an installation, file by file; `base` is what they last had in common. */
interface Compared {
  readonly path: string
  readonly base: string | undefined
  readonly here: string | undefined
  readonly there: string | undefined
}

interface Comparison {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly compared: readonly Compared[]
  readonly base: Hashes
  /** The folder never exchanged anything with this installation. */
  readonly strange: boolean
  readonly release: string | null
}

async function compare(folder: string, remote: Remote): Promise<Comparison> {
  const files = await readContentFolder(folder)
  const [notes, { files: there, release }] = await Promise.all([
    readNotes(folder),
    remote.snapshot(),
  ])
  const base = notes[remote.name] ?? {}
  const here = Object.fromEntries([...files].map(([path, bytes]) => [path, sha256Hex(bytes)]))
  const paths = new Set([...Object.keys(here), ...Object.keys(there), ...Object.keys(base)])
  const compared = [...paths]
    .toSorted()
    .map((path) => ({ path, base: base[path], here: here[path], there: there[path] }))
    .filter((file) => file.here !== file.there)
  return { files, compared, base, strange: notes[remote.name] === undefined, release }
}

async function readNotes(folder: string): Promise<Record<string, Hashes>> {
  const text = await readFile(join(folder, NOTES), 'utf8').catch(() => '{}')
  try {
    return JSON.parse(text) as Record<string, Hashes>
  } catch {
    throw new ProblemError([
      problem(
        'MSV-D009',
        `${join(folder, NOTES)} cannot be read`,
        undefined,
        'Remove it and pull anew.',
      ),
    ])
  }
}

async function note(folder: string, name: string, base: Hashes): Promise<void> {
  const notes = { ...(await readNotes(folder)), [name]: base }
  const fresh = join(folder, `${NOTES}.new`)
  await writeFile(fresh, `${JSON.stringify(notes, undefined, 1)}\n`)
  await rename(fresh, join(folder, NOTES))
}

export interface Pulled {
  readonly release: string | null
  readonly written: readonly string[]
  readonly removed: readonly string[]
  /** Changed here and not there: kept as they are. */
  readonly kept: readonly string[]
  /** Changed on both sides: kept as they are, the other version beside them. */
  readonly conflicts: readonly string[]
}

/** Brings what is in force into a folder. What was changed here is never overwritten. */
export async function pull(folder: string, remote: Remote): Promise<Pulled> {
  await mkdir(folder, { recursive: true })
  await refuseUnsettled(folder)
  const { compared, base, release, strange } = await compare(folder, remote)
  const theirs = compared.filter(
    (file) => file.here === file.base && (!strange || file.here === undefined),
  )
  const conflicts = compared.filter((file) => !theirs.includes(file) && file.there !== file.base)
  const both = [...theirs, ...conflicts]
  const bytes = await remote.bytes([...new Set(both.flatMap(({ there }) => there ?? []))])
  for (const { path, there } of both) {
    const target = join(folder, conflicts.some((it) => it.path === path) ? path + THEIRS : path)
    if (there === undefined && target.endsWith(THEIRS)) await writeFile(target, '')
    else if (there === undefined) await rm(target)
    else await write(target, bytes.get(there)!)
  }
  const snapshot = await remote.snapshot()
  const next = { ...base, ...snapshot.files }
  for (const { path, there } of both) if (there === undefined) delete next[path]
  await note(folder, remote.name, next)
  return {
    release,
    written: theirs.filter(({ there }) => there !== undefined).map(({ path }) => path),
    removed: theirs.filter(({ there }) => there === undefined).map(({ path }) => path),
    kept: compared.filter((file) => !both.includes(file)).map(({ path }) => path),
    conflicts: conflicts.map(({ path }) => path),
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}

/** Conflicts of an earlier pull that nobody has settled yet. */
async function refuseUnsettled(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true })
  const left = names.filter((name) => name.endsWith(THEIRS))
  if (left.length === 0) return
  throw new ProblemError(
    left.map((name) =>
      problem(
        'MSV-L001',
        `${name.slice(0, -THEIRS.length)} was changed on both sides`,
        undefined,
        `Take into it what is right of ${name}, then delete ${name}.`,
      ),
    ),
  )
}

export interface PushWish {
  readonly title: string
  readonly publish: boolean
  readonly dryRun: boolean
  /** Where the folder never exchanged anything with the installation: it replaces what is there. */
  readonly replace: boolean
  /** Only these files and folders; all if empty. */
  readonly only: readonly string[]
}

export interface PushOutcome {
  readonly change: string | null
  readonly release: string | null
  readonly pushed: readonly string[]
  /** Newer there and not changed here: `pull` brings them. */
  readonly behind: readonly string[]
  readonly conflicts: readonly string[]
  readonly problems: readonly Problem[]
  /** Files of the folder that what is pushed needs, and that the installation has not. */
  readonly needs: readonly string[]
}

export async function push(folder: string, remote: Remote, wish: PushWish): Promise<PushOutcome> {
  await refuseUnsettled(folder)
  const comparison = await compare(folder, remote)
  const { files, base, compared, strange } = comparison
  const chosen = ({ path }: Compared) =>
    wish.only.length === 0 ||
    wish.only.some((it) => path === it || path.startsWith(`${it.replace(/\/+$/, '')}/`))
  const replacing = strange && wish.replace
  const mine = compared.filter(
    (file) => chosen(file) && (replacing || (file.here !== file.base && !(strange && !file.here))),
  )
  const behind = compared.filter(
    (file) => !mine.includes(file) && file.here === file.base && !strange,
  )
  const outcome = await remote.push({
    ...{ title: wish.title, publish: wish.publish, dryRun: wish.dryRun },
    files: mine.map(({ path, there }) => ({
      path,
      base: (replacing ? there : base[path]) ?? null,
      bytes: files.get(path) ?? null,
    })),
  })
  if (outcome.release !== null) {
    const next: Record<string, string> = { ...base }
    for (const { path, here } of mine) {
      if (here === undefined) delete next[path]
      else next[path] = here
    }
    await note(folder, remote.name, next)
  }
  return {
    ...{ change: outcome.change, release: outcome.release, pushed: outcome.files },
    ...{ conflicts: outcome.conflicts, problems: outcome.problems },
    behind: behind.map(({ path }) => path),
    needs: needsOf(outcome.problems, comparison, mine),
  }
}

const missing: ReadonlySet<string> = new Set(['MSV-C004', 'MSV-C005', 'MSV-C007'])

/** Which files left out of a push would settle what its problems miss. */
function needsOf(
  problems: readonly Problem[],
  { compared }: Comparison,
  mine: readonly Compared[],
): string[] {
  const words = problems.filter(({ code }) => missing.has(code)).map(({ message }) => message)
  return compared
    .filter((file) => !mine.includes(file) && file.here !== undefined)
    .map(({ path }) => path)
    .filter((path) => {
      const block = /^blocks\/([^.]+)\./.exec(path)?.[1]
      return words.some(
        (it) => it.includes(path) || (block !== undefined && it.includes(`“${block}”`)),
      )
    })
}

export interface FileDifference {
  readonly path: string
  readonly kind:
    | 'only here'
    | 'only there'
    | 'changed here'
    | 'changed there'
    | 'changed on both sides'
    | 'differs'
  /** Unified difference from there to here; null where it is not text. */
  readonly difference: string | null
}

export async function difference(folder: string, remote: Remote): Promise<FileDifference[]> {
  const { files, compared } = await compare(folder, remote)
  const there = await remote.bytes([...new Set(compared.flatMap((file) => file.there ?? []))])
  const decoder = new TextDecoder()
  return compared.map((file) => {
    const { path } = file
    const text = (bytes: Uint8Array | undefined) => (bytes ? decoder.decode(bytes) : '')
    const other = file.there === undefined ? undefined : there.get(file.there)
    return {
      path,
      kind: kindOf(file),
      difference: isText(path)
        ? createTwoFilesPatch(
            ...([`there/${path}`, `here/${path}`] as const),
            ...([text(other), text(files.get(path))] as const),
            undefined,
            undefined,
            { context: 3 },
          ).replace(/^=+\n/, '')
        : null,
    }
  })
}

function kindOf({ base, here, there }: Compared): FileDifference['kind'] {
  // Nothing is known of what the two had in common.
  if (base === undefined) {
    if (there === undefined) return 'only here'
    return here === undefined ? 'only there' : 'differs'
  }
  if (here === base) return 'changed there'
  return there === base ? 'changed here' : 'changed on both sides'
}
