import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ensureStudioBuilt } from './build.ts'
import type { components } from './src/api/schema.gen.ts'
import { en } from './src/sheet/language/en.ts'
import { holdToRules, launch, noBrowser, openPage, picture } from './test/browser.ts'
import { openLibraryHouse } from './test/library-house.ts'
import type { LibraryHouse } from './test/library-house.ts'

type Schemas = components['schemas']

describe('the brand, edited as it looks', { skip: noBrowser, timeout: 600_000 }, () => {
  let house: LibraryHouse
  let browser: Browser
  before(async () => {
    await ensureStudioBuilt()
    house = await openLibraryHouse()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  test('a colour and an address window, seen at once and saved in a change', async () => {
    const { page, complaints } = await openPage(browser, { scheme: 'light', width: 1440 })
    page.setDefaultTimeout(120_000)
    const change = await open(page, house.url)
    const before = await saved(page, house.url, change)
    await colour(page)
    await refuse(page)
    await masters(page)
    const after = await saved(page, house.url, change)
    const differing = after.split('\n').flatMap((line, i) => {
      const was = before.split('\n')[i]
      return line === was ? [] : [[was?.trim(), line.trim()]]
    })
    assert.deepEqual(differing, [
      ["pine: '#17494d' # the house colour", "pine: '#a01f5b' # the house colour"],
      [
        '- { name: address, x: 25mm, y: 50mm, width: 80mm, height: 38mm, block: address, pages: first }',
        '- { name: address, x: 24mm, y: 45mm, width: 80mm, height: 38mm, block: address, pages: first }',
      ],
    ])
    await borders(page)
    assert.match(await saved(page, house.url, change), /borderLeft: 3pt dashed \w+/)
    await rename(page)
    const renamed = await saved(page, house.url, change)
    assert.match(renamed, /^ {2}legal:/m)
    // A text style of the same name is another one.
    assert.match(renamed, /^text:[\s\S]*^ {2}small:/m)
    assert.doesNotMatch(renamed, /extends: small/)
    const text = await textOf(page, house.url, change, 'blocks/legal-notice.en.md')
    assert.match(text, /:::paragraph\{style=legal\}/)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
})

async function open(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/sign-in`)
  await page.getByRole('button', { name: /^Clara Whitfield/ }).click()
  await page.waitForURL('**/library**')
  const answer = await page.request.post(`${url}/api/changes`, { data: { title: 'The brand' } })
  const { id } = (await answer.json()) as Schemas['Change']
  await page.goto(`${url}/library/style/brand?change=${id}`)
  await page.locator('canvas[role="img"]').waitFor()
  return id
}

/** A side by itself, and the forms of tables and cells. */
async function borders(page: Page): Promise<void> {
  await page.getByText(en.styles, { exact: true }).first().click()
  const styles = page.getByRole('navigation', { name: en.styles })
  await styles.getByRole('group', { name: en.boxes }).getByRole('button').first().click()
  const side = page.getByRole('group', { name: en.borderLeft })
  await side.getByRole('textbox', { name: `${en.borderLeft}: ${en.thickness}` }).fill('3')
  await side.getByLabel(`${en.borderLeft}: ${en.lineKind}`).selectOption('dashed')
  await holdToRules(page, 'a box style')
  await picture(page, 'sheet-box', true)
  await styles.getByRole('group', { name: en.tables }).getByRole('button').first().click()
  await page.getByRole('group', { name: en.columnRule }).waitFor()
  await holdToRules(page, 'a table style')
  await picture(page, 'sheet-table', true)
}

async function saved(page: Page, url: string, change: string): Promise<string> {
  await page.locator('[data-standing="saved"]').waitFor()
  return textOf(page, url, change, 'brand/style.yaml')
}

async function textOf(page: Page, url: string, change: string, path: string): Promise<string> {
  const query = `path=${path}&change=${change}`
  const answer = await page.request.get(`${url}/api/library/files?${query}`)
  return ((await answer.json()) as Schemas['LibraryFile']).text ?? ''
}

/** How many pixels of the picture have about a colour. */
const pixels = (page: Page, red: number, green: number, blue: number) =>
  page.locator('canvas[role="img"]').evaluate(
    (canvas, [r, g, b]) => {
      const { width, height } = canvas as HTMLCanvasElement
      const { data } = (canvas as HTMLCanvasElement)
        .getContext('2d')!
        .getImageData(0, 0, width, height)
      let count = 0
      for (let i = 0; i < data.length; i += 4)
        if (
          Math.abs(data[i]! - r!) < 12 &&
          Math.abs(data[i + 1]! - g!) < 12 &&
          Math.abs(data[i + 2]! - b!) < 12
        )
          count++
      return count
    },
    [red, green, blue],
  )

/** The headings of the specimen take the colour on as it is typed; undo takes it back, redo again. */
async function colour(page: Page): Promise<void> {
  assert.equal(await pixels(page, 0xa0, 0x1f, 0x5b), 0)
  const label = en.byDayOf.replace('{name}', 'pine')
  const field = page.getByLabel(`${label}: #rrggbb`)
  const isThere = async (wanted: boolean) => {
    while ((await pixels(page, 0xa0, 0x1f, 0x5b)) > 0 !== wanted) await page.waitForTimeout(50)
  }
  await field.fill('#a01f5b')
  await isThere(true)
  await page.keyboard.press('Control+z')
  await isThere(false)
  assert.equal(await field.inputValue(), '#17494d')
  await page.keyboard.press('Control+Shift+z')
  await isThere(true)
  await holdToRules(page, 'style sheet')
  await picture(page, 'sheet-styles')
}

/** What the checker refuses is told at its control, and not written. */
async function refuse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'amount', exact: true }).click()
  const field = page.getByLabel(en.size, { exact: true })
  await field.fill('large')
  assert.equal(await field.getAttribute('aria-invalid'), 'true')
  const told = page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`)
  assert.match(await told.innerText(), /“large” is not a length/)
  await holdToRules(page, 'a length that is none')
  await picture(page, 'sheet-refused')
  // Taken back by typing what it was, it is the same file.
  await field.fill('19pt')
  assert.equal(await field.getAttribute('aria-invalid'), null)
}

async function masters(page: Page): Promise<void> {
  await page.getByText(en.masters, { exact: true }).click()
  const frame = page.locator('[data-frame="address"]')
  await frame.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowUp')
  await page.getByText(en.insideWindow).waitFor()
  assert.match((await frame.getAttribute('aria-label')) ?? '', /24 mm from the left, 45 mm from/)
  await page.locator('canvas[role="img"]').waitFor()
  await holdToRules(page, 'page masters')
  await picture(page, 'sheet-masters')
}

/** A style that texts name has another name, there and in the sheet. */
async function rename(page: Page): Promise<void> {
  await page.getByText(en.styles, { exact: true }).first().click()
  const paragraphs = page.getByRole('group', { name: en.paragraphs })
  await paragraphs.getByRole('button', { name: 'small', exact: true }).click()
  await page.getByRole('button', { name: en.rename, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(en.nextName).fill('body')
  await dialog.getByText(en.nameUnfit).waitFor()
  await holdToRules(page, 'a style renamed')
  await picture(page, 'sheet-rename-refused')
  await dialog.getByLabel(en.nextName).fill('legal')
  await dialog.getByRole('button', { name: en.rename }).click()
  await page.getByRole('heading', { name: 'legal', exact: true }).waitFor()
  await page.getByText(en.usedN.replace('{n}', '12')).waitFor()
  await picture(page, 'sheet-renamed')
}
