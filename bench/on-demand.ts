import { parseArgs } from 'node:util'
import { measure } from './compose.ts'
import { prepare } from './data.ts'
import { chart } from './spread.ts'

/** `npm run bench -- on-demand`: compiled once, then one invoice after another, each timed. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      seconds: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  })
  const prepared = await prepare(values.data)
  const measured = await measure(
    'misiva',
    { prepared, seconds: values.seconds, keep: undefined },
    1,
  )
  const { p50Ms, p99Ms, maxMs, documents, histogram, median } = measured
  if (values.json) {
    console.log(JSON.stringify({ p50Ms, p99Ms, maxMs, documents, histogram, median }))
    return
  }
  if (median.documents > 0)
    console.log(`${chart(`The median invoice (${median.lines} lines)`, median)}\n`)
  console.log(chart('All invoices', measured))
}
