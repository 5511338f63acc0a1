import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { ensureStudioBuilt } from './build.ts'
import type { components } from './src/api/schema.gen.ts'
import { en } from './src/language/en.ts'
import { es } from './src/language/es.ts'
import { holdToRules, launch, noBrowser, openPage, picture, select } from './test/browser.ts'
import { openTestHouse } from './test/house.ts'
import type { TestHouse } from './test/house.ts'

type Schemas = components['schemas']

const sample = JSON.parse(
  readFileSync(
    new URL('../../examples/retailer/templates/invoice/samples/spanish.json', import.meta.url),
    'utf8',
  ),
) as { customer: Record<string, unknown> }

interface Story {
  readonly language: 'en' | 'es'
  readonly locale: string
  readonly words: Readonly<Record<string, unknown>>
  readonly change: string
  readonly remark: string
  readonly from: string
  readonly to: string
}

const stories: readonly Story[] = [
  {
    ...{ language: 'en', locale: 'en-GB', words: en, change: 'Payment in calendar days' },
    ...{ remark: 'Agreed with Legal.', from: '30 days', to: '30 calendar days' },
  },
  {
    ...{ language: 'es', locale: 'es-ES', words: es, change: 'Plazo en días naturales' },
    ...{ remark: 'Conforme con Legal.', from: '30 días', to: '30 días naturales' },
  },
]

describe('from a change to a customer’s message', { skip: noBrowser, timeout: 900_000 }, () => {
  let house: TestHouse
  let browser: Browser
  before(async () => {
    await ensureStudioBuilt()
    house = await openTestHouse({ library: true })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  for (const story of stories)
    test(`one writes, another approves, a third publishes (${story.language})`, async () => {
      const { page, complaints } = await openPage(
        browser,
        { scheme: 'light', width: 1440 },
        story.locale,
      )
      page.setDefaultTimeout(120_000)
      const at = { page, story, url: house.url }
      await signIn(at, 'Clara Whitfield')
      const change = await write(at)
      await submit(at)
      await signIn(at, 'Mateo Ibarra')
      await approve(at, change)
      await signIn(at, 'Li Wei')
      await publish(at, change)
      await receive(at)
      assert.deepEqual(complaints, [])
      await page.context().close()
    })
})

interface At {
  readonly page: Page
  readonly story: Story
  readonly url: string
}

const say = ({ words }: Story, key: keyof typeof en): string => String(words[key])

/** Held to the rules, and left as a picture. */
async function step({ page, story }: At, name: string): Promise<void> {
  await holdToRules(page, `${name} ${story.language}`)
  await picture(page, `story-${story.language}-${name}`)
}

async function signIn(at: At, name: string): Promise<void> {
  const { page, story, url } = at
  await page.goto(`${url}/sign-in`)
  // Chosen by hand, a language stays; otherwise the studio would speak each person's own.
  for (const label of ['中文', story.language === 'es' ? 'Español' : 'English'])
    await page.getByText(label, { exact: true }).click()
  const person = page.getByRole('button', { name: new RegExp(`^${name}`) })
  await person.waitFor()
  if (name.startsWith('Clara')) await step(at, '1-sign-in')
  await person.click()
  await page.getByRole('link', { name: 'payment-terms' }).waitFor()
}

async function write(at: At): Promise<string> {
  const { page, story } = at
  await step(at, '2-library')
  await page.keyboard.press('/')
  await page.keyboard.type('payment')
  await page.waitForURL('**q=payment**')
  await page.getByRole('link', { name: 'payment-terms', exact: true }).click()
  await page.getByRole('button', { name: say(story, 'edit'), exact: true }).click()
  await page.getByLabel(say(story, 'changeTitle')).fill(story.change)
  await picture(page, `story-${story.language}-3-new-change`)
  await page.getByRole('button', { name: say(story, 'begin') }).click()
  await page.waitForURL('**change=**')
  await page.locator('[data-standing]').waitFor()
  const editor = page.locator(
    `[contenteditable="true"][aria-label="blocks/payment-terms.${story.language}.md"]`,
  )
  await editor.waitFor()
  await select(editor, story.from)
  await page.keyboard.type(story.to)
  await page.locator('[data-standing="unsaved"], [data-standing="saving"]').first().waitFor()
  await page.locator('[data-standing="saved"]').waitFor()
  await page.locator('#preview-print').waitFor()
  await page.getByRole('complementary').getByRole('link', { name: 'payment-terms' }).waitFor()
  await step(at, '4-written')
  return new URL(page.url()).searchParams.get('change')!
}

/** Who wrote it sees why the last word is another's. */
async function submit(at: At): Promise<void> {
  const { page, story } = at
  await page.getByRole('button', { name: say(story, 'submit') }).click()
  await page.getByRole('link', { name: story.change }).click()
  await page.getByText(say(story, 'fourEyes')).waitFor()
  const button = page.getByRole('button', { name: say(story, 'approve'), exact: true })
  assert.equal(await button.isDisabled(), true)
  await page.locator('canvas[role="img"]:visible').first().waitFor()
  await step(at, '5-four-eyes')
}

async function approve(at: At, change: string): Promise<void> {
  const { page, story, url } = at
  await page.goto(`${url}/changes`)
  await step(at, '6-changes')
  await page.getByRole('link', { name: story.change }).click()
  await page.waitForURL(`**/changes/${change}`)
  await page.getByText(new RegExp(`\\d+ (of|de) \\d+ compo`)).waitFor()
  await page.locator('canvas[role="img"]:visible').waitFor()
  assert.match(await page.getByRole('article').innerText(), new RegExp(story.to.slice(0, 4)))
  await step(at, '7-impact')
  await page.getByRole('tab', { name: say(story, 'filesTab') }).click()
  await page.locator('ins').first().waitFor()
  await step(at, '8-files')
  await page.getByRole('button', { name: say(story, 'approve'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(story.remark)
  await dialog.getByRole('button', { name: say(story, 'approve'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: say(story, 'who') }).click()
  await page.getByText(story.remark).waitFor()
  await step(at, '9-approved')
}

async function publish(at: At, change: string): Promise<void> {
  const { page, story, url } = at
  await page.goto(`${url}/changes/${change}`)
  await page.getByRole('button', { name: say(story, 'publish'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(say(story, 'onDate')).click()
  await picture(page, `story-${story.language}-10-publish`)
  await dialog.getByText(say(story, 'atOnce')).click()
  await dialog.getByRole('button', { name: say(story, 'publish'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.getByText(say(story, 'standing_in-force'), { exact: true }).waitFor()
  await page.getByRole('link', { name: story.change }).waitFor()
  await step(at, '11-publications')
}

/** A letter ordered now says what was approved. */
async function receive(at: At): Promise<void> {
  const { page, story, url } = at
  const { customer, ...data } = sample
  const answer = await page.request.post(`${url}/api/communications`, {
    data: {
      ...{ template: 'invoice', data },
      customer: { ...customer, key: `story-${story.language}`, language: story.language },
    },
  })
  assert.equal(answer.status(), 202, await answer.text())
  const { communication } = (await answer.json()) as Schemas['Ordered']
  const read = async () =>
    (await (
      await page.request.get(`${url}/api/communications/${communication}`)
    ).json()) as Schemas['Communication']
  for (let now = await read(); now.messages[0]?.state !== 'delivered'; now = await read()) {
    assert.notEqual(now.messages[0]?.state, 'failed')
    await page.waitForTimeout(300)
  }
  const message = (await read()).messages[0]!
  const bytes = await (await page.request.get(`${url}/api/messages/${message.id}/bytes`)).text()
  assert.ok(bytes.includes(story.to), `${message.channel} does not say ${story.to}`)
  await page.goto(`${url}/communications/${communication}`)
  const frame = page.frameLocator('iframe').first()
  await frame.getByText(story.to).scrollIntoViewIfNeeded()
  await step(at, '12-received')
}
