import { ProblemError } from '@misiva/model'
import type { Outcome, Outgoing, Received } from '@misiva/model'
import * as fc from 'fast-check'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { hostile, never, sha256, World } from './contract-world.ts'
import type { Subject } from './contract-world.ts'

/** Everything a channel promises, held against the channel and its sandbox. */
export function contract<S>(subject: Subject<S>): void {
  void describe(`the channel contract: ${subject.channel.name}`, () => {
    const world = new World(subject)
    before(() => world.open())
    after(() => world.close())
    settingsLaws(subject, world)
    encodingLaws(subject, world)
    sendingLaws(subject, world)
    stoppingLaws(subject, world)
    failureLaws(subject, world)
    memoryLaws(subject, world)
    crashLaws(subject, world)
  })
}

function settingsLaws<S>({ channel, invalid }: Subject<S>, world: World<S>): void {
  void test('settings: the sandbox’s own are valid, wrong ones are refused', () => {
    assert.deepEqual(channel.settings.parse(world.settings), world.settings)
    for (const wrong of [...invalid, undefined, null, 'x', { unknown: 1 }]) {
      assert.equal(channel.settings.safeParse(wrong).success, false, JSON.stringify(wrong))
    }
  })

  void test('settings: a form can be drawn, and every secret is marked', () => {
    const schema = z.toJSONSchema(channel.settings, { io: 'input', unrepresentable: 'any' })
    const fields = Object.entries(schema.properties ?? {})
    assert.ok(fields.length > 0)
    for (const [name, field] of fields) {
      assert.ok(typeof field === 'object' && field.title, `${name} has no title`)
      if (/password|secret|token/i.test(name)) assert.equal(field['secret'], true, name)
    }
  })

  void test('properties are stated', () => {
    assert.match(channel.name, /^[a-z]+(-[a-z]+)*$/)
    assert.ok(channel.properties.batch >= 1)
    assert.ok(channel.properties.costs >= 0)
  })
}

function encodingLaws<S>(subject: Subject<S>, world: World<S>): void {
  const { channel } = subject

  void test('encode is repeatable, never throws, and lets nothing into the head', async () => {
    const names = fc.record({
      text: hostile,
      title: hostile,
      toName: hostile,
      key: hostile,
      customer: hostile,
      language: hostile,
      to: fc.oneof(hostile, fc.constant(world.envelope().to)),
    })
    await fc.assert(
      fc.asyncProperty(names, async ({ text, title, ...change }) => {
        const envelope = world.envelope(change)
        const safe = text.replaceAll('X-Injected', '')
        const first = await channel.encode(subject.compose(safe, title), envelope, world.settings)
        const second = await channel.encode(subject.compose(safe, title), envelope, world.settings)
        assert.deepEqual(first, second)
        const bytes = Buffer.from(first.bytes).toString('latin1')
        assert.doesNotMatch(bytes, /^\s*x-injected:/im)
        assert.match(first.extension, /^[a-z]+$/)
        assert.ok(Number.isInteger(first.units) && first.units >= 0)
      }),
      { numRuns: 150 },
    )
  })
}

function sendingLaws<S>(_subject: Subject<S>, world: World<S>): void {
  for (const count of [1, 2, 500]) {
    void test(`of a batch of ${count} each message has one first outcome, and arrives as encoded`, async () => {
      const batch = await world.batch(count)
      const outcomes = await world.send(batch)
      const told = Map.groupBy(outcomes, ({ receipt }) => receipt.message)
      assert.equal(told.size, count)
      const received = await world.received(batch)
      for (const { envelope, sha256: hash } of batch) {
        const [first, ...later] = told.get(envelope.id) ?? []
        assert.match(first?.receipt.kind ?? '', /^(accepted|sent|printed|published)$/)
        assert.ok(later.every(({ receipt }) => /^(un)?delivered$/.test(receipt.kind)))
        assert.ok(later.length <= 1)
        assert.doesNotThrow(() => Temporal.Instant.from(first?.receipt.at ?? ''))
        const there = received.get(envelope.id) ?? []
        assert.equal(there.length, 1)
        assert.equal(there[0]?.sha256, hash)
        assert.equal(sha256((await there[0]?.bytes()) ?? new Uint8Array()), hash)
      }
    })
  }

  void test('an empty batch is nothing', async () => {
    assert.deepEqual(await world.send([]), [])
  })

  void test('several batches at once do not disturb each other', async () => {
    const batches = await Promise.all([world.batch(40), world.batch(40), world.batch(40)])
    const outcomes = await Promise.all(batches.map((batch) => world.send(batch)))
    for (const [i, batch] of batches.entries()) {
      const told = new Set(outcomes[i]?.map(({ receipt }) => receipt.message))
      assert.deepEqual(told, new Set(batch.map(({ envelope }) => envelope.id)))
      assert.equal((await world.received(batch)).size, 40)
    }
  })
}

function stoppingLaws<S>({ channel }: Subject<S>, world: World<S>): void {
  void test('stopped before it began, it sends nothing and says so of each', async () => {
    const batch = await world.batch(20)
    const outcomes = await world.send(batch, AbortSignal.abort())
    assert.equal(outcomes.length, 20)
    assert.ok(outcomes.every(({ receipt, retry }) => receipt.kind === 'deferred' && retry === true))
    assert.equal((await world.received(batch)).size, 0)
  })

  void test('stopped on the way, it sends no more, and what it says did not go did not', async () => {
    const batch = await world.batch(500)
    const stop = new AbortController()
    const outcomes: Outcome[] = []
    for await (const outcome of channel.send(batch, world.settings, stop.signal)) {
      outcomes.push(outcome)
      if (outcomes.length === 3) stop.abort()
    }
    const received = await world.received(batch)
    const deferred = outcomes.filter(({ receipt }) => receipt.kind === 'deferred')
    assert.ok(deferred.length > 0 && received.size < 500)
    assert.ok(deferred.every(({ receipt, retry }) => retry && !received.has(receipt.message)))
    const told = new Set(outcomes.map(({ receipt }) => receipt.message))
    for (const message of received.keys()) assert.ok(told.has(message))
  })

  void test('a caller that leaves early leaves nothing behind', async () => {
    const batch = await world.batch(50)
    for await (const outcome of channel.send(batch, world.settings, never)) {
      assert.ok(outcome.receipt.message)
      break
    }
    const more = await world.batch(5)
    const told = new Set((await world.send(more)).map(({ receipt }) => receipt.message))
    assert.equal(told.size, 5)
  })
}

function failureLaws<S>(subject: Subject<S>, world: World<S>): void {
  const { channel, badAddresses } = subject

  void test('nobody there: one MSV-K001, no outcome, and everything can go later', async () => {
    const batch = await world.batch(10)
    const away = await subject.unreachable(world.settings)
    const outcomes: Outcome[] = []
    await assert.rejects(
      async () => {
        for await (const outcome of channel.send(batch, away, never)) outcomes.push(outcome)
      },
      (error) => error instanceof ProblemError && error.problems[0]?.code === 'MSV-K001',
    )
    assert.deepEqual(outcomes, [])
    await world.send(batch)
    assert.equal((await world.received(batch)).size, 10)
  })

  void test('an address that is none is refused as MSV-K002, and costs no other message anything', async () => {
    const good = await world.batch(3)
    const bad = await Promise.all(badAddresses.map((to) => world.outgoing({ to })))
    const outcomes = await world.send([...bad, ...good])
    for (const { envelope } of bad) {
      const told = outcomes.filter(({ receipt }) => receipt.message === envelope.id)
      assert.equal(told.length, 1, envelope.to)
      assert.equal(told[0]?.receipt.kind, 'rejected', envelope.to)
      assert.match(told[0]?.receipt.detail ?? '', /^MSV-K002 /)
      assert.notEqual(told[0]?.retry, true)
    }
    assert.equal((await world.received(bad)).size, 0)
    assert.equal((await world.received(good)).size, 3)
  })

  for (const [kind, address] of Object.entries(subject.doubt ?? {})) {
    void test(`an answer that never comes is told as nothing at all; look-up knows (${kind})`, async () => {
      const message = await world.outgoing({ to: address })
      assert.deepEqual(await world.send([message]), [])
      const found = await channel.lookup?.(message.envelope.id, world.settings)
      assert.equal(found?.message, kind === 'kept' ? message.envelope.id : undefined)
      assert.equal((await world.received([message])).size, kind === 'kept' ? 1 : 0)
      const next = await world.batch(2)
      await world.send(next)
      assert.equal((await world.received(next)).size, 2)
    })
  }
}

function memoryLaws<S>(subject: Subject<S>, world: World<S>): void {
  const { channel } = subject

  void test('look-up finds what was sent, not what was not, and says when it cannot tell', async (t) => {
    if (!channel.lookup) return t.skip('the channel has no look-up')
    const [sent, unsent] = await world.batch(2)
    assert.ok(sent && unsent)
    await world.send([sent])
    const found = await channel.lookup(sent.envelope.id, world.settings)
    assert.equal(found?.message, sent.envelope.id)
    assert.match(found?.kind ?? '', /^(accepted|sent|delivered|printed|published)$/)
    assert.equal(await channel.lookup(unsent.envelope.id, world.settings), undefined)
    const away = await subject.unreachable(world.settings)
    await assert.rejects(
      async () => channel.lookup?.(sent.envelope.id, away),
      (error) => error instanceof ProblemError && error.problems[0]?.code === 'MSV-K001',
    )
  })

  void test('the same message again either stays one or is seen to be two', async () => {
    const [message] = await world.batch(1)
    assert.ok(message)
    await world.send([message])
    const known = await channel.lookup?.(message.envelope.id, world.settings)
    await world.send([message])
    const there = (await world.received([message])).get(message.envelope.id) ?? []
    assert.ok(there.length === 1 || known !== undefined)
    assert.ok(there.length <= 2 && there.every((one) => one.sha256 === message.sha256))
  })

  void test('the sandbox, opened again, knows all it had', async () => {
    const batch = await world.batch(5)
    await world.send(batch)
    const had = identities(await world.sandbox.received())
    assert.equal(await world.sandbox.count(), had.length)
    assert.deepEqual(identities(await subject.readSandbox(world.directory)), had)
    await world.sandbox.close()
    world.sandbox = await subject.startSandbox({ directory: world.directory })
    assert.deepEqual(identities(await world.sandbox.received()), had)
    const more = await world.batch(2)
    await world.send(more)
    assert.equal(await world.sandbox.count(), had.length + 2)
  })
}

/** A sender in a process of its own; prints a line for each outcome. */
const sender = (module: string, batch: readonly Outgoing[], settings: unknown) => `
  const { channel } = await import(${JSON.stringify(import.meta.resolve(module))})
  const batch = ${JSON.stringify(batch.map((one) => ({ ...one, text: Buffer.from(one.encoded.bytes).toString('base64') })))}
  for (const one of batch) one.encoded.bytes = new Uint8Array(Buffer.from(one.text, 'base64'))
  const settings = ${JSON.stringify(settings)}
  for await (const { receipt } of channel.send(batch, settings, new AbortController().signal))
    console.log(receipt.message)`

function crashLaws<S>({ channel, module }: Subject<S>, world: World<S>): void {
  for (const moment of [1, 40, 160]) {
    void test(`a sender killed after ${moment} outcomes: look-up, asked at once, knows exactly what went`, async (t) => {
      if (!channel.lookup) return t.skip('the channel has no look-up')
      const batch = await world.batch(200)
      const file = join(world.directory, '..', `misiva-sender-${randomUUID()}.mjs`)
      await writeFile(file, sender(module, batch, world.settings))
      const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      child.stdout.on('data', (chunk) => {
        said += String(chunk)
        if (said.split('\n').length > moment) child.kill('SIGKILL')
      })
      await once(child, 'close')
      await rm(file)
      const found = new Set<string>()
      for (const { envelope } of batch) {
        if (await channel.lookup(envelope.id, world.settings)) found.add(envelope.id)
      }
      // Whatever might still arrive late arrives now, and would be missing from `found`.
      await setTimeout(300)
      const there = await world.received(batch)
      assert.deepEqual(found, new Set(there.keys()))
      const told = said.split('\n').filter(Boolean)
      assert.ok(told.length >= moment && told.every((id) => found.has(id)))
      assert.ok([...there.values()].every((copies) => copies.length === 1))
    })
  }
}

function identities(list: readonly Received[]): string[] {
  return list.map((one) => `${one.message} ${one.sha256}`)
}
