import { join } from 'node:path'
import * as email from '@misiva/channel-email-smtp'
import * as portal from '@misiva/channel-portal'
import * as print from '@misiva/channel-print-folder'
import * as sms from '@misiva/channel-sms-smpp'
import { readChannelSettings } from './channel-settings.ts'
import type { Channels, InstalledChannel } from './house.ts'
import { openSandboxes } from './sandboxes.ts'
import type { Settings } from './settings.ts'
import type { Installation } from './installation.ts'

/** The installed channels. A new channel is its folder and its line here. */
export const installed: readonly Installation[] = [
  { name: 'print', ...print },
  { name: 'email', ...email },
  { name: 'sms', ...sms },
  { name: 'portal', ...portal },
]

export interface OpenChannels extends Channels {
  close(): Promise<void>
}

/**
 * The channels with their settings from the environment; one that is not set goes to its sandbox,
 * which is opened here unless another process has it open.
 */
export async function openChannels(settings: Settings): Promise<OpenChannels> {
  const given = installed.map((installation) => ({
    ...installation,
    given: readChannelSettings(installation.name, installation.channel, settings.environment),
  }))
  const toSandbox = given.filter(({ given: { own } }) => own === undefined)
  const folder = join(settings.data, 'sandbox')
  const sandboxes = toSandbox.length > 0 ? await openSandboxes(folder, toSandbox) : undefined
  const channels = new Map<string, InstalledChannel>(
    given.map(({ name, channel: plugin, given: { own, pace } }) => [
      name,
      {
        name,
        plugin,
        settings: own ?? sandboxes!.settings(name),
        sandbox: own === undefined,
        ...(pace !== undefined && { pace }),
        ...(own === undefined && { received: () => sandboxes!.received(name) }),
      },
    ]),
  )
  return {
    names: [...channels.keys()],
    get: (name) => channels.get(name),
    close: async () => sandboxes?.close(),
  }
}
