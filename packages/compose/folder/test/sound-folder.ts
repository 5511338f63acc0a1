import { createHash } from 'node:crypto'
import type { Problem } from '@misiva/model'
import { checkFolder } from '../check.ts'

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A folder in which nothing is wrong. */
export const sound: Readonly<Record<string, string>> = {
  'misiva.yaml': `name: Lamp & Co
timeZone: Europe/London
defaultLanguage: en
currency: GBP
senders: { email: 'Lamp & Co <a@lamp.example>' }
customer: { wantsDocument: { type: boolean } }
`,
  'topics.yaml': `invoice:
  class: service
  channels: [email, print]
`,
  'brand/style.yaml': `tokens: { ink: '#111111' }
fonts:
  - { family: Sans, file: brand/Sans.ttf }
text:
  small: { size: 8pt }
paragraphs:
  body: { font: Sans, size: 10pt, color: ink }
  note: { extends: body, size: 9pt }
tables:
  lines: { body: note, headRule: 1pt ink }
boxes:
  panel: { padding: 4pt }
masters:
  letter: { size: A4, margin: 20mm, header: head }
`,
  'brand/Sans.ttf': 'font',
  'brand/logo.svg': '<svg/>',
  'blocks/head.en.md': '{{ customer.name }}, page :page of :pages\n',
  'blocks/head.es.md': '{{ customer.name }}, página :page de :pages\n',
  'blocks/terms.en.md': ':::box{style=panel}\nPay by {{ date(invoice.dueDate) }}\n:::\n',
  'blocks/terms.es.md': 'Pague antes del {{ date(invoice.dueDate) }}\n',
  'templates/invoice/template.yaml': `topic: invoice
languages: [en, es]
master: letter
alternatives:
  print: { channel: print }
  email-pdf:
    channel: email
    when: customer.wantsDocument
    carries: print
    cover: cover
    filename: '{{ invoice.number }}.pdf'
  email: { channel: email }
`,
  'templates/invoice/contract.schema.json': JSON.stringify({
    type: 'object',
    required: ['invoice'],
    properties: {
      invoice: {
        type: 'object',
        required: ['number', 'total', 'dueDate', 'lines'],
        properties: {
          number: { type: 'string' },
          total: { type: 'string', format: 'decimal' },
          dueDate: { type: 'string', format: 'date' },
          lines: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                code: { type: 'string' },
                price: { type: 'string', format: 'decimal' },
              },
            },
          },
        },
      },
    },
  }),
  'templates/invoice/samples/one.json': `{
  "invoice": {
    "number": "1",
    "total": "12.50",
    "dueDate": "2026-12-01",
    "lines": [{ "code": "A", "price": "12.50" }]
  }
}
`,
  'templates/invoice/print.en.md': `# Invoice {{ invoice.number }}

| Code | Price |
| :--- | ----: |
| {each="line in invoice.lines"} {{ line.code }} | {{ money(line.price) }} |
| {total} Total | {{ money(invoice.total) }} |

::block{name=terms}
`,
  'templates/invoice/print.es.md': '# Factura {{ invoice.number }}\n\n::block{name=terms}\n',
  'templates/invoice/email.en.md': `---
subject: 'Invoice {{ invoice.number }}'
---

::image{src=brand/logo.svg alt="Lamp & Co"}

::block{name=terms}
`,
  'templates/invoice/email.es.md': "---\nsubject: 'Factura {{ invoice.number }}'\n---\n\nHola\n",
  'templates/invoice/cover.en.md': '---\nsubject: Your invoice\n---\n\nAttached.\n',
  'templates/invoice/cover.es.md': '---\nsubject: Su factura\n---\n\nAdjunta.\n',
}

export function filesOf(
  contents: Readonly<Record<string, string | Uint8Array | undefined>>,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [path, text] of Object.entries(contents))
    if (text !== undefined)
      files.set(path, typeof text === 'string' ? new TextEncoder().encode(text) : text)
  return files
}

/** The problems of the sound folder with these files changed. */
export async function problemsWith(
  changes: Readonly<Record<string, string | Uint8Array | undefined>>,
): Promise<readonly Problem[]> {
  return (await checkFolder(filesOf({ ...sound, ...changes }), digest)).problems
}

/** Place, code and message, without the hint. */
export function brief({ place, code, message }: Problem): string {
  return `${place?.file}:${place?.line}:${place?.column} ${code} ${message}`
}
