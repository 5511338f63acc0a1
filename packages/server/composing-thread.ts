import { createHash } from 'node:crypto'
import { workerData } from 'piscina'
import { problem } from '@misiva/model'
import type { ComposedTask, ComposeTask, ThreadWorld } from './composing.ts'
import { createComposers } from './composers.ts'
import { installed } from './channels.ts'

const world = workerData as ThreadWorld
const plugins = new Map(installed.map(({ name, channel }) => [name, channel]))
const composers = createComposers(world.release, (channel) => plugins.get(channel)?.takes)

/** Composes and encodes a handful of messages. */
export default async function composeHandful(
  tasks: readonly ComposeTask[],
): Promise<ComposedTask[]> {
  const done: ComposedTask[] = []
  for (const task of tasks)
    done.push(await composeOne(task).catch((error: unknown) => bug(task, error)))
  return done
}

/** A bug, not bad input; but it is this record's alone, and must not hold up the others of its chunk. */
function bug({ template, channel, envelope }: ComposeTask, error: unknown): ComposedTask {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const [first] = words.split('\n')
  process.stderr.write(`Composing record ${envelope.key} failed: ${words}\n`)
  const message = `${first} (${template} for ${channel}, record ${envelope.key})`
  return { ok: false, problems: [problem('MSV-S006', message)] }
}

async function composeOne(task: ComposeTask): Promise<ComposedTask> {
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
  const encoded = await plugin.encode(content, task.envelope, world.channels[task.channel])
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
