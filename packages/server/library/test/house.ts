import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTestDatabase } from '@misiva/store/testing'
import { readContentFolder } from '../../content-folder.ts'
import { createApp } from '../../http/app.ts'
import { type App } from '../../http/rooms.ts'
import type { House } from '../../house.ts'
import { openHouse } from '../../open-house.ts'
import { readSettings } from '../../settings.ts'
import { createLibrary, type Library } from '../library.ts'
import { enterPerson, type Right } from '../people.ts'
import { publishFirst } from '../seed.ts'

/** A house of a test's own: real database, real sandboxes, a small content published. */
export interface TestHouse {
  readonly house: House
  readonly app: App
  readonly library: Library
  /** Requests as one person; `text` answers what is not JSON. */
  as(email: string): Promise<Client>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  // What the interface answers is what the tests look into.
  readonly body: any
}

export interface Client {
  (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
  ): Promise<Answer>
  readonly headers: Record<string, string>
}

const FONT = 'brand/fonts/SourceSans3-Regular.ttf'

export const text = (words: string): Uint8Array => new TextEncoder().encode(words)

/** Smallest content that is in order: two templates that share a block, in two languages. */
export function smallContent(): Map<string, Uint8Array> {
  const files: Record<string, string> = {
    'misiva.yaml':
      'name: Harbour Books\ntimeZone: Europe/London\ndefaultLanguage: en\ncurrency: GBP\nsenders:\n  email: Harbour Books <post@harbour.example>\n  sms: HARBOUR\n',
    'topics.yaml':
      'orders:\n  class: service\n  channels: [email, sms]\n  inDoubt: hold\n  title: { en: Orders, es: Pedidos }\n',
    'brand/style.yaml':
      'tokens: { ink: "#222222" }\nfonts:\n  - { family: Sans, weight: 400, file: brand/fonts/SourceSans3-Regular.ttf }\nparagraphs:\n  body: { font: Sans, size: 10pt, lineHeight: 14pt, color: ink }\n',
    'brand/logo.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"><path d="M0 0h20v10H0z"/></svg>\n',
    'blocks/terms.en.md': 'Please pay within 30 days.\n',
    'blocks/terms.es.md': 'Pague en un plazo de 30 días.\n',
    'blocks/spare.en.md': 'Nobody says this.\n',
  }
  for (const name of ['invoice', 'reminder']) {
    const folder = `templates/${name}`
    files[`${folder}/template.yaml`] =
      'topic: orders\nlanguages: [en, es]\nalternatives:\n  email: { channel: email }\n  sms: { channel: sms }\n'
    files[`${folder}/contract.schema.json`] = JSON.stringify({
      type: 'object',
      required: ['total', 'number'],
      properties: { number: { type: 'string' }, total: { type: 'string', format: 'decimal' } },
    })
    files[`${folder}/samples/usual.json`] = JSON.stringify({ number: 'A-1', total: '12.50' })
    for (const [language, owed] of [
      ['en', 'You owe'],
      ['es', 'Debe'],
    ]) {
      files[`${folder}/email.${language}.md`] =
        `---\nsubject: '${name} {{ number }}'\n---\n\n${owed} {{ money(total) }}.\n\n::block{name=terms}\n`
      files[`${folder}/sms.${language}.md`] = `${owed} {{ money(total) }}.\n`
    }
  }
  const content = new Map(Object.entries(files).map(([path, words]) => [path, text(words)]))
  return content.set(
    FONT,
    readFileSync(new URL(`../../../../examples/retailer/${FONT}`, import.meta.url)),
  )
}

export const staffOf = {
  ana: [{ role: 'author', prefix: '' }],
  ben: [
    { role: 'author', prefix: '' },
    { role: 'approver', prefix: '' },
  ],
  pia: [
    { role: 'publisher', prefix: '' },
    { role: 'sender', prefix: '' },
  ],
  ada: [{ role: 'admin', prefix: '' }],
  rob: [{ role: 'reader', prefix: '' }],
} satisfies Record<string, Right[]>

export const retailer = (): Promise<Map<string, Uint8Array>> =>
  readContentFolder(fileURLToPath(new URL('../../../../examples/retailer', import.meta.url)))

export async function openTestHouse(
  files: ReadonlyMap<string, Uint8Array> | undefined = smallContent(),
  environment: Readonly<Record<string, string>> = {},
): Promise<TestHouse> {
  const database = await createTestDatabase()
  const data = await mkdtemp(join(tmpdir(), 'misiva-library-'))
  const settings = readSettings({
    ...{ DATABASE_URL: database.url, MISIVA_DATA: data, MISIVA_PORT: '0', MISIVA_THREADS: '1' },
    ...environment,
  })
  const house = await openHouse(settings)
  const library = createLibrary(house)
  const app = await createApp(house, library)
  for (const [name, rights] of Object.entries(staffOf))
    await enterPerson(house.db, {
      email: `${name}@harbour.example`,
      name: name[0]!.toUpperCase() + name.slice(1),
      rights,
    })
  const close = async () => {
    await app.close()
    await house.close()
    await database.close()
    await rm(data, { recursive: true, force: true })
  }
  try {
    if (files.size > 0) await publishFirst(library, files, 'first')
  } catch (error) {
    // A house left open would keep the test's process alive.
    await close()
    throw error
  }
  return {
    ...{ house, app, library, close },
    as: (name) => signedIn(app, `${name}@harbour.example`),
  }
}

async function signedIn(app: App, email: string): Promise<Client> {
  const headers: Record<string, string> = { host: 'localhost' }
  const client = async (method: Parameters<Client>[0], url: string, body?: unknown) => {
    const answer = await app.inject({
      ...{ method, url, headers },
      ...(body !== undefined && { payload: body as object }),
    })
    const { 'set-cookie': cookie, 'content-type': type } = answer.headers
    if (typeof cookie === 'string') headers['cookie'] = cookie.split(';')[0]!
    const json = String(type).includes('json')
    return { status: answer.statusCode, body: json ? answer.json() : answer.body }
  }
  const { status } = await client('POST', '/api/session', { email })
  if (status !== 200) throw new Error(`${email} could not sign in: ${status}`)
  return Object.assign(client, { headers })
}
