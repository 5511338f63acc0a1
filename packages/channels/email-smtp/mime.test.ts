import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import DataStream from 'nodemailer/lib/smtp-connection/data-stream'
import { Content, stuff } from './content.ts'
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

// Where a soft line break falls (RFC 2045 §6.7) depends on how the library's streams cut the text.
const joined = (bytes: Buffer) => bytes.toString('latin1').replaceAll('=\r\n', '')

test('parts are joined to what the library would write, but for soft line breaks', async () => {
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
      const first = assemble(compiled())
      assert.equal(joined(first), joined(wanted))
      // No line is longer than quoted-printable and base64 may make it.
      for (const line of first.toString('latin1').split('\r\n\r\n').slice(1).join('').split('\r\n'))
        assert.ok(line.length <= 998)
      // A second time: what is kept of the first has not changed.
      assert.deepEqual(assemble(compiled()), first)
    }),
    { numRuns: 150 },
  )
})

test('dots are stuffed as the library stuffs them; what is no clean mail is left to it', async () => {
  const piece = fc.constantFrom('.', '..', 'a', '\r\n', '\r\n.', 'é', '=', '\n', '\r')
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.boolean(), async (pieces, clean) => {
      const kept = clean ? pieces.filter((one) => one !== '\n' && one !== '\r') : pieces
      const text = `${kept.join('')}\r\n`
      const wanted = await wire(Readable.from([Buffer.from(text, 'latin1')]))
      const bytes = Buffer.from(text, 'latin1')
      assert.equal(await wire(new Content(bytes, () => {})), wanted)
      if (clean) assert.ok(stuff(bytes))
    }),
    { numRuns: 300 },
  )
})

/** What the library puts on the wire for a message. */
async function wire(message: Readable): Promise<string> {
  const stuffing = new DataStream()
  message.pipe(stuffing)
  return Buffer.concat(await Array.fromAsync(stuffing)).toString('latin1')
}
