import { z } from 'zod'
import { sumChannels } from '@misiva/record'
import type { InstalledChannel } from '../house.ts'
import type { App, Rooms } from './rooms.ts'
import { notFound } from './problems.ts'
import { ChannelList, Problem, ReceivedList } from './schemas.ts'

export function channelRoutes(app: App, { house }: Rooms): void {
  app.get(
    '/api/channels',
    {
      schema: {
        tags: ['channels'],
        operationId: 'listChannels',
        response: { 200: ChannelList },
      },
    },
    async () => {
      const sums = new Map((await sumChannels(house.db)).map((it) => [it.channel, it]))
      const installed = house.channels.names.flatMap((name) => house.channels.get(name) ?? [])
      const items = await Promise.all(
        installed.map(async (channel) => {
          const none = { messages: 0, delivered: 0, failed: 0, pending: 0, inDoubt: 0 }
          const messages = sums.get(channel.name) ?? { channel: channel.name, ...none }
          return { ...describe(channel), messages, sandbox: await sandboxOf(channel) }
        }),
      )
      return { items }
    },
  )
  app.get(
    '/api/channels/:channel/received',
    {
      schema: {
        tags: ['channels'],
        operationId: 'listReceived',
        description: 'The newest messages the sandbox of a channel took, newest first.',
        params: z.object({ channel: z.string().max(100) }),
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
        response: { 200: ReceivedList, 404: Problem },
      },
    },
    async ({ params, query }) => {
      const channel = house.channels.get(params.channel)
      if (!channel) throw notFound(`There is no channel ${params.channel}.`)
      const all = (await channel.received?.()) ?? []
      const items = all
        .slice(-query.limit)
        .toReversed()
        .map(({ message, from, to, at, sha256, size, summary }) => ({
          message: message || null,
          from,
          to,
          at,
          sha256,
          summary,
          bytes: size,
        }))
      return { total: all.length, items }
    },
  )
}

async function sandboxOf(channel: InstalledChannel) {
  if (!channel.sandbox) return null
  return { received: channel.received ? (await channel.received()).length : null }
}

function describe({ name, plugin, settings }: InstalledChannel) {
  const { interrupts, physical, confirms, costs, batch } = plugin.properties
  const settingsSchema = z.toJSONSchema(plugin.settings, { unrepresentable: 'any', io: 'input' })
  return {
    name,
    plugin: plugin.name,
    takes: plugin.takes,
    properties: { interrupts, physical, confirms, costs, batch },
    settingsSchema: settingsSchema as Record<string, unknown>,
    settings: masked(settings, settingsSchema),
  }
}

/** A secret leaves the server as dots, whatever it is; its schema says that it is one. */
function masked(settings: unknown, schema: unknown): Record<string, unknown> {
  if (typeof settings !== 'object' || settings === null) return {}
  const { properties = {} } = (schema ?? {}) as {
    properties?: Record<string, { secret?: unknown }>
  }
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const property = properties[key]
      if (property?.secret === true) return [key, value ? '••••••••' : '']
      if (typeof value === 'function') return [key, null]
      const nested = typeof value === 'object' && value !== null && !Array.isArray(value)
      return [key, nested ? masked(value, property) : value]
    }),
  )
}
