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
const TOPICS = 'topics.yaml'

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
  page.setDefaultTimeout(120_000)
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

async function save(desk: Desk, change: string, path: string, text: string): Promise<void> {
  const at = `/api/library/files?change=${change}&path=${path}`
  const { revision } = await desk.api<Schemas['LibraryFile']>('GET', at)
  await desk.api('PUT', '/api/library/files', { change, path, text, revision })
}

const textOf = async (desk: Desk, path: string, change?: string): Promise<string> => {
  const query = `path=${path}${change ? `&change=${change}` : ''}`
  return (await desk.api<Schemas['LibraryFile']>('GET', `/api/library/files?${query}`)).text!
}

/** The file's source in its change, ready to be written. */
async function openSource({ page }: Desk, change: string, path = TERMS): Promise<Locator> {
  const object = path === TERMS ? 'block/payment-terms' : 'house/house'
  await page.goto(`${house.url}/library/${object}?change=${change}&file=${path}`)
  if (path === TERMS) await page.getByText('Source', { exact: true }).click()
  const source = page.locator(`textarea[aria-label="${path}"]`)
  await source.waitFor()
  return source
}

const standing = ({ page }: Desk, is: string) => page.locator(`[data-standing="${is}"]`).waitFor()

describe('several people at one library', { skip: noBrowser, timeout: 300_000 }, () => {
  before(async () => {
    await ensureStudioBuilt()
    house = await openLibraryHouse()
    browser = await launch()
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
    const source = await openSource(clara, change, TOPICS)
    const ground = await source.inputValue()
    await house.tell('stop')
    await source.fill(`${ground}# 31 days\n`)
    await standing(clara, 'offline')
    await clara.page.getByText('No connection: kept here').waitFor()
    await picture(clara.page, 'people-offline')
    await house.tell('listen')
    await standing(clara, 'saved')
    assert.match(await textOf(clara, TOPICS, change), /31 days/)

    await house.tell('stop')
    await source.fill(`${ground}# 32 days\n`)
    await standing(clara, 'offline')
    const { page } = clara
    await page.goto('about:blank')
    await house.tell('listen')
    const again = await openSource(clara, change, TOPICS)
    assert.match(await again.inputValue(), /31 days/, 'a draft is offered, not put back')
    await page.getByText('It was kept in this browser').waitFor()
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.locator('ins').getByText('32').waitFor()
    await holdToRules(page, 'kept draft')
    await picture(page, 'people-kept')
    await page.getByRole('button', { name: 'Go on with it' }).click()
    await standing(clara, 'saved')
    assert.match(await textOf(clara, TOPICS, change), /32 days/)
    assert.equal(await page.getByText('It was kept in this browser').count(), 0)
    await page.reload()
    await page.locator('[data-standing]').waitFor()
    assert.equal(await page.getByText('It was kept in this browser').count(), 0)
    await page.context().close()
  })

  test('sent back with a reason, approved by another, in force from its time on, and rolled back', async () => {
    const [clara, mateo, li] = await Promise.all([seat('Clara'), seat('Mateo'), seat('Li')])
    const path = 'blocks/closing.en.md'
    const before = await textOf(clara, path)
    const change = await begin(clara, 'Kinder words')
    const at = `${house.url}/changes/${change}`
    await save(clara, change, path, `${before}\nWe are very glad to have you.\n`)
    await clara.api('POST', `/api/changes/${change}/submit`)

    // Who wrote it is told why the button is another's.
    await clara.page.goto(at)
    await clara.page.getByText('Four eyes: nobody approves what they began').waitFor()
    const own = clara.page.getByRole('button', { name: 'Approve', exact: true })
    assert.equal(await own.isDisabled(), true)
    await mateo.page.goto(at)
    await mateo.page.getByRole('button', { name: 'Send back', exact: true }).click()
    const reject = mateo.page.getByRole('dialog')
    await reject.getByLabel('What has to be different').fill('Say it in one sentence.')
    await picture(mateo.page, 'people-send-back')
    await reject.getByRole('button', { name: 'Send back', exact: true }).click()
    await clara.page.getByText('Sent back by Mateo Ibarra').waitFor()
    await clara.page.getByText('Say it in one sentence.').waitFor()
    await picture(clara.page, 'people-sent-back')

    // She says anew what it is and when it is to hold; a colleague approves.
    await clara.page.getByRole('button', { name: 'Describe' }).click()
    const describe = clara.page.getByRole('dialog')
    await describe.getByLabel('What is to change').fill('Kinder words in the new year')
    await describe.getByLabel('From', { exact: true }).fill('2027-01-01T00:00')
    await picture(clara.page, 'people-describe')
    await describe.getByRole('button', { name: 'Save' }).click()
    await clara.page.getByRole('heading', { name: 'Kinder words in the new year' }).waitFor()
    await save(clara, change, path, `${before}\nWe are glad to have you.\n`)
    await clara.api('POST', `/api/changes/${change}/submit`)
    await mateo.api('POST', `/api/changes/${change}/approve`)

    await li.page.goto(at)
    await li.page.getByRole('button', { name: 'Publish', exact: true }).click()
    const publish = li.page.getByRole('dialog')
    assert.equal(await publish.getByLabel(/^From/).inputValue(), '2027-01-01T00:00')
    await publish.getByRole('button', { name: 'Publish for later' }).click()
    await publish.waitFor({ state: 'detached' })
    await li.page.goto(`${house.url}/publications`)
    await li.page.getByText('Upcoming', { exact: true }).waitFor()
    await picture(li.page, 'people-scheduled')
    assert.equal(await textOf(clara, path), before)

    await house.tell('clock 2027-01-01T00:00:01Z')
    await li.page.reload()
    const entry = li.page.getByRole('article').filter({ hasText: 'Kinder words in the new year' })
    await entry.getByText('In force now', { exact: true }).waitFor()
    assert.match(await textOf(clara, path), /glad to have you/)

    await li.page.getByRole('button', { name: 'Put back into force' }).click()
    const back = li.page.getByRole('dialog')
    await back.getByLabel('Reason').fill('Too kind.')
    await holdToRules(li.page, 'rolling back')
    await picture(li.page, 'people-roll-back')
    await back.getByRole('button', { name: 'Put back into force' }).click()
    await back.waitFor({ state: 'detached' })
    await li.page.getByText('Too kind.').waitFor()
    assert.equal(await textOf(clara, path), before)
    for (const desk of [clara, mateo, li]) {
      assert.deepEqual(desk.complaints, [])
      await desk.page.context().close()
    }
  })

  test('a block in use is not retired: where it is used is told before, and again at publication', async () => {
    const [clara, li] = await Promise.all([seat('Clara'), seat('Li')])
    const change = await begin(clara, 'Without payment terms')
    const { page } = clara
    await page.goto(`${house.url}/library/block/payment-terms?change=${change}&tab=uses`)
    await page.getByRole('button', { name: 'Retire' }).click()
    const ask = page.getByRole('dialog')
    await ask.getByText('1 other uses it.').waitFor()
    await ask.getByRole('link', { name: 'terms-and-returns' }).waitFor()
    await holdToRules(page, 'retiring')
    await picture(page, 'people-retire')
    await ask.getByRole('button', { name: 'Retire' }).click()
    await ask.waitFor({ state: 'detached' })
    await page.getByText('Retired', { exact: true }).waitFor()
    await clara.api('POST', `/api/changes/${change}/submit`)
    const mateo = await seat('Mateo')
    await mateo.api('POST', `/api/changes/${change}/approve`)

    await li.page.goto(`${house.url}/changes/${change}`)
    await li.page.getByRole('button', { name: 'Publish', exact: true }).click()
    const publish = li.page.getByRole('dialog')
    await publish.getByRole('button', { name: 'Publish', exact: true }).click()
    const refusal = publish.getByRole('alert')
    await refusal.getByText('blocks/terms-and-returns.en.md', { exact: false }).first().waitFor()
    await picture(li.page, 'people-retire-refused')

    await page.getByRole('button', { name: 'Bring back' }).click()
    await page.getByText('Nothing edited yet').waitFor()
    const { files } = await clara.api<Schemas['Change']>('GET', `/api/changes/${change}`)
    assert.deepEqual(files, [])
    for (const desk of [clara, mateo, li]) await desk.page.context().close()
  })

  test('rights are given by folder and written down; lists are bounded; it speaks Spanish and Chinese', async () => {
    const ruth = await seat('Ruth', { scheme: 'dark', width: 390 }, 'es-ES')
    const { page } = ruth
    await page.goto(`${house.url}/people`)
    await page.getByRole('button', { name: 'Dar de alta' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nombre').fill('Eva Stone')
    await dialog.getByLabel('Correo electrónico').fill('eva.stone@hartwell-finch.example')
    await dialog.getByRole('combobox', { name: 'Carpeta' }).fill('templates/invoice/')
    await holdToRules(page, 'entering a person')
    await picture(page, 'people-enter-es', true)
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await dialog.waitFor({ state: 'detached' })
    for (const [tab, words] of [
      ['record', 'Eva Stone recibió el permiso de escribir templates/invoice/'],
      ['folders', 'templates/invoice/'],
    ] as const) {
      await page.goto(`${house.url}/people?tab=${tab}`)
      await page.getByText(words).first().waitFor()
      if (tab === 'folders') await holdToRules(page, tab)
      await picture(page, `people-${tab}-es`, true)
    }
    assert.deepEqual(ruth.complaints, [])
    await page.goto(`${house.url}/changes/019a0000-0000-7000-8000-000000000000`)
    await page.getByRole('heading', { name: 'No encontrado' }).waitFor()
    await page.getByText('Compruebe el identificador.').waitFor()

    const clara = await seat('Clara', { scheme: 'dark', width: 1440 }, 'zh-CN')
    const change = await begin(clara, 'Greeting')
    const greeting = await textOf(clara, 'blocks/greeting.en.md')
    await save(clara, change, 'blocks/greeting.en.md', `${greeting}\nHello.\n`)
    await clara.page.goto(`${house.url}/library`)
    await clara.page.getByLabel('状态').selectOption('draft')
    await clara.page.getByLabel('编辑者').selectOption({ label: '由我编辑' })
    await clara.page.waitForURL('**state=draft**by=**')
    await clara.page.getByRole('link', { name: 'greeting' }).waitFor()
    assert.equal(await clara.page.getByRole('link', { name: 'address' }).count(), 0)
    await holdToRules(clara.page, 'filtered')
    await picture(clara.page, 'people-filtered-zh')
    assert.deepEqual(clara.complaints, [])
    await Promise.all([page.context().close(), clara.page.context().close()])
  })
})
