import { ProblemError } from '@misiva/model'
import type { Composed, Envelope, Outcome, Outgoing } from '@misiva/model'
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { mailbox } from './address.ts'
import { channel, readSandbox, startSandbox } from './index.ts'
import type { EmailSandbox, EmailSandboxOptions, EmailSettings } from './index.ts'

const never = new AbortController().signal
let root = ''
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'misiva-email-'))
})
after(() => rm(root, { recursive: true, force: true }))

function envelope(change: Partial<Envelope> = {}): Envelope {
  return {
    id: randomUUID(),
    from: 'Harbour & Finch <billing@harbourfinch.example>',
    to: 'zoe@customers.example',
    toName: 'Zoë Müller-Lüdenscheidt',
    language: 'de-DE',
    date: '2010-12-01T08:26:00Z',
    key: '536365',
    customer: '17850',
    ...change,
  }
}

const pixel = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 255])
const mime: Composed = {
  kind: 'mime',
  subject:
    'Ihre Rechnung 536365 über 139,12 € — 谢谢 🎁 und ein ausnehmend langer Betreff, der gefaltet werden muss',
  html: `<p>Grüße</p>\n.\n..leading dots\n${'long '.repeat(600)}<img src="cid:logo">`,
  text: 'Grüße\n.\nFrom here\n',
  attachments: [
    { filename: 'Rechnung Nº 5 – „Müller“.pdf', mediaType: 'application/pdf', bytes: pixel },
  ],
  inline: [{ cid: 'logo', mediaType: 'image/png', bytes: pixel }],
}

async function outgoing(to: string, composed = mime): Promise<Outgoing> {
  const own = envelope({ to })
  const encoded = await channel.encode(composed, own, settings())
  const sha256 = createHash('sha256').update(encoded.bytes).digest('hex')
  return { envelope: own, encoded, sha256 }
}

const settings = (change: object = {}): EmailSettings =>
  channel.settings.parse({ host: '127.0.0.1', ...change })

const send = (batch: readonly Outgoing[], to: EmailSettings): Promise<Outcome[]> =>
  Array.fromAsync(channel.send(batch, to, never))

async function withSandbox(
  options: Omit<EmailSandboxOptions, 'directory'>,
  work: (sandbox: EmailSandbox) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox({ ...options, directory: join(root, randomUUID()) })
  try {
    await work(sandbox)
  } finally {
    await sandbox.close()
  }
}

describe('what the relay says', () => {
  const cases: readonly [string, string, RegExp, boolean | undefined][] = [
    ['ann@x.example', 'accepted', /^250 2\.0\.0 OK: queued as 1/, undefined],
    ['bounce@x.example', 'bounced', /^550 5\.1\.1 /, undefined],
    ['full+tag@x.example', 'deferred', /^452 4\.2\.2 /, true],
    ['busy@x.example', 'deferred', /^421 4\.3\.2 /, true],
    ['refuse@x.example', 'bounced', /^554 5\.7\.1 /, undefined],
    ['slow@x.example', 'accepted', /^250 /, undefined],
  ]
  for (const [to, kind, words, retry] of cases) {
    test(`${to} → ${kind}`, () =>
      withSandbox({ slow: 50 }, async (sandbox) => {
        const message = await outgoing(to)
        const [outcome, ...more] = await send([message], sandbox.settings)
        assert.deepEqual(more, [])
        assert.equal(outcome?.receipt.kind, kind)
        assert.match(outcome?.receipt.detail ?? '', words)
        assert.equal(outcome?.retry, retry)
        assert.equal(await sandbox.count(), kind === 'accepted' ? 1 : 0)
      }))
  }

  test('a greylisted address takes the message the second time', () =>
    withSandbox({}, async (sandbox) => {
      const message = await outgoing('greylist@x.example')
      const [first] = await send([message], sandbox.settings)
      assert.deepEqual([first?.receipt.kind, first?.retry], ['deferred', true])
      const [second] = await send([message], sandbox.settings)
      assert.equal(second?.receipt.kind, 'accepted')
    }))

  test('a message over the announced size is refused, and is not the customer’s fault', () =>
    withSandbox({ size: 1000 }, async (sandbox) => {
      const [outcome] = await send([await outgoing('ann@x.example')], sandbox.settings)
      assert.equal(outcome?.receipt.kind, 'rejected')
      assert.match(outcome?.receipt.detail ?? '', /^MSV-K003 .*larger than allowed 1000/)
    }))

  test('trouble with some costs the others nothing', () =>
    withSandbox({ slow: 20 }, async (sandbox) => {
      const names = ['bounce', 'ann', 'drop', 'busy', 'bob', 'full', 'slow', 'cid', 'refuse', 'dan']
      const batch = await Promise.all(names.map((name) => outgoing(`${name}@x.example`)))
      const outcomes = await send(batch, sandbox.settings)
      const told = new Map(outcomes.map(({ receipt }) => [receipt.message, receipt.kind]))
      const kinds = batch.map(({ envelope: { id } }) => told.get(id))
      const expected = ['bounced', 'accepted', undefined, 'deferred', 'accepted', 'deferred']
      assert.deepEqual(kinds, [...expected, 'accepted', 'accepted', 'bounced', 'accepted'])
      assert.equal(await sandbox.count(), 5)
    }))
})

describe('the way to the relay', () => {
  test('a relay that goes away in the middle: each message is told, or in doubt, or never went', () =>
    withSandbox({}, async (sandbox) => {
      const batch = await Promise.all(
        Array.from({ length: 200 }, (_, i) => outgoing(`c${i}@x.example`)),
      )
      const told = new Map<string, string>()
      for await (const { receipt } of channel.send(batch, sandbox.settings, never)) {
        told.set(receipt.message, receipt.kind)
        if (told.size === 20) void sandbox.close()
      }
      const there = new Set((await sandbox.received()).map((one) => one.message))
      for (const {
        envelope: { id },
      } of batch) {
        if (told.get(id) === 'accepted') assert.ok(there.has(id))
        if (told.get(id) === 'deferred') assert.ok(!there.has(id))
      }
      const doubt = batch.filter((message) => !told.has(message.envelope.id)).length
      assert.ok(doubt <= sandbox.settings.connections, `${doubt} in doubt`)
    }))

  test('STARTTLS and a login; wrong ones are told in the relay’s words', async (t) => {
    const request =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost'
    const files = ['-keyout', join(root, 'key.pem'), '-out', join(root, 'cert.pem')]
    const made = spawnSync('openssl', [...request.split(' '), ...files])
    if (made.error || made.status !== 0) return t.skip('openssl is not installed')
    const key = await readFile(join(root, 'key.pem'), 'utf8')
    const cert = await readFile(join(root, 'cert.pem'), 'utf8')
    const login = { user: 'misiva', password: 'right' }
    for (const from of ['starttls', 'start'] as const) {
      await withSandbox({ login, tls: { key, cert, from } }, async (sandbox) => {
        const message = await outgoing('ann@x.example')
        const [outcome] = await send([message], sandbox.settings)
        assert.equal(outcome?.receipt.kind, 'accepted')
        const refused = (change: object, words: RegExp) =>
          assert.rejects(send([message], { ...sandbox.settings, ...change }), (error) => {
            assert.ok(error instanceof ProblemError && error.problems[0]?.code === 'MSV-K001')
            assert.match(error.message, words)
            return true
          })
        await refused({ password: 'wrong' }, /535 5\.7\.8/)
        await refused({ verifyCertificate: true }, /certificate/i)
      })
    }
  })

  test('encryption asked for and not offered fails; it never falls back to plain text', () =>
    withSandbox({}, async (sandbox) => {
      const message = await outgoing('ann@x.example')
      const wanted = { ...sandbox.settings, security: 'starttls' as const }
      await assert.rejects(send([message], wanted), /MSV-K001/)
      assert.equal(await sandbox.count(), 0)
    }))
})

test('a sandbox killed at any moment knows every message it acknowledged', async () => {
  const directory = join(root, 'killed')
  const code = `
    const { startSandbox } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const sandbox = await startSandbox({ directory: ${JSON.stringify(directory)} })
    console.log(JSON.stringify(sandbox.settings))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const batch = await Promise.all(
    Array.from({ length: 300 }, (_, i) => outgoing(`c${i}@x.example`)),
  )
  const accepted: string[] = []
  for await (const { receipt } of channel.send(batch, settings(JSON.parse(String(line))), never)) {
    if (receipt.kind === 'accepted') accepted.push(receipt.message)
    if (accepted.length === 100) child.kill('SIGKILL')
  }
  const there = new Set((await readSandbox(directory)).map((one) => one.message))
  assert.ok(accepted.length >= 100)
  assert.ok(accepted.every((id) => there.has(id)))
  const again = await startSandbox({ directory })
  for (const one of await again.received()) {
    const bytes = await one.bytes()
    assert.equal(createHash('sha256').update(bytes).digest('hex'), one.sha256)
  }
  await again.close()
})

test('mailboxes', () => {
  assert.equal(mailbox('Zoë@Müller.example'), 'Zoë@xn--mller-kva.example')
  assert.equal(mailbox('a.b+c@x.example'), 'a.b+c@x.example')
  for (const none of [
    'a@b@c.example',
    '"a b"@x.example',
    'a@[127.0.0.1]',
    'a@1.2.3.4',
    'a\0@x.example',
  ]) {
    assert.equal(mailbox(none), undefined, none)
  }
})

test('an independent reader (Python) finds all of it, and no line a relay would change', async (t) => {
  const { error } = spawnSync('python3', ['--version'])
  if (error) return t.skip('python3 is not installed')
  const { bytes } = await channel.encode(mime, envelope(), settings())
  const text = Buffer.from(bytes).toString('latin1')
  assert.ok(text.endsWith('\r\n') && !/[^\r]\n|\r[^\n]/.test(text))
  assert.ok(text.split('\r\n').every((line) => line.length <= 998 && /^[\t -~]*$/.test(line)))
  await writeFile(join(root, 'mail.eml'), bytes)
  const script = `
import sys, json
from email import policy, message_from_bytes
m = message_from_bytes(open(sys.argv[1], 'rb').read(), policy=policy.default)
walk = [p for p in m.walk()]
print(json.dumps({
  'subject': m['subject'], 'to': [(a.display_name, a.addr_spec) for a in m['to'].addresses],
  'from': [(a.display_name, a.addr_spec) for a in m['from'].addresses],
  'date': m['date'].datetime.isoformat(), 'auto': m['auto-submitted'], 'id': m['message-id'],
  'types': [p.get_content_type() for p in walk],
  'defects': [str(d) for p in walk for d in p.defects] + [str(d) for h in m.values() for d in h.defects],
  'text': m.get_body(('plain',)).get_content(), 'html': m.get_body(('html',)).get_content(),
  'files': [(p.get_filename(), p['content-id'], list(p.get_content())) for p in walk if p.get_content_maintype() in ('image', 'application')],
}))`
  const read = JSON.parse(
    execFileSync('python3', ['-c', script, join(root, 'mail.eml')], { encoding: 'utf8' }),
  )
  assert.deepEqual(read.defects, [])
  assert.equal(read.subject, mime.subject)
  assert.deepEqual(read.to, [['Zoë Müller-Lüdenscheidt', 'zoe@customers.example']])
  assert.deepEqual(read.from, [['Harbour & Finch', 'billing@harbourfinch.example']])
  assert.equal(read.date, '2010-12-01T08:26:00+00:00')
  assert.equal(read.auto, 'auto-generated')
  const types = 'mixed alternative plain related html png pdf'
  assert.equal(read.types.map((type: string) => type.split('/')[1]).join(' '), types)
  assert.equal(read.text.replaceAll('\r\n', '\n').trimEnd(), mime.text.trimEnd())
  assert.equal(read.html.replaceAll('\r\n', '\n').trimEnd(), mime.html)
  assert.deepEqual(read.files, [
    [null, '<logo>', [...pixel]],
    ['Rechnung Nº 5 – „Müller“.pdf', null, [...pixel]],
  ])
})
