import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { ensureStudioBuilt } from './build.ts'
import type { components } from './src/api/schema.gen.ts'
import { holdToRules, launch, noBrowser, openPage, picture } from './test/browser.ts'
import { openLibraryHouse } from './test/library-house.ts'
import type { LibraryHouse } from './test/library-house.ts'

type Schemas = components['schemas']

const TERMS = 'blocks/payment-terms.en.md'

let house: LibraryHouse
let browser: Browser

/** Somebody of the staff, in a browser of their own. */
interface Desk {
  readonly page: Page
  readonly complaints: string[]
  api<T>(method: 'GET' | 'POST' | 'PUT', path: string, data?: unknown): Promise<T>
}

const emails = {
  Clara: 'clara.whitfield@hartwell-finch.example',
  Mateo: 'mateo.ibarra@hartwell-finch.example',
  Li: 'li.wei@hartwell-finch.example',
  Ruth: 'ruth.adeyemi@hartwell-finch.example',
}

async function seat(
  name: keyof typeof emails,
  screen: Parameters<typeof openPage>[1] = { scheme: 'light', width: 1440 },
  locale = 'en-GB',
): Promise<Desk> {
  const { page, complaints } = await openPage(browser, screen, locale)
  page.setDefaultTimeout(30_000)
  const api = async <T>(method: string, path: string, data?: unknown): Promise<T> => {
    const answer = await page.request.fetch(`${house.url}${path}`, {
      method,
      ...(data !== undefined && { data }),
    })
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  await api('POST', '/api/session', { email: emails[name] })
  return { page, complaints, api }
}

const begin = async (desk: Desk, title: string): Promise<string> =>
  (await desk.api<Schemas['Change']>('POST', '/api/changes', { title })).id

const textOf = async (desk: Desk, path: string, change?: string): Promise<string> => {
  const query = `path=${path}${change ? `&change=${change}` : ''}`
  return (await desk.api<Schemas['LibraryFile']>('GET', `/api/library/files?${query}`)).text!
}

/** The file's source in its change, ready to be written. */
async function openSource({ page }: Desk, change: string): Promise<Locator> {
  await page.goto(`${house.url}/library/block/payment-terms?change=${change}&file=${TERMS}`)
  await page.getByText('Source', { exact: true }).click()
  const source = page.locator(`textarea[aria-label="${TERMS}"]`)
  await source.waitFor()
  return source
}

const standing = ({ page }: Desk, is: string) => page.locator(`[data-standing="${is}"]`).waitFor()

describe('several people at one library', { skip: noBrowser, timeout: 300_000 }, () => {
  before(async () => {
    await ensureStudioBuilt()
    ;[house, browser] = await Promise.all([openLibraryHouse(), launch()])
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  test('two on one block see each other, and a conflict loses nothing of either', async () => {
    const [clara, mateo] = await Promise.all([seat('Clara'), seat('Mateo')])
    const change = await begin(clara, 'Payment in calendar days')
    const [hers, his] = [await openSource(clara, change), await openSource(mateo, change)]
    await mateo.page.getByText('Clara Whitfield is editing this too').waitFor()
    assert.match(
      await mateo.page.getByText('Clara Whitfield is editing this too').locator('..').innerText(),
      /since \d/,
    )
    await clara.page.getByText('Mateo Ibarra is editing this too').waitFor()
    await holdToRules(mateo.page, 'presence')
    await picture(mateo.page, 'people-presence')

    // What she saves he has before his eyes.
    const first = (await hers.inputValue()).replace('30 days', '14 days')
    await hers.fill(first)
    await standing(clara, 'saved')
    await mateo.page.waitForFunction(
      ([label]) =>
        document
          .querySelector<HTMLTextAreaElement>(`textarea[aria-label="${label}"]`)
          ?.value.includes('14 days'),
      [TERMS],
    )

    // Both write on the same revision: his save is held on its way until hers has arrived.
    const { promise: arrived, resolve: release } = Promise.withResolvers<void>()
    await mateo.page.route('**/api/library/files', async (route) => {
      if (route.request().method() === 'PUT') await arrived
      await route.continue()
    })
    await his.fill(`${first.replace('14 days', '14 calendar days')}\nAsk us for more time.\n`)
    await standing(mateo, 'saving')
    await hers.fill(
      first.replace('## Payment terms', '## When to pay').replace('14 days', '10 days'),
    )
    await standing(clara, 'unsaved')
    await standing(clara, 'saved')
    release()
    const dialog = mateo.page.getByRole('dialog')
    await dialog.waitFor()
    await dialog.getByText('Only Clara Whitfield changed this.').waitFor()
    await dialog.getByText('Only you changed this.').waitFor()
    assert.equal(await dialog.getByRole('button', { name: 'Save this' }).isDisabled(), true)
    await holdToRules(mateo.page, 'conflict')
    await picture(mateo.page, 'people-conflict')
    await dialog.locator('li[data-open]').getByText('Both', { exact: true }).click()

    // She goes on meanwhile, and that is told too before anything is written over.
    await hers.fill(`${await hers.inputValue()}\nThank you.\n`)
    await standing(clara, 'unsaved')
    await standing(clara, 'saved')
    await dialog.getByRole('button', { name: 'Save this' }).click()
    await dialog.getByText('Thank you.', { exact: false }).first().waitFor()
    for (const open of await dialog.locator('li[data-open]').all())
      await open.getByText('Both', { exact: true }).click()
    await picture(mateo.page, 'people-conflict-settled')
    await dialog.getByRole('button', { name: 'Save this' }).click()
    await dialog.waitFor({ state: 'detached' })
    await standing(mateo, 'saved')
    const settled = await textOf(clara, TERMS, change)
    for (const words of ['## When to pay', '14 calendar days', '10 days', 'Ask us', 'Thank you.'])
      assert.ok(settled.includes(words), `${words} is lost of ${settled}`)
    // A refused save is a conflict's own sound; the browser tells it as a failed request.
    assert.deepEqual(clara.complaints, [])
    assert.deepEqual(
      mateo.complaints.filter((it) => !it.includes('409')),
      [],
    )
    await Promise.all([clara.page.context().close(), mateo.page.context().close()])
  })

  test('without a connection what is written is kept, and offered after a reload', async () => {
    const clara = await seat('Clara')
    const change = await begin(clara, 'Written on a train')
    const source = await openSource(clara, change)
    const ground = await source.inputValue()
    await house.tell('stop')
    await source.fill(ground.replace('30 days', '31 days'))
    await standing(clara, 'offline')
    await clara.page.getByText('No connection: kept here').waitFor()
    await picture(clara.page, 'people-offline')
    await house.tell('listen')
    await standing(clara, 'saved')
    assert.match(await textOf(clara, TERMS, change), /31 days/)

    await house.tell('stop')
    await source.fill(ground.replace('30 days', '32 days'))
    await standing(clara, 'offline')
    const { page } = clara
    await page.goto('about:blank')
    await house.tell('listen')
    const again = await openSource(clara, change)
    assert.match(await again.inputValue(), /31 days/, 'a draft is offered, not put back')
    await page.getByText('It was kept in this browser').waitFor()
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.locator('ins').getByText('32').waitFor()
    await holdToRules(page, 'kept draft')
    await picture(page, 'people-kept')
    await page.getByRole('button', { name: 'Go on with it' }).click()
    await standing(clara, 'saved')
    assert.match(await textOf(clara, TERMS, change), /32 days/)
    assert.equal(await page.getByText('It was kept in this browser').count(), 0)
    await page.reload()
    await page.locator('[data-standing]').waitFor()
    assert.equal(await page.getByText('It was kept in this browser').count(), 0)
    await page.context().close()
  })
})
