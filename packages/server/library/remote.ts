import { ProblemError, problem, type Problem } from '@misiva/model'
import { openDatabase } from '@misiva/store'
import { join } from 'node:path'
import type { Settings } from '../settings.ts'
import { bytesOf } from './content.ts'
import { snapshot, takePush, type Push, type Snapshot } from './exchange.ts'
import { createLibrary } from './library.ts'
import { enterPerson, findByEmail, type Person } from './people.ts'
import { Refusal } from './refusals.ts'

/** An installation as a content folder sees it: on this machine's database, or by HTTP. */
export interface Remote {
  /** Names it in the folder's notes: the server's address, or `local`. */
  readonly name: string
  snapshot(): Promise<Snapshot>
  bytes(hashes: readonly string[]): Promise<Map<string, Uint8Array>>
  push(push: Push): Promise<RemotePushed>
  close(): Promise<void>
}

export interface RemotePushed {
  readonly change: string | null
  readonly release: string | null
  readonly conflicts: readonly string[]
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
}

/** Whoever has the database has everything: acts as the person given, or as the operator. */
export const OPERATOR = 'operator@localhost'

export async function localRemote(settings: Settings, as?: string): Promise<Remote> {
  const connection = await openDatabase({
    url: settings.databaseUrl,
    folder: join(settings.data, 'db'),
  })
  const library = createLibrary(connection)
  const person = async (): Promise<Person> => {
    if (as === undefined)
      return enterPerson(connection.db, {
        ...{ email: OPERATOR, name: 'Operator' },
        rights: [{ role: 'admin', prefix: '' }],
      })
    const found = await findByEmail(connection.db, as)
    if (!found) throw new ProblemError([problem('MSV-S004', `There is no person ${as}`)])
    return found
  }
  return {
    name: 'local',
    snapshot: () => snapshot(library),
    bytes: (hashes) => bytesOf(connection.db, hashes),
    push: async (push) => {
      try {
        return await takePush(library, await person(), push)
      } catch (error) {
        throw asProblems(error)
      }
    },
    async close() {
      await library.close()
      await connection.close()
    },
  }
}

function asProblems(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  return new ProblemError(
    error.problems ?? [problem(error.code, error.message, undefined, error.hint)],
  )
}

/** Hashes asked for at once, of the 200 the interface gives. */
const AT_ONCE = 50

export async function httpRemote(
  server: string,
  who: {
    readonly as?: string | undefined
    readonly password?: string | undefined
    readonly key?: string | undefined
  },
): Promise<Remote> {
  const url = server.replace(/\/+$/, '')
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (who.key !== undefined) headers['authorization'] = `Bearer ${who.key}`
  const call = async <T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      ...{ method, headers: body === undefined ? bare(headers) : headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause: Error) => {
      throw new ProblemError([problem('MSV-K001', `${url} cannot be reached: ${words(cause)}`)], {
        cause,
      })
    })
    const cookie = answer.headers.get('set-cookie')
    if (cookie) headers['cookie'] = cookie.split(';')[0]!
    const json: unknown = await answer.json().catch(() => undefined)
    if (!answer.ok || json === undefined) throw new ProblemError(told(json, url))
    // An installation of this program: its interface is described and held to its description.
    return json as T
  }
  if (who.as !== undefined && who.key === undefined)
    await call('POST', '/api/session', {
      email: who.as,
      ...(who.password !== undefined && { password: who.password }),
    })
  return {
    name: url,
    snapshot: () => call<Snapshot>('GET', '/api/library/snapshot'),
    async bytes(hashes) {
      const found = new Map<string, Uint8Array>()
      for (let at = 0; at < hashes.length; at += AT_ONCE) {
        const part = await call<Record<string, string>>('POST', '/api/library/bytes', {
          hashes: hashes.slice(at, at + AT_ONCE),
        })
        for (const [hash, base64] of Object.entries(part))
          found.set(hash, Buffer.from(base64, 'base64'))
      }
      return found
    },
    async push({ files, ...push }) {
      const pushed = await call<RemotePushed & { problems: ToldProblem[] }>(
        'POST',
        '/api/library/push',
        {
          ...push,
          files: files.map(({ path, base, bytes }) => ({
            ...{ path, base },
            base64: bytes === null ? null : Buffer.from(bytes).toString('base64'),
          })),
        },
      )
      return { ...pushed, problems: pushed.problems.map(placed) }
    },
    async close() {
      if (headers['cookie'] !== undefined) await call('DELETE', '/api/session').catch(() => {})
    },
  }
}

/** Without a body there is no type of it. */
function bare({ 'content-type': _, ...headers }: Record<string, string>): Record<string, string> {
  return headers
}

const words = (cause: Error) => (cause.cause as Error | undefined)?.message ?? cause.message

/** A problem as it comes over the wire. */
interface ToldProblem {
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
  readonly code: Problem['code']
  readonly message: string
  readonly hint: string
}

function placed({ file, line, column, code, message, hint }: ToldProblem): Problem {
  const place = file !== null && { place: { file, line: line ?? 1, column: column ?? 1 } }
  return { code, message, hint, ...place }
}

function told(json: unknown, url: string): Problem[] {
  const { code, detail, hint, problems } = (json ?? {}) as {
    readonly code?: Problem['code']
    readonly detail?: string
    readonly hint?: string
    readonly problems?: readonly ToldProblem[]
  }
  if (problems && problems.length > 0) return problems.map(placed)
  if (code !== undefined) return [problem(code, detail ?? '', undefined, hint)]
  return [problem('MSV-K001', `${url} does not answer as an installation does`)]
}
