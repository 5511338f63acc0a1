import pdfmake from 'pdfmake'
import { page, words } from '../invoice.ts'
import type { BenchInvoice, Engine, Fonts } from '../invoice.ts'

/** pdfmake, with its own table layout and repeated header rows. */
export function open(fonts: Fonts): Engine {
  pdfmake.setFonts({ Sans: { normal: fonts.regularFile, bold: fonts.boldFile } })
  return { make: (invoice) => pdfmake.createPdf(definition(invoice)).getBuffer() }
}

function definition(invoice: BenchInvoice) {
  const end = (text: string) => ({ text, alignment: 'right' })
  return {
    pageSize: 'A4',
    pageMargins: [page.left, page.top, page.right, page.bottom],
    info: { title: invoice.title },
    defaultStyle: { font: 'Sans', fontSize: 10 },
    footer: (current: number, count: number) => ({
      margin: [page.left, 20, page.right, 0],
      fontSize: 8,
      columns: [words.foot, end(`Page ${current} of ${count}`)],
    }),
    content: [
      {
        columns: [
          { text: words.company, bold: true, fontSize: 16 },
          { text: words.companyLines.join('\n'), fontSize: 9, alignment: 'right' },
        ],
        margin: [0, 0, 0, 40],
      },
      { text: invoice.address.join('\n'), margin: [0, 0, 0, 30] },
      { text: invoice.title, bold: true, fontSize: 18, margin: [0, 0, 0, 6] },
      `Invoice date ${invoice.date}   Due ${invoice.dueDate}   Customer ${invoice.customer}`,
      { text: words.intro, margin: [0, 4, 0, 10] },
      {
        fontSize: 9,
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [55, '*', 34, 54, 60],
          body: [
            words.head.map((text, i) => ({
              text,
              bold: true,
              alignment: i > 1 ? 'right' : 'left',
            })),
            ...invoice.lines.map(([code, description, quantity, price, amount]) => [
              code,
              description,
              end(quantity),
              end(price),
              end(amount),
            ]),
            [
              { text: 'Total', bold: true, colSpan: 4 },
              '',
              '',
              '',
              { ...end(invoice.total), bold: true },
            ],
          ],
        },
      },
      { text: words.terms, margin: [0, 12, 0, 8] },
      { text: words.legal, fontSize: 8 },
    ],
  }
}
