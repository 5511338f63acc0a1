import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { openBlobs } from './blobs.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the archive’s bytes', () => {
  let database: TestDatabase
  let folder: string
  before(async () => {
    database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'misiva-blobs-'))
  })
  after(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('come back as they went in, each kept once, from several writers', async () => {
    const one = openBlobs(folder, database.db)
    const two = openBlobs(folder, database.db)
    const blob = fc.record({
      bytes: fc.uint8Array({ maxLength: 3000 }),
      mediaType: fc.constantFrom('text/html; charset=utf-8', 'application/pdf', 'message/rfc822'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(blob, { maxLength: 8 }), fc.boolean(), async (blobs, first) => {
        const input = blobs.map((b) => ({ ...b, sha256: hashOf(b.bytes) }))
        const writer = first ? one : two
        await writer.index(database.db, await writer.append(input))
        const back = await (first ? two : one).readMany(input.map((b) => b.sha256))
        for (const { sha256, bytes } of input)
          assert.deepEqual(new Uint8Array(back.get(sha256)!), bytes)
      }),
      { numRuns: 25 },
    )
    assert.equal(await one.read('0'.repeat(64)), undefined)
    await one.close()
    await two.close()
    assert.equal((await readdir(folder)).length, 2, 'one segment for each writer')
  })

  test('are refused when the file was damaged', async () => {
    const blobs = openBlobs(folder, database.db)
    const bytes = Buffer.from('a communication that was changed on disk')
    const places = await blobs.append([
      { sha256: hashOf(bytes), bytes, mediaType: 'application/pdf' },
    ])
    await blobs.index(database.db, places)
    const file = join(folder, places[0]!.segment)
    const damaged = await readFile(file)
    damaged[places[0]!.position + 3]! ^= 1
    await writeFile(file, damaged)
    await assert.rejects(blobs.read(hashOf(bytes)), /damaged/)
    await blobs.close()
  })
})
