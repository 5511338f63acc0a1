import { parseArgs } from 'node:util'
import { measure } from './compose.ts'
import { prepare } from './data.ts'

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
  const { p50Ms, p99Ms, maxMs, documents } = measured
  if (values.json) console.log(JSON.stringify({ p50Ms, p99Ms, maxMs, documents }))
  else
    console.log(
      `p50 ${p50Ms.toFixed(3)} ms · p99 ${p99Ms.toFixed(3)} ms · max ${maxMs.toFixed(1)} ms over ${documents} invoices`,
    )
}
