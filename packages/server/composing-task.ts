import { createHash } from 'node:crypto'
import type { Channel } from '@misiva/model'
import type { ComposedTask, ComposeTask, ThreadWorld } from './composing.ts'
import type { Composers } from './composers.ts'

export type Plugins = ReadonlyMap<string, Channel>

/** Composes and encodes one message. */
export async function composeTask(
  task: ComposeTask,
  composers: Pick<Composers, 'compose'>,
  plugins: Plugins,
  settings: ThreadWorld['channels'],
): Promise<ComposedTask> {
  const composed = await composers.compose({
    template: task.template,
    channel: task.channel,
    language: task.language,
    tone: task.tone,
    data: JSON.parse(task.data) as Record<string, unknown>,
    customer: task.customer,
    links: { portal: task.portal },
    date: task.envelope.date,
    key: task.envelope.key,
    // Intake has held it against the contract.
    checked: true,
  })
  if (!composed.ok) return composed
  const { alternative, composed: content } = composed.value
  const plugin = plugins.get(task.channel)!
  const encoded = await plugin.encode(content, task.envelope, settings[task.channel])
  return {
    ok: true,
    alternative,
    ...encoded,
    bytes: alone(encoded.bytes),
    sha256: createHash('sha256').update(encoded.bytes).digest('hex'),
  }
}

/** Handing bytes to another thread copies all of the buffer they lie in; Node's pool is 64 KiB. */
function alone(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
}
