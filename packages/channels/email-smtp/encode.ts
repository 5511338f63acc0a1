import type { Composed, Encoded, Envelope } from '@misiva/model'
import addressparser from 'nodemailer/lib/addressparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import { headerText, mailbox } from './address.ts'
import { assemble } from './mime.ts'

type Mime = Extract<Composed, { kind: 'mime' }>

/**
 * The exact message (RFC 5322, MIME RFC 2045–2047, parameters RFC 2231): CRLF line ends, no line
 * over 998 octets, 7-bit throughout, so that no relay on the way has to change it. Repeatable:
 * Message-ID and boundaries come from the message's id, the date is given.
 */
export function encode(composed: Composed, envelope: Envelope): Encoded {
  const bytes = assemble(
    new MailComposer({
      ...head(envelope),
      ...(composed.kind === 'mime' ? body(composed) : stranger(composed)),
    }).compile(),
  )
  return {
    bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    mediaType: 'message/rfc822',
    extension: 'eml',
    units: 1,
  }
}

/** The sender's mailbox and name out of `Name <address>`. */
export function sender(from: string): { readonly name: string; readonly address: string } {
  const first = addressparser(headerText(from), { flatten: true })[0]
  const address = mailbox(first?.address ?? '') ?? 'postmaster@localhost'
  return { name: headerText(first?.name ?? ''), address }
}

function head(envelope: Envelope) {
  const from = sender(envelope.from)
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  // An address that is no mailbox is refused by send; here it must only do no harm.
  const to = mailbox(envelope.to) ?? 'undisclosed@invalid'
  return {
    from,
    to: { name: headerText(envelope.toName), address: to },
    messageId: `<${envelope.id.replaceAll(/[^\w-]/g, '')}@${domain}>`,
    date: rfc5322Date(envelope.date),
    headers: {
      // RFC 3834: keeps out-of-office replies from answering a machine.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': envelope.language.replaceAll(/[^A-Za-z0-9-]/g, '') || 'und',
    },
    baseBoundary: envelope.id.replaceAll(/[^\w]/g, ''),
    boundaryPrefix: 'misiva',
    textEncoding: 'quoted-printable' as const,
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

const views = new WeakMap<Uint8Array, Buffer>()

/** The same bytes give the same view, by which their encoding is known again. */
function file(bytes: Uint8Array): Buffer {
  let view = views.get(bytes)
  if (!view) {
    view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    views.set(bytes, view)
  }
  return view
}

function body(composed: Mime) {
  return {
    subject: headerText(composed.subject),
    text: text(composed.text),
    html: text(composed.html),
    attachments: [
      ...composed.inline.map((image) => ({
        cid: headerText(image.cid),
        filename: false as const,
        contentType: headerText(image.mediaType),
        contentDisposition: 'inline' as const,
        content: file(image.bytes),
      })),
      ...composed.attachments.map((attached) => ({
        filename: headerText(attached.filename).replaceAll(/[/\\]/g, '_') || 'attachment',
        contentType: headerText(attached.mediaType),
        contentDisposition: 'attachment' as const,
        content: file(attached.bytes),
      })),
    ],
  }
}

/** Content of another form is carried as an attachment or as text, never dropped. */
function stranger(composed: Exclude<Composed, Mime>) {
  if (composed.kind === 'text') return { subject: '', text: text(composed.text) }
  const subject = headerText(composed.title)
  if (composed.kind === 'html') return { subject, html: text(composed.html) }
  const filename = `${subject.replaceAll(/[/\\]/g, '_') || 'document'}.pdf`
  return {
    subject,
    text: subject,
    attachments: [{ filename, contentType: 'application/pdf', content: Buffer.from(composed.pdf) }],
  }
}

/**
 * With the line ends of mail. Empty text still makes its part: a message without one is shown as
 * HTML source by text readers.
 */
const text = (value: string) =>
  value
    .toWellFormed()
    .replaceAll('\0', '')
    .replaceAll(/\r\n?|\n/g, '\r\n') || '\r\n'

const two = (n: number) => String(n).padStart(2, '0')

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const days = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ')

/** RFC 5322 §3.3, in UTC: `Wed, 01 Dec 2010 08:26:00 +0000`. */
export function rfc5322Date(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO('UTC')
  const date = `${two(at.day)} ${months[at.month - 1]} ${at.year}`
  return `${days[at.dayOfWeek - 1]}, ${date} ${two(at.hour)}:${two(at.minute)}:${two(at.second)} +0000`
}
