import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import { assemble } from './mime.ts'

const line = fc.string({ unit: fc.constantFrom(...'aZ09 .=\t-–é漢🎁<>&;"'), maxLength: 200 })
const text = fc
  .array(line, { minLength: 1, maxLength: 12 })
  .map((lines) => lines.join('\r\n') || 'x')
const bytes = fc.uint8Array({ maxLength: 400 }).map((list) => Buffer.from(list))

const mail = fc.record({
  subject: line,
  text,
  html: text,
  inline: fc.array(bytes, { maxLength: 2 }),
  attached: fc.array(fc.record({ filename: line, content: bytes }), { maxLength: 2 }),
})

test('parts are joined to the bytes that the library would write', async () => {
  await fc.assert(
    fc.asyncProperty(mail, async ({ subject, inline, attached, ...texts }) => {
      const compiled = () =>
        new MailComposer({
          ...{ subject, ...texts, from: 'Zoë <a@x.example>', to: 'Ann <b@x.example>' },
          ...{ messageId: '<1@x.example>', date: 'Wed, 01 Dec 2010 08:26:00 +0000' },
          ...{ baseBoundary: '1', textEncoding: 'quoted-printable', newline: '\r\n' },
          attachments: [
            ...inline.map((content, i) => ({ content, cid: `${i}`, contentType: 'image/png' })),
            ...attached.map((one) => ({ ...one, contentType: 'application/pdf' })),
          ],
        }).compile()
      const wanted = await compiled().build()
      assert.equal(assemble(compiled()).toString('latin1'), wanted.toString('latin1'))
      // A second time: what is kept of the first has not changed.
      assert.deepEqual(assemble(compiled()), wanted)
    }),
    { numRuns: 150 },
  )
})
