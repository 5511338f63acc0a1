import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findSample, sampleCustomer } from '@misiva/compose'
import type { Composed, Customer, Envelope, Language, Release } from '@misiva/model'
import { installed } from '../channels.ts'
import type { PageReader } from './page-reader.ts'
import { toPng } from './spread.ts'
import { htmlOf } from './view.ts'

export interface PreviewHead {
  readonly template: string
  readonly alternative: string
  readonly channel: string
  readonly language: Language
  readonly tone: string
  readonly sample: string
}

/** What was written of one composition: the exact bytes first, then what shows them. */
export interface Written extends PreviewHead {
  readonly files: readonly string[]
  readonly pages: number | null
  readonly segments: number | null
}

/** Pixels to the point of a page's picture: 144 to the inch. */
const scale = 2

/**
 * Writes a composed sample as its channel would carry it (a document, a whole e-mail with its
 * attachments, a text), and beside it pages as PNG and an e-mail's HTML to open in a browser.
 */
export async function writePreview(
  release: Release,
  head: PreviewHead,
  composed: Composed,
  folder: string,
  reader: PageReader,
): Promise<Written> {
  const { alternative, language, tone } = head
  const name = [alternative, language, ...(tone === 'neutral' ? [] : [tone])].join('.')
  const { channel: plugin } = installed.find((each) => each.name === head.channel)!
  const encoded = await plugin.encode(composed, envelopeOf(release, head), {})
  const files: string[] = []
  const write = async (file: string, bytes: Uint8Array | string) => {
    await writeFile(join(folder, file), bytes)
    files.push(file)
  }
  await write(`${name}.${encoded.extension}`, encoded.bytes)
  if (composed.kind === 'mime') await write(`${name}.html`, htmlOf(composed)!)
  const pdf = documentOf(composed)
  const pages = pdf ? (await reader.texts(pdf)).length : 0
  for (let number = 1; number <= pages; number++) {
    const page = await reader.paint(pdf!, number, scale)
    await write(`${name}.${number}.png`, toPng(page!))
  }
  return {
    ...head,
    files,
    pages: pdf ? pages : null,
    segments: composed.kind === 'text' ? composed.segments : null,
  }
}

function documentOf(composed: Composed): Uint8Array | undefined {
  if (composed.kind === 'pages') return composed.pdf
  if (composed.kind !== 'mime') return undefined
  return composed.attachments.find(({ mediaType }) => mediaType === 'application/pdf')?.bytes
}

/** Written on the outside: the sample's own customer where it has an address on the channel. */
function envelopeOf(release: Release, head: PreviewHead): Envelope {
  const { template, channel, language, sample } = head
  const { senders, name } = release.organisation
  const data = findSample(
    release.templates.find((each) => each.name === template)!,
    sample,
  )!.data
  const customer = sampleCustomer(data, language)
  return {
    id: stableId(JSON.stringify([release.hash, head])),
    from: senders[channel] ?? name,
    to: addressOf(customer, channel),
    toName: customer.name,
    language,
    date: '2026-01-01T09:00:00Z',
    key: sample,
    customer: customer.key,
  }
}

function addressOf(customer: Customer, channel: string): string {
  const own = customer.contactPoints.find((point) => point.channel === channel)?.address
  const takes = installed.find(({ name }) => name === channel)!.channel.takes
  return own ?? (takes === 'mime' ? 'customer@example.invalid' : '')
}

/** A UUID (version 8, RFC 9562) made of what is composed, so that the same preview is the same bytes. */
function stableId(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
