import { existsSync } from 'node:fs'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { launch } from '../packages/studio/test/browser.ts'
import { openPreviewHarness } from '../packages/studio/test/preview-harness.ts'

interface Case {
  readonly folder: string
  readonly template: string
  readonly sample: string
  /** The file written in. */
  readonly file: string
}

const example = (name: string) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url))

const cases: Readonly<Record<string, Case>> = {
  statement: {
    folder: example('bank'),
    template: 'statement',
    sample: 'many-transactions',
    file: 'templates/statement/print.en.md',
  },
  invoice: {
    folder: example('retailer'),
    template: 'invoice',
    sample: 'sixty-lines',
    file: 'blocks/payment-terms.en.md',
  },
}

const sentence = ' Thank you for reading this to the very end of it'

/**
 * `npm run bench -- preview`: someone types in a text of the bank statement, in a real browser; from
 * the key to the frame that shows each alternative with it.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      case: {
        type: 'string',
        default: existsSync(cases['statement']!.folder) ? 'statement' : 'invoice',
      },
      strokes: { type: 'string', default: '100' },
      pause: { type: 'string', default: '150' },
      json: { type: 'boolean', default: false },
    },
  })
  const asked = cases[values.case]
  if (!asked) throw new Error(`There is no case ${values.case}: ${Object.keys(cases).join(', ')}`)
  const harness = await openPreviewHarness(asked.folder)
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const { template, sample, file } = asked
    const query = new URLSearchParams({ template, sample, file })
    await page.goto(`${harness.url}/?${query}`)
    await page.locator('[data-busy="false"]').waitFor()
    await page.waitForTimeout(1000)
    const content = page.getByLabel('Content')
    await content.click()
    await page.keyboard.press('Control+End')
    // The first strokes warm what compiles as it runs, as a person's first words do.
    const type = async (strokes: number) => {
      for (let i = 0; i < strokes; i++) {
        await page.keyboard.type(sentence[i % sentence.length]!)
        await page.waitForTimeout(Number(values.pause))
      }
    }
    await type(20)
    await page.evaluate(forget)
    await type(Number(values.strokes))
    await page.waitForTimeout(1500)
    const seen = await page.evaluate(remembered)
    const lines = judge(seen)
    if (values.json) return console.log(JSON.stringify({ ...asked, folder: undefined, lines }))
    const load = loadavg()[0]!.toFixed(1)
    console.log(
      `${template}, ${sample}: ${values.strokes} keys, one each ${values.pause} ms; load ${load}`,
    )
    console.log('alternative      drawn   key → picture p50   p95    max   engine p50')
    for (const line of lines)
      console.log(
        `${line.alternative.padEnd(15)} ${String(line.drawn).padStart(6)} ${ms(line.p50, 19)} ${ms(line.p95, 5)} ${ms(line.max, 6)} ${ms(line.engine, 12)}`,
      )
  } finally {
    await browser.close()
    await harness.close()
  }
}

const ms = (value: number, width: number) => value.toFixed(0).padStart(width)

interface Seen {
  readonly drawn: readonly { alternative: string; took: number; at: number }[]
  readonly strokes: readonly number[]
}

declare const window: { preview: { drawn: unknown[]; strokes: number[] } }

const forget = () => {
  window.preview.drawn.length = 0
  window.preview.strokes.length = 0
}
const remembered = () => window.preview as unknown as Seen

/**
 * Each stroke's time until the first picture after it that shows it. A stroke that a later one
 * overtook is shown by the later one's picture: its time counts to there, never as nothing.
 */
function judge({ drawn, strokes }: Seen) {
  const names = [...new Set(drawn.map(({ alternative }) => alternative))]
  return names.map((alternative) => {
    const own = drawn.filter((it) => it.alternative === alternative)
    const times = strokes.flatMap((stroke) => {
      const shown = own.find(({ at, took }) => at - took >= stroke - 1 && at > stroke)
      return shown ? [shown.at - stroke] : []
    })
    const sorted = times.toSorted((a, b) => a - b)
    const engine = own.map(({ took }) => took).toSorted((a, b) => a - b)
    const at = (list: readonly number[], share: number) =>
      list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN
    return {
      alternative,
      drawn: own.length,
      p50: at(sorted, 0.5),
      p95: at(sorted, 0.95),
      max: sorted.at(-1) ?? NaN,
      engine: at(engine, 0.5),
    }
  })
}
