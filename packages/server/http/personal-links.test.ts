import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createComposing } from '../composing.ts'
import { readContentFolder } from '../content-folder.ts'
import { openTestHouse, type Client, type TestHouse } from '../library/test/house.ts'
import { openWorkshop, type Workshop } from '../workshop.ts'

const clinic = fileURLToPath(new URL('../../../examples/clinic', import.meta.url))
const sample = join(clinic, 'templates/appointment-reminder/samples/check-up.json')
const { customer, ...data } = JSON.parse(readFileSync(sample, 'utf8'))
const browserPath = '/usr/bin/chromium'

/** One patient for each channel, and what each was sent. */
describe('personal links, on a real house', { timeout: 120_000 }, () => {
  let at: TestHouse
  let pia: Client
  let ana: Client
  let url: string
  let workshop: Workshop
  let composing: ReturnType<typeof createComposing>
  let folder: string
  const sent = new Map<string, { id: string; message: string; bytes: Buffer; token: string }>()

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'misiva-links-'))
    const all = await readContentFolder(clinic)
    const other = /^templates\/(?!appointment-reminder\/)/
    const files = new Map([...all].filter(([path]) => !other.test(path)))
    files.delete('templates/appointment-reminder/tests.yaml')
    const sms = 'templates/appointment-reminder/sms.en.md'
    // A text that leads to the page instead of asking for a reply.
    files.set(sms, Buffer.from('{{ visit.title }}: {{ links.portal }} {{ links.document }}\n'))
    // Asked on paper alone: the page does not ask it.
    const print = 'templates/appointment-reminder/print.en.md'
    const call =
      ':::choice{id=call}\nShall we call you?\n\n- Yes {value=yes}\n- No {value=no}\n:::\n'
    files.set(print, Buffer.concat([files.get(print)!, Buffer.from(`\n${call}`)]))
    at = await openTestHouse(files)
    ;[pia, ana] = await Promise.all([at.as('pia'), at.as('ana')])
    url = await at.app.listen({ port: 0, host: '127.0.0.1' })
    composing = createComposing(at.house.channels, 1)
    workshop = await openWorkshop(at.house, composing, (words) => assert.fail(words))
    for (const channel of ['email', 'sms', 'print', 'portal'])
      sent.set(channel, await send(channel))
  })
  after(async () => {
    await workshop?.close()
    await composing?.close()
    await at?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function send(channel: string) {
    const contactPoints = customer.contactPoints.filter(
      // The letter stands in its envelope's window: without a postal address there is none.
      (point: { channel: string }) => point.channel === channel || point.channel === 'print',
    )
    const one = { ...customer, key: `LC-${channel}`, contactPoints }
    const order = { template: 'appointment-reminder', key: `AP-${channel}`, customer: one, data }
    const { body } = await pia('POST', '/api/communications', order)
    for (;;) {
      const [message] = (await get(body.communication)).messages
      if (message?.state === 'delivered') {
        const { sha256 } = message
        const bytes = Buffer.from((await at.house.blobs.read(sha256))!)
        return { id: body.communication, message: message.id, bytes, token: tokenIn(bytes) }
      }
      await sleep(50)
    }
  }

  /** The token as the message carries it; what no text shows (a PDF) is read by `pdftotext`. */
  function tokenIn(bytes: Buffer): string {
    let text = bytes.toString('latin1').replaceAll('=\r\n', '')
    if (text.startsWith('%PDF')) {
      const file = join(folder, 'letter.pdf')
      writeFileSync(file, bytes)
      // A narrow column breaks the address.
      text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
    }
    return /\/p\/([0-9a-z]{16})/.exec(text)?.[1] ?? ''
  }

  const get = async (id: string) => (await pia('GET', `/api/communications/${id}`)).body
  const page = (path: string, init?: RequestInit) =>
    fetch(`${url}/p/${path}`, { redirect: 'manual', ...init })
  const answer = (token: string, question: string, value: string) =>
    page(token, { method: 'POST', body: new URLSearchParams({ question, answer: value }) })

  test('every message carries an address of its own, kept as its hash alone', async (t) => {
    if (!existsSync('/usr/bin/pdftotext')) return t.skip('pdftotext is missing')
    const tokens = [...sent.values()].map(({ token }) => token).filter(Boolean)
    assert.deepEqual([tokens.length, new Set(tokens).size], [3, 3])
    for (const [channel, { id, message }] of sent) {
      const { links } = await get(id)
      assert.deepEqual(
        links.map((it: any) => [it.message, it.channel, it.opens, it.state]),
        [[message, channel, 0, 'open']],
      )
      // As long as the topic says, or 400 days.
      const days = (Date.parse(links[0].expiresAt) - Date.now()) / 86_400_000
      assert.ok(days > 399 && days <= 400)
    }
    const { rows } = await at.house.pool.query('select * from personal_link')
    const kept = JSON.stringify(
      rows.map((row) => ({ ...row, token_sha256: row.token_sha256.toString('latin1') })),
    )
    for (const token of tokens) assert.ok(!kept.includes(token))
  })

  test('programs that look ahead of people neither answer nor count', async () => {
    const { id, token } = sent.get('email')!
    const link = `${token}?question=visit&answer=cancel`
    for (const init of [{ method: 'HEAD' }, { headers: { 'sec-purpose': 'prefetch' } }]) {
      assert.equal((await page(link, init)).status, 200)
      assert.equal((await get(id)).links[0].opens, 0)
    }
    const asked = await page(link)
    assert.equal(asked.status, 200)
    const html = await asked.text()
    assert.match(html, /Will you be there\? Please answer by 20 November 2026\.|Will you be there/)
    assert.match(html, /Please cancel it<\/p><button class="main" name="answer" value="cancel">/)
    const after = await get(id)
    assert.deepEqual([after.answers, after.links[0].opens], [[], 1])
    assert.ok(after.messages[0].receipts.some((it: any) => it.kind === 'opened'))
  })

  test('an answer is recorded once, another one follows it, and both are told', async () => {
    const { id, message, token } = sent.get('email')!
    for (const value of ['confirm', 'confirm', 'reschedule', 'reschedule']) {
      const answered = await answer(token, 'visit', value)
      assert.equal(answered.status, 303)
      assert.equal(answered.headers.get('location'), `${token}?answered=visit`)
    }
    const { answers, messages } = await get(id)
    assert.deepEqual(
      answers.map((it: any) => [it.question, it.answer, it.answerText, it.channel, it.holds]),
      [
        ['visit', 'confirm', 'Yes, I will be there', 'email', false],
        ['visit', 'reschedule', 'I need another time', 'email', true],
      ],
    )
    const told = messages[0].receipts.filter((it: any) => it.kind === 'answered')
    assert.deepEqual(
      told.map((it: any) => it.detail),
      ['visit: confirm', 'visit: reschedule'],
    )
    assert.equal(messages[0].id, message)
    const shown = await (await page(`${token}?answered=visit`)).text()
    assert.match(shown, /I need another time/)
    assert.match(shown, /Change the answer/)
    // Pressed in the mail once more: it says so, and asks nothing.
    const again = await (await page(`${token}?question=visit&answer=reschedule`)).text()
    assert.doesNotMatch(again, /<form/)
    const feed = (await pia('GET', '/api/answers?template=appointment-reminder')).body
    assert.deepEqual(
      feed.items.map((it: any) => [it.key, it.customer, it.answer]),
      [
        ['AP-email', 'LC-email', 'confirm'],
        ['AP-email', 'LC-email', 'reschedule'],
      ],
    )
    const rest = (await pia('GET', `/api/answers?after=${feed.items[0].id}`)).body.items
    assert.deepEqual(rest, feed.items.slice(1))
  })

  test('twenty of the same answer at once are one', async () => {
    const { id, token } = sent.get('sms')!
    await Promise.all(Array.from({ length: 20 }, () => answer(token, 'visit', 'confirm')))
    const { answers } = await get(id)
    // The text asks nothing itself; the page it leads to does.
    assert.deepEqual(
      answers.map((it: any) => [it.answer, it.channel]),
      [['confirm', 'sms']],
    )
  })

  test('what nobody asked is not recorded', async () => {
    const { id, token } = sent.get('print')!
    assert.equal((await answer(token, 'other', 'confirm')).status, 404)
    assert.equal((await answer(token, 'visit', 'maybe')).status, 422)
    assert.equal((await answer(`${token.slice(1)}0`, 'visit', 'confirm')).status, 404)
    assert.deepEqual((await get(id)).answers, [])
    assert.match(await (await page(`${token}?question=other`)).text(), /<main/)
  })

  test('an address typed from paper leads to what is asked there alone, then to the page', async () => {
    const { id, token } = sent.get('print')!
    assert.match(await (await page(token.toUpperCase())).text(), /<h1>Shall we call you\?<\/h1>/)
    assert.equal((await answer(token, 'call', 'no')).status, 303)
    assert.match(await (await page(token)).text(), /I need another time/)
    const { answers } = await get(id)
    assert.deepEqual([answers.length, answers[0].answer, answers[0].channel], [1, 'no', 'print'])
  })

  test('the document comes as it went out, as a download', async (t) => {
    const { bytes, token } = sent.get('print')!
    if (token === '') return t.skip('pdftotext is missing')
    const printed = await page(`${token}/document`)
    assert.equal(printed.status, 200)
    const header = (name: string) => printed.headers.get(name)
    assert.equal(header('content-type'), 'application/pdf')
    assert.equal(
      header('content-disposition'),
      `attachment; filename="AP-print.pdf"; filename*=UTF-8''AP-print.pdf`,
    )
    assert.equal(header('content-length'), String(bytes.length))
    assert.equal(header('cache-control'), 'no-store')
    assert.deepEqual(Buffer.from(await printed.arrayBuffer()), bytes)
    // What went by text had no document: it is composed as it would have been, its links the reader's own.
    const text = sent.get('sms')!
    const composed = await page(`${text.token}/document`)
    assert.equal(tokenIn(Buffer.from(await composed.arrayBuffer())), text.token)
  })

  test('a link given by hand, one revoked, and one of the past', async () => {
    const { id, token } = sent.get('sms')!
    const path = `/api/communications/${id}/links`
    assert.equal((await ana('POST', path)).status, 403)
    const made = await pia('POST', path)
    assert.equal(made.status, 201)
    assert.equal(made.body.madeBy.name, 'Pia')
    const own = made.body.url.split('/').at(-1)
    assert.equal((await page(own)).status, 200)
    assert.equal((await answer(own, 'visit', 'cancel')).status, 303)
    const { answers } = await get(id)
    assert.deepEqual([answers.at(-1).answer, answers.at(-1).channel], ['cancel', null])

    const [first] = (await get(id)).links
    const revoked = await pia('POST', `${path}/${first.id}/revoke`)
    assert.deepEqual(
      revoked.body.map((it: any) => it.state),
      ['revoked', 'open'],
    )
    for (const gone of [token, `${token}/document`, `${token}?question=visit`]) {
      const closed = await page(gone)
      assert.equal(closed.status, 410)
      assert.match(await closed.text(), /has expired/)
    }
    assert.equal((await answer(token, 'visit', 'confirm')).status, 410)
    await at.house.pool.query(
      "update personal_link set expires_at = now() - interval '1 minute' where id = $1",
      [made.body.id],
    )
    assert.equal((await page(own)).status, 410)
    const elsewhere = sent.get('email')!.id
    const wrong = await pia('POST', `/api/communications/${elsewhere}/links/${first.id}/revoke`)
    assert.equal(wrong.status, 404)
  })

  test('in a browser: the page, its question, the answer, the document', async (t) => {
    if (!existsSync(browserPath)) return t.skip(`${browserPath} is missing`)
    const { id } = sent.get('portal')!
    const { body } = await pia('POST', `/api/communications/${id}/links`)
    const address = `${url}${new URL(body.url).pathname}`
    const browser = await chromium.launch({
      executablePath: browserPath,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
    })
    try {
      const tab = await browser.newPage({
        viewport: { width: 390, height: 780 },
        acceptDownloads: true,
      })
      const complaints: string[] = []
      tab.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
      await tab.goto(address)
      await tab.getByRole('button', { name: 'Yes, I will be there' }).click()
      await tab.getByRole('heading', { name: 'Thank you. Your answer is recorded' }).waitFor()
      await picture(tab, 'answered')
      await tab.getByRole('link', { name: 'Change the answer' }).click()
      await tab.getByRole('button', { name: 'Please cancel it' }).waitFor()
      await tab.goto(`${address}?question=visit&answer=cancel`)
      await tab.emulateMedia({ colorScheme: 'dark' })
      await picture(tab, 'confirm')
      await tab.getByRole('button', { name: 'Confirm this answer' }).click()
      await tab.getByText('Please cancel it').waitFor()
      const answers = (await get(id)).answers.map((it: any) => it.answer)
      assert.deepEqual(answers, ['confirm', 'cancel'])
      await tab.goto(address)
      const download = tab.waitForEvent('download')
      await tab.evaluate(
        `const a = document.createElement('a'); a.href = '${new URL(address).pathname}/document'; a.textContent = 'document'; document.querySelector('main').append(a)`,
      )
      await tab.getByRole('link', { name: 'document', exact: true }).click()
      assert.equal((await download).suggestedFilename(), 'AP-portal.pdf')
      assert.deepEqual(complaints, [])
    } finally {
      await browser.close()
    }
  })
})

/** Where pictures of every screen are left for whoever wants to look. */
async function picture(tab: { screenshot(options: object): Promise<unknown> }, name: string) {
  const shots = fileURLToPath(new URL('../../../coverage/screens/', import.meta.url))
  await tab.screenshot({ path: join(shots, `portal-${name}.png`), fullPage: true })
}
