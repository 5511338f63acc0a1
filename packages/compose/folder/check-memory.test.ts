import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkContent } from './check.ts'
import { CheckMemory } from './check-memory.ts'
import { LiveFolder } from './live.ts'
import { isContentFile } from './paths.ts'

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bank = join(import.meta.dirname, '../../../examples/bank')
const encode = (text: string) => new TextEncoder().encode(text)

test('checking with a memory says what checking anew says, after every edit', async () => {
  const live = new LiveFolder(digest)
  const paths = readdirSync(bank, { recursive: true, encoding: 'utf8' }).filter(
    (path) => statSync(join(bank, path)).isFile() && isContentFile(path),
  )
  for (const path of paths) live.put(path, readFileSync(join(bank, path)))
  const memory = new CheckMemory()
  const edits: [string, string | undefined][] = [
    ['blocks/was-this-you.en.md', '{{ nobody.knows }}\n'],
    ['blocks/was-this-you.en.md', 'Well?\n'],
    ['blocks/online.en.md', '::block{name=was-this-you}\n'],
    ['blocks/was-this-you.en.md', '{{ alert.merchant }}\n'],
    ['blocks/was-this-you.es.md', undefined],
    ['templates/fraud-alert/sms.en.md', '::block{name=no-such}\n'],
    ['topics.yaml', 'other: { class: service, channels: [sms] }\n'],
  ]
  for (const [path, text] of [...edits, ['README.md', 'nothing'] as const]) {
    if (path !== 'README.md') live.put(path, text === undefined ? undefined : encode(text))
    const { release, placeIn } = live.read()
    const anew = await checkContent(release, { placeIn })
    assert.deepEqual(await checkContent(release, { placeIn, memory }), anew, path)
    // Once more, from memory alone.
    assert.deepEqual(await checkContent(release, { placeIn, memory }), anew, path)
  }
})
