import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { ensureStudioBuilt } from './build.ts'
import type { components } from './src/api/schema.gen.ts'
import { holdToRules, launch, noBrowser, openPage, picture, select } from './test/browser.ts'
import { openLibraryHouse } from './test/library-house.ts'
import type { LibraryHouse } from './test/library-house.ts'

type Schemas = components['schemas']

const folder = 'templates/invoice'

describe('a template is written by forms', { skip: noBrowser, timeout: 600_000 }, () => {
  let house: LibraryHouse
  let browser: Browser
  let page: Page
  let change: string
  const complaints: string[] = []
  before(async () => {
    await ensureStudioBuilt()
    house = await openLibraryHouse()
    browser = await launch()
    const opened = await openPage(browser, { scheme: 'light', width: 1440 })
    page = opened.page
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${house.url}/sign-in`)
    await page.getByRole('button', { name: /^Clara Whitfield/ }).click()
    await page.getByRole('link', { name: 'payment-terms' }).waitFor()
    const begun = await page.request.post(`${house.url}/api/changes`, {
      data: { title: 'By forms' },
    })
    change = ((await begun.json()) as Schemas['Change']).id
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  const open = (file: string) =>
    page.goto(`${house.url}/library/template/invoice?change=${change}&file=${folder}/${file}`)
  const saved = () => page.locator('[data-standing="saved"]').first().waitFor()
  const edited = async (act: () => Promise<unknown>) => {
    await act()
    await page.locator('[data-standing="unsaved"], [data-standing="saving"]').first().waitFor()
    await saved()
  }
  const textOf = async (file: string) => {
    const path = encodeURIComponent(`${folder}/${file}`)
    const answer = await page.request.get(
      `${house.url}/api/library/files?change=${change}&path=${path}`,
    )
    return ((await answer.json()) as Schemas['LibraryFile']).text ?? ''
  }
  const make = async (kind: string): Promise<Locator> => {
    await page.getByRole('button', { name: 'New …' }).click()
    await page.getByRole('menuitem', { name: kind }).click()
    return page.getByRole('dialog')
  }

  test('test data is made by a form, checked at each control, and amounts keep their digits', async () => {
    await open('samples/one-line.json')
    const dialog = await make('Copy this test data')
    await dialog.getByLabel('Name').fill('by-form')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.waitForURL('**by-form.json')
    await page.getByText('Fits the contract').waitFor()
    const price = page.getByLabel('lines 1, price')
    await edited(() => price.fill('12,50'))
    await page.getByText('must be a decimal number', { exact: false }).first().waitFor()
    await page.getByText('1 to put right').waitFor()
    await edited(() => price.fill('12.50'))
    await page.getByText('Fits the contract').waitFor()
    await edited(() => page.getByRole('button', { name: 'Leave out dueDate' }).click())
    await holdToRules(page, 'sample form')
    await picture(page, 'editing-sample')
    const data = await textOf('samples/by-form.json')
    assert.match(data, /"price": "12\.50"/)
    assert.doesNotMatch(data, /dueDate/)
  })

  test('a subject is written with a field that cannot be broken', async () => {
    await open('email.en.md')
    const subject = page.getByRole('textbox', { name: 'Subject', exact: true })
    await subject.locator('[data-node="field"][data-as="value"]').waitFor()
    await subject.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' for {{ invoice.curr')
    await page.getByRole('option', { name: /invoice\.currency/ }).waitFor()
    await edited(() => page.keyboard.press('Enter'))
    assert.match(await textOf('email.en.md'), /^subject: .* for \{\{ invoice\.currency \}\}'$/m)
    await page.frameLocator('[data-alternative="email"] iframe >> nth=0').locator('h1').waitFor()
    await holdToRules(page, 'subject')
    await picture(page, 'editing-subject')
  })

  test('an alternative starts from another’s content and says what does not translate', async () => {
    await open('template.yaml')
    const dialog = await make('Alternative for a channel')
    await dialog.getByLabel('Channel').selectOption('sms')
    await dialog.getByLabel('Content starts from').selectOption('email')
    await dialog.getByText('× table').waitFor()
    await holdToRules(page, 'new alternative')
    await picture(page, 'editing-alternative')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.waitForURL(/sms-2\.\w+\.md/)
    assert.match(await textOf('template.yaml'), /sms-2: \{ channel: sms \}/)
    assert.match(await textOf('template.yaml'), /# the document itself/)
    assert.doesNotMatch(await textOf('sms-2.en.md'), /^\|/m)
    await page.locator('[data-alternative="sms-2"]').waitFor()
  })

  test('words are commented on and a suggestion is accepted; both stay readable', async () => {
    await page.goto(
      `${house.url}/library/block/payment-terms?change=${change}&file=blocks/payment-terms.en.md`,
    )
    const editor = page.locator('.misiva-content[aria-multiline="true"]')
    await editor.getByText('30').first().waitFor()
    await select(editor, '30 days')
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await page.getByLabel('Suggested words').fill('30 calendar days')
    await page.getByRole('button', { name: 'Suggest', exact: true }).click()
    const remarks = page.getByRole('region', { name: 'Comments' })
    await remarks.locator('ins', { hasText: '30 calendar days' }).waitFor()
    await holdToRules(page, 'suggestion')
    await picture(page, 'editing-remark')
    await edited(() => remarks.getByRole('button', { name: 'Accept' }).click())
    await remarks.getByText('Resolved: 1').click()
    await remarks.getByText('Suggestion accepted').waitFor()
    await remarks.getByRole('button', { name: 'Take up again' }).waitFor()
    await editor.getByText('30 calendar days').waitFor()
  })

  test('a file goes with the document and a password before it, by the template’s form', async () => {
    const path = `${folder}/lines.csv`
    const text = ':::each{of="invoice.lines" as=line}\n{{ line.code }};{{ line.amount }}\n:::\n'
    const put = await page.request.put(`${house.url}/api/library/files`, {
      data: { change, path, text, revision: 0 },
    })
    assert.ok(put.ok(), await put.text())
    await open('template.yaml')
    const one = (name: string) =>
      page.locator('ol > li', { has: page.getByText(name, { exact: true }) })
    const print = one('print')
    await edited(() => print.getByRole('button', { name: 'Carry a file in the document' }).click())
    await print.getByLabel('Data file of the template').waitFor()
    await edited(() => print.getByLabel('Description').fill('Lines of {{ invoice.number }}'))
    const mail = one('email-pdf')
    await edited(() => mail.getByRole('button', { name: 'Open with a password only' }).click())
    await edited(() =>
      mail.getByLabel('Password', { exact: true }).fill('{{ customer.key }}-{{ invoice.number }}'),
    )
    await edited(() => mail.getByLabel('May copy text').selectOption('no'))
    const yaml = await textOf('template.yaml')
    assert.match(yaml, /data: lines\.csv[\s\S]*Lines of \{\{ invoice\.number \}\}/)
    assert.match(
      yaml,
      /protect:[\s\S]*\{\{ customer\.key \}\}-\{\{ invoice\.number \}\}[\s\S]*copy: false/,
    )
    const paper = page.locator('[data-alternative="print"]')
    const kept = page.waitForEvent('download')
    await paper.getByRole('button', { name: 'Download lines.csv' }).click()
    const rows = readFileSync(await (await kept).path(), 'utf8')
    assert.match(rows, /^\w+;\d+\.\d+\n/)
    await page
      .locator('[data-alternative="email-pdf"]')
      .getByText('Goes out with a password')
      .waitFor()
    await holdToRules(page, 'what goes out')
    await print.getByText('Files in the document').scrollIntoViewIfNeeded()
    await picture(page, 'editing-output')
  })

  test('tests are tried on demand, and all of it stands in the change', async () => {
    await open('tests.yaml')
    await edited(() => page.getByLabel('At most').first().fill('1'))
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.locator('[data-tested]:not([data-tested="0"])').waitFor()
    await page.getByText('It should fit 1 page').first().waitFor()
    await holdToRules(page, 'tests')
    await picture(page, 'editing-tests')
    await page.locator('summary', { hasText: 'median, one-line' }).click()
    const narrowed = page.locator('details[open]')
    await edited(() => narrowed.getByRole('checkbox', { name: 'median', exact: true }).uncheck())
    assert.match(await textOf('tests.yaml'), /sample: one-line,/)
    await edited(() => narrowed.getByRole('checkbox').last().check())
    assert.match(await textOf('tests.yaml'), /sample: \[one-line, edge\/[\w-]+\],/)
    await holdToRules(page, 'tests narrowed')
    await picture(page, 'editing-tests-narrowed')
    const path = `${folder}/tests.yaml`
    const at = `${house.url}/api/library/files`
    const asked = await page.request.get(`${at}?change=${change}&path=${encodeURIComponent(path)}`)
    const { revision } = (await asked.json()) as Schemas['LibraryFile']
    const gone = await page.request.put(at, { data: { change, path, remove: true, revision } })
    assert.ok(gone.ok(), await gone.text())
    await open('template.yaml')
    await page.getByRole('button', { name: 'New …' }).click()
    await page.getByRole('menuitem', { name: 'Tests', exact: true }).click()
    await page.getByText('Nothing is expected of this content yet.').waitFor()
    await page.getByRole('button', { name: 'Add an expectation' }).click()
    await page.getByLabel('At most').waitFor()
    await page.goto(`${house.url}/changes/${change}`)
    const { files } = (await (
      await page.request.get(`${house.url}/api/changes/${change}`)
    ).json()) as Schemas['Change']
    for (const file of ['samples/by-form.json', 'email.en.md', 'template.yaml', 'sms-2.en.md'])
      assert.ok(
        files.some(({ path }) => path === `${folder}/${file}`),
        file,
      )
    assert.deepEqual(complaints, [])
  })
})
