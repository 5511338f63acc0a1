import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pickVariant, readFolder } from '@misiva/compose'
import type { Content } from '@misiva/model'
import { build } from 'vite'

const here = import.meta.dirname
const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
}

export interface EditorHouse {
  readonly url: string
  /** What the page is given next. */
  give(given: object): void
  close(): Promise<void>
}

/** The editor's page, built by the studio's own configuration and served on a free port. */
export async function openEditorHouse(organisation: string): Promise<EditorHouse> {
  const dist = mkdtempSync(join(tmpdir(), 'misiva-editor-'))
  await build({
    configFile: join(here, '../../vite.config.ts'),
    root: here,
    base: './',
    logLevel: 'error',
    build: { outDir: dist, emptyOutDir: true, minify: false, reportCompressedSize: false },
  })
  let given: object = {}
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname)
    if (path === '/given.json') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(given))
      return
    }
    const file = path.startsWith('/files/')
      ? join(examples, organisation, path.slice(7))
      : join(dist, path === '/' ? 'index.html' : path)
    if (!existsSync(file)) {
      response.statusCode = path === '/favicon.ico' ? 204 : 404
      response.end()
      return
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    response.end(readFileSync(file))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    give: (next) => {
      given = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      rmSync(dist, { recursive: true })
    },
  }
}

/** Everything the editor needs of an example, for one template in one language. */
export function exampleOf(organisation: string, templateName: string, language: string) {
  const folder = join(examples, organisation)
  const files = new Map(
    globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => {
        const full = join(it.parentPath, it.name)
        return [full.slice(folder.length + 1), readFileSync(full)] as const
      }),
  )
  const { release } = readFolder(files, (bytes) => createHash('sha256').update(bytes).digest('hex'))
  const template = release.templates.find(({ name }) => name === templateName)!
  const { paragraphs, text, tables, boxes, cells = {}, tokens } = release.style
  const contentOf = (variants: Parameters<typeof pickVariant>[0], wanted: string) =>
    (
      pickVariant(variants, wanted, 'neutral', release.organisation.defaultLanguage) as
        { readonly content: Content } | undefined
    )?.content ?? []
  const print = template.alternatives.find(({ name }) => name === 'print')!
  const block = (name: string, wanted = language) =>
    contentOf(release.blocks.find((it) => it.name === name)?.variants ?? [], wanted)
  const given = (tree: Content) => ({
    props: {
      tree,
      contract: template.contract,
      sample: template.samples[0],
      language,
      label: `${templateName}, ${language}`,
    },
    context: {
      organisation: release.organisation,
      samples: template.samples,
      styles: {
        paragraphs: Object.keys(paragraphs),
        text: Object.keys(text),
        tables: Object.keys(tables),
        boxes: Object.keys(boxes),
        cells: Object.keys(cells),
      },
      tokens,
      images: [...files.keys()].filter((path) => /\.(svg|png|jpe?g)$/.test(path)),
      blocks: release.blocks.map(({ name }) => name),
    },
    library: Object.fromEntries(release.blocks.map(({ name }) => [name, block(name)])),
  })
  const tree = print.kind === 'active' ? contentOf(print.variants, language) : []
  return { tree, block, given, release, template }
}
