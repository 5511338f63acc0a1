import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'

/** Programs the tests judge our output with, and the Debian package of each. */
const tools: Readonly<Record<string, string>> = {
  qpdf: 'qpdf',
  pdftotext: 'poppler-utils',
  chromium: 'chromium',
  zbarimg: 'zbar-tools',
  // Fonts for what the browser draws in screenshots of Chinese pages.
  'fc-list': 'fontconfig',
}

const has = (tool: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(`${folder}/${tool}`))

const missing = () => Object.keys(tools).filter((tool) => !has(tool))

/**
 * Installs what is missing where that is allowed (Debian, as root), and says in a line what the
 * tests will have to skip where it is not.
 */
export function debianTools(): string {
  const before = missing()
  if (before.length && process.getuid?.() === 0 && has('apt-get')) {
    const packages = [...new Set(before.map((tool) => tools[tool] ?? tool))]
    console.log(`Installing ${packages.join(', ')} for the tests …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
      stdio: 'ignore',
    })
  }
  const after = missing()
  return after.length
    ? `Not installed, so what needs it is skipped: ${after.join(', ')}`
    : `Judges: ${Object.keys(tools).join(', ')}`
}
