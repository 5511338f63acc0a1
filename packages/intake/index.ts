/**
 * In come data files as streams of bytes, with a description of how their rows become records. Out
 * come checked records, one customer each, and rejections that say what is wrong, where, and what
 * to do. It refuses to guess: a record with a doubtful row is held back, by name, and the rest goes
 * on.
 */
export { parseSource, readSource } from './read.ts'
export type { ReadOptions, SourceDescription, SourceItem } from './read.ts'
export type { Rejection } from './rejection.ts'
