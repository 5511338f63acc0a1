import type { Document, Row } from '@misiva/typeset'
import { document, h, master, p } from './style.ts'

const ACCENT = '#0b4f4a'
const money = (cents: bigint): string => {
  const sign = cents < 0n ? '−' : ''
  const abs = cents < 0n ? -cents : cents
  const whole = (abs / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${(abs % 100n).toString().padStart(2, '0')}`
}
const NAMES = [
  'Card payment · Harbour Bakery',
  'Direct debit · City Water',
  'Transfer from M. Okafor',
  'Card payment · Northern Rail',
  'Standing order · Rent, 14 Quay Street',
  'Card payment · Greengrocer, Old Market',
  'Cash machine · Temple Gate',
  'Direct debit · Broadband and phone',
  'Card payment · Bookshop on the Hill',
  'Refund · Outdoor Outfitters',
]

/** A bank statement whose balance is carried and brought forward. */
export function statement(): Document {
  const rows: Row[] = []
  let balance = 184_250n
  let seed = 7
  for (let i = 0; i < 88; i++) {
    seed = (seed * 48271) % 2147483647
    const credit = i % 9 === 2
    const cents = BigInt(credit ? 90_000 + (seed % 160_000) : -(350 + (seed % 14_000)))
    balance += cents
    const day = 1 + Math.floor((i * 31) / 88)
    rows.push({
      cells: [
        `${String(day).padStart(2, '0')} Jan`,
        NAMES[seed % NAMES.length] as string,
        cents < 0n ? money(-cents) : '',
        cents > 0n ? money(cents) : '',
        money(balance),
      ],
      adds: { balance: cents, out: cents < 0n ? -cents : 0n, in: cents > 0n ? cents : 0n },
    })
  }
  const amount = { align: 'end', paragraph: { text: { features: { tnum: 1 } } } } as const
  const strong = { paragraph: { text: { weight: 700 } }, background: '#e7f1ef' } as const
  const rest = master(ACCENT, 'Tideway Bank', 'Tideway Bank plc\n2 Exchange Place, Bristol')
  const first = {
    ...rest,
    margins: { ...rest.margins, top: 250 },
    frames: [
      ...(rest.frames ?? []),
      {
        x: 62,
        y: 128,
        width: 240,
        height: 80,
        artifact: false,
        content: [p('Ms Amara Okafor\n14 Quay Street\nBristol BS1 5JE', { text: { size: 10.5 } })],
      },
    ],
  }
  return document({
    title: 'Statement of account, January 2026',
    masters: { rest, first },
    body: [
      h(1, 'Your statement', { text: { size: 20, weight: 700, color: ACCENT } }),
      {
        type: 'sideBySide',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fraction', share: 1 },
          { kind: 'fraction', share: 1 },
        ],
        gap: 10,
        spaceAfter: 14,
        content: [
          ['Account', 'Current account 4471 0926'],
          ['Period', '1 to 31 January 2026'],
          ['Closing balance', `£${money(balance)}`],
        ].map(([label, value]) => [
          {
            type: 'box',
            style: { background: '#f3f7f6', padding: 8, radius: 4 },
            content: [
              p(label as string, { spaceAfter: 0, text: { size: 7.5, color: '#55706c' } }),
              p(value as string, { spaceAfter: 0, text: { size: 11, weight: 700 } }),
            ],
          },
        ]),
      },
      {
        type: 'table',
        summary: 'Payments in and out of the account with the balance after each',
        columns: [
          { kind: 'fixed', width: 48 },
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 66 },
          { kind: 'fixed', width: 66 },
          { kind: 'fixed', width: 74 },
        ],
        columnStyles: [undefined, undefined, amount, amount, amount],
        header: [{ cells: ['Date', 'Details', 'Paid out (£)', 'Paid in (£)', 'Balance (£)'] }],
        headerStyle: {
          background: ACCENT,
          paragraph: { text: { weight: 700, color: '#ffffff' } },
          padding: { top: 3.5, bottom: 3.5, left: 5, right: 5 },
        },
        style: {
          padding: { top: 2.6, bottom: 2.6, left: 5, right: 5 },
          border: { bottom: { width: 0.3, color: '#c9d6d4' } },
        },
        rows: [
          {
            cells: [
              '01 Jan',
              { content: 'Balance brought forward', columnSpan: 3 },
              money(184_250n),
            ],
            adds: { balance: 184_250n },
            style: strong,
          },
          ...rows,
        ],
        sums: {
          carried: { cells: ['', 'Carried forward', '$out', '$in', '$balance'], style: strong },
          brought: { cells: ['', 'Brought forward', '$out', '$in', '$balance'], style: strong },
          format: (_, value) => money(value),
        },
        footer: [
          { cells: ['31 Jan', { content: 'Closing balance', columnSpan: 3 }, money(balance)] },
        ],
        footerStyle: {
          paragraph: { text: { weight: 700 } },
          border: { top: { width: 1, color: ACCENT } },
        },
      },
      p(
        'Please tell us within thirteen months of anything here that you do not recognise. Eligible deposits are protected up to £120,000.',
        { spaceBefore: 12, text: { size: 8, color: '#555555' } },
      ),
    ],
  })
}
