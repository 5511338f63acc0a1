import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ensureStudioBuilt } from './build.ts'
import type { components } from './src/api/schema.gen.ts'
import {
  holdToRules,
  launch,
  noBrowser,
  onScreens,
  openPage,
  picture,
  screens,
} from './test/browser.ts'
import { openTestHouse } from './test/house.ts'
import type { RunReport, TestHouse } from './test/house.ts'

type Schemas = components['schemas']

describe('the studio in a browser, on a real house', { skip: noBrowser, timeout: 600_000 }, () => {
  let house: TestHouse
  let browser: Browser
  let report: RunReport
  let troubled: RunReport
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${house.url}${path}`)).json()) as T

  before(async () => {
    await ensureStudioBuilt()
    house = await openTestHouse()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  test('an empty house says what to type', async () => {
    const { page, complaints } = await openPage(browser, screens[0]!)
    await page.goto(`${house.url}/`)
    await page.getByText('npx misiva run').waitFor()
    for await (const screen of onScreens(page)) {
      await holdToRules(page, 'no runs')
      await picture(page, `empty-${screen.scheme}-${screen.width}`)
    }
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('a run is followed live, from the list to its end, and never goes back', async () => {
    const { page, complaints } = await openPage(browser, screens[0]!)
    await page.goto(`${house.url}/runs`)
    await page.getByText('npx misiva run').waitFor()
    const running = house.run(house.example)
    await page.getByRole('link', { name: 'invoice', exact: true }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /invoice from example.csv/ }).waitFor()
    const seen = await followProgress(page)
    report = await running
    await page.getByText('Balances', { exact: true }).waitFor()
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    )
    for (const [channel, messages] of Object.entries(report.channels)) {
      const line = page.getByRole('region', { name: 'By channel' }).getByRole('listitem')
      const named = { print: 'Print', email: 'E-mail', sms: 'SMS', portal: 'Portal' }[channel]
      const shown = line.filter({ has: page.getByRole('link', { name: named! }) })
      assert.equal(await shown.locator('strong').first().innerText(), String(messages))
    }
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('mistakes in a file are shown with their place, and cost nobody else anything', async () => {
    troubled = await house.run(house.trouble)
    const { page } = await openPage(browser, screens[0]!)
    await page.goto(`${house.url}/runs/${troubled.run}?tab=rejected`)
    await page
      .getByText(/orders-with-mistakes\.csv:\d+/)
      .first()
      .waitFor()
    const { items } = await get<Schemas['RejectionList']>(`/api/runs/${troubled.run}/rejections`)
    assert.ok(items.length >= 3)
    for (const { code, message } of items) {
      await page.getByText(`${code} ${message}`).first().waitFor()
    }
    await page.context().close()
  })

  test('every screen holds to the rules, light and dark, wide and narrow', async () => {
    const byChannel = await oneOfEach(get, report.run)
    assert.deepEqual(Object.keys(byChannel).sort(), ['email', 'portal', 'print', 'sms'])
    const pages: Readonly<Record<string, string>> = {
      runs: '/runs',
      run: `/runs/${report.run}`,
      'run-with-mistakes': `/runs/${troubled.run}`,
      rejected: `/runs/${troubled.run}?tab=rejected`,
      ...Object.fromEntries(
        Object.entries(byChannel).map(([channel, id]) => [channel, `/communications/${id}`]),
      ),
      channels: '/channels',
    }
    for (const [name, path] of Object.entries(pages)) {
      const { page, complaints } = await openPage(browser, screens[0]!)
      await page.goto(house.url + path)
      for await (const screen of onScreens(page)) {
        if (screen.scheme === 'light') await settle(page)
        await holdToRules(page, `${name} ${screen.scheme} ${screen.width}`)
        await picture(page, `${name}-${screen.scheme}-${screen.width}`, !name.startsWith('run'))
      }
      assert.deepEqual(complaints, [], name)
      await page.context().close()
    }
  })

  test('it speaks Spanish and Chinese, and everything can be reached by keys', async () => {
    for (const [locale, runs, keys] of [
      ['es-ES', 'Ejecuciones', 'Atajos de teclado'],
      ['zh-CN', '批次', '键盘快捷键'],
    ] as const) {
      const { page, complaints } = await openPage(browser, screens[0]!, locale)
      await page.goto(`${house.url}/runs/${report.run}`)
      await page.getByRole('link', { name: runs }).first().waitFor()
      await settle(page)
      await holdToRules(page, locale)
      await picture(page, `run-${locale}`)
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: keys }).waitFor()
      await holdToRules(page, `keys ${locale}`)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('/')
      await page.keyboard.type('no such customer')
      await page.getByRole('status').filter({ hasText: /^0 / }).waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page.keyboard.press('c')
      await page.waitForURL('**/channels')
      assert.deepEqual(complaints, [])
      await page.context().close()
    }
  })

  test('a customer’s pages hold to the rules, the archived one and the one for a bad link', async () => {
    const { sms } = await oneOfEach(get, report.run)
    const { messages } = await get<Schemas['Communication']>(`/api/communications/${sms}`)
    const text = await (await fetch(`${house.url}/api/messages/${messages[0]!.id}/bytes`)).text()
    const link = /\/p\/[\w-]+/.exec(text)?.[0]
    assert.ok(link, 'the text carries no link')
    for (const screen of screens) {
      for (const [name, path, status] of [
        ['portal-page', link, 200],
        ['bad-link', '/p/none', 404],
      ] as const) {
        const { page } = await openPage(browser, screen)
        const answer = await page.goto(house.url + path)
        assert.equal(answer?.status(), status)
        await picture(page, `${name}-${screen.scheme}-${screen.width}`, true)
        // Their policy lets no script run, axe's neither: the same HTML is judged without it.
        const html = await (await fetch(house.url + path)).text()
        await page.goto('about:blank')
        await page.setContent(html)
        await holdToRules(page, `${name} ${screen.scheme} ${screen.width}`)
        await page.context().close()
      }
    }
  })

  test('the list is searched and filtered in the address, and holds thousands', async () => {
    const { page } = await openPage(browser, screens[0]!)
    await page.goto(`${house.url}/runs/${report.run}`)
    await page.getByRole('table').waitFor()
    await page.getByLabel('Channel', { exact: true }).selectOption('sms')
    await page.waitForURL('**channel=sms**')
    await page
      .getByRole('status')
      .filter({ hasText: `${report.channels['sms']} match` })
      .waitFor()
    const drawn = await page.getByRole('table').getByRole('row').count()
    assert.ok(drawn < 60, `${drawn} rows are drawn`)
    await page.context().close()
  })

  test('bytes are the archived ones, and what customers get can do nothing here', async () => {
    const byChannel = await oneOfEach(get, report.run)
    for (const id of Object.values(byChannel)) {
      const { messages, alternatives } = await get<Schemas['Communication']>(
        `/api/communications/${id}`,
      )
      const [message] = messages
      const answer = await fetch(`${house.url}/api/messages/${message!.id}/bytes`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      assert.equal(createHash('sha256').update(bytes).digest('hex'), message!.sha256)
      assert.equal(answer.headers.get('etag'), `"${message!.sha256}"`)
      assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/)
      const again = await fetch(answer.url, {
        headers: { 'if-none-match': `"${message!.sha256}"` },
      })
      assert.equal(again.status, 304)
      for (const { name } of alternatives) {
        const path = `/api/communications/${id}/previews/${name}`
        const view = await get<Schemas['Rendering']>(`${path}/view`)
        assert.ok(view.bytes > 0, `${name} has no preview`)
        if (view.kind !== 'html' && view.kind !== 'mime') continue
        const html = await fetch(`${house.url}${path}/html`)
        assert.match(
          html.headers.get('content-security-policy') ?? '',
          /^sandbox; default-src 'none'/,
        )
      }
    }
  })
})

/** Reads the progress bar until the run has ended. */
async function followProgress(page: Page): Promise<number[]> {
  const seen: number[] = []
  const bar = page.getByRole('progressbar')
  const over = page.getByText('Done', { exact: true }).first()
  for (;;) {
    const value = await bar.getAttribute('aria-valuenow', { timeout: 250 }).catch(() => null)
    if (value !== null) seen.push(Number(value))
    if (value === null && (await over.isVisible())) return seen
    if (seen.length === 3) {
      await holdToRules(page, 'a run at work')
      await picture(page, 'live-light-1440')
    }
    await page.waitForTimeout(100)
  }
}

/** Everything asked for has come, and what is composed only when seen has been seen. */
async function settle(page: Page): Promise<void> {
  await page.locator('main h1').waitFor()
  // A sheet grows when it has come, so the end is looked for again until it stays where it is.
  for (let at = 0; at < (await heightOf(page)); at += 500) {
    await page.evaluate((top) => window.scrollTo(0, top), at)
    await page.waitForTimeout(80)
  }
  await page.waitForFunction(
    () =>
      !document.querySelector('[aria-label="Loading"]') &&
      [...document.images].every((image) => image.complete),
    undefined,
    { timeout: 60_000 },
  )
  for (const frame of page.frames()) await frame.waitForLoadState('load')
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(200)
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight)

async function oneOfEach(
  get: <T>(path: string) => Promise<T>,
  run: string,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const channel of ['print', 'email', 'sms', 'portal']) {
    const { items } = await get<Schemas['CommunicationList']>(
      `/api/runs/${run}/communications?channel=${channel}&limit=1`,
    )
    if (items[0]) found[channel] = items[0].id
  }
  return found
}
