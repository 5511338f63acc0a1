import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { isContentFile } from '@misiva/compose'
import { build } from 'vite'

export interface PreviewHarness {
  readonly url: string
  close(): Promise<void>
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** The preview alone on a content folder, under the policies the server gives the studio. */
export async function openPreviewHarness(
  folder: string,
  customers: readonly unknown[] = [],
): Promise<PreviewHarness> {
  const out = await mkdtemp(join(tmpdir(), 'misiva-preview-'))
  await build({
    configFile: join(import.meta.dirname, '../vite.config.ts'),
    root: join(import.meta.dirname, 'preview'),
    logLevel: 'error',
    build: { outDir: out, emptyOutDir: true },
  })
  const content = contentOf(folder, customers)
  const server = createServer((request, reply) => {
    void answer(new URL(request.url ?? '/', 'http://x').pathname).then(({ status, head, body }) =>
      reply.writeHead(status, { 'x-content-type-options': 'nosniff', ...head }).end(body),
    )
  })
  const answer = async (path: string): Promise<Answer> => {
    if (path === '/content.json') return found('.json', Buffer.from(JSON.stringify(content.page)))
    if (path === '/preview-frame') return { ...found('.html', frame), ...policy(frameOnly) }
    const bytes = content.bytes.get(path.slice('/bytes/'.length))
    if (bytes) return found('', bytes)
    if (path === '/') {
      const nonce = randomBytes(16).toString('base64url')
      const html = (await readFile(join(out, 'index.html'), 'utf8')).replaceAll('__NONCE__', nonce)
      return { ...found('.html', Buffer.from(html)), ...policy(studio(nonce)) }
    }
    const file = join(out, path)
    if (path.includes('..') || !statSync(file, { throwIfNoEntry: false })?.isFile())
      return { status: 404, head: {}, body: Buffer.from('') }
    const isEngine = /^\/assets\/engine-[\w-]+\.js$/.test(path)
    return { ...found(extname(path), await readFile(file)), ...(isEngine && policy(engine)) }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await rm(out, { recursive: true, force: true })
    },
  }
}

interface Answer {
  readonly status: number
  readonly head: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

function found(extension: string, body: Uint8Array): Answer {
  const type = mediaTypes[extension] ?? 'application/octet-stream'
  return { status: 200, head: { 'content-type': type }, body }
}

const policy = (words: string) => ({
  head: { 'content-security-policy': words, 'content-type': typeOf(words) },
})
const typeOf = (words: string) => (words === engine ? mediaTypes['.js']! : mediaTypes['.html']!)

const frame = Buffer.from('<!doctype html><html><head></head><body></body></html>')
const studio = (nonce: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
const engine = "default-src 'none'; script-src 'self' 'unsafe-eval'; connect-src 'self'"
const frameOnly =
  "sandbox allow-same-origin; default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** Channels as the built-in ones are. */
const channels = [
  { name: 'print', takes: 'pages', costs: 900 },
  { name: 'email', takes: 'mime', costs: 1 },
  { name: 'sms', takes: 'text', costs: 60 },
  { name: 'portal', takes: 'html', costs: 0 },
  { name: 'voice', takes: 'speech', costs: 120 },
]

/** The content files of a folder, by path. */
export function readPreviewFolder(folder: string): Map<string, Uint8Array> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => isContentFile(path) && statSync(join(folder, path)).isFile())
    .toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]))
}

function contentOf(folder: string, customers: readonly unknown[]) {
  const bytes = new Map<string, Uint8Array>()
  const texts: Record<string, string> = {}
  const files = [...readPreviewFolder(folder)].map(([path, data]) => {
    const sha256 = createHash('sha256').update(data).digest('hex')
    bytes.set(sha256, data)
    if (/\.(md|ya?ml|json)$/.test(path)) texts[path] = new TextDecoder().decode(data)
    return { path, sha256, url: `/bytes/${sha256}` }
  })
  return { bytes, page: { files, texts, channels, customers } }
}

if (import.meta.main) {
  const harness = await openPreviewHarness(process.argv[2] ?? 'examples/retailer')
  console.log(`The preview is at ${harness.url}`)
  process.once('SIGINT', () => void harness.close())
}
