import { resolve } from 'node:path'
import { z } from 'zod'
import { ProblemError, problem } from '@misiva/model'

/** What the installation is told by its environment. Every name is in `docs/settings.md`. */
export interface Settings {
  /** Port of the studio and the HTTP interface. */
  readonly port: number
  /** Address they listen on. */
  readonly host: string
  /** Folder of everything kept outside the database, absolute. */
  readonly data: string
  /** A PostgreSQL of yours; undefined uses the embedded one. */
  readonly databaseUrl: string | undefined
  /** Where customers reach the portal, without a slash at the end. */
  readonly url: string
  /** Threads that compose; 0 means one for each core. */
  readonly threads: number
  readonly environment: Readonly<Record<string, string | undefined>>
}

const schema = z.object({
  MISIVA_PORT: z.coerce.number().int().min(0).max(65535).default(4600),
  MISIVA_HOST: z.string().min(1).default('127.0.0.1'),
  MISIVA_DATA: z.string().min(1).default('.misiva'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MISIVA_URL: z.url({ protocol: /^https?$/ }).optional(),
  MISIVA_THREADS: z.coerce.number().int().min(0).max(256).default(0),
})

/** The names of all settings but those of channels. */
export const settingNames: readonly string[] = Object.keys(schema.shape)

/** Reads and checks the settings; a wrong one throws MSV-S003 with its name. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  // An empty variable is the same as none: that is how shells and compose files unset one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = schema.safeParse(given)
  if (!read.success) {
    throw new ProblemError(
      read.error.issues.map((issue) =>
        problem('MSV-S003', `${issue.path.join('.')}: ${issue.message}`),
      ),
    )
  }
  const s = read.data
  return {
    port: s.MISIVA_PORT,
    host: s.MISIVA_HOST,
    data: resolve(s.MISIVA_DATA),
    databaseUrl: s.DATABASE_URL,
    url: (s.MISIVA_URL ?? `http://localhost:${s.MISIVA_PORT}`).replace(/\/+$/, ''),
    threads: s.MISIVA_THREADS,
    environment,
  }
}
