// Runs under whatever Node (20 or newer) started npm, before anything is installed: so plain
// JavaScript and no dependency. It installs what the lock file names, once for each state of it.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(`Misiva needs Node 20 or newer to install itself; this is ${process.version}.`)
  process.exit(1)
}

const stamp = join(root, 'node_modules', '.misiva-installed')
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''

if (installed !== wanted) {
  console.error('Installing what Misiva needs (once) …')
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const done = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (done.status !== 0) {
    console.error('The installation did not finish; npm says why above.')
    process.exit(done.status ?? 1)
  }
  writeFileSync(stamp, wanted)
}
