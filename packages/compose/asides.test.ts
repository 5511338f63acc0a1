/** Footnotes, contents, fillers, breaks and columns of text: what each channel makes of them. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { checkContent } from './folder/check.ts'
import { compileTemplate } from './composer.ts'
import { inputOf, readFixture, sampleData, worldOf } from './fixture.test.ts'

async function composed(text: string, alternative: string, files: Record<string, string> = {}) {
  const path = `templates/order/${alternative}.en.md`
  const release = readFixture({ [path]: `---\nsubject: x\n---\n\n${text}`, ...files })
  const which = { template: 'order', alternative, language: 'en' }
  const composer = await compileTemplate(release, which, await worldOf(release))
  return composer.ok ? composer.value.compose(inputOf(sampleData)) : composer
}

const skip = spawnSync('pdftotext', ['-v']).error !== undefined && 'pdftotext is not installed'

/** Text of each page, blanks as one space. */
async function pages(text: string, files: Record<string, string> = {}): Promise<string[]> {
  const made = await composed(text, 'print', files)
  assert.ok(made.ok && made.value.kind === 'pages', JSON.stringify(made))
  assert.deepEqual(made.warnings ?? [], [])
  const read = execFileSync('pdftotext', ['-raw', '-', '-'], { input: made.value.pdf })
  const found = read.toString('utf8').split('\f').slice(0, made.value.pages)
  return found.map((page) => page.replaceAll(/\s+/g, ' '))
}

async function said(text: string): Promise<{ html: string; text: string; page: string }> {
  const mail = await composed(text, 'email')
  assert.ok(mail.ok && mail.value.kind === 'mime', JSON.stringify(mail))
  const page = await composed(text, 'portal')
  assert.ok(page.ok && page.value.kind === 'html', JSON.stringify(page))
  return { html: mail.value.html, text: mail.value.text, page: page.value.html }
}

/** Without tags, blanks as one space. */
const bare = (html: string) =>
  html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

const notes = `# Order:note[As of today.]

:::each{of=order.lines as=line}
{{ line.name }}:note[{{ line.name }} costs **{{ money(line.amount) }}**.]
:::
`

test(
  'a footnote stands at the foot of its page, and at the end where there are no pages',
  { skip },
  async () => {
    const [page = ''] = await pages(notes)
    assert.match(
      page,
      /Oak chair ?2 Lamp & shade ?3 .*1 As of today. 2 Oak chair costs €1,000.00. 3 Lamp/,
    )
    const { html, text, page: portal } = await said(notes)
    for (const [channel, made] of Object.entries({ html, portal })) {
      assert.match(
        bare(made),
        /Oak chair 2 Lamp &amp; shade 3 .*As of today\. Oak chair costs/,
        channel,
      )
      assert.equal(made.match(/id="note\d"/g)?.length, 3)
      assert.equal(made.match(/href="#note\d"/g)?.length, 3)
      assert.match(made, /<h1[^>]*>Order<sup>/)
    }
    assert.ok(
      text.endsWith(
        '[1] As of today.\n[2] Oak chair costs €1,000.00.\n[3] Lamp & shade costs €234.50.\n',
      ),
    )
    assert.match(text, /^Order\[1\]\n=+\n/)
  },
)

test('notes are counted anew for each message', async () => {
  const release = readFixture({ 'templates/order/email.en.md': `---\nsubject: x\n---\n\n${notes}` })
  const which = { template: 'order', alternative: 'email', language: 'en' }
  const composer = await compileTemplate(release, which, await worldOf(release))
  assert.ok(composer.ok)
  const [first, second] = [0, 1].map(() => composer.value.compose(inputOf(sampleData)))
  assert.deepEqual(first, second)
})

const listed = `::contents{depth=2}

# One m:sup[2]

## Under :if[late]{test="order.late"}one:note[A note.]

### Deeper

::page-break

# {{ order.number }} & more
`

test('contents lead to the headings, on paper with their pages', { skip }, async () => {
  const [first = ''] = await pages(listed)
  assert.match(first, /^.*One m2[ .]*1 Under one[ .]*1 A-17 & more[ .]*2/)
  assert.equal(first.match(/Deeper/g)?.length, 1, 'not so deep')
  const { html, text, page } = await said(listed)
  for (const made of [html, page]) {
    const links = [...made.matchAll(/<a href="#(heading\d)"[^>]*>([^<]*)<\/a>/g)]
    assert.deepEqual(
      links.map(([, id, words]) => [id, words]),
      [
        ['heading1', 'One m2'],
        ['heading2', 'Under one'],
        ['heading4', 'A-17 &amp; more'],
      ],
    )
    for (const [, id] of links) assert.ok(made.includes(`id="${id!}"`))
    assert.equal(made.match(/id="note\d"/g)?.length, 1, 'a note in a heading is one note')
  }
  assert.ok(text.startsWith('- One m2\n  - Under one[1]\n- A-17 & more\n'), text.slice(0, 80))
})

test(
  'a filler takes white space by priority, and stands in its place where there are no pages',
  { skip },
  async () => {
    const fillers = `Begin.

:::filler{priority=10}
Second offer for {{ customer.name }}.
:::

:::::choose
::::when{test="!order.late"}
:::filler{priority=90}
First offer.
:::
::::
:::::

End.`
    const [page = ''] = await pages(fillers)
    assert.match(page, /Begin\. End\. First offer\. Second offer for/)
    const tall = `:::filler{priority=1}\nLow.\n:::\n\n:::filler{priority=9}\n::space{height=260mm}\n\nHigh.\n:::\n\nText.`
    const found = await pages(tall)
    assert.equal(found.length, 1)
    assert.match(found[0]!, /Text\. Low\./)
    const { html, text } = await said(fillers)
    assert.match(bare(html), /Begin\. Second offer for .* First offer\. End\./)
    assert.match(text, /Begin\.\n\nSecond offer for .*\.\n\nFirst offer\.\n\nEnd\./)
  },
)

test('a break goes to odd pages, other masters and new sections', { skip }, async () => {
  const foot =
    'Section page :page{of=section} of :pages{of=section}, page :page of :pages, :running'
  const text = `# Letter

One.

::page-break{to=odd}

Two.

::page-break{to=section master=letter}

# Terms

Three.`
  const found = await pages(text, { 'blocks/foot.md': foot })
  assert.equal(found.length, 4)
  assert.match(found[0]!, /Section page 1 of 3, page 1 of 4, Letter/)
  assert.equal(found[1]!.trim(), '', 'a blank page')
  assert.match(found[2]!, /Section page 3 of 3, page 3 of 4, Letter Two\./)
  assert.match(found[3]!, /Section page 1 of 1, page 4 of 4, Terms .*Terms Three\./)
})

test('text runs through columns on paper', async () => {
  const text = `:::text-columns{count=2 gap=8mm rule}\n${'Some words to fill. '.repeat(60)}\n:::\n`
  const made = await composed(text, 'print')
  assert.ok(made.ok && made.value.kind === 'pages' && made.value.pages === 1)
  const { page } = await said(text)
  assert.match(page, /columns:2 220px/)
})

test('names of series stand in the legend, and the figures of a mail', { skip }, async () => {
  const chart = (series: string) =>
    `::chart{kind=horizontal data="order.lines" label="item.name" values="item.amount; item.quantity"${series} alt="x"}`
  const named = chart(' series="Amount {{ order.number }}; Pieces"')
  assert.match((await pages(named))[0]!, /Amount A-17 Pieces/)
  const unnamed = (await pages(chart('')))[0]!
  assert.ok(!unnamed.includes('item.'), 'no expression is shown to a customer')
  const { html, text } = await said(named)
  assert.match(bare(html), /Pieces: 2/)
  assert.match(text, /Amount A-17 +Pieces/)
})

test('what a channel cannot say is refused at its place', async () => {
  const problemsOf = async (alternative: string, text: string) => {
    const path = `templates/order/${alternative}.en.md`
    const problems = await checkContent(readFixture({ [path]: text }))
    return problems
      .filter(({ place }) => place?.file === path)
      .map(({ code, place }) => `${code} ${place?.line}`)
  }
  const made = await composed('Hello:note[x]', 'sms')
  assert.ok(!made.ok && made.problems[0]?.code === 'MSV-C010')
  const listing = await composed('::contents', 'sms')
  assert.ok(!listing.ok && listing.problems[0]?.code === 'MSV-C010')
  const mail = '---\nsubject: x\n---\n'
  assert.deepEqual(await problemsOf('email', `${mail}\n:running`), ['MSV-C010 5'])
  assert.deepEqual(await problemsOf('print', 'x\n\n::page-break{master=lettre}'), ['MSV-C014 3'])
  assert.deepEqual(await problemsOf('print', 'x:note[{{ order.nmber }}]'), ['MSV-C002 1'])
})

test('running content fills no white space', async () => {
  const made = await composed('x', 'print', { 'blocks/foot.md': ':::filler\nx\n:::' })
  assert.ok(!made.ok)
  assert.deepEqual(
    made.problems.map(({ code, place }) => [code, place?.file]),
    [['MSV-C010', 'blocks/foot.md']],
  )
})
