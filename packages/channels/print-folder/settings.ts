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
  duplex: z
    .boolean()
    .default(true)
    .meta({ title: 'Printed on both sides', description: 'Two pages make one sheet' }),
})

export type PrintSettings = z.infer<typeof settings>
