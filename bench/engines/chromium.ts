import { chromium } from 'playwright-core'
import { existsSync } from 'node:fs'
import { words } from '../invoice.ts'
import type { BenchInvoice, Engine, Fonts } from '../invoice.ts'

const escape = (s: string) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const binary = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

/** Headless Chromium: one page kept open, its content set and printed for each invoice. */
export async function open(fonts: Fonts): Promise<Engine> {
  if (!binary) throw new Error('Chromium is not installed')
  const browser = await chromium.launch({
    executablePath: binary,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
  const tab = await browser.newPage()
  const face = (weight: number, bytes: Uint8Array) =>
    `@font-face{font-family:Sans;font-weight:${weight};src:url(data:font/ttf;base64,${Buffer.from(bytes).toString('base64')})}`
  // The fonts stay in the page; only its body changes.
  await tab.setContent(`<!doctype html><html lang="en"><head><style>${face(400, fonts.regular)}${face(700, fonts.bold)}
    body{font:10pt Sans;margin:0} table{width:100%;border-collapse:collapse;font-size:9pt} td,th{text-align:left;padding:2pt 3pt;border-bottom:.25pt solid #999}
    .e{text-align:right} h1{font-size:18pt} small{font-size:8pt} tr{break-inside:avoid} header{display:flex;justify-content:space-between;margin-bottom:40pt}
  </style></head><body></body></html>`)
  return {
    async make(invoice) {
      await tab.evaluate((html) => {
        document.body.innerHTML = html
      }, body(invoice))
      return tab.pdf({
        format: 'A4',
        tagged: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: `<div style="font-size:8pt;width:100%;margin:0 57pt;display:flex;justify-content:space-between"><span>${escape(words.foot)}</span><span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`,
        margin: { top: '20.1mm', left: '21.9mm', right: '20.1mm', bottom: '25mm' },
      })
    },
    close: () => browser.close(),
  }
}

function body(invoice: BenchInvoice): string {
  const row = (cells: readonly string[], tag = 'td') =>
    `<tr>${cells.map((c, i) => `<${tag}${i > 1 ? ' class=e' : ''}>${escape(c)}</${tag}>`).join('')}</tr>`
  return `<header><b style="font-size:16pt">${escape(words.company)}</b><span class=e>${words.companyLines.map(escape).join('<br>')}</span></header>
<p style="margin-bottom:30pt">${invoice.address.map(escape).join('<br>')}</p><h1>${escape(invoice.title)}</h1>
<p>Invoice date ${invoice.date} &ensp; Due ${invoice.dueDate} &ensp; Customer ${invoice.customer}</p><p>${escape(words.intro)}</p>
<table><thead>${row(words.head, 'th')}</thead><tbody>${invoice.lines.map((line) => row(line)).join('')}</tbody>
<tr><th colspan=4>Total</th><th class=e>${escape(invoice.total)}</th></tr></table><p>${escape(words.terms)}</p><p><small>${escape(words.legal)}</small></p>`
}
