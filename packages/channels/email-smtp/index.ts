/**
 * In come composed e-mails and the settings of a relay; out go the exact RFC 5322 bytes and what the
 * relay said of each (RFC 5321). It refuses addresses that are not mailboxes, and headers smuggled in
 * with a name. Acceptance by the relay is the strongest thing it can prove.
 */
import type { Channel } from '@misiva/model'
import { encode } from './encode.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'
import type { EmailSettings } from './settings.ts'
import { lookup } from './trace.ts'

export const channel: Channel<EmailSettings> = {
  name: 'email-smtp',
  takes: 'mime',
  properties: {
    interrupts: false,
    physical: false,
    confirms: 'acceptance',
    costs: 1,
    batch: 500,
  },
  settings,
  encode,
  send,
  lookup,
}

export type { EmailSettings } from './settings.ts'
export { parseMail, readSandbox, startSandbox } from './sandbox.ts'
export type { EmailSandbox, EmailSandboxOptions } from './sandbox.ts'
export type { Trouble } from './trouble.ts'
