/**
 * In come composed pages and where to keep them; out go pages that a customer's portal account can
 * open, kept exactly as composed. It refuses messages without an account, and never replaces a page
 * that was published. The signed address and the serving of the page are not its business.
 */
import type { Channel } from '@misiva/model'
import { encode } from './encode.ts'
import { lookup, send } from './send.ts'
import { settings } from './settings.ts'
import type { PortalSettings } from './settings.ts'

export const channel: Channel<PortalSettings> = {
  name: 'portal',
  takes: 'html',
  properties: {
    interrupts: false,
    physical: false,
    confirms: 'acceptance',
    costs: 0,
    batch: 500,
  },
  settings,
  encode,
  send,
  lookup,
}

export type { PortalSettings } from './settings.ts'
export type { PageHead, PortalPage, PortalStore } from './store.ts'
export { folderStore } from './store.ts'
export { startSandbox, readSandbox } from './sandbox.ts'
