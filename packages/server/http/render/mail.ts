import PostalMime from 'postal-mime'
import type { Address, Attachment, Email } from 'postal-mime'

/** An e-mail taken apart again from its exact bytes, as a mail program would. */
export interface MailView {
  readonly subject: string
  readonly from: string
  readonly to: string
  readonly date: string | null
  /** The HTML part with its `cid:` pictures put in as `data:` addresses. */
  readonly html: string | null
  readonly text: string
  readonly attachments: readonly MailAttachment[]
}

export interface MailAttachment {
  readonly filename: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export async function readMail(bytes: Uint8Array): Promise<MailView> {
  const mail = await PostalMime.parse(bytes)
  return {
    subject: mail.subject ?? '',
    from: mailbox(mail.from),
    to: (mail.to ?? []).map(mailbox).join(', '),
    date: mail.date ?? null,
    html: mail.html ? withPictures(mail.html, mail) : null,
    text: mail.text ?? '',
    attachments: mail.attachments.filter(isAttached).map((part, index) => ({
      filename: part.filename ?? `attachment-${index + 1}`,
      mediaType: part.mimeType,
      bytes: contentOf(part),
    })),
  }
}

function isAttached(part: Attachment): boolean {
  return part.disposition !== 'inline' && !part.related
}

function withPictures(html: string, mail: Email): string {
  const pictures = new Map(
    mail.attachments
      .filter((part) => part.contentId)
      .map((part) => [part.contentId?.replace(/^<|>$/g, ''), part] as const),
  )
  return html.replace(/cid:([^"')\s>]+)/g, (whole, cid: string) => {
    const part = pictures.get(cid)
    if (!part) return whole
    return `data:${part.mimeType};base64,${Buffer.from(contentOf(part)).toString('base64')}`
  })
}

function contentOf(part: Attachment): Uint8Array {
  if (typeof part.content === 'string')
    return Buffer.from(part.content, part.encoding === 'base64' ? 'base64' : 'utf8')
  return new Uint8Array(part.content)
}

function mailbox(address: Address | undefined): string {
  if (!address) return ''
  if (address.address === undefined) return address.group.map(mailbox).join(', ')
  return address.name ? `${address.name} <${address.address}>` : address.address
}
