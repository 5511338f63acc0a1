import { z } from 'zod'

export const settings = z.strictObject({
  host: z.string().min(1).meta({ title: 'Message centre host' }),
  port: z.int().min(1).max(65535).default(2775).meta({ title: 'Port' }),
  tls: z.boolean().default(false).meta({ title: 'TLS' }),
  // SMPP 3.4 §5.2.1–5.2.3: at most 15, 8 and 12 octets.
  systemId: z.string().min(1).max(15).meta({ title: 'System id' }),
  password: z.string().max(8).default('').meta({ title: 'Password', secret: true }),
  systemType: z.string().max(12).default('').meta({ title: 'System type' }),
  window: z
    .int()
    .min(1)
    .max(1000)
    .default(50)
    .meta({ title: 'Submissions under way at once', description: 'As the centre allows' }),
  maxParts: z
    .int()
    .min(1)
    .max(255)
    .default(10)
    .meta({ title: 'Most parts of one text', description: 'Longer texts are refused' }),
  validityHours: z
    .int()
    .min(1)
    .max(24 * 30)
    .default(48)
    .meta({ title: 'Hours the centre keeps trying' }),
  receiptWait: z.number().min(0).max(600).default(2).meta({
    title: 'Seconds a batch waits for delivery receipts',
    description: 'Later receipts are taken by the listening connection',
  }),
  timeout: z
    .number()
    .min(1)
    .max(600)
    .default(30)
    .meta({ title: 'Seconds without an answer until the connection counts as lost' }),
  enquireLink: z
    .number()
    .min(1)
    .max(3600)
    .default(30)
    .meta({ title: 'Seconds between enquire_link' }),
  referenceTag: z.int().min(0x1400).max(0x3fff).optional().meta({
    title: 'Tag of the parameter that carries our reference',
    description:
      'A vendor parameter (SMPP 3.4 §5.3.2, 0x1400–0x3FFF) the centre returns in receipts; with it a receipt finds its message after a crash',
  }),
  trace: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      title: 'Message trace',
      description: 'Address that answers what became of a message; {message} stands for its UUID',
    }),
})

export type SmsSettings = z.infer<typeof settings>
