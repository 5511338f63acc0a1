/** What the gallery's pages share: paper, fonts, small helpers. */
import type {
  Block,
  Cell,
  Document,
  MasterFrame,
  PageMaster,
  Paragraph,
  ParagraphStyle,
  TextStyle,
} from '@misiva/typeset'

export const A4 = { width: 595.28, height: 841.89 }
export const sans: TextStyle = { family: 'Source Sans 3', size: 9.5, color: '#222222' }
export const serif: TextStyle = { family: 'Source Serif 4', size: 10.5, color: '#222222' }
export const CREATED = '2026-03-02T09:00:00Z'

export const p = (content: Paragraph['content'], style: ParagraphStyle = {}): Paragraph => ({
  type: 'paragraph',
  content,
  style: { spaceAfter: 6, ...style },
})

export const h = (level: 1 | 2 | 3, content: string, style: ParagraphStyle = {}): Block => ({
  type: 'heading',
  level,
  content,
  style: {
    text: { size: [20, 13, 11][level - 1] as number, weight: 700 },
    spaceBefore: [0, 14, 10][level - 1] as number,
    spaceAfter: [12, 5, 4][level - 1] as number,
    lineHeight: 1.15,
    ...style,
  },
})

export const right = (content: string): Cell => ({ content, style: { align: 'end' } })

/** `left` is where the letterhead begins: with the text below it. */
export function master(
  accent: string,
  name: string,
  place: string,
  top = 96,
  left = 62,
): PageMaster {
  const frames: MasterFrame[] = [
    { x: 0, y: 0, width: A4.width, height: 8, content: [], style: { background: accent } },
    {
      x: left,
      y: 30,
      width: 300,
      height: 24,
      content: [
        p(name, { text: { family: 'Source Sans 3', size: 15, weight: 700, color: accent } }),
      ],
    },
    {
      x: 300,
      y: 34,
      width: 233,
      height: 30,
      content: [
        p(place, { align: 'end', text: { family: 'Source Sans 3', size: 7.5, color: '#666666' } }),
      ],
    },
    {
      x: 62,
      y: 800,
      width: 471,
      height: 20,
      content: [
        p(['Page ', { type: 'pageNumber' }, ' of ', { type: 'pageCount' }], {
          align: 'end',
          text: { family: 'Source Sans 3', size: 7.5, color: '#666666' },
        }),
      ],
    },
  ]
  return { ...A4, margins: { top, right: 62, bottom: 64, left: 62 }, frames }
}

export function document(
  part: Partial<Document> & Pick<Document, 'title' | 'masters' | 'body'>,
): Document {
  return {
    lang: 'en',
    created: CREATED,
    author: 'Misiva gallery',
    text: sans,
    paragraph: { lineHeight: 1.35 },
    ...part,
  }
}
