/**
 * In come commands, requests and data files. Out go runs brought to their end, the studio and the
 * HTTP interface, from the one room that knows all the others. It refuses settings that are not
 * valid, and to end with status 0 what does not reconcile.
 */
export { openHouse } from './open-house.ts'
export { readSettings } from './settings.ts'
export { performRun } from './run.ts'
export type { House } from './house.ts'
export type { Settings } from './settings.ts'
