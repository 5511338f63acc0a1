#!/usr/bin/env node
// Runs under any Node from 20 on, and hands over to the Node this project pins, which reads
// TypeScript as it stands. Plain JavaScript: nothing newer may be needed to get this far.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 26
// Compiled code is kept between starts, for the threads too: loading takes half the time.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../../../node_modules/.cache/misiva', import.meta.url),
)
const main = fileURLToPath(new URL('../main.ts', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
  await import('../main.ts')
} else {
  const node = pinnedNode()
  if (!node) {
    console.error(
      `Misiva needs Node ${NEEDED}, which npm installs with it: run "npm install" first.`,
    )
    process.exit(1)
  }
  handOver(node)
}

function pinnedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json')
    const path = join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

function handOver(node) {
  // The fourth stream ties the child's life to ours: if we are killed without a word, it closes,
  // and the child ends at once instead of going on unseen.
  const child = spawn(node, [main, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, MISIVA_LIFELINE: '3' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal gives Ctrl-C to both of us; anyone else gives it to us alone.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => {
    console.error(`The pinned Node cannot be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exit(code ?? 1)
  })
}
