import { basename, resolve } from 'node:path'
import { styleText } from 'node:util'
import { formatProblem } from '@misiva/model'
import { difference, pull as pullInto, push as pushFrom } from '../library/folder.ts'
import { httpRemote, localRemote, type Remote } from '../library/remote.ts'
import { readSettings } from '../settings.ts'

export interface RemoteOptions {
  readonly server?: string
  readonly as?: string
  readonly json?: boolean
}

export interface PushOptions extends RemoteOptions {
  readonly title?: string
  readonly publish?: boolean
  readonly dryRun?: boolean
  readonly replace?: boolean
  readonly only?: readonly string[]
}

export async function pull(content: string, options: RemoteOptions): Promise<void> {
  await withRemote(options, async (remote) => {
    const pulled = await pullInto(content, remote)
    const { written, removed, kept, conflicts, release } = pulled
    if (conflicts.length > 0) process.exitCode = 1
    if (options.json) return print(pulled)
    for (const path of written) say(`  ${path}`)
    for (const path of removed) say(`- ${path}`)
    for (const path of conflicts)
      say(
        `! ${path} was changed on both sides; theirs stands beside it as ${basename(path)}.theirs`,
      )
    const of = release === null ? 'Nothing is published there' : `Release ${release.slice(0, 12)}`
    say(
      `${of}: ${written.length} written, ${removed.length} removed, ${kept.length} changed here and kept, ${conflicts.length} in conflict`,
    )
  })
}

export async function push(content: string, options: PushOptions): Promise<void> {
  await withRemote(options, async (remote) => {
    const outcome = await pushFrom(content, remote, {
      title: options.title ?? `Files of ${basename(resolve(content))}`,
      publish: options.publish ?? false,
      dryRun: options.dryRun ?? false,
      replace: options.replace ?? false,
      only: options.only ?? [],
    })
    const { change, release, pushed, behind, conflicts, problems, needs } = outcome
    const refused = conflicts.length > 0 || (options.publish === true && problems.length > 0)
    if (refused) process.exitCode = 1
    if (options.json) return print(outcome)
    for (const path of conflicts) say(`! ${path} was changed there too`)
    if (conflicts.length > 0)
      return say(
        'Nothing was pushed. Pull first: it keeps your version and shows theirs beside it.',
      )
    for (const path of pushed) say(`  ${path}`)
    for (const problem of problems) say(formatProblem(problem))
    for (const path of needs) say(`? ${path} is needed there, and was not pushed`)
    if (behind.length > 0) say(`${behind.length} files are newer there: misiva pull brings them`)
    if (pushed.length === 0) say('Nothing to push.')
    else if (refused) say('Nothing was published.')
    else if (options.dryRun) say(`${pushed.length} files would be pushed.`)
    else if (release !== null) say(`Published: release ${release.slice(0, 12)} is in force.`)
    else say(`A draft for review: change ${change}`)
  })
}

export async function diff(content: string, options: RemoteOptions): Promise<void> {
  await withRemote(options, async (remote) => {
    const found = await difference(content, remote)
    if (found.length > 0) process.exitCode = 1
    if (options.json) return print({ files: found })
    const stream = process.stdout
    for (const { path, kind, difference: text } of found) {
      say(styleText('bold', `${path}: ${kind}`, { stream }))
      if (text === null) say('  (not text)')
      else for (const line of text.split('\n').slice(2)) say(coloured(line))
    }
    if (found.length === 0) say('No difference.')
  })
}

function coloured(line: string): string {
  const stream = process.stdout
  if (line.startsWith('+')) return styleText('green', line, { stream })
  if (line.startsWith('-')) return styleText('red', line, { stream })
  return line
}

async function withRemote(
  { server, as }: RemoteOptions,
  work: (remote: Remote) => Promise<void>,
): Promise<void> {
  // Whoever reads only the head of a long difference has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  const { MISIVA_PASSWORD: password, MISIVA_KEY: key } = process.env
  const remote =
    server === undefined
      ? await localRemote(readSettings(process.env), as)
      : await httpRemote(server, { as, password, key })
  try {
    await work(remote)
  } finally {
    await remote.close()
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const print = (value: unknown): void => say(JSON.stringify(value))
