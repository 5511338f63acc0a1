/** `npm run bench -- COMMAND`: figures of Misiva beside other engines, from the same run. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const help = `npm run bench -- COMMAND [options]

  compose      documents a second, CPU and bytes a document, peak memory: Misiva, its peers,
               and a bare writer (limit: text placed by cached widths, no layout, no tags)
    --data FILE      CSV (also gzip) read as examples/retailer/sources/online-retail.yaml says;
                     every tenth invoice is measured, the others warm the engines
    --only A,B       engines: misiva typst pdfmake react-pdf pdfkit chromium limit
    --cores N        processes at once, each on a core of its own (default 1)
    --rounds N       each engine in turn, N times; the median counts (default 3)
    --seconds S      at least this long a measurement, in whole passes (default 2)
    --keep DIR       the first documents of each engine
    --json
  on-demand    one invoice at a time: p50, p99 and a histogram
    --data FILE --seconds S --json
  impact       what a block used everywhere alters: 40 templates, 3 languages, 4 alternatives
    --templates N --threads N --rounds N --json
  preview      from a key pressed in a text to the picture of each alternative, in Chromium
    --case statement|invoice --strokes N --pause MS --json
`

const [command, ...rest] = process.argv.slice(2)
const commands: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>> = {
  compose: () => import('./compose.ts'),
  'on-demand': () => import('./on-demand.ts'),
  impact: () => import('./impact.ts'),
  preview: () => import('./preview.ts'),
}
const chosen = command === undefined ? undefined : commands[command]
if (!chosen || rest.includes('--help')) {
  console.log(help)
  process.exit(chosen || command === undefined || command === '--help' ? 0 : 2)
}
if (!existsSync(`${here}node_modules/.package-lock.json`)) {
  console.error('Installing the peers (once, into bench/node_modules) …')
  // What the lock file says, as `ci` does; that refuses where a peer names platforms nobody publishes.
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync('npm', install, { cwd: here, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) process.exit(1)
}
await (await chosen()).run(rest)
