import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inputOf, readFixture, sampleData, worldOf } from './fixture.test.ts'
import { compileTemplate } from './composer.ts'
import { questionsOf } from './questions.ts'

const asked = (name: string, option: string) =>
  `:::choice{id=${name}}\nPart **${option}**\n\n- Yes, {{ customer.name }} {value=yes}\n- No {value=no}\n:::\n`

const sms = `{{ order.number }}

::::::choose
:::::when{test="order.late"}
${asked('late', 'late')}
:::::

:::::otherwise
::::each{of="order.lines" as=line}
${asked('line', '{{ line.name }}')}
::::
:::::
::::::

::block{name=again}
`

const release = readFixture({
  'templates/order/sms.en.md': sms,
  'blocks/again.en.md': asked('again', '{{ money(order.total) }}'),
  'blocks/again.es.md': asked('again', 'otra vez'),
})

const of = (alternative: string, language: string, data?: typeof sampleData) =>
  questionsOf(release, { template: 'order', alternative, language }, inputOf(data))

test('the questions of a record are those it is asked, in its language, each id once', () => {
  const early = of('sms', 'en')
  assert.ok(early.ok, JSON.stringify(early))
  const options = [
    { value: 'yes', label: 'Yes, María Ruiz' },
    { value: 'no', label: 'No' },
  ]
  assert.deepEqual(early.value, [
    { id: 'line', text: 'Part Oak chair', options },
    { id: 'again', text: 'Part €1,234.50', options },
  ])
  const late = of('sms', 'en', { order: { ...sampleData.order, late: true } })
  assert.ok(late.ok)
  assert.deepEqual(
    late.value.map(({ id }) => id),
    ['late', 'again'],
  )
})

test('what is carried asks too; what is not there is a problem', () => {
  const { alternatives } = release.templates[0]!
  const passive = alternatives.find(({ kind }) => kind === 'passive')!
  const carried = of(passive.name, 'en')
  assert.ok(carried.ok, JSON.stringify(carried))
  assert.deepEqual(
    carried.value.map(({ id }) => id),
    ['visit'],
  )
  const none = of('fax', 'en')
  assert.equal(none.ok, false)
  assert.equal(none.ok ? '' : none.problems[0]?.code, 'MSV-C014')
})

test('links.document stands beside the customer’s page', async () => {
  const text = 'Yours: {{ links.document }}'
  const changed = readFixture({ 'templates/order/sms.en.md': text })
  const which = { template: 'order', alternative: 'sms', language: 'en' }
  const composer = await compileTemplate(changed, which, await worldOf(changed))
  assert.ok(composer.ok, JSON.stringify(composer))
  for (const [portal, document] of [
    ['https://casa.example/p/abc', 'https://casa.example/p/abc/document'],
    ['https://casa.example/m?k=1', 'https://casa.example/m/document?k=1'],
  ]) {
    const made = composer.value.compose({ ...inputOf(), links: { portal: portal! } })
    assert.ok(made.ok && made.value.kind === 'text')
    assert.equal(made.value.text, `Yours: ${document}`)
  }
})
