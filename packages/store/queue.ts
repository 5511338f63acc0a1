import { run as startRunner, type Runner, type Task } from 'graphile-worker'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Connection } from './connect.ts'
import { quiet } from './migrate.ts'
import type { Database } from './schema.ts'

/** The one kind of job there is: work a chunk of a run. */
export interface ChunkJob {
  readonly run: string
  readonly number: number
}

const TASK = 'work-chunk'

/**
 * Enters the job that works a chunk, in the caller's transaction; `at` puts it off. A job of the same
 * chunk still waiting is replaced; one under way, or left locked by a process that died, is passed by
 * (whoever comes to a chunk second finds it owned or done).
 */
export async function enterJob(
  db: Kysely<Database> | Transaction<Database>,
  { run, number }: ChunkJob,
  at?: string,
): Promise<void> {
  await sql`
    select graphile_worker.add_job(${TASK}, payload := ${JSON.stringify({ run, number })}::json,
      run_at := coalesce(${at ?? null}::timestamptz, now()), max_attempts := 20,
      job_key := ${`${run}:${number}`}, job_key_mode := 'replace')
  `.execute(db)
}

/**
 * Takes away the jobs of a run that a process left behind when it died: the queue would hold them for
 * four hours. Their chunks are entered anew by whoever takes up the run.
 */
export async function forgetJobs(db: Kysely<Database>, run: string): Promise<void> {
  await sql`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and t.identifier = ${TASK} and j.payload->>'run' = ${run}
  `.execute(db)
}

export interface Workers {
  /** Waits for the jobs under way, then ends. */
  stop(): Promise<void>
}

/**
 * Works jobs with this process's share of hands. A job that throws is tried again later, up to twenty
 * times with growing pauses; its error is told to `onError`.
 */
export async function startWorkers(
  connection: Connection,
  options: {
    readonly hands: number
    work(job: ChunkJob, signal: AbortSignal): Promise<void>
    onError(error: unknown, job: ChunkJob): void
  },
): Promise<Workers> {
  const stopping = new AbortController()
  const task: Task = async (payload) => {
    const job = payload as ChunkJob
    try {
      await options.work(job, stopping.signal)
    } catch (error) {
      if (stopping.signal.aborted) return
      options.onError(error, job)
      throw error
    }
  }
  const runner: Runner = await startRunner({
    pgPool: connection.pool,
    concurrency: options.hands,
    // Jobs announce themselves; looking is for those put off.
    pollInterval: 250,
    noHandleSignals: true,
    logger: quiet,
    taskList: { [TASK]: task },
  })
  return {
    async stop() {
      stopping.abort()
      await runner.stop()
    },
  }
}
