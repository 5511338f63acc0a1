import { z } from 'zod'

export const settings = z.strictObject({
  folder: z.string().min(1).meta({ title: 'Spool folder' }),
  job: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .optional()
    .meta({
      title: 'Job',
      description: 'Folder within the spool for these pieces; without it the date on the message',
    }),
  duplex: z.boolean().default(true).meta({
    title: 'Printed on both sides',
    description: 'Two pages make one sheet, where a document does not say itself how it is printed',
  }),
  papers: z
    .string()
    .regex(/^\s*[^\s=,]+\s*=\s*\d{2,3}\s*(?:,\s*[^\s=,]+\s*=\s*\d{2,3}\s*)*$/)
    .optional()
    .meta({
      title: 'Weight of papers',
      description: 'In g/m², by the names page masters give them: letterhead=90, *=80',
    }),
  envelope: z
    .number()
    .min(0)
    .max(1000)
    .default(0)
    .meta({ title: 'Weight of an envelope', description: 'In grams, part of each piece' }),
})

export type PrintSettings = z.infer<typeof settings>
