import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import openapiTS, { astToString } from 'openapi-typescript'
import { createApp } from 'misiva/http'

const file = new URL('src/api/schema.gen.ts', import.meta.url)
const head =
  '// Generated from the HTTP interface by `UPDATE_API=1 node --test packages/studio/api.test.ts`.\n\n'

test('the studio’s types are those of the interface as the server describes it', async () => {
  // Describing asks nothing of the house but its address.
  const settings = { url: 'http://localhost', host: '127.0.0.1' }
  const app = await createApp({ settings } as Parameters<typeof createApp>[0])
  const answer = await app.inject({ url: '/api/openapi.json', headers: { host: 'localhost' } })
  await app.close()
  assert.equal(answer.statusCode, 200)
  const description = answer.json<{ openapi: string; paths: Record<string, object> }>()
  assert.equal(description.openapi, '3.1.0')
  assert.ok(Object.keys(description.paths).length >= 12)
  const types = head + astToString(await openapiTS(JSON.stringify(description)))
  if (process.env['UPDATE_API']) writeFileSync(file, types)
  assert.equal(readFileSync(file, 'utf8'), types)
})
