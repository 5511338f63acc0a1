import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readerText } from './reader-text.ts'

const words = { subject: 'Subject', preheader: 'After the subject', block: 'Block' }

test('marks, directives and attributes are not read, words and fields are', () => {
  const told: readonly (readonly [string, string | undefined])[] = [
    ['## What to **do** now', 'What to do now'],
    [
      'Pay {{ money(total) }} by *Friday*, :span[please]{style=small}.',
      'Pay ‹money(total)› by Friday, please.',
    ],
    ['::block{name=terms}', 'Block: terms'],
    ['- one\n- two', 'one\ntwo'],
    ['| Item | Amount |\n| --- | --- |\n| Tea | 2 |', 'Item\nAmount\nTea\n2'],
    ["---\nsubject: 'Your order {{ number }}'\n---", 'Subject: Your order ‹number›'],
    [':::', undefined],
    ['', undefined],
  ]
  for (const [stretch, wanted] of told) assert.equal(readerText(stretch, words), wanted, stretch)
})
