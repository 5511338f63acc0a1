import AxeBuilder from '@axe-core/playwright'
import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, Locator, Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Why there can be no browser tests here, or false. */
export const noBrowser = existsSync(executablePath) ? false : `${executablePath} is missing`

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })

/** Where pictures of every screen are left for whoever wants to look; not kept in git. */
const shots = fileURLToPath(new URL('../../../coverage/screens/', import.meta.url))

export interface Screen {
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

/** A dark phone shows nothing that neither the dark desk nor the light phone does. */
export const screens: readonly Screen[] = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440 },
  { scheme: 'light', width: 390 },
]

const sizeOf = (width: number) => ({ width, height: width < 600 ? 844 : 900 })

/** The page on each screen in turn. It is loaded once: loading it four times took two thirds of the time. */
export async function* onScreens(page: Page): AsyncGenerator<Screen> {
  for (const screen of screens) {
    await page.emulateMedia({ colorScheme: screen.scheme, reducedMotion: 'reduce' })
    await page.setViewportSize(sizeOf(screen.width))
    yield screen
  }
}

/** A page of a screen; everything it complains about is kept in `complaints`. */
export async function openPage(
  browser: Browser,
  { scheme, width }: Screen,
  locale = 'en-GB',
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: sizeOf(width),
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale,
    timezoneId: 'Europe/London',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(said.text())
  })
  return { page, complaints }
}

/** Holds the page to WCAG 2.2 AA and axe's own best practices, and to the width of its window. */
export async function holdToRules(page: Page, name: string): Promise<void> {
  // A page whose program has not come yet is empty, which breaks rules of its own.
  await page.locator('h1').first().waitFor()
  // What customers get is held to the rules where it is composed; a frame is only looked through.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  )
  assert.deepEqual(found, [], `${name} breaks rules of accessibility`)
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(wide <= 0, `${name} is ${wide} px wider than its window`)
}

export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: `${shots}${name}.png`, fullPage })
}

/** Selects words in the editor, as a mouse would. */
export async function select(editor: Locator, words: string): Promise<void> {
  await editor.evaluate((root, wanted) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const at = texts.currentNode.nodeValue?.indexOf(wanted) ?? -1
      if (at < 0) continue
      ;(root as HTMLElement).focus()
      getSelection()?.setBaseAndExtent(texts.currentNode, at, texts.currentNode, at + wanted.length)
      return
    }
    throw new Error(`The editor does not say ${wanted}`)
  }, words)
  await editor.page().waitForTimeout(200)
}
