import { z } from 'zod'

export const settings = z.strictObject({
  host: z.string().min(1).meta({ title: 'Relay host' }),
  port: z.int().min(1).max(65535).default(587).meta({ title: 'Port' }),
  security: z.enum(['none', 'starttls', 'tls']).default('starttls').meta({
    title: 'Encryption',
    description: 'starttls and tls fail rather than fall back to plain text',
  }),
  verifyCertificate: z.boolean().default(true).meta({ title: 'Check the relay’s certificate' }),
  user: z.string().min(1).optional().meta({ title: 'User' }),
  password: z.string().min(1).optional().meta({ title: 'Password', secret: true }),
  clientName: z
    .string()
    .regex(/^[A-Za-z0-9.:[\]-]+$/)
    .optional()
    .meta({ title: 'Name given in EHLO', description: 'Host name of this sender' }),
  connections: z.int().min(1).max(50).default(4).meta({ title: 'Connections at once' }),
  timeout: z
    .number()
    .min(1)
    .max(600)
    .default(60)
    .meta({ title: 'Seconds without an answer until a connection counts as lost' }),
  trace: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      title: 'Message trace',
      description:
        'Address that answers what became of a message; {message} stands for its UUID, the left part of its Message-ID',
    }),
})

export type EmailSettings = z.infer<typeof settings>
