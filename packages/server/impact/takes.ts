import type { Takes } from '@misiva/model'
import { installed } from '../channels.ts'

/** What the installed channels carry, by the names the installation gives them. */
export const installedTakes: Readonly<Record<string, Takes>> = Object.fromEntries(
  installed.map(({ name, channel }) => [name, channel.takes]),
)

export const takesOf = (channel: string): Takes | undefined =>
  Object.hasOwn(installedTakes, channel) ? installedTakes[channel] : undefined
