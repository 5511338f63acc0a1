import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { printContent } from '@misiva/compose'
import type { Content } from '@misiva/model'
import type { Browser, Page } from 'playwright-core'
import {
  holdToRules,
  launch,
  noBrowser,
  onScreens,
  openPage,
  picture,
  screens,
} from './test/browser.ts'
import { exampleOf, openEditorHouse } from './test/editor/harness.ts'
import type { EditorHouse } from './test/editor/harness.ts'

function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, v: unknown) => (key === 'place' ? undefined : v)))
}

describe('the editor in a browser', { skip: noBrowser, timeout: 300_000 }, () => {
  let house: EditorHouse
  let browser: Browser
  const statement = exampleOf('bank', 'statement', 'en')

  before(async () => {
    house = await openEditorHouse('bank')
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  async function open(given: object, screen = screens[0]!, locale = 'en-GB') {
    house.give(given)
    const { page, complaints } = await openPage(browser, screen, locale)
    await page.goto(house.url)
    await page.locator('.misiva-content').first().waitFor()
    return { page, complaints }
  }
  const told = async (page: Page) =>
    (await page.evaluate(() => (window as unknown as { tree: Content }).tree)) as Content
  const empty = () => statement.given([])

  test('the statement is shown with its blocks, and holds to the rules everywhere', async () => {
    const { page, complaints } = await open(statement.given(statement.tree))
    for await (const screen of onScreens(page)) {
      await holdToRules(page, `editor ${screen.scheme} ${screen.width}`)
      await picture(page, `editor-statement-${screen.scheme}-${screen.width}`, true)
      assert.deepEqual(bare(await told(page)), bare(statement.tree), 'looking changes nothing')
    }
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('a table with repeated rows shows values, and its row can be set', async () => {
    const { page, complaints } = await open(statement.given(statement.block('entries')))
    await page.locator('td[data-label]').first().click()
    await page.getByRole('region', { name: 'Properties' }).getByLabel('Row is').waitFor()
    await holdToRules(page, 'entries')
    await picture(page, 'editor-table', true)
    assert.deepEqual(complaints, [])
    await page.getByRole('button', { name: 'Column after' }).click()
    const [choose] = await told(page)
    const table = choose?.type === 'choose' ? choose.whens[0]!.children[1]! : undefined
    assert.ok(table?.type === 'table')
    assert.equal(table.columns.length, 6)
    assert.ok(table.rows.every((row) => row.cells.length === 6))
    await page.context().close()
  })

  test('repeated rows are grouped, by what a form says', async () => {
    const { page, complaints } = await open(statement.given(statement.block('entries')))
    await page.locator('td[data-label]').first().click()
    await page.getByRole('button', { name: 'Group these rows' }).click()
    await page
      .locator(
        'td[data-label^="Heading of a group"] [data-node="field"], td[data-label^="Heading of a group"] p',
      )
      .first()
      .click()
    const by = page.getByLabel('Rows with the same')
    await by.fill('line.nonsense')
    await page.getByText('Unknown field').first().waitFor()
    await by.fill("line.amount < 0 ? 'Out' : 'In'")
    await page.getByLabel('Name of the group').waitFor()
    await picture(page, 'editor-groups', true)
    const written = printContent(await told(page))
    assert.match(
      written,
      /\{group="group by line\.amount < 0 \? 'Out' : 'In'"\} \{\{ group\.key \}\}/,
    )
    assert.match(written, /\{subtotal=group\} \{\{ size\(group\.rows\) \}\}/)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('writing: a field by {{, a heading by #, a list by -, undone and redone', async () => {
    const { page, complaints } = await open(empty())
    await page.locator('.misiva-content').click()
    await page.keyboard.type('# Hello')
    await page.keyboard.press('Enter')
    await page.keyboard.type('You owe {{ closing')
    await page.getByRole('option', { name: /statement\.closing/ }).waitFor()
    await holdToRules(page, 'field menu')
    await picture(page, 'editor-fields')
    await page.keyboard.press('Enter')
    await page.keyboard.type(' now')
    const after: Content = [
      { type: 'heading', level: 1, children: [{ type: 'text', text: 'Hello' }] },
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'You owe ' },
          { type: 'field', value: { source: 'money(statement.closing)' } },
          { type: 'text', text: ' now' },
        ],
      },
    ]
    assert.deepEqual(await told(page), after)
    assert.match(await page.locator('[data-node=field]').innerText(), /^[£$€]/)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+Shift+z')
    assert.deepEqual(await told(page), after)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('a slip in an expression is told in words, with what may have been meant', async () => {
    const { page } = await open(empty())
    await page.locator('.misiva-content').click()
    await page.keyboard.type('{{ statement.closng }} ')
    await page.locator('[data-node=field][data-trouble]').click()
    await page.getByRole('button', { name: '1 to look at' }).click()
    await page.getByText('did you mean “closing”?').first().waitFor()
    await holdToRules(page, 'slip')
    await picture(page, 'editor-slip')
    const expression = page.getByLabel('Expression')
    await expression.fill('money(statement.closing)')
    await page.getByText('Everything checks').waitFor()
    await page.context().close()
  })

  test('a condition is built of field, comparison and value', async () => {
    const { page } = await open(empty())
    await page.locator('.misiva-content').click()
    await page.keyboard.type('/several')
    await page.keyboard.press('Enter')
    await page.keyboard.type('In the red')
    const form = page.getByRole('region', { name: 'Properties' })
    await form.getByRole('button', { name: 'Add a condition' }).click()
    await form.getByLabel('Field').selectOption('statement.closing')
    await form.getByLabel('Comparison').selectOption('less')
    await form.getByLabel('Value', { exact: true }).fill('0')
    await holdToRules(page, 'condition')
    await picture(page, 'editor-condition')
    assert.equal(
      printContent(await told(page)),
      '::::choose\n:::when{test="statement.closing < 0"}\nIn the red\n:::\n\n:::otherwise\n:::\n::::\n',
    )
    await page.context().close()
  })

  test('a comment and a suggestion stand at their words; accepting puts them in', async () => {
    const text: Content = [
      { type: 'paragraph', children: [{ type: 'text', text: 'Please remit payment promptly.' }] },
    ]
    const given = statement.given(text)
    const anchor = { quote: 'remit payment', occurrence: 0 }
    const remark = { id: 'r', anchor, text: 'Plainer?', author: 'Luis', at: '2026-11-20T09:00:00Z' }
    const { page } = await open({
      ...given,
      props: { ...given.props, remarks: [{ ...remark, suggestion: 'pay' }] },
    })
    await page.locator('.remark', { hasText: 'remit payment' }).waitFor()
    await holdToRules(page, 'remarks')
    await picture(page, 'editor-remarks')
    await page.getByRole('button', { name: 'Accept' }).click()
    assert.equal(printContent(await told(page)), 'Please pay promptly.\n')
    await page.context().close()
  })

  test('two languages stand beside each other, what differs is marked', async () => {
    const rule: Content = [{ type: 'rule' }]
    const given = {
      ...statement.given(statement.block('legal-notice')),
      other: [...statement.block('legal-notice', 'es'), ...rule],
    }
    const { page } = await open(given)
    assert.equal(await page.locator('.differs').count(), 1)
    await holdToRules(page, 'pair')
    await picture(page, 'editor-pair')
    await page.context().close()
  })

  test('it speaks Spanish and Chinese, and tells its keys', async () => {
    for (const [locale, keys] of [
      ['es-ES', 'Teclas'],
      ['zh-CN', '快捷键'],
    ] as const) {
      const { page, complaints } = await open(statement.given(statement.tree), screens[0]!, locale)
      await page.getByRole('button', { name: keys }).click()
      await page.getByRole('dialog', { name: keys }).waitFor()
      await holdToRules(page, locale)
      assert.deepEqual(complaints, [])
      await page.context().close()
    }
  })

  test('a block opens for editing in its own context', async () => {
    const { page } = await open(statement.given(statement.tree))
    await page.getByRole('button', { name: 'Edit legal-notice' }).click()
    assert.deepEqual(
      await page.evaluate(() => (window as unknown as { opened: string[] }).opened),
      ['legal-notice'],
    )
    await page.context().close()
  })
})
