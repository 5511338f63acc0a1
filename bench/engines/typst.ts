import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { words } from '../invoice.ts'
import type { Engine, Fonts } from '../invoice.ts'

const strings = (list: readonly string[]) => `(${list.map((s) => JSON.stringify(s)).join(', ')},)`

/** Data comes through sys.inputs as JSON, so the source is parsed once and Typst's memory serves. */
const source = `
#let d = json(bytes(sys.inputs.invoice))
#set document(title: d.title, author: ${JSON.stringify(words.company)})
#set text(font: "Source Sans 3", size: 10pt, lang: "en")
#set page(paper: "a4", margin: (top: 57pt, left: 62pt, right: 57pt, bottom: 71pt),
  footer: context text(size: 8pt)[${words.foot} #h(1fr) Page #counter(page).display() of #counter(page).final().first()])
#grid(columns: (1fr, 1fr),
  text(size: 16pt, weight: "bold")[${words.company.replace('&', '\\&')}],
  align(right, text(size: 9pt, ${strings(words.companyLines)}.join(linebreak()))))
#v(40pt)
#d.address.join(linebreak())
#v(24pt)
#heading(level: 1, text(size: 18pt, d.title))
Invoice date #d.date #h(1em) Due #d.dueDate #h(1em) Customer #d.customer

${words.intro}

#set text(size: 9pt)
#table(columns: (62pt, 1fr, 40pt, 62pt, 68pt), align: (left, left, right, right, right),
  stroke: (x, y) => (bottom: if y == 0 { 0.75pt } else { 0.25pt }), inset: 3pt,
  table.header(..${strings(words.head)}.map(strong)),
  ..d.lines.flatten(),
  table.cell(colspan: 4, strong[Total]), strong(d.total))
#set text(size: 10pt)
${words.terms}

#text(size: 8pt)[${words.legal}]
`

/**
 * Typst in process. Its binding takes one standard a file, so it is asked for the nearest to what
 * Misiva gives (PDF/A-2b and PDF/UA-1 in one): tagged, archivable PDF/A-2a.
 */
export function open(fonts: Fonts): Engine {
  const compiler = NodeCompiler.create({
    fontArgs: [{ fontBlobs: [Buffer.from(fonts.regular), Buffer.from(fonts.bold)] }],
  })
  return {
    make(invoice) {
      const { record: _, ...given } = invoice
      const doc = compiler.compile({
        mainFileContent: source,
        inputs: { invoice: JSON.stringify(given) },
      })
      if (doc.hasError() || !doc.result) {
        throw new Error(JSON.stringify(doc.takeDiagnostics()?.shortDiagnostics))
      }
      return compiler.pdf(doc.result, {
        pdfStandard: PdfStandard.A_2a,
        pdfTags: true,
        creationTimestamp: 1291191960,
      })
    },
    // Given the same invoice again it would answer from memory: 4 ms a document become 1.6.
    rest: () => compiler.evictCache(0),
  }
}
