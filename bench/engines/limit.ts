import { deflateSync } from 'node:zlib'
import { readGlyphs } from './limit-font.ts'
import type { Glyphs } from './limit-font.ts'
import { page, words } from '../invoice.ts'
import type { BenchInvoice, Engine, Fonts } from '../invoice.ts'

/**
 * What the machine could do if a document were nothing but its characters: text placed by cached
 * glyph widths at places known beforehand, one font program prepared once, deflate. No line
 * breaking, no tags, no metadata. Not an engine; the measure of how much an engine costs.
 */
export async function open(fonts: Fonts): Promise<Engine> {
  const faces = [await face(fonts.regular), await face(fonts.bold)]
  return { make: (invoice) => make(invoice, faces) }
}

interface Face {
  readonly glyphs: Glyphs
  /** The deflated font program, the same bytes in every document. */
  readonly program: Buffer
  readonly widths: string
}

/** All WinAnsi characters, by their single byte codes: one simple TrueType font a face. */
async function face(bytes: Uint8Array): Promise<Face> {
  const glyphs = await readGlyphs(bytes)
  const program = deflateSync(glyphs.subset, { level: 9 })
  const widths: number[] = []
  for (let code = 32; code < 256; code++) widths.push(Math.round(glyphs.width(code)))
  return { glyphs, program, widths: widths.join(' ') }
}

const escape = (text: string) =>
  text
    .replace(/[\\()]/g, '\\$&')
    .replaceAll('–', '\x96')
    .replaceAll('’', '\x92')

class Sheet {
  private readonly faces: readonly Face[]
  out = ''
  constructor(faces: readonly Face[]) {
    this.faces = faces
  }
  text(x: number, y: number, size: number, text: string, font = 0, end = false) {
    const at = end ? x - (this.faces[font]!.glyphs.measure(text) * size) / 1000 : x
    this.out += `/F${font} ${size} Tf 1 0 0 1 ${at.toFixed(2)} ${(page.height - y).toFixed(2)} Tm (${escape(text)}) Tj\n`
  }
}

/** Paragraphs of the constant text, cut into lines once, as a layout program would have them. */
function cut(text: string, face: Face, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const next = line ? `${line} ${word}` : word
    if ((face.glyphs.measure(next) * size) / 1000 > page.inner && line) {
      lines.push(line)
      line = word
    } else line = next
  }
  return [...lines, line]
}

let constant: { intro: string[]; terms: string[]; legal: string[] } | undefined

const edges = [
  page.left,
  page.left + 62,
  page.left + 62 + page.description + 40,
  page.width - page.right - 68,
  page.width - page.right,
]

function body(invoice: BenchInvoice, faces: readonly Face[]): string[] {
  const regular = faces[0]!
  constant ??= {
    intro: cut(words.intro, regular, 10),
    terms: cut(words.terms, regular, 10),
    legal: cut(words.legal, regular, 8),
  }
  const pages: string[] = []
  let sheet = new Sheet(faces)
  sheet.text(page.left, 70, 16, words.company, 1)
  words.companyLines.forEach((line, i) =>
    sheet.text(page.width - page.right, 66 + i * 12, 9, line, 0, true),
  )
  invoice.address.forEach((line, i) => sheet.text(page.left, 142 + i * 14, 10, line))
  sheet.text(page.left, 224, 18, invoice.title, 1)
  sheet.text(
    page.left,
    244,
    10,
    `Invoice date ${invoice.date}   Due ${invoice.dueDate}   Customer ${invoice.customer}`,
  )
  constant.intro.forEach((line, i) => sheet.text(page.left, 266 + i * 13, 10, line))
  let y = 320
  const row = (cells: readonly string[], font: number) => {
    cells.forEach((cell, i) => cell && sheet.text(edges[i]!, y, 9, cell, font, i > 1))
    y += 16
  }
  const room = (need: number) => {
    if (y + need < page.height - page.bottom) return
    pages.push(sheet.out)
    sheet = new Sheet(faces)
    y = page.top + 10
    row(words.head, 1)
  }
  row(words.head, 1)
  for (const line of invoice.lines) {
    room(16)
    row(line, 0)
  }
  room(130)
  row(['Total', '', '', '', invoice.total], 1)
  constant.terms.forEach((line) => sheet.text(page.left, (y += 13), 10, line))
  constant.legal.forEach((line) => sheet.text(page.left, (y += 11), 8, line))
  pages.push(sheet.out)
  return pages
}

function make(invoice: BenchInvoice, faces: readonly Face[]): Uint8Array {
  const pages = body(invoice, faces)
  const parts: Buffer[] = []
  const offsets: number[] = []
  let length = 0
  const add = (...chunks: (string | Buffer)[]) => {
    for (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk
      parts.push(bytes)
      length += bytes.length
    }
  }
  const object = (...chunks: (string | Buffer)[]) => {
    offsets.push(length)
    add(`${offsets.length} 0 obj\n`, ...chunks, '\nendobj\n')
  }
  const stream = (dict: string, bytes: Buffer) =>
    object(`<<${dict}/Length ${bytes.length}/Filter/FlateDecode>>\nstream\n`, bytes, '\nendstream')
  add('%PDF-1.7\n')
  const first = 9
  object('<</Type/Catalog/Pages 2 0 R>>')
  object(
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${first + i * 2} 0 R`).join(' ')}]>>`,
  )
  faces.forEach((face, i) => {
    const at = 3 + i * 3
    object(
      `<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Sans${i}/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[${face.widths}]/FontDescriptor ${at + 1} 0 R>>`,
    )
    object(
      `<</Type/FontDescriptor/FontName/AAAAAA+Sans${i}/Flags 32/FontBBox[-200 -300 1200 1000]/ItalicAngle 0/Ascent 1000/Descent -300/CapHeight 660/StemV 80/FontFile2 ${at + 2} 0 R>>`,
    )
    stream(`/Length1 ${face.glyphs.subset.length}`, face.program)
  })
  pages.forEach((content, i) => {
    const foot = new Sheet(faces)
    foot.text(page.left, page.height - 40, 8, words.foot)
    foot.text(
      page.width - page.right,
      page.height - 40,
      8,
      `Page ${i + 1} of ${pages.length}`,
      0,
      true,
    )
    object(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${page.width} ${page.height}]/Resources<</Font<</F0 3 0 R/F1 6 0 R>>>>/Contents ${first + i * 2 + 1} 0 R>>`,
    )
    stream('', deflateSync(Buffer.from(`BT\n${content}${foot.out}ET`, 'latin1'), { level: 1 }))
  })
  const at = length
  add(
    `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`,
    offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join(''),
  )
  add(`trailer<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`)
  return Buffer.concat(parts)
}
