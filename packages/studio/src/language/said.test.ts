import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { codes } from '@misiva/model'
import { codeTables } from './codes.ts'
import { sayProblem } from './problems.ts'
import { saidEs } from './said.es.ts'
import { saidZh } from './said.zh.ts'

const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, it]) => it!).toSorted()

/** The sentences as the deciding room writes them: its screens speak to it by HTTP alone. */
const source = readFileSync(new URL('../../../decide/reasons.ts', import.meta.url), 'utf8')
const table = /export const sentences = \{(.*?)\n\} as const/s.exec(source)![1]!
const english = new Map(
  [...table.matchAll(/'?([\w.-]+)'?:\s*(?:'([^']*)'|"([^"]*)")/g)].map(([, name, a, b]) => [
    name!,
    (a ?? b)!.replace('{Channel}', '{channel}'),
  ]),
)

for (const [language, words] of [
  ['Spanish', saidEs],
  ['Chinese', saidZh],
] as const)
  test(`every sentence of a decision is said in ${language}, with all its facts`, () => {
    assert.ok(english.size >= 22, `${english.size} sentences are read`)
    assert.deepEqual(Object.keys(words).toSorted(), [...english.keys()].toSorted())
    for (const [name, text] of english) assert.deepEqual(facts(words[name]!), facts(text), name)
  })

test('a problem is titled in the language; facts stay the server’s words, a usual remedy does not', () => {
  const unknown = { code: 'MSV-C002', text: 'Unknown field “totl”', hint: 'did you mean “total”?' }
  assert.deepEqual(sayProblem('en', unknown, codeTables), {
    said: unknown.text,
    remedy: unknown.hint,
    quoted: null,
  })
  assert.deepEqual(sayProblem('es', unknown, codeTables), {
    said: 'Campo desconocido',
    remedy: '',
    quoted: 'Unknown field “totl” did you mean “total”?',
  })
  const usual = { code: 'MSV-L003', text: 'Nobody is signed in.', hint: codes['MSV-L003'].remedy }
  assert.deepEqual(sayProblem('zh', usual, codeTables), {
    said: '尚未登录',
    remedy: '请登录后重试。',
    quoted: 'Nobody is signed in.',
  })
  const foreign = { code: 'MSV-X999', text: 'Something new', hint: 'Wait' }
  assert.equal(sayProblem('es', foreign, codeTables).said, 'Something new')
})
