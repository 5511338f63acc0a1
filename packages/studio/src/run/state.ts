import type { Run } from '../api/client.ts'

/** Somebody is working on it: more is to come without anyone doing anything. */
export const isActive = (run: Run | undefined): boolean =>
  run?.state === 'reading' || run?.state === 'working'
