import fastifyStatic from '@fastify/static'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { App } from './rooms.ts'
import { enginePolicy, freshNonce, previewFramePolicy, studioPolicy } from './policies.ts'
import { notFound } from './problems.ts'

const dist = fileURLToPath(new URL('../../studio/dist/', import.meta.url))

/** The studio's files as Vite built them; every other path of a browser is its one page. */
export async function studioRoutes(app: App): Promise<void> {
  mkdirSync(`${dist}assets/`, { recursive: true })
  await app.register(fastifyStatic, {
    root: `${dist}assets/`,
    prefix: '/assets/',
    // The names carry a hash of the content.
    immutable: true,
    maxAge: '365d',
    index: false,
    wildcard: true,
    setHeaders: (reply, path) => {
      if (/\/engine-[\w-]+\.js$/.test(path))
        void reply.header('content-security-policy', enginePolicy)
    },
  })
  app.get('/preview-frame', { schema: { hide: true } }, (_request, reply) =>
    reply
      .header('content-security-policy', previewFramePolicy)
      .header('cache-control', 'private, max-age=86400')
      .type('text/html; charset=utf-8')
      .send('<!doctype html><html><head></head><body></body></html>'),
  )
  app.get('/favicon.svg', { schema: { hide: true } }, (_request, reply) =>
    reply.type('image/svg+xml').send(readFileSync(`${dist}favicon.svg`)),
  )
  app.setNotFoundHandler((request, reply) => {
    const looks = request.method === 'GET' && !/^\/(assets|p)\//.test(request.url)
    if (!looks) throw notFound(`There is no ${request.method} ${request.url}.`)
    const nonce = freshNonce()
    return reply
      .status(200)
      .header('content-security-policy', studioPolicy(nonce))
      .header('cache-control', 'no-store')
      .header('x-frame-options', 'DENY')
      .type('text/html; charset=utf-8')
      .send(page().replaceAll('__NONCE__', nonce))
  })
}

function page(): string {
  const file = `${dist}index.html`
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : '<!doctype html><html lang="en"><meta charset="utf-8"><title>Misiva</title><p>The studio has not been built yet: run <code>npm run build -w @misiva/studio</code>.'
}
