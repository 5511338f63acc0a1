/**
 * What every engine is given: one invoice with its amounts and dates already in words, so that the
 * peers pay for nothing but their pages. Misiva is given the raw record (`record`) and formats it
 * itself.
 */
export interface BenchInvoice {
  readonly number: string
  readonly title: string
  readonly date: string
  readonly dueDate: string
  readonly customer: string
  readonly address: readonly string[]
  readonly lines: readonly (readonly [
    code: string,
    description: string,
    quantity: string,
    price: string,
    amount: string,
  ])[]
  readonly total: string
  readonly record: {
    readonly customer: Record<string, unknown>
    readonly data: Record<string, unknown>
  }
}

/** The constant text, the same for each engine and for bench/content. */
export const words = {
  company: 'Hartwell & Finch',
  companyLines: ['12 Mill Lane', 'Bristol BS1 4ND', 'accounts@hartwell-finch.example'],
  intro:
    'Thank you for your order. The goods below left our warehouse on the date of this invoice; please check them on arrival and tell us within seven days if anything is missing or damaged.',
  head: ['Code', 'Description', 'Qty', 'Price', 'Amount'],
  terms:
    'Please pay within thirty days of the invoice date by bank transfer, quoting the invoice number. Interest is charged on late payment at eight per cent above the base rate. If you have already paid, thank you, and please disregard this request.',
  legal:
    'Title to the goods passes on payment in full. Hartwell & Finch Ltd is registered in England and Wales under number 01234567; registered office 12 Mill Lane, Bristol BS1 4ND. VAT registration GB 123 4567 89. Our conditions of sale apply to this invoice and are printed in the catalogue.',
  foot: 'Hartwell & Finch Ltd · 12 Mill Lane · Bristol BS1 4ND',
} as const

/** The page, in points, for engines that place things themselves. */
export const page = {
  width: 595.28,
  height: 841.89,
  left: 62,
  right: 57,
  top: 57,
  bottom: 71,
  columns: [62, 0, 40, 62, 68],
  /** Width of the text, and of the description column that takes what is left. */
  inner: 595.28 - 62 - 57,
  description: 595.28 - 62 - 57 - 62 - 40 - 62 - 68,
} as const

export interface Fonts {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
  readonly regularFile: string
  readonly boldFile: string
}

/** An engine ready to work: everything that can be done once has been done. */
export interface Engine {
  make(invoice: BenchInvoice): Uint8Array | Promise<Uint8Array>
  /** Between passes, not timed: forget the documents seen, which in life never come again. */
  rest?(): void
  /** Milliseconds by stage, summed over all documents since it was last asked. */
  profile?(): Record<string, number>
  close?(): Promise<void>
}
