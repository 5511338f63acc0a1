import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Takes } from '@misiva/model'
import { compileTemplate } from './composer.ts'
import { readFixture, worldOf } from './fixture.test.ts'
import { mailFindings } from './html/clients.ts'
import { lossesOf } from './losses.ts'
import { cutParts, measure } from './text/gsm7.ts'

const release = readFixture()
const world = await worldOf(release)
const alternatives = release.templates[0]!.alternatives
const which = { language: 'en', tone: 'neutral' }

test('what is said to be refused on another channel is what composing there refuses', async () => {
  for (const alternative of alternatives) {
    if (alternative.kind === 'passive') continue
    for (const to of ['text', 'mime', 'html'] as const) {
      if (world.takes(alternative.channel) === to) continue
      const losses = lossesOf(release, alternative, which, world.takes)
      const lost = losses.some((loss) => loss.to === to && loss.effect === 'refused')
      const takes = (): Takes => to
      const made = await compileTemplate(
        release,
        { template: 'order', alternative: alternative.name, language: 'en' },
        { ...world, takes },
      )
      const refused = !made.ok && made.problems.some(({ code }) => code === 'MSV-C010')
      assert.equal(refused, lost, `${alternative.name} as ${to}: ${JSON.stringify(losses)}`)
    }
  }
})

test('parts of a text are the text, each as long as a part may be', () => {
  const character = fc.constantFrom('a', 'é', '€', '{', '😀', 'ñ', ' ', '漢')
  fc.assert(
    fc.property(fc.array(character, { maxLength: 700 }), (characters) => {
      const text = characters.join('')
      const { parts, segments, encoding } = cutParts(text)
      assert.equal(parts.join(''), text)
      assert.equal(parts.length, segments)
      assert.deepEqual({ segments, encoding }, (({ units: _, ...m }) => m)(measure(text)))
      for (const part of parts) assert.ok(!/^[\udc00-\udfff]/.test(part))
    }),
  )
})

test('a mail is told what its readers will not see, gravest first', () => {
  const found = mailFindings(
    '<style>p{border-radius:4px}</style><p style="display:flex">x</p><svg></svg><img src="cid:1">',
  )
  assert.deepEqual(
    found.map(({ feature, effect }) => [feature, effect]),
    [
      ['svg', 'lost'],
      ['flex', 'plain'],
      ['rounded', 'plain'],
    ],
  )
  assert.deepEqual(mailFindings('<p style="border-radius:0">x</p>'), [])
  assert.deepEqual(mailFindings('<!--[if mso]><v:rect style="position:absolute"><![endif]-->'), [])
  const long = mailFindings(`<style>${'a{}'.repeat(3000)}</style>${'x'.repeat(110_000)}`)
  assert.deepEqual(
    long.map(({ feature }) => feature),
    ['clipped', 'style-size'],
  )
})
