import { z } from 'zod'
import type { PortalStore } from './store.ts'

/** Where pages are kept: in a folder, or wherever the program that serves them keeps them. */
export const settings = z
  .strictObject({
    folder: z.string().min(1).optional().meta({ title: 'Folder of published pages' }),
    store: z
      .custom<PortalStore>(isStore, 'a store has put and get')
      .optional()
      .meta({ title: 'Store', hidden: true }),
  })
  .refine((value) => (value.folder === undefined) !== (value.store === undefined), {
    error: 'Give either a folder or a store',
  })

export type PortalSettings = z.infer<typeof settings>

function isStore(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return ['put', 'get'].every((name) => typeof Reflect.get(value, name) === 'function')
}
