import type { Received, Sandbox, SandboxOptions } from '@misiva/model'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { settings as schema } from './settings.ts'
import type { PortalSettings } from './settings.ts'
import { folderStore } from './store.ts'

/** A folder of pages that nobody serves. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox<PortalSettings>> {
  const folder = resolve(options.directory)
  await mkdir(folder, { recursive: true })
  return {
    settings: schema.parse({ folder }),
    received: () => readSandbox(folder),
    count: async () => (await folderStore(folder).all()).length,
    close: () => Promise.resolve(),
  }
}

/** The pages published in a folder. */
export async function readSandbox(directory: string): Promise<readonly Received[]> {
  const store = folderStore(directory)
  return (await store.all()).map((page) => ({
    message: page.message,
    from: '',
    to: page.account,
    at: page.at,
    sha256: page.sha256,
    size: page.size,
    summary: page.key,
    bytes: () => store.bytes(page.message),
  }))
}
