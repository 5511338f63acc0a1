import type { z } from 'zod'
import type { Rendering } from '../schemas.ts'
import { readMail } from './mail.ts'
import type { MailView } from './mail.ts'
import { createPagePainter } from './pages.ts'
import { splitText } from './text.ts'

/** The exact bytes of a message, sent or only composed, and where its parts are addressed. */
export interface Carried {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly mediaType: string
  /** Name under which it is saved: `536365.pdf`. */
  readonly file: string
  /** Address of its parts: `/api/messages/…`; pages are at `…/pages/1.png`. */
  readonly base: string
  readonly from: string | null
}

export interface Renderer {
  view(carried: Carried): Promise<z.infer<typeof Rendering>>
  /** PNG of a page (from 1), so many pixels wide; undefined if there is no such page. */
  page(carried: Carried, number: number, width: number): Promise<Uint8Array | undefined>
  /** The HTML a customer sees, for a sandboxed frame; undefined where there is none. */
  html(carried: Carried): Promise<string | undefined>
  attachment(carried: Carried, index: number): Promise<MailView['attachments'][number] | undefined>
  close(): void
}

const isPdf = (mediaType: string) => mediaType.startsWith('application/pdf')
const isMail = (mediaType: string) => mediaType.startsWith('message/rfc822')
const isHtml = (mediaType: string) => mediaType.startsWith('text/html')
const utf8 = new TextDecoder()

/** Shows messages as customers see them, from nothing but their bytes and media type. */
export function createRenderer(): Renderer {
  const painter = createPagePainter()
  return {
    async view(carried) {
      const { bytes, sha256, mediaType, file, base } = carried
      const head = { sha256, mediaType, file, bytes: bytes.length }
      if (isPdf(mediaType)) {
        const pages = await painter.describe(sha256, bytes)
        return {
          kind: 'pages',
          ...head,
          pages: pages.map((page, i) => ({ ...page, url: `${base}/pages/${i + 1}.png` })),
        }
      }
      if (isMail(mediaType)) {
        const { html, attachments, ...mail } = await readMail(bytes)
        return {
          kind: 'mime',
          ...head,
          ...mail,
          html: html === null ? null : `${base}/html`,
          attachments: attachments.map((part, i) => ({
            filename: part.filename,
            mediaType: part.mediaType,
            bytes: part.bytes.length,
            url: `${base}/attachments/${i + 1}`,
          })),
        }
      }
      const text = utf8.decode(bytes)
      if (isHtml(mediaType))
        return { kind: 'html', ...head, title: titleOf(text), html: `${base}/html` }
      return { kind: 'text', ...head, from: carried.from, text, ...splitText(text) }
    },
    page: ({ sha256, bytes }, number, width) => painter.paint(sha256, bytes, number, width),
    async html({ bytes, mediaType }) {
      if (isHtml(mediaType)) return utf8.decode(bytes)
      return isMail(mediaType) ? ((await readMail(bytes)).html ?? undefined) : undefined
    },
    async attachment({ bytes, mediaType }, index) {
      return isMail(mediaType) ? (await readMail(bytes)).attachments[index] : undefined
    },
    close: () => painter.close(),
  }
}

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1] ?? ''
  return title.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '').trim()
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
}
