import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { createComposers, readContent } from '@misiva/compose'
import {
  holdToRules,
  launch,
  noBrowser,
  onScreens,
  openPage,
  picture,
  screens,
} from './test/browser.ts'
import { openPreviewHarness, readPreviewFolder } from './test/preview-harness.ts'
import type { PreviewHarness } from './test/preview-harness.ts'

const retailer = join(import.meta.dirname, '../../examples/retailer')
const invoice = '/?template=invoice&file=blocks/payment-terms.en.md'

const someone = {
  key: 'INV-77',
  name: 'Ada Sample',
  template: 'invoice',
  data: JSON.parse(
    readFileSync(join(retailer, 'templates/invoice/samples/one-line.json'), 'utf8'),
  ) as Record<string, unknown>,
  customer: { key: '77', name: 'Ada Sample', language: 'en', contactPoints: [], preferences: [] },
}

describe('the live preview in a browser', { skip: noBrowser, timeout: 600_000 }, () => {
  let harness: PreviewHarness
  let browser: Browser
  before(async () => {
    harness = await openPreviewHarness(retailer, [someone])
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await harness?.close()
  })

  const open = async (path: string, screen = screens[0]!, locale = 'en-GB') => {
    const { page, complaints } = await openPage(browser, screen, locale)
    await page.goto(harness.url + path)
    await drawn(page)
    return { page, complaints }
  }

  test('every alternative is shown at once, and what each costs', async () => {
    const { page, complaints } = await open(`${invoice}&sample=sixty-lines`)
    assert.deepEqual(
      await page
        .locator('article')
        .evaluateAll((all) => all.map((it) => it.dataset['alternative'])),
      ['print', 'sms', 'email-pdf', 'email', 'portal'],
    )
    const sms = page.locator('[data-alternative="sms"]')
    await sms.getByText('1 segment').waitFor()
    await sms.getByText('£0.06', { exact: true }).waitFor()
    await page.locator('[data-alternative="email-pdf"]').getByText('740131.pdf').waitFor()
    await page
      .locator('[data-alternative="print"]')
      .getByText('Page 1 of 3', { exact: true })
      .waitFor()
    assert.ok(await inkOf(page), 'the page has ink')
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('it is what the server sends, word for word', async () => {
    const { page } = await open(`${invoice}&sample=median`)
    const made = await composedHere('median')
    const bodies = async (alternative: string) =>
      page
        .frameLocator(`[data-alternative="${alternative}"] iframe >> nth=0`)
        .locator('body')
        .innerText()
    const asText = async (html: string) => {
      const other = await browser.newPage({ viewport: { width: 390, height: 800 } })
      await other.setContent(html)
      const text = await other.locator('body').innerText()
      await other.close()
      return text
    }
    for (const [alternative, html] of [
      ['email', made.email],
      ['portal', made.portal],
    ] as const)
      assert.equal(await bodies(alternative), await asText(html), alternative)
    const bubble = page.locator('[data-alternative="sms"] p').first()
    assert.equal((await bubble.innerText()).trim(), made.sms)
    const words = page.locator('[data-alternative="print"] pre')
    assert.match((await words.textContent()) ?? '', /Invoice \d+/)
    await page.context().close()
  })

  test('a key pressed is seen on every channel that has the text, and on no other', async () => {
    const { page } = await open('/?template=invoice&sample=median&file=blocks/opening.en.md')
    const before = await inkOf(page)
    await page.getByLabel('Content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Zebra crossing.')
    await page.locator('[data-alternative="print"] pre', { hasText: 'Zebra' }).waitFor({
      state: 'attached',
    })
    const portal = page.frameLocator('[data-alternative="portal"] iframe >> nth=0')
    await portal.getByText('Zebra').waitFor()
    const sms = await page.locator('[data-alternative="sms"]').innerText()
    assert.ok(!sms.includes('Zebra'))
    assert.notEqual(await inkOf(page), before)
    await page.context().close()
  })

  test('what cannot be composed says why, and the last picture stays', async () => {
    const { page, complaints } = await open(`${invoice}&sample=median`)
    await page.getByLabel('Content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' {{ invoice.nummer }}')
    const print = page.locator('[data-alternative="print"]')
    await print.getByText('MSV-C002').first().waitFor()
    await print.getByText('As it was before the problem below').waitFor()
    await print.getByText('blocks/payment-terms.en.md:').first().waitFor()
    assert.ok(await inkOf(page))
    await holdToRules(page, 'a problem')
    for (let i = 0; i < ' {{ invoice.nummer }}'.length; i++) await page.keyboard.press('Backspace')
    await print.getByText('MSV-C002').first().waitFor({ state: 'detached' })
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('pages turn by keys; language and customer are chosen', async () => {
    const { page } = await open(invoice)
    await choose(page, 'For', 'sixty-lines')
    const print = page.locator('[data-alternative="print"]')
    await print.getByText('Page 1 of 3', { exact: true }).waitFor()
    await print.getByLabel('Next page').focus()
    await page.keyboard.press('ArrowRight')
    await print.getByText('Page 2 of 3', { exact: true }).waitFor()
    await choose(page, 'Language', 'German')
    await page.locator('[data-alternative="sms"]').getByText('Rechnung').waitFor()
    await choose(page, 'Language', 'British English', 'English')
    await choose(page, 'For', 'Ada Sample · INV-77')
    await page.frameLocator('[data-alternative="email"] iframe >> nth=0').locator('h1').waitFor()
    await page.context().close()
  })

  test('what customers get runs nothing and leads nowhere', async () => {
    const { page } = await open(`${invoice}&sample=median`)
    const frame = page.locator('[data-alternative="portal"] iframe').first()
    const link = page
      .frameLocator('[data-alternative="portal"] iframe >> nth=0')
      .locator('a')
      .first()
    assert.equal(await link.getAttribute('href'), '#')
    assert.match((await link.getAttribute('title')) ?? '', /^(https?|mailto|tel):/)
    assert.equal(await frame.getAttribute('sandbox'), 'allow-same-origin')
    const ran = await frame.evaluate((it: HTMLIFrameElement) => {
      const script = it.contentDocument!.createElement('script')
      script.textContent = 'document.title = "ran"'
      it.contentDocument!.head.append(script)
      return it.contentDocument!.title
    })
    assert.notEqual(ran, 'ran')
    await page.context().close()
  })

  test('it holds to the rules, light and dark, wide and narrow, and speaks three languages', async () => {
    const { page, complaints } = await open(`${invoice}&sample=sixty-lines`)
    await page.getByText('Both', { exact: true }).click()
    for await (const screen of onScreens(page)) {
      await drawn(page)
      await holdToRules(page, `preview ${screen.scheme} ${screen.width}`)
      await picture(page, `preview-${screen.scheme}-${screen.width}`, true)
    }
    assert.deepEqual(complaints, [])
    await page.context().close()
    for (const [locale, said] of [
      ['es-ES', 'Página 1 de 3'],
      ['zh-CN', '第 1 页，共 3 页'],
    ] as const) {
      const { page } = await open(`${invoice}&sample=sixty-lines`, screens[0], locale)
      await page.getByText(said, { exact: true }).first().waitFor()
      await page.context().close()
    }
  })
})

/** Everything asked for stands on the screen. */
async function drawn(page: Page): Promise<void> {
  await page.locator('[data-busy="false"]').waitFor({ timeout: 60_000 })
  await page.locator('article canvas').first().waitFor()
  await page.locator('article iframe').first().waitFor()
  await page.waitForTimeout(400)
}

async function choose(page: Page, label: string, ...options: string[]): Promise<void> {
  await page
    .getByRole('textbox', { name: label, exact: true })
    .or(page.getByRole('combobox', { name: label, exact: true }))
    .first()
    .click()
  for (const name of options) {
    const option = page.getByRole('option', { name, exact: true })
    if ((await option.count()) === 0) continue
    await option.click()
    return drawn(page)
  }
  assert.fail(`${label} does not offer ${options.join(' or ')}`)
}

/** A digest of the page's picture; undefined where it is blank. */
async function inkOf(page: Page): Promise<string | undefined> {
  const bytes = await page
    .locator('article canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return data.some((value) => value !== 255) ? [...data] : undefined
    })
  return bytes && createHash('sha256').update(Uint8Array.from(bytes)).digest('hex')
}

/** The same sample, composed in this process as a server does. */
async function composedHere(sample: string) {
  const { default: mjml } = (await import('mjml' as string)) as { default: never }
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const release = readContent(readPreviewFolder(retailer), digest)
  assert.ok(release.ok)
  const forms = { print: 'pages', email: 'mime', sms: 'text', portal: 'html' } as const
  const takes = (channel: string) => forms[channel as keyof typeof forms]
  const { deflateSync } = await import('node:zlib')
  const deflate = (bytes: Uint8Array, level: number) => deflateSync(bytes, { level })
  const composers = createComposers(release.value, { takes, mjml, deflate })
  const one = async (alternative: string) => {
    const task = { template: 'invoice', alternative, language: 'en', tone: 'neutral', sample }
    const made = await composers.previewSample(task)
    assert.ok(made.ok)
    return made.value
  }
  const [email, portal, sms] = [await one('email'), await one('portal'), await one('sms')]
  assert.ok(email.kind === 'mime' && portal.kind === 'html' && sms.kind === 'text')
  return { email: email.html, portal: portal.html, sms: sms.text }
}
