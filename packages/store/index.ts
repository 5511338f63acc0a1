/**
 * In come rows, bytes and jobs. Out go connections to a migrated PostgreSQL (the embedded one or one
 * of yours), typed queries, the archive's verified bytes and chunks of work. It refuses sums that its
 * rows do not bear out, bytes whose hash is not theirs, and a migration edited after it was applied.
 */
export type * from './schema.ts'
export type * from './library-schema.ts'
export { connect } from './connect.ts'
export type { Connection } from './connect.ts'
export { openDatabase } from './database.ts'
export { joinCluster } from './cluster.ts'
export type { Cluster } from './cluster.ts'
export { migrate } from './migrate.ts'
export { openBlobs } from './blobs.ts'
export type { Blobs, BlobInput, BlobPlace } from './blobs.ts'
export { storeRelease, readRelease } from './releases.ts'
export {
  ownRun,
  abandonedChunks,
  sourceRead,
  finishRun,
  hasUnfinished,
  leaveRun,
  markDeadRuns,
} from './runs.ts'
export type { OwnedRun, RunIdentity } from './runs.ts'
export { enterChunk, enterCustomers, enterRejections } from './communications.ts'
export type { NewChunk, NewRejection } from './communications.ts'
export { ownChunk, undecidedOf, unsettledOf, closeChunk, reopenChunksOf } from './work.ts'
export type { OwnedChunk, Undecided, Unsettled } from './work.ts'
export { newId } from './ids.ts'
export { enterOrder, findOrder, reviveOrders } from './orders.ts'
export type { NewOrder } from './orders.ts'
export { readCustomer } from './customers.ts'
export { enterJob, forgetJobs, startWorkers } from './queue.ts'
export type { ChunkJob, Workers } from './queue.ts'
