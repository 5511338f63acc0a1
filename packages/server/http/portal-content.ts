import { ProblemError } from '@misiva/model'
import { documentsPage } from '@misiva/portal'
import type { Rooms } from './rooms.ts'
import { fileName } from './file-names.ts'
import type { Visit } from './portal-visit.ts'
import { readMail } from './render/mail.ts'

/**
 * The customer's page: the archived one if a message went by portal, else the portal alternative
 * composed from the release in force then, else a list with the document.
 */
export async function pageOf(rooms: Rooms, visit: Visit): Promise<Buffer | string | undefined> {
  const { house, previews } = rooms
  const { communication, address, world, token } = visit
  const published = communication.messages.findLast((it) => it.mediaType.startsWith('text/html'))
  if (published) return house.blobs.read(published.sha256)
  const alternatives = await previews.alternatives(communication)
  const alternative = alternatives.find((it) => it.takes === 'html')
  if (alternative) {
    const composed = await attempt(previews.compose(communication, alternative.name, address))
    if (composed) return Buffer.from(composed.bytes)
  }
  if (!(await documentOf(rooms, visit))) return undefined
  const { key, dated, recipient } = communication
  const document = { href: `${token}/document`, title: key, date: dated.slice(0, 10) }
  return documentsPage({ ...world, customer: recipient.name, documents: [document] })
}

/** The document as it went out: printed, or carried by an e-mail; else composed as it would have gone. */
export async function documentOf(
  { house, previews }: Rooms,
  { communication, address }: Visit,
): Promise<{ readonly bytes: Uint8Array; readonly file: string } | undefined> {
  const file = `${fileName(communication.key)}.pdf`
  const { messages } = communication
  const printed = messages.findLast(({ mediaType }) => mediaType.startsWith('application/pdf'))
  const bytes = printed && (await house.blobs.read(printed.sha256))
  if (bytes) return { bytes, file }
  for (const { mediaType, sha256 } of messages.toReversed()) {
    if (!mediaType.startsWith('message/rfc822')) continue
    const mail = await house.blobs.read(sha256)
    const carried =
      mail && (await readMail(mail)).attachments.find((it) => it.mediaType === 'application/pdf')
    if (carried) return { bytes: carried.bytes, file: carried.filename }
  }
  const alternatives = await previews.alternatives(communication)
  const alternative = alternatives.find((it) => it.takes === 'pages')
  if (!alternative) return undefined
  const composed = await attempt(previews.compose(communication, alternative.name, address))
  return composed && { bytes: composed.bytes, file }
}

/** What cannot be composed for this customer (a letter without a postal address) is not there for them. */
export function attempt<T>(made: Promise<T>): Promise<T | undefined> {
  return made.catch((error: unknown) => {
    if (error instanceof ProblemError) return undefined
    throw error
  })
}
