/** References: from a content file to what stands on paper, on screens and in text. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import type { Document } from '@misiva/typeset'
import { compileTemplate } from '../composer.ts'
import { files, inputOf, readFixture, worldOf } from '../fixture.test.ts'
import { brief, problemsWith } from '../folder/test/sound-folder.ts'

const text = `---
subject: 'x'
---

# One {#one}

See :ref{to=far} in section :ref{to=far show=number}.

## Inner

## Inner two {#inner}

::block{name=more}

::contents
`

const more = `# About {{ order.number }} *and more* {#far}

Back to :ref{to=inner show=number}, “:ref{to=inner}”.
`

const styled = new TextDecoder()
  .decode(files.get('brand/style.yaml'))
  .replace(
    '  onband:',
    '  heading1n: { extends: heading1 }\n  heading2: { extends: body, size: 14pt, numbering: lower-alpha }\n  onband:',
  )
  .replace('heading1: { extends', 'heading1: { numbering: upper-roman, extends')

async function made(alternative: string, content: string, style = styled) {
  const release = readFixture({
    'brand/style.yaml': style,
    'blocks/more.md': more,
    [`templates/order/${alternative}.en.md`]: content,
  })
  const task = { template: 'order', alternative, language: 'en' }
  const composer = await compileTemplate(release, task, await worldOf(release))
  assert.ok(composer.ok, JSON.stringify(composer))
  return composer.value
}

const words = (document: Document) => JSON.stringify(document.body)

test('on paper references say words, numbers and pages, and lead there', async () => {
  const page = text.replace('::contents', 'On page :ref{to=far show=page}.')
  const composer = await made('print', page)
  const document = composer.document!(inputOf())
  assert.ok(document.ok)
  const told = words(document.value)
  assert.ok(told.includes('"I\u00a0One"') || told.includes('["I\u00a0","One"]'), told)
  assert.match(told, /"type":"link","to":"#far","content":\["About A-17 and more"\]/)
  assert.match(told, /"type":"link","to":"#far","content":\["II"\]/)
  assert.match(told, /"type":"link","to":"#inner","content":\["I\.b"\]/)
  assert.match(told, /"to":"#far","content":\[\{"type":"pageNumber","of":"far"\}\]/)
  const composed = composer.compose(inputOf())
  assert.ok(composed.ok)
  assert.deepEqual(composed.warnings ?? [], [])
  // The next record begins counting anew.
  const again = composer.document!(inputOf())
  assert.ok(again.ok)
  assert.equal(words(again.value), told)
})

const skip =
  spawnSync('pdftotext', ['-v']).error === undefined ? false : 'pdftotext is not installed'

test('a page far away is the page that is printed', { skip }, async () => {
  const far = `See page :ref{to=end show=page}.\n\n::page-break\n\nx\n\n::page-break\n\n# The end {#end}\n`
  const composer = await made('print', far)
  const composed = composer.compose(inputOf())
  assert.ok(composed.ok && composed.value.kind === 'pages')
  assert.equal(composed.value.pages, 3)
  const path = join(mkdtempSync(join(tmpdir(), 'misiva-references-')), 'x.pdf')
  writeFileSync(path, composed.value.pdf)
  const first = execFileSync('pdftotext', ['-l', '1', path, '-'], { encoding: 'utf8' })
  rmSync(dirname(path), { recursive: true })
  assert.match(first, /See page 3\./)
})

test('screens lead to the heading by its id; a mail’s text names it', async () => {
  for (const alternative of ['portal', 'email']) {
    const composed = (await made(alternative, text)).compose(inputOf())
    assert.ok(composed.ok)
    const { html } = composed.value as { html: string }
    assert.match(
      html,
      /<a href="#far"[^>]*>About A-17 and more<\/a> in section <a href="#far"[^>]*>II<\/a>/,
    )
    assert.match(html, /<h1 id="far"[^>]*>II\u00a0About A-17/)
    assert.match(html, /<a href="#inner"[^>]*>I\.b Inner two<\/a>/)
    if (composed.value.kind !== 'mime') continue
    assert.match(composed.value.text, /See About A-17 and more in section II\./)
    assert.match(composed.value.text, /I\.b Inner two/)
    assert.match(composed.value.text, /Back to I\.b, “Inner two”/)
  }
})

test('a reference to a heading this record has not is refused, by its place', async () => {
  const chosen = `::::choose\n:::when{test="order.late"}\n# Late {#late}\n:::\n::::\n\nSee :ref{to=late}.\n`
  const composed = (await made('print', chosen)).compose(inputOf())
  assert.ok(!composed.ok)
  assert.deepEqual(
    composed.problems.map(({ code, place }) => `${code} ${place?.file}:${place?.line}`),
    ['MSV-C020 templates/order/print.en.md:7'],
  )
})

test('what leads nowhere, what stands twice and what has no pages is located', async () => {
  const print = 'templates/invoice/print.en.md'
  const email = 'templates/invoice/email.en.md'
  const found = async (file: string, content: string) =>
    (await problemsWith({ [file]: content })).map(brief).join('\n')
  assert.equal(
    await found(print, '# A {#a}\n\n:ref{to=b} :ref{to=a}\n'),
    `${print}:3:9 MSV-C020 No heading of the document has the id “b”`,
  )
  assert.match(await found(print, '# A {#a}\n\n# B {#a}\n'), /:3:1 MSV-C009 Two headings have/)
  assert.match(
    await found(print, ':::each{of=invoice.lines as=x}\n# A {#a}\n:::\n'),
    /:2:1 MSV-C009 The heading “a” is repeated/,
  )
  const head = "---\nsubject: 'x'\n---\n\n# A {#a}\n\n"
  assert.match(await found(email, `${head}:ref{to=a show=page}\n`), /:7:9 MSV-C010 A page number/)
  assert.equal(await found(email, `${head}:ref{to=a}\n`), '')
})
