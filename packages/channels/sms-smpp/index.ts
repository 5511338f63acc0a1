/**
 * In come short texts and the settings of a message centre; out go SMPP 3.4 submissions, segmented
 * and coded in GSM-7 or UCS-2, and what the centre said, at once and by delivery receipts. It refuses
 * numbers that are not E.164 and texts over the parts allowed. A text of several parts counts as
 * delivered only when all its parts are.
 */
import type { Channel } from '@misiva/model'
import { listen } from './listen.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'
import type { SmsSettings } from './settings.ts'
import { encode } from './text.ts'
import { lookup } from './trace.ts'

export const channel: Channel<SmsSettings> = {
  name: 'sms-smpp',
  takes: 'text',
  properties: {
    interrupts: true,
    physical: false,
    confirms: 'delivery',
    costs: 60,
    batch: 500,
  },
  settings,
  encode,
  send,
  listen,
  lookup,
}

export type { SmsSettings } from './settings.ts'
export { startSandbox, readSandbox } from './sandbox.ts'
export type { SmsSandboxOptions } from './sandbox.ts'
export type { Trouble } from './trouble.ts'
