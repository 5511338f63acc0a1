import { Document, Font, Page, StyleSheet, Text, View, renderToBuffer } from '@react-pdf/renderer'
import { createElement as h } from 'react'
import { page, words } from '../invoice.ts'
import type { BenchInvoice, Engine, Fonts } from '../invoice.ts'

const widths = ['13%', '38%', '12%', '18%', '19%']
const styles = StyleSheet.create({
  page: {
    fontFamily: 'Sans',
    fontSize: 10,
    paddingTop: page.top,
    paddingLeft: page.left,
    paddingRight: page.right,
    paddingBottom: page.bottom,
  },
  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 40 },
  company: { fontSize: 16, fontWeight: 700 },
  small: { fontSize: 9, textAlign: 'right' },
  address: { marginBottom: 30 },
  title: { fontSize: 18, fontWeight: 700, marginBottom: 6 },
  intro: { marginTop: 4, marginBottom: 10 },
  row: { flexDirection: 'row', fontSize: 9, borderBottomWidth: 0.25, paddingVertical: 2 },
  strong: { fontWeight: 700 },
  terms: { marginTop: 12, marginBottom: 8 },
  legal: { fontSize: 8 },
  foot: {
    position: 'absolute',
    bottom: 36,
    left: page.left,
    right: page.right,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 8,
  },
})

/** @react-pdf/renderer, with flex rows; the header row is repeated by `fixed`. */
export function open(fonts: Fonts): Engine {
  Font.register({ family: 'Sans', src: fonts.regularFile, fontWeight: 400 })
  Font.register({ family: 'Sans', src: fonts.boldFile, fontWeight: 700 })
  return {
    make: (invoice) => renderToBuffer(tree(invoice) as Parameters<typeof renderToBuffer>[0]),
  }
}

const cells = (texts: readonly string[]) =>
  texts.map((text, i) =>
    h(Text, { key: i, style: { width: widths[i], textAlign: i > 1 ? 'right' : 'left' } }, text),
  )

function tree(invoice: BenchInvoice) {
  return h(
    Document,
    { title: invoice.title, language: 'en' },
    h(
      Page,
      { size: 'A4', style: styles.page },
      h(
        View,
        { style: styles.head },
        h(Text, { style: styles.company }, words.company),
        h(Text, { style: styles.small }, words.companyLines.join('\n')),
      ),
      h(Text, { style: styles.address }, invoice.address.join('\n')),
      h(Text, { style: styles.title }, invoice.title),
      h(
        Text,
        null,
        `Invoice date ${invoice.date}   Due ${invoice.dueDate}   Customer ${invoice.customer}`,
      ),
      h(Text, { style: styles.intro }, words.intro),
      h(View, { style: [styles.row, styles.strong], fixed: true }, ...cells(words.head)),
      ...invoice.lines.map((line, i) =>
        h(View, { key: i, style: styles.row, wrap: false }, ...cells(line)),
      ),
      h(
        View,
        { style: [styles.row, styles.strong], wrap: false },
        ...cells(['Total', '', '', '', invoice.total]),
      ),
      h(Text, { style: styles.terms }, words.terms),
      h(Text, { style: styles.legal }, words.legal),
      h(
        View,
        { style: styles.foot, fixed: true },
        h(Text, null, words.foot),
        h(Text, {
          render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) =>
            `Page ${pageNumber} of ${totalPages}`,
        }),
      ),
    ),
  )
}
