/**
 * In come finished PDF documents with their postal addresses. Out goes a spool folder of whole files
 * with an index of pieces, as CSV and as JSON Lines, for a printer or a lettershop. It refuses
 * messages without a postal address, and never prints the same message twice.
 */
import type { Channel } from '@misiva/model'
import { encode } from './encode.ts'
import { lookup, send } from './send.ts'
import { settings } from './settings.ts'
import type { PrintSettings } from './settings.ts'

export const channel: Channel<PrintSettings> = {
  name: 'print-folder',
  takes: 'pages',
  properties: {
    interrupts: false,
    physical: true,
    confirms: 'acceptance',
    costs: 900,
    batch: 500,
  },
  settings,
  encode,
  send,
  lookup,
}

export type { PrintSettings } from './settings.ts'
export type { Piece } from './piece.ts'
export { startSandbox, readSandbox } from './sandbox.ts'
export type { PrintSandbox, Verified } from './sandbox.ts'
