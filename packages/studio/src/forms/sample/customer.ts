import type { Contract, Organisation } from '@misiva/model'

interface Known {
  readonly organisation: Organisation
  readonly languages: readonly string[]
  readonly channels: readonly string[]
  readonly topics: readonly string[]
}

/** What a sample says of its customer, as a contract of its own; nothing of it has to be said. */
export function customerContract({ organisation, channels, topics }: Known): Contract {
  const text = (more: object = {}) => ({ type: 'string', ...more })
  return {
    type: 'object',
    properties: {
      key: text({ minLength: 1 }),
      name: text({ minLength: 1 }),
      language: text({ pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$', examples: ['en'] }),
      country: text({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1: GB, ES, CN' }),
      timeZone: text({ examples: [organisation.timeZone], description: 'Europe/Madrid' }),
      contactPoints: list({
        channel: { enum: channels },
        address: text({ minLength: 1, maxLength: 500 }),
        state: { enum: ['verified', 'unverified', 'bouncing', 'suppressed'] },
      }),
      preferences: list({
        topic: { enum: ['*', ...topics] },
        channel: { enum: channels },
        origin: { enum: ['stated', 'learned'] },
      }),
      ...(organisation.customer && {
        attributes: { type: 'object', properties: organisation.customer },
      }),
    },
  }
}

const list = (properties: Readonly<Record<string, object>>) => ({
  type: 'array',
  items: { type: 'object', required: Object.keys(properties), properties },
})
