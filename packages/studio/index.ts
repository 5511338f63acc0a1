/**
 * Comes in: the HTTP interface, by types generated from its description. Goes out: the web
 * application staff work in all day, built to `dist/`, and `ensureStudioBuilt` for whoever serves
 * it. Refuses: anything not offered by HTTP; it knows no database, no files and no secrets.
 */
export { ensureStudioBuilt } from './build.ts'
