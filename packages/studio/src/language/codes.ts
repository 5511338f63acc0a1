import { codes, codesEs, codesZh } from '@misiva/model'
import type { CodeTables } from './problems.ts'

/** The table of codes with its translations; a part of its own, which English screens do not need. */
export const codeTables: CodeTables = { english: codes, es: codesEs, zh: codesZh }
