import { join } from 'node:path'
import { installed } from '../channels.ts'
import { interruption } from '../interruption.ts'
import { openSandboxes } from '../sandboxes.ts'
import { readSettings } from '../settings.ts'

export async function open(options: { readonly json?: boolean }): Promise<void> {
  const signal = interruption()
  const settings = readSettings(process.env)
  const sandboxes = await openSandboxes(join(settings.data, 'sandbox'), installed)
  const known = Object.fromEntries(installed.map(({ name }) => [name, sandboxes.settings(name)]))
  if (options.json) process.stdout.write(`${JSON.stringify(known)}\n`)
  else {
    for (const [name, value] of Object.entries(known)) {
      process.stdout.write(`${name.padEnd(8)} ${JSON.stringify(value)}\n`)
    }
  }
  if (!sandboxes.own) {
    process.stderr.write('Another process has them open already.\n')
    return
  }
  await new Promise<void>((resolve) => {
    const alive = setInterval(() => {}, 60_000)
    signal.addEventListener('abort', () => (clearInterval(alive), resolve()), { once: true })
  })
  await sandboxes.close()
}
