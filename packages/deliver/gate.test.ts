import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { createGate } from './gate.ts'

const never = new AbortController().signal

test('no more are under way at once than the gate lets through, and all get through', async () => {
  const gate = createGate(3)
  let under = 0
  let most = 0
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      gate.pass(1, never, async () => {
        under += 1
        most = Math.max(most, under)
        await sleep(i % 3)
        order.push(i)
        under -= 1
      }),
    ),
  )
  assert.equal(most, 3)
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => i),
  )
})

test('a pace holds batches apart by what they weigh; the first does not wait', async () => {
  const gate = createGate(4, 200)
  const began = performance.now()
  const starts = await Promise.all(
    [10, 20, 10].map((count) => gate.pass(count, never, async () => performance.now() - began)),
  )
  // At 200 a second: 10 messages are 50 ms, 20 more 100 ms. A timer is up to a millisecond early.
  assert.ok(starts[1]! >= 49, `the second began after ${starts[1]} ms`)
  assert.ok(starts[2]! >= 149, `the third began after ${starts[2]} ms`)
})

test('a piece of work that fails gives its place to the next', async () => {
  const gate = createGate(1)
  const failing = gate.pass(1, never, () => Promise.reject(new Error('no relay')))
  const next = gate.pass(1, never, async () => 'through')
  await assert.rejects(failing, /no relay/)
  assert.equal(await next, 'through')
})

test('who waits for the pace and is called off goes, and blocks nobody', async () => {
  const gate = createGate(1, 0.01)
  await gate.pass(1, never, async () => {})
  const calledOff = new AbortController()
  const waiting = gate.pass(1, calledOff.signal, async () => 'sent')
  calledOff.abort()
  await assert.rejects(waiting, { name: 'AbortError' })
  // Its place is free again: the next one gets as far as waiting for the pace itself.
  const another = new AbortController()
  const next = gate.pass(1, another.signal, async () => 'sent')
  another.abort()
  await assert.rejects(next, { name: 'AbortError' })
})
