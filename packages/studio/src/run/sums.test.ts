import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSample, doneOf, rateOf, workedOf } from './sums.ts'
import type { Sample } from './sums.ts'
import { readRunSearch } from './search.ts'

const none = { messages: 0, delivered: 0, failed: 0, inDoubt: 0, balances: true }

test('done is what needs nothing more; what was rejected tells nothing of the speed', () => {
  const sums = {
    ...none,
    input: 100,
    composed: 60,
    refused: 5,
    rejected: 3,
    waiting: 32,
    pending: 20,
  }
  assert.equal(doneOf(sums), 48)
  assert.equal(workedOf(sums), 45)
})

test('the rate is that of the last seconds, and unknown until there is something to go by', () => {
  let samples: readonly Sample[] = []
  const tell = (at: number, worked: number) => (samples = addSample(samples, { at, worked }))
  tell(0, 0)
  assert.equal(rateOf(samples), undefined)
  tell(500, 10)
  assert.equal(rateOf(samples), undefined)
  tell(2000, 100)
  assert.equal(rateOf(samples), 50)
  // A pause shows within the window's six seconds, not after a minute.
  tell(9000, 100)
  assert.equal(rateOf(samples), undefined)
  // Taken up again by another process: what was counted before does not make a negative speed.
  tell(9500, 40)
  assert.equal(samples.length, 1)
})

test('an address that says nonsense shows the whole list', () => {
  assert.deepEqual(readRunSearch({ state: 'eaten', tab: 7, channel: '', q: 536365 }), {
    q: '536365',
  })
  assert.deepEqual(readRunSearch({ tab: 'rejected', code: 'MSV-D001' }), {
    tab: 'rejected',
    code: 'MSV-D001',
  })
})
