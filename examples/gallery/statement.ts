import type { Document, Row } from '@misiva/typeset'
import { document, h, master, p } from './style.ts'

const ACCENT = '#0b4f4a'
const money = (cents: bigint): string => {
  const sign = cents < 0n ? '−' : ''
  const abs = cents < 0n ? -cents : cents
  const whole = (abs / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${(abs % 100n).toString().padStart(2, '0')}`
}
/** What goes out: name, least and most pence. */
const SPENT: readonly (readonly [string, number, number])[] = [
  ['Card payment · Harbour Bakery', 320, 890],
  ['Card payment · Greengrocer, Old Market', 640, 2_950],
  ['Card payment · Northern Rail', 480, 3_460],
  ['Card payment · Bookshop on the Hill', 799, 2_499],
  ['Cash machine · Temple Gate', 2_000, 6_000],
  ['Card payment · Quayside Coffee', 290, 940],
  ['Card payment · Old Market Pharmacy', 385, 1_760],
  ['Card payment · Bristol Bus', 220, 620],
]
/** What comes by itself, by row: name and pence. */
const FIXED: Readonly<Record<number, readonly [string, number]>> = {
  1: ['Standing order · Rent, 14 Quay Street', -115_000],
  8: ['Direct debit · City Water', -3_412],
  17: ['Transfer from M. Okafor', 12_500],
  23: ['Direct debit · Broadband and phone', -4_250],
  41: ['Refund · Outdoor Outfitters', 6_495],
  52: ['Direct debit · Harbour Light Energy', -9_780],
  66: ['Transfer from M. Okafor', 8_000],
  78: ['Salary · Quay Street School', 284_216],
  84: ['Standing order · Savings account', -40_000],
}

/** A bank statement whose balance is carried and brought forward. */
export function statement(): Document {
  const rows: Row[] = []
  let balance = 284_250n
  let seed = 7
  for (let i = 0; i < 88; i++) {
    seed = (seed * 48271) % 2147483647
    const [name, least, most] = SPENT[seed % SPENT.length] as (typeof SPENT)[number]
    const fixed = FIXED[i]
    const cents = BigInt(fixed ? fixed[1] : -(least + (seed % (most - least))))
    balance += cents
    const day = 1 + Math.floor((i * 31) / 88)
    rows.push({
      cells: [
        `${String(day).padStart(2, '0')} Jan`,
        fixed ? fixed[0] : name,
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
              money(284_250n),
            ],
            adds: { balance: 284_250n },
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
