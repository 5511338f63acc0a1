import PDFDocument from 'pdfkit'
import { page, words } from '../invoice.ts'
import type { BenchInvoice, Engine, Fonts } from '../invoice.ts'

/** pdfkit, with the table and its page breaks laid out by hand, as its users must. */
export function open(fonts: Fonts): Engine {
  const regular = Buffer.from(fonts.regular)
  const bold = Buffer.from(fonts.bold)
  return { make: (invoice) => make(invoice, regular, bold) }
}

function make(invoice: BenchInvoice, regular: Buffer, bold: Buffer): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: page.top, left: page.left, right: page.right, bottom: 20 },
    bufferPages: true,
    info: { Title: invoice.title },
    lang: 'en',
  })
  const chunks: Buffer[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.registerFont('regular', regular)
  doc.registerFont('bold', bold)
  head(doc, invoice)
  const y = table(doc, invoice, 300)
  foot(doc, y)
  doc.end()
  return done
}

type Doc = InstanceType<typeof PDFDocument>

function head(doc: Doc, invoice: BenchInvoice) {
  doc.font('bold').fontSize(16).text(words.company, page.left, page.top)
  doc.font('regular').fontSize(9)
  words.companyLines.forEach((line, i) =>
    doc.text(line, page.left, page.top + i * 12, { width: page.inner, align: 'right' }),
  )
  doc.fontSize(10)
  invoice.address.forEach((line, i) => doc.text(line, page.left, 142 + i * 14))
  doc.font('bold').fontSize(18).text(invoice.title, page.left, 218)
  doc
    .font('regular')
    .fontSize(10)
    .text(
      `Invoice date ${invoice.date}   Due ${invoice.dueDate}   Customer ${invoice.customer}`,
      page.left,
      244,
    )
  doc.text(words.intro, page.left, 262, { width: page.inner, lineGap: 1 })
}

function row(doc: Doc, cells: readonly string[], y: number): number {
  let x = page.left
  let height = 12
  cells.forEach((cell, i) => {
    const width = i === 1 ? page.description : (page.columns[i] ?? 0)
    if (i === 1) height = Math.max(height, doc.heightOfString(cell, { width: width - 6 }))
    doc.text(cell, x, y, { width: width - 6, align: i > 1 ? 'right' : 'left' })
    x += width
  })
  return height + 4
}

function table(doc: Doc, invoice: BenchInvoice, start: number): number {
  const header = (y: number) => {
    doc.font('bold').fontSize(9)
    const h = row(doc, words.head, y)
    doc
      .moveTo(page.left, y + h - 2)
      .lineTo(page.left + page.inner, y + h - 2)
      .lineWidth(0.75)
      .stroke()
    doc.font('regular').fontSize(9)
    return y + h
  }
  let y = header(start)
  for (const cells of invoice.lines) {
    if (y > page.height - page.bottom - 16) {
      doc.addPage()
      y = header(page.top)
    }
    y += row(doc, cells, y)
  }
  doc.font('bold')
  y += row(doc, ['Total', '', '', '', invoice.total], y + 2)
  return y
}

function foot(doc: Doc, after: number) {
  let y = after + 12
  doc.font('regular').fontSize(10)
  if (y > page.height - page.bottom - 110) {
    doc.addPage()
    y = page.top
  }
  doc.text(words.terms, page.left, y, { width: page.inner })
  doc.fontSize(8).text(words.legal, page.left, doc.y + 8, { width: page.inner })
  const { count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    doc.switchToPage(i)
    doc.fontSize(8).text(words.foot, page.left, page.height - 48, { lineBreak: false })
    doc.text(`Page ${i + 1} of ${count}`, page.left, page.height - 48, {
      width: page.inner,
      align: 'right',
    })
  }
}
