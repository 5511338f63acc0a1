import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { compileTemplate } from '../composer.ts'
import type { Composer } from '../composing.ts'
import { customer, inputOf, readFixture, sampleData, worldOf } from '../fixture.test.ts'
import { contrast, darkColor, luminance } from './dark.ts'
import { escapeHtml, Markup } from './markup.ts'

const release = readFixture()
const world = await worldOf(release)

async function composerFor(alternative: string, from = release): Promise<Composer> {
  const which = { template: 'order', alternative, language: 'en' }
  const made = await compileTemplate(from, which, world)
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}

const email = await composerFor('email')
const portal = await composerFor('portal')

/** Tags with their attributes' names, and all text: what a browser makes of it. */
function skeleton(html: string): { readonly shape: string; readonly text: string } {
  let shape = ''
  let text = ''
  const parser = new Parser({
    onopentag: (name, attributes) => {
      // A value of several lines makes line breaks, and nothing else.
      if (name !== 'br') shape += `<${name} ${Object.keys(attributes).sort().join(' ')}>`
    },
    onclosetag: (name) => {
      if (name !== 'br') shape += `</${name}>`
    },
    ontext: (part) => {
      text += part
    },
    oncomment: (comment) => {
      shape += `<!--${comment}-->`
    },
  })
  parser.end(html)
  return { shape, text }
}

function htmlOf(composer: Composer, value: string): string {
  const { order } = sampleData
  const made = composer.compose({
    ...inputOf({
      order: { ...order, number: value, note: value, lines: [{ ...order.lines[0], name: value }] },
    }),
    customer: { ...customer, name: value, attributes: { wantsDocument: false } },
    checked: true,
  })
  assert.ok(made.ok, JSON.stringify(made))
  assert.ok(made.value.kind === 'mime' || made.value.kind === 'html')
  return made.value.html
}

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "'",
        '--><b>',
        ']]>',
        '<![endif]-->',
        '&lt;',
        '&#60;',
        '</style>',
        '</title>',
        '\ue0003\ue001',
        '\ue0003{\ue001',
        '\u0000',
        '{{ x }}',
        '\n',
        '<',
        '&',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
)

for (const [name, composer] of [
  ['mail', email],
  ['portal page', portal],
] as const)
  test(`no value changes the structure of a ${name}, and every one is read as it was`, () => {
    const plain = skeleton(htmlOf(composer, 'plain')).shape
    fc.assert(
      fc.property(hostile, (value) => {
        const { shape, text } = skeleton(htmlOf(composer, value))
        assert.equal(shape, plain)
        const shown = value
          // oxlint-disable-next-line no-control-regex -- what composing is expected to drop
          .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\ue000\ue001]/g, (c) =>
            c === '\f' ? '\n' : '',
          )
          .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
          .replaceAll('\n', '')
        assert.ok(text.includes(shown), JSON.stringify({ value, shown }))
      }),
      { numRuns: 60 },
    )
  })

test('an address that is a value must be a safe one', async () => {
  const changed = readFixture({
    'templates/order/portal.en.md':
      '[page]({{ order.page }}) [x](https://a.example/?q={{ order.number }})\n',
  })
  const composer = await composerFor('portal', changed)
  const withPage = (page: string) =>
    composer.compose(inputOf({ order: { ...sampleData.order, number: 'a&b=c#d', page } }))
  const good = withPage('https://b.example/')
  assert.ok(good.ok && good.value.kind === 'html')
  assert.ok(good.value.html.includes('href="https://b.example/"'))
  assert.ok(good.value.html.includes('href="https://a.example/?q=a%26b%3Dc%23d"'))
  for (const page of [
    'javascript:alert(1)',
    ' java\tscript:alert(1)',
    'data:text/html,x',
    '//x',
    '',
  ]) {
    const bad = withPage(page)
    assert.ok(!bad.ok, page)
    assert.equal(bad.problems[0]!.code, 'MSV-C013')
  }
})

test('marks nest, repeat and choose', () => {
  const markup = new Markup()
  const html = `a${markup.say(() => '<&>')}b${markup.attribute(() => 'x\ny')}`
  const render = markup.cut(html)
  assert.equal(render(undefined as never, { pictures: new Map() }), 'a&lt;&amp;&gt;bx y')
  assert.throws(() => markup.cut('\ue0000{\ue001'), /not closed/)
  assert.equal(escapeHtml(`"'\n`), '&quot;&#39;<br>')
})

test('an item of a list that says nothing goes with what stands around it', () => {
  const markup = new Markup()
  const said = ['', 'two', '', 'four']
  const items = said.map((_, i) => ({
    around: ['<b>', '</b>'] as const,
    html: markup.say(() => said[i]!),
  }))
  const render = markup.cut(`[${markup.list(items, ' · ')}]`)
  const sink = { pictures: new Map() }
  assert.equal(render(undefined as never, sink), '[<b>two</b> · <b>four</b>]')
  said.fill('')
  assert.equal(render(undefined as never, sink), '[]')
})

test('derived dark letters keep the contrast of WCAG AA, derived grounds are dark', () => {
  const colors = fc
    .integer({ min: 0, max: 0xffffff })
    .map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colors, (color) => {
      assert.ok(contrast(darkColor(color, 'text'), '#15191d') >= 4.5)
      assert.ok(luminance(darkColor(color, 'ground')) < 0.4)
    }),
  )
})

test('the portal page is complete in itself', () => {
  const html = htmlOf(portal, 'plain')
  assert.ok(!/<script|\son\w+=|\sstyle=|<link|@import|url\(/i.test(html))
  for (const [, source] of html.matchAll(/\ssrc="([^"]*)"/g)) assert.match(source!, /^data:image\//)
  assert.match(html, /<html lang="en" dir="ltr">/)
  assert.match(html, /<form method="post"/)
})

test('tables tell a screen reader what heads what', () => {
  for (const composer of [email, portal]) {
    const html = htmlOf(composer, 'plain')
    assert.match(html, /<th scope="col"[^>]*>Amount<\/th>/)
    assert.match(html, /<th scope="row"[^>]*>Total<\/th>/)
    assert.match(html, /<table [^>]*aria-label="Lines"/)
  }
  for (const [table] of htmlOf(email, 'plain').matchAll(/<table [^>]*>/g))
    assert.match(table, /role="presentation"|aria-label=/)
})

const chromium = '/usr/bin/chromium'

test(
  'portal page and mail fit a phone and a desk, by day and in the dark, and axe finds nothing',
  { skip: !existsSync(chromium) && 'Chromium is not installed' },
  async () => {
    const { chromium: browserType } = await import('playwright-core')
    const { AxeBuilder } = await import('@axe-core/playwright')
    const browser = await browserType.launch({
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu'],
    })
    try {
      for (const [composer, pageRules] of [
        [portal, []],
        // A mail is shown inside the reader's own page, which has the landmarks.
        [email, ['landmark-one-main', 'region']],
      ] as const)
        for (const width of [320, 1200])
          for (const colorScheme of ['light', 'dark'] as const) {
            const viewport = { width, height: 900 }
            const context = await browser.newContext({ viewport, colorScheme })
            const page = await context.newPage()
            await page.setContent(htmlOf(composer, 'Order with a name of some length'))
            const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
            assert.equal(wide, false, `${composer.alternative} is wider than ${width} px`)
            const { violations } = await new AxeBuilder({ page })
              .disableRules([...pageRules])
              .analyze()
            const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
            assert.deepEqual(found, [], `${composer.alternative} ${width} ${colorScheme}`)
            await context.close()
          }
    } finally {
      await browser.close()
    }
  },
)
