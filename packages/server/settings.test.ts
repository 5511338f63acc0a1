import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { ProblemError } from '@misiva/model'
import { channelVariables, readChannelSettings } from './channel-settings.ts'
import { installed } from './channels.ts'
import { readSettings, settingNames } from './settings.ts'

const manual = await readFile(new URL('../../docs/settings.md', import.meta.url), 'utf8')

test('the manual names every setting, and no other', () => {
  const told = [...manual.matchAll(/^\| `([A-Z_]+)`/gm)].map((found) => found[1]!)
  const channels = installed.flatMap(({ name, channel }) => channelVariables(name, channel))
  // Given by the program that embeds the portal, never as text.
  const known = [...settingNames, ...channels].filter((name) => name !== 'MISIVA_PORTAL_STORE')
  assert.deepEqual(told.toSorted(), known.toSorted())
})

test('what the manual says is the default is the default', () => {
  const settings = readSettings({})
  for (const [name, value] of [
    ['MISIVA_PORT', settings.port],
    ['MISIVA_HOST', settings.host],
    ['MISIVA_THREADS', settings.threads],
  ] as const) {
    const row = manual.split('\n').find((line) => line.startsWith(`| \`${name}\``))
    assert.match(row ?? '', new RegExp(`\\| \`${value}\` +\\|`), name)
  }
})

const refused = (work: () => unknown, words: RegExp) =>
  assert.throws(work, (error) => {
    assert.ok(error instanceof ProblemError && error.problems[0]?.code === 'MSV-S003')
    assert.match(error.message, words)
    return true
  })

test('a wrong setting is refused by its name; an empty one is none', () => {
  refused(() => readSettings({ MISIVA_PORT: '70000' }), /MISIVA_PORT/)
  refused(() => readSettings({ DATABASE_URL: 'mysql://x/y' }), /DATABASE_URL/)
  assert.equal(readSettings({ MISIVA_PORT: '' }).port, 4600)
})

test('a channel takes its settings from the environment, typed, with a pace beside them', () => {
  const email = installed.find(({ name }) => name === 'email')!.channel
  const read = (variables: Record<string, string>) => readChannelSettings('email', email, variables)
  const { own, pace } = read({
    ...{ MISIVA_EMAIL_HOST: 'relay', MISIVA_EMAIL_PORT: '2525', MISIVA_EMAIL_PACE: '12.5' },
    MISIVA_EMAIL_VERIFY_CERTIFICATE: 'false',
  })
  const { host, port, verifyCertificate } = own as Record<string, unknown>
  assert.deepEqual([host, port, verifyCertificate, pace], ['relay', 2525, false, 12.5])
  assert.deepEqual(read({ MISIVA_EMAIL_PACE: '3' }), { own: undefined, pace: 3 })
  refused(() => read({ MISIVA_EMAIL_PACE: '0' }), /MISIVA_EMAIL_PACE/)
  refused(() => read({ MISIVA_EMAIL_HOST: 'x', MISIVA_EMAIL_PORT: 'many' }), /MISIVA_EMAIL_PORT/)
})
