/**
 * A small organisation whose one template uses every kind of node on every channel. Other tests
 * compose it; the test here holds it to being in order.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { deflateSync, inflateSync } from 'node:zlib'
import { formatProblem } from '@misiva/model'
import type { Customer, Release, Takes } from '@misiva/model'
import type { TypesetterOptions } from '@misiva/typeset'
import { readContent } from './folder/release.ts'
import { createWorld } from './world.ts'
import type { ComposeInput, World } from './composing.ts'
import type { Tools } from './world.ts'
import { barcodePng, modulesOf } from './html/barcode.ts'

const require = createRequire(import.meta.url)
const bytes = (text: string) => new TextEncoder().encode(text)
const font = (name: string) =>
  new Uint8Array(readFileSync(require.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`)))
const deflate = (data: Uint8Array, level: number) => new Uint8Array(deflateSync(data, { level }))

const contract = {
  type: 'object',
  required: ['order'],
  properties: {
    order: {
      type: 'object',
      required: ['number', 'total', 'lines'],
      properties: {
        number: { type: 'string' },
        total: { type: 'string', format: 'decimal' },
        due: { type: 'string', format: 'date' },
        note: { type: 'string' },
        page: { type: 'string' },
        late: { type: 'boolean' },
        lines: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'quantity', 'amount'],
            properties: {
              name: { type: 'string' },
              quantity: { type: 'integer' },
              amount: { type: 'string', format: 'decimal' },
              parts: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
    },
  },
}

export const sampleData = {
  order: {
    number: 'A-17',
    total: '1234.50',
    due: '2026-12-01',
    note: 'Ring twice',
    late: false,
    lines: [
      { name: 'Oak chair', quantity: 2, amount: '1000.00', parts: ['leg', 'seat'] },
      { name: 'Lamp & shade', quantity: 1, amount: '234.50' },
    ],
  },
}

const style = `
tokens: { ink: '#1f2933', accent: '#0b6e4f', paper: '#ffffff', line: '#d9e2ec', soft: '#f5f7fa', muted: '#52606d' }
fonts:
  - { family: Source Sans 3, weight: 400, file: brand/fonts/Regular.ttf }
  - { family: Source Sans 3, weight: 700, file: brand/fonts/Bold.ttf }
text:
  small: { size: 8pt, color: muted }
paragraphs:
  body: { font: Source Sans 3, size: 10pt, lineHeight: 14pt, color: ink, spaceAfter: 6pt }
  heading1: { extends: body, size: 20pt, lineHeight: 24pt, weight: 700, color: accent }
  onband: { extends: body, color: paper }
  quiet: { extends: body, color: muted, align: center }
tables:
  lines: { headRule: 0.75pt accent, rowRule: 0.25pt line, zebra: soft, totalRule: 1pt accent, padding: 2pt 4pt }
boxes:
  notice: { padding: 8pt, background: soft, radius: 3pt }
  band: { padding: 8pt, background: accent }
masters:
  letter:
    size: A4
    margin: 30mm 20mm 25mm 22mm
    firstMargin: 100mm 20mm 25mm 22mm
    firstHeader: letterhead
    header: running
    footer: foot
    frames:
      - { name: address, x: 22mm, y: 45mm, width: 85mm, height: 40mm, block: address, pages: first }
channels:
  email: { paragraphs: { body: { size: 16px, lineHeight: 24px } } }
  portal: { paragraphs: { body: { size: 17px, lineHeight: 26px } } }
`

const lines = `
:::table{style=lines columns="12mm 1fr 16mm 26mm" caption="Lines"}
| No | Name | Qty | Amount |
| :-- | :--- | --: | -----: |
| {each="line in order.lines"} {{ lineIndex + 1 }} | {{ line.name }} | {{ number(line.quantity) }} | {{ money(line.amount) }} |
| {if="order.late"} | Late fee | < | {{ money(5) }} |
| {total} Total | < | < | {{ money(order.total) }} |
:::
`

const everything = `
# Order {{ order.number }}

Dear {{ customer.name }}, we have your *order* of **{{ money(order.total) }}**:if[, due {{ date(order.due, 'long') }}]{test="has(order.due)"}. See [your page]({{ links.portal }}).

::::choose
:::when{test="order.late"}
It is late.
:::

:::otherwise
It is on time.
:::
::::

:::box{style=notice}
## Note
{{ default(order.note, 'none') }}
:::

${lines}

:::each{of="order.lines" as=line}
{{ line.name }} has :span[{{ string(size(default(line.parts, []))) }} parts]{style=small}.
:::

- first
- second {{ order.number }}

::::columns{widths="1fr 40mm" gap=6mm}
:::column
Left
:::

:::column
::barcode{type=qrcode value="{{ links.portal }}" width=20mm alt="Your page {{ order.number }}"}
:::
::::

::chart{kind=bar data="order.lines" label="item.name" values="item.amount" width=80mm height=40mm alt="Amounts"}

::button[Open {{ order.number }}]{href="{{ links.portal }}"}

:::choice{id=visit}
May we come on Monday?

- Yes {value=yes}
- No {value=no}
:::

:::keep
::signature{name="Ana Ruiz" role="Sales" image=brand/sign.png}
:::

---

:::paragraph{style=quiet}
Written to {{ customer.name }}
:::
`

export const files = new Map<string, Uint8Array>(
  Object.entries({
    'misiva.yaml': bytes(
      `name: Casa & Cía\ntimeZone: Europe/Madrid\ndefaultLanguage: en\ncurrency: EUR\nsenders: { email: 'Casa <casa@casa.example>', sms: CASA }\n`,
    ),
    'topics.yaml': bytes(
      `order:\n  class: service\n  channels: [email, portal, sms, print]\n  inDoubt: hold\n  title: { en: Orders, es: Pedidos }\n`,
    ),
    'brand/style.yaml': bytes(style),
    'brand/fonts/Regular.ttf': font('400Regular/SourceSans3_400Regular'),
    'brand/fonts/Bold.ttf': font('700Bold/SourceSans3_700Bold'),
    'brand/sign.png': pictureBytes(),
    'blocks/letterhead.md': bytes('**Casa & Cía**\n'),
    'blocks/address.md': bytes('{{ default(customer.postal, customer.name) }}\n'),
    'blocks/running.md': bytes('Casa & Cía, order {{ order.number }}\n'),
    'blocks/foot.md': bytes('Page :page of :pages\n'),
    'blocks/band.md': bytes('::::box{style=band}\n:::paragraph{style=onband}\nCasa\n:::\n::::\n'),
    'blocks/small-print.md': bytes('Casa & Cía, Calle Mayor 1, Madrid.\n'),
    'templates/order/template.yaml': bytes(`topic: order
languages: [en, es]
master: letter
alternatives:
  print: { channel: print }
  email-pdf: { channel: email, when: customer.wantsDocument, carries: print, cover: cover, filename: '{{ order.number }}.pdf' }
  email: { channel: email }
  sms: { channel: sms }
  portal: { channel: portal }
`),
    'templates/order/contract.schema.json': bytes(JSON.stringify(contract)),
    'templates/order/samples/usual.json': bytes(
      JSON.stringify({
        ...sampleData,
        customer: {
          key: '1',
          name: 'María',
          language: 'en',
          contactPoints: [],
          preferences: [],
          attributes: { wantsDocument: false },
        },
      }),
    ),
    ...localized('print', `---\nsubject: 'Order {{ order.number }}'\n---\n${everything}`),
    ...localized(
      'email',
      `---\nsubject: 'Order {{ order.number }}'\npreheader: 'It comes to {{ money(order.total) }}'\n---\n::block{name=band}\n\n${everything}\n\n---\n\n::block{name=small-print}\n`,
    ),
    ...localized(
      'portal',
      `---\nsubject: 'Order {{ order.number }}'\n---\n::block{name=band}\n\n${everything}`,
    ),
    ...localized(
      'cover',
      `---\nsubject: 'Your document {{ order.number }}'\n---\nAttached, {{ customer.name }}.\n`,
    ),
    ...localized(
      'sms',
      `Order {{ order.number }}: {{ money(order.total) }} “due”. Thank you for your order. {{ links.portal }}\n`,
    ),
  }),
)

function localized(name: string, text: string): Record<string, Uint8Array> {
  return {
    [`templates/order/${name}.en.md`]: bytes(text),
    [`templates/order/${name}.es.md`]: bytes(text.replace('Order', 'Pedido')),
  }
}

/** Any picture will do; this one is a code. */
function pictureBytes(): Uint8Array {
  const code = modulesOf('qrcode', 'signature')
  assert.ok(typeof code !== 'string')
  return barcodePng(code, deflate)
}

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest()

export const typesetting: Omit<TypesetterOptions, 'fonts' | 'images'> = {
  subsetterWasm: new Uint8Array(
    readFileSync(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')),
  ),
  deflate,
  inflate: (data) => new Uint8Array(inflateSync(data)),
  digest: (data) => new Uint8Array(sha256(data)),
}

const forms: Readonly<Record<string, Takes>> = {
  print: 'pages',
  email: 'mime',
  sms: 'text',
  portal: 'html',
}

export const takes = (channel: string): Takes | undefined => forms[channel]
export const mjml = require('mjml') as NonNullable<Tools['mjml']>

/** Reads the folder, with some files other than they are. */
export function readFixture(changes: Readonly<Record<string, string>> = {}): Release {
  const changed = new Map(files)
  for (const [path, text] of Object.entries(changes)) changed.set(path, bytes(text))
  const read = readContent(changed, (data) => sha256(data).toString('hex'))
  assert.ok(read.ok, read.ok ? '' : read.problems.map(formatProblem).join('\n'))
  return read.value
}

export async function worldOf(release: Release): Promise<World> {
  const made = await createWorld(release, { takes, mjml, typesetting })
  assert.ok(made.ok, made.ok ? '' : made.problems.map(formatProblem).join('\n'))
  return made.value
}

export const customer: Customer = {
  key: '1',
  name: 'María Ruiz',
  language: 'en',
  country: 'ES',
  contactPoints: [
    { channel: 'print', address: 'Calle Mayor 1\n28013 Madrid', state: 'verified' },
    { channel: 'email', address: 'maria@ruiz.example', state: 'verified' },
  ],
  preferences: [],
  attributes: { wantsDocument: true },
}

export function inputOf(data: ComposeInput['data'] = sampleData): ComposeInput {
  return {
    data,
    customer,
    links: { portal: 'https://casa.example/m/abc?k=1&s=2' },
    date: '2026-11-22T10:00:00Z',
    key: 'A-17',
  }
}

test('the fixture reads without a problem', () => {
  assert.equal(readFixture().templates.length, 1)
})
