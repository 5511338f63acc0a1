import type { Envelope, Outcome, Outgoing, Receipt } from '@misiva/model'
import * as fc from 'fast-check'
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import smpp from 'smpp'
import { channel, readSandbox, startSandbox } from './index.ts'
import type { SmsSandboxOptions, SmsSettings } from './index.ts'
import { destination, source } from './number.ts'
import { readReceipt } from './receipt.ts'
import { validity } from './submission.ts'
import { split } from './text.ts'

const never = new AbortController().signal
let root = ''
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'misiva-sms-'))
})
after(() => rm(root, { recursive: true, force: true }))

async function outgoing(to: string, text: string): Promise<Outgoing> {
  const envelope: Envelope = {
    id: randomUUID(),
    from: 'HarbourFnch',
    to,
    toName: 'Zoë',
    language: 'en',
    date: '2010-12-01T08:26:00Z',
    key: '536365',
    customer: '17850',
  }
  const composed = { kind: 'text', text, encoding: 'GSM-7', segments: 1 } as const
  const anywhere = channel.settings.parse({ host: '127.0.0.1', systemId: 'x' })
  const encoded = await channel.encode(composed, envelope, anywhere)
  const sha256 = createHash('sha256').update(encoded.bytes).digest('hex')
  return { envelope, encoded, sha256 }
}

const send = (batch: readonly Outgoing[], settings: SmsSettings): Promise<Outcome[]> =>
  Array.fromAsync(channel.send(batch, settings, never))

async function withSandbox(
  options: Omit<SmsSandboxOptions, 'directory'>,
  work: (sandbox: Awaited<ReturnType<typeof startSandbox>>, directory: string) => Promise<void>,
): Promise<void> {
  const directory = join(root, randomUUID())
  const sandbox = await startSandbox({ ...options, directory })
  try {
    await work(sandbox, directory)
  } finally {
    await sandbox.close()
  }
}

/** Takes receipts until `count` have come; a channel that brings too few hangs the test. */
async function listen(settings: SmsSettings, count: number): Promise<Receipt[]> {
  const stop = new AbortController()
  const receipts: Receipt[] = []
  for await (const receipt of channel.listen?.(settings, stop.signal) ?? []) {
    receipts.push(receipt)
    if (receipts.length === count) stop.abort()
  }
  return receipts
}

const isFinal = ({ kind }: Receipt) => kind === 'delivered' || kind === 'undelivered'

const told = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ receipt, retry }) => [receipt.kind, receipt.detail, retry])

describe('segmentation', () => {
  const cases: readonly [string, string, number, number][] = [
    ['160 septets are one part', 'a'.repeat(160), 0, 1],
    ['161 are two of 153', 'a'.repeat(161), 0, 2],
    ['an extension character counts two', '€'.repeat(80), 0, 1],
    ['81 of them are two parts', '€'.repeat(81), 0, 2],
    ['306 are two', 'a'.repeat(306), 0, 2],
    ['307 are three', 'a'.repeat(307), 0, 3],
    ['70 UTF-16 units are one part', 'ż'.repeat(70), 8, 1],
    ['71 are two of 67', 'ż'.repeat(71), 8, 2],
    ['a surrogate pair at the edge moves whole', `${'ż'.repeat(66)}😀${'ż'.repeat(66)}`, 8, 3],
    ['an escape pair at the edge moves whole', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 0, 3],
    ['nothing is still one', '', 0, 1],
  ]
  for (const [name, text, coding, parts] of cases) {
    test(name, () => {
      const { dataCoding, payloads } = split(text)
      assert.deepEqual([dataCoding, payloads.length], [coding, parts])
    })
  }

  test('parts are within bounds, cut no character, and join to the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '€', '~', '@', '\n', 'Ω', 'ż', '😀', '漢'), {
          maxLength: 700,
        }),
        (characters) => {
          const { dataCoding, payloads } = split(characters.join(''))
          const most = dataCoding === 0 ? [160, 153] : [140, 134]
          const limit = most[payloads.length > 1 ? 1 : 0] ?? 0
          for (const part of payloads) {
            assert.ok(part.length <= limit)
            if (dataCoding === 0) assert.notEqual(part.at(-1), 0x1b)
            else assert.ok(part.swap16().toString('utf16le').isWellFormed() && part.swap16())
          }
          const joined = Buffer.concat(payloads)
          if (dataCoding === 8) {
            assert.equal(joined.swap16().toString('utf16le'), characters.join(''))
          }
        },
      ),
    )
  })
})

describe('what the centre says', () => {
  const delivered = ['delivered', 'DELIVRD', undefined]
  const one = ['accepted', 'ESME_ROK, 1 part', undefined]
  const cases: readonly [string, string, unknown[][]][] = [
    ['a number that answers', '+447700900001', [one, delivered]],
    ['undeliverable', '+999100001', [one, ['undelivered', 'UNDELIV err:001', undefined]]],
    ['absent, then delivered', '+999200001', [one, delivered]],
    ['throttled at first', '+999300001', [one, delivered]],
    ['no number', '+999400001', [['rejected', 'MSV-K002 ESME_RINVDSTADR', undefined]]],
    ['refused', '+999500001', [['rejected', 'MSV-K003 ESME_RSUBMITFAIL', undefined]]],
    ['no receipt', '+999800001', [one]],
  ]
  for (const [name, to, expected] of cases) {
    test(name, () =>
      withSandbox({ absence: 30 }, async (sandbox) => {
        const wait = name === 'no receipt' ? 0.1 : 30
        const settings = { ...sandbox.settings, receiptWait: wait }
        assert.deepEqual(told(await send([await outgoing(to, 'Hello')], settings)), expected)
      }),
    )
  }

  test('throttled for good is told to be tried again', () =>
    withSandbox({}, async (sandbox) => {
      const outcomes = await send([await outgoing('+999900001', 'Hello')], sandbox.settings)
      assert.deepEqual(told(outcomes), [['deferred', 'ESME_RTHROTTLED', true]])
      assert.equal(await sandbox.count(), 0)
    }))

  test('several parts arrive as one text, in every alphabet, and count once', () =>
    withSandbox({}, async (sandbox) => {
      const texts = ['Invoice [536365] ~ €139.12. ', 'Счёт № 536365 😀 ', 'Ω@£$¥ {x|y}^ ']
      const batch = await Promise.all(
        texts.map((text, i) => outgoing(`+44770090000${i}`, text.repeat(20))),
      )
      assert.ok(batch.every((message) => message.encoded.units > 1))
      const wide = { ...sandbox.settings, maxParts: 20, receiptWait: 30 }
      const outcomes = await send(batch, wide)
      assert.equal(outcomes.filter(({ receipt }) => receipt.kind === 'delivered').length, 3)
      assert.equal(outcomes.length, 6)
      const there = new Set((await sandbox.received()).map((text) => text.sha256))
      assert.deepEqual(there, new Set(batch.map((message) => message.sha256)))
    }))

  test('a wrong password is told in the centre’s words', () =>
    withSandbox({}, async (sandbox) => {
      const wrong = { ...sandbox.settings, password: 'wrong' }
      await assert.rejects(send([await outgoing('+447700900001', 'x')], wrong), /ESME_RINVPASWD/)
    }))
})

describe('receipts that come later', () => {
  test('a send that did not wait leaves its receipts to who listens', () =>
    withSandbox({ absence: 50, retry: 20 }, async (sandbox) => {
      const settings = { ...sandbox.settings, receiptWait: 0 }
      const batch = [
        await outgoing('+447700900001', 'Now'),
        await outgoing('+999200001', 'Later '.repeat(60)),
        await outgoing('+999100001', 'Never'),
      ]
      const outcomes = await send(batch, settings)
      const finals = outcomes.map(({ receipt }) => receipt).filter(isFinal)
      assert.equal(outcomes.length - finals.length, 3)
      finals.push(...(await listen(settings, 3 - finals.length)))
      const kinds = new Map(finals.map((receipt) => [receipt.message, receipt.kind]))
      const got = batch.map((message) => kinds.get(message.envelope.id))
      assert.deepEqual(got, ['delivered', 'delivered', 'undelivered'])
    }))

  test('a killed sender’s receipts find their messages in another process', () =>
    withSandbox({ absence: 700, retry: 30 }, async (sandbox) => {
      const batch = [
        await outgoing('+999200001', 'One part'),
        await outgoing('+999200002', 'Three parts '.repeat(35)),
      ]
      const plain = batch.map((message) => {
        const bytes = [...message.encoded.bytes]
        return { ...message, encoded: { ...message.encoded, bytes } }
      })
      const code = `
        const { channel } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
        const batch = ${JSON.stringify(plain)}
        for (const message of batch) message.encoded.bytes = new Uint8Array(message.encoded.bytes)
        const settings = ${JSON.stringify({ ...sandbox.settings, receiptWait: 60 })}
        for await (const { receipt } of channel.send(batch, settings, new AbortController().signal))
          console.log(receipt.kind)`
      const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      for await (const chunk of child.stdout) {
        said += String(chunk)
        if (said.split('accepted').length === 3) break
      }
      child.kill('SIGKILL')
      const receipts = await listen({ ...sandbox.settings, receiptWait: 0 }, 2)
      assert.deepEqual(
        new Set(receipts.map((receipt) => `${receipt.message} ${receipt.kind}`)),
        new Set(batch.map((message) => `${message.envelope.id} delivered`)),
      )
    }))

  test('without a reference, a stranger’s receipt comes with the carrier’s id alone', () =>
    withSandbox({ retry: 20 }, async (sandbox) => {
      const { referenceTag: _, ...settings } = sandbox.settings
      const sending = { ...settings, receiptWait: 0, systemType: 'A' }
      const [accepted] = await send([await outgoing('+447700900001', 'x')], sending)
      // Other settings stand for another process: nothing of the sender's memory is shared.
      const [receipt] = await listen({ ...settings, receiptWait: 0 }, 1)
      assert.equal(receipt?.message, '')
      assert.equal(receipt?.providerId, accepted?.receipt.providerId)
      assert.equal(receipt?.kind, 'delivered')
    }))

  test('the centre, killed and started again, still owes the receipts not yet taken', async () => {
    const directory = join(root, randomUUID())
    const first = await startSandbox({ directory })
    const message = await outgoing('+447700900001', 'Hello')
    for await (const outcome of channel.send([message], first.settings, never)) {
      assert.equal(outcome.receipt.kind, 'accepted')
      break
    }
    await first.close()
    const second = await startSandbox({ directory, retry: 20 })
    const [receipt] = await listen(second.settings, 1)
    assert.equal(receipt?.message, message.envelope.id)
    await second.close()
    assert.equal((await readSandbox(directory)).length, 1)
  })
})

const receiptText = (stat: string) =>
  `id:00a1 sub:001 dlvrd:001 submit date:1012010826 done date:1012010827 stat:${stat} err:013 text:Hi`

test('a receipt as text alone is read too (SMPP 3.4 Appendix B)', () => {
  const read = (fields: object) => {
    const short_message = { message: receiptText('EXPIRED') }
    const head = { command: 'deliver_sm', command_status: 0, sequence_number: 1 }
    const methods = { isResponse: () => false, response: () => assert.fail() }
    return readReceipt({ ...head, ...methods, esm_class: 4, short_message, ...fields }, undefined)
  }
  const wanted = { id: '00a1', state: 'EXPIRED', delivered: false, final: true }
  assert.deepEqual(read({}), { ...wanted, detail: 'EXPIRED err:013' })
  assert.equal(read({ short_message: receiptText('ENROUTE') })?.final, false)
  assert.equal(read({ message_state: 2, receipted_message_id: '7\0' })?.id, '7')
  assert.equal(read({ message_state: 2 })?.delivered, true)
  assert.equal(read({ esm_class: 0 }), undefined)
})

test('addresses and validity in SMPP’s terms', () => {
  assert.deepEqual(destination('+44 (0) 7700-900.123'), { ton: 1, npi: 1, addr: '4407700900123' })
  assert.deepEqual(destination('+447700900123'), { ton: 1, npi: 1, addr: '447700900123' })
  assert.equal(destination('447700900123'), undefined)
  assert.deepEqual(source('Müller & Söhne'), { ton: 5, npi: 0, addr: 'Muller & So' })
  assert.deepEqual(source('85000'), { ton: 3, npi: 0, addr: '85000' })
  assert.equal(validity(49), '000002010000000R')
})

const client = `
import sys, json, time
import smpplib.client, smpplib.consts, smpplib.gsm
host, port, text = sys.argv[1], int(sys.argv[2]), sys.argv[3]
states = []
c = smpplib.client.Client(host, port, allow_unknown_opt_params=True)
def received(pdu):
    states.append([pdu.receipted_message_id.decode().rstrip(chr(0)), pdu.message_state])
    return 0
c.set_message_received_handler(received)
c.connect(); c.bind_transceiver(system_id='misiva', password='sandbox')
parts, coding, esm = smpplib.gsm.make_parts(text)
for part in parts:
    c.send_message(source_addr_ton=5, source_addr='Peer', dest_addr_ton=1, dest_addr_npi=1,
        destination_addr='447700900123', short_message=part, data_coding=coding, esm_class=esm,
        registered_delivery=True)
end = time.time() + 20
while len(states) < len(parts) and time.time() < end: c.read_once()
c.unbind(); c.disconnect()
print(json.dumps({'parts': len(parts), 'states': states}))`

test('another client (Python’s smpplib) is understood by the sandbox, and it by that', (t) => {
  const found = spawnSync('python3', ['-c', 'import smpplib.gsm'])
  if (found.error || found.status !== 0) return t.skip('python3 with smpplib is not installed')
  return withSandbox({}, async (sandbox) => {
    const { host, port } = sandbox.settings
    for (const text of ['Hello @ €1 [x]', 'Ω {~} '.repeat(60), 'Счёт 漢字 '.repeat(30)]) {
      const child = spawn('python3', ['-c', client, host, String(port), text])
      let out = ''
      let err = ''
      child.stdout.on('data', (chunk) => (out += String(chunk)))
      child.stderr.on('data', (chunk) => (err += String(chunk)))
      const [status] = await once(child, 'close')
      assert.equal(status, 0, err)
      const said = JSON.parse(out)
      assert.equal(said.states.length, said.parts)
      assert.ok(said.states.every(([, state]: [string, number]) => state === 2))
      assert.equal(said.parts, split(text).payloads.length)
      const last = (await sandbox.received()).at(-1)
      assert.equal(new TextDecoder().decode(await last?.bytes()), text)
    }
  })
})

test('the codes of the library and of the standard are the same', () => {
  assert.equal(smpp.errors.ESME_RTHROTTLED, 0x58)
  assert.equal(smpp.errors.ESME_RINVDSTADR, 0x0b)
})
