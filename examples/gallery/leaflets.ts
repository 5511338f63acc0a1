import type { Block, Document, Row } from '@misiva/typeset'
import { A4, document, h, master, p } from './style.ts'

const ORANGE = '#b45309'

/** A statement whose white space is taken by offers, where they fit. */
export function transpromo(): Document {
  const m = master(ORANGE, 'Orchard Mobile', 'Orchard Mobile Ltd\n9 Mill Lane, Leeds')
  const rows: Row[] = [
    ['Unlimited calls and texts', '12.00'],
    ['Data, 18.4 of 30 GB used', '6.00'],
    ['Roaming, 2 days in France', '4.80'],
    ['Insurance, one handset', '3.50'],
  ].map(([name, price]) => ({ cells: [name as string, price as string] }))
  const offer = (title: string, text: string, color: string): Block => ({
    type: 'box',
    style: { background: color, radius: 8, padding: 16, keepTogether: true },
    content: [
      p(title, {
        text: { size: 15, weight: 700, color: '#ffffff' },
        spaceAfter: 4,
        lineHeight: 1.15,
      }),
      p(text, { text: { color: '#ffffff', size: 10 }, spaceAfter: 0 }),
    ],
  })
  return document({
    title: 'Mobile bill, February 2026',
    masters: { rest: m },
    body: [
      p('Mr Piotr Wójcik\n77 Canal Street\nLeeds LS1 4AB', {
        spaceAfter: 26,
        text: { size: 10.5 },
      }),
      h(1, 'Your bill for February: £26.30', { text: { size: 19, weight: 700, color: ORANGE } }),
      {
        type: 'table',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fixed', width: 80 },
        ],
        columnStyles: [undefined, { align: 'end', paragraph: { text: { features: { tnum: 1 } } } }],
        header: [{ cells: ['This month', 'Amount (£)'] }],
        headerStyle: {
          paragraph: { text: { weight: 700 } },
          border: { bottom: { width: 1, color: ORANGE } },
        },
        style: {
          padding: { top: 4, bottom: 4, left: 2, right: 2 },
          border: { bottom: { width: 0.3, color: '#dddddd' } },
        },
        rows,
        footer: [{ cells: ['Total, taken on 14 March', '26.30'] }],
        footerStyle: { paragraph: { text: { weight: 700, size: 11 } } },
        spaceAfter: 16,
      },
      {
        type: 'sideBySide',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fraction', share: 1 },
        ],
        gap: 24,
        content: [
          [
            h(2, 'Where your data went'),
            {
              type: 'chart',
              kind: 'donut',
              height: 96,
              labels: ['Video', 'Music', 'Maps', 'Other'],
              series: [{ name: 'GB', values: [9.8, 4.1, 1.6, 2.9] }],
              alt: 'Donut chart of data: video 9.8 GB, music 4.1, maps 1.6, other 2.9',
            },
          ],
          [
            h(2, 'The last six months'),
            {
              type: 'chart',
              kind: 'bar',
              height: 96,
              labels: ['Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb'],
              series: [{ name: '£', values: [22, 24.5, 21.5, 31.2, 23, 26.3], color: ORANGE }],
              alt: 'Bar chart of six bills between 21.50 and 31.20 pounds',
            },
          ],
        ],
      },
    ],
    fillers: [
      {
        priority: 5,
        content: [
          offer(
            'Twice the data for £3 more',
            'You used two thirds of your data this month. Answer MORE to 2020 by 31 March for 60 GB from April.',
            '#92400e',
          ),
        ],
      },
      {
        priority: 9,
        content: [
          offer(
            'A friend who joins brings you £20',
            'Give them the code ORCHARD-7QK2. You each have £20 off the next bill, as often as you like.',
            '#166534',
          ),
        ],
      },
      {
        priority: 1,
        content: [{ type: 'space', height: 600 }, p('This one is too tall and stays out.')],
      },
    ],
  })
}

const LOGO_TEXT =
  'The river is twenty-two miles long, and there is a path beside all of it. It begins as a spring under a hawthorn, falls through three mills, and is broad and slow by the time it passes the town. You can walk it in two days without hurrying, or in one if you must.'

/** A leaflet in two columns with a picture. */
export function leaflet(): Document {
  const j = (content: string) =>
    p(content, { align: 'justify', hyphenate: true, spaceAfter: 0, indentFirst: 12 })
  const lead = (content: string) => p(content, { align: 'justify', hyphenate: true, spaceAfter: 0 })
  const green = '#2f6b3a'
  return document({
    title: 'Walking the river',
    text: { family: 'Source Serif 4', size: 11, color: '#222222', lang: 'en' },
    paragraph: { lineHeight: 1.42 },
    masters: {
      rest: {
        ...A4,
        margins: { top: 268, right: 56, bottom: 60, left: 56 },
        frames: [
          {
            x: 0,
            y: 0,
            width: A4.width,
            height: 240,
            artifact: false,
            content: [
              {
                type: 'image',
                image: 'river',
                alternative: { alt: 'A river winding between two green hills under a low sun' },
                width: A4.width,
                height: 240,
                fit: 'cover',
              },
            ],
          },
          {
            x: 56,
            y: 800,
            width: 483,
            height: 14,
            content: [
              p('Valley Paths Trust · registered charity', {
                align: 'center',
                text: { size: 7.5, color: '#777777' },
              }),
            ],
          },
        ],
      },
    },
    body: [
      {
        type: 'heading',
        level: 1,
        content: 'Walking the river',
        style: { text: { size: 30, weight: 700, color: green }, spaceAfter: 4, lineHeight: 1.1 },
      },
      p('Two days from the spring to the sea', {
        text: { size: 13, italic: true, color: '#555555' },
        spaceAfter: 14,
      }),
      {
        type: 'columns',
        count: 2,
        gap: 22,
        rule: { width: 0.4, color: '#bbccbb' },
        content: [
          lead(LOGO_TEXT),
          j(
            'The first morning is the steepest. From the car park at Upper Ford the path climbs beside the water for a mile, then runs level along an old mill leat where wagtails nest under the sluices. Boots are wise until May.',
          ),
          h(2, 'Mills and weirs', { text: { size: 12, weight: 700, color: green } }),
          lead(
            'Three mills stand on the way. The uppermost still grinds flour on the first Saturday of each month; the second is a house, and its owners ask you to keep to the far bank; the third is a ruin full of ferns, with a bench that faces the evening.',
          ),
          j(
            'Below the last weir the valley opens. Otters have come back since the water was cleaned, and at dusk, if you are quiet and a little lucky, you may see one cross from the alders to the island.',
          ),
          h(2, 'Getting there', { text: { size: 12, weight: 700, color: green } }),
          lead(
            'Trains stop at both ends, every hour in summer and every two in winter. Dogs are welcome on a lead. There is water at the mills, a shop at the half-way bridge, and an inn at the sea that keeps soup for walkers until nine.',
          ),
          {
            type: 'list',
            marker: { kind: 'text', text: '•' },
            indent: 12,
            spaceBefore: 6,
            items: [
              'Upper Ford to the bridge: 11 miles',
              'The bridge to the sea: 11 miles',
              'Highest point: 284 m',
            ].map((t) => ({ content: [p(t, { spaceAfter: 1 })] })),
          },
        ],
      },
    ],
  })
}

export const CODES: readonly (readonly [
  string,
  string,
  Record<string, string | number | boolean>?,
])[] = [
  ['qrcode', 'https://example.com/misiva'],
  ['datamatrix', 'Misiva 2026'],
  ['azteccode', 'Aztec code'],
  ['pdf417', 'PDF417 holds longer text', { columns: 3 }],
  ['code128', 'MSV-2026-000471', { includetext: true, textsize: 14 }],
  ['gs1-128', '(01)09521234543213(3103)000123', { includetext: true }],
  ['ean13', '9780201379624', { includetext: true }],
  ['ean8', '96385074', { includetext: true }],
  ['upca', '012345000058', { includetext: true }],
  ['code39', 'MISIVA-39', { includetext: true, textsize: 14 }],
  ['interleaved2of5', '0123456789', { includetext: true }],
  ['databaromni', '(01)24012345678905', { includetext: true }],
  ['onecode', '0123456709498765432101234567891'],
  ['royalmail', 'LE28HS9Z'],
  ['gs1datamatrix', '(01)09521234543213(17)261231(10)A7'],
  ['maxicode', 'Misiva maxicode', { mode: 4 }],
  [
    'qrcode',
    'BCD\n002\n1\nSCT\n\nValley Paths Trust\nDE89370400440532013000\nEUR12.34\n\n\nInvoice 4471',
    { eclevel: 'M' },
  ],
  [
    'swissqrcode',
    'SPC\r\n0200\r\n1\r\nCH5800791123000889012\r\nS\r\nMuster AG\r\nHauptstrasse\r\n12\r\n8000\r\nZürich\r\nCH\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n149.95\r\nCHF\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\nNON\r\n\r\nRechnung 4471\r\nEPD',
  ],
]

/** One of each code, drawn as vectors. */
/** Points, so that all have modules of about the same width. */
const WIDTHS: Readonly<Record<string, number>> = {
  pdf417: 134,
  ean13: 118,
  ean8: 84,
  upca: 118,
  interleaved2of5: 100,
  databaromni: 110,
}

export function barcodes(): Document {
  const m = master('#222222', 'Codes', 'Every one drawn as vectors')
  const cell = ([symbology, text, options]: (typeof CODES)[number]) => ({
    content: {
      blocks: [
        {
          type: 'barcode' as const,
          symbology,
          text,
          ...(options ? { options } : {}),
          ...(/qr|matrix|aztec|maxi/.test(symbology)
            ? { width: 76 }
            : { width: WIDTHS[symbology] ?? 130 }),
          ...(/upc|ean|code128|gs1-128|code39|2of5/.test(symbology) ? { height: 46 } : {}),
          align: 'center' as const,
          alt: `${symbology} of ${text.split('\r')[0]}`,
        },
        p(text.startsWith('BCD') ? 'EPC payment code' : symbology, {
          align: 'center' as const,
          spaceBefore: 4,
          spaceAfter: 0,
          text: { size: 8, color: '#555555' },
        }),
      ],
    },
    style: {
      padding: 10,
      verticalAlign: 'middle' as const,
      border: { width: 0.3, color: '#dddddd' },
    },
  })
  const rows: Row[] = []
  for (let i = 0; i < CODES.length; i += 3) rows.push({ cells: CODES.slice(i, i + 3).map(cell) })
  return document({
    title: 'A page of every code',
    masters: { rest: m },
    body: [
      h(1, 'Codes'),
      {
        type: 'table',
        columns: [
          { kind: 'fraction', share: 1 },
          { kind: 'fraction', share: 1 },
          { kind: 'fraction', share: 1 },
        ],
        rows,
      },
    ],
  })
}

export const RIVER = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 966 380"><defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#f9d79a"/><stop offset=".7" stop-color="#fdf0da"/></linearGradient><radialGradient id="sun"><stop offset=".4" stop-color="#f6b73c"/><stop offset=".45" stop-color="#f6b73c" stop-opacity=".45"/><stop offset="1" stop-color="#f6b73c" stop-opacity="0"/></radialGradient><linearGradient id="far" x2="0" y2="1"><stop stop-color="#9cc396"/><stop offset="1" stop-color="#7fae7c"/></linearGradient><linearGradient id="near" x2="0" y2="1"><stop stop-color="#5a9a62"/><stop offset="1" stop-color="#3c7748"/></linearGradient><linearGradient id="water" x2="0" y2="1"><stop stop-color="#a9dbee"/><stop offset="1" stop-color="#5aa6cc"/></linearGradient></defs><rect width="966" height="380" fill="url(#sky)"/><circle cx="690" cy="120" r="130" fill="url(#sun)"/><path d="M0 200C160 120 300 110 430 190S720 150 966 210V380H0Z" fill="url(#far)"/><path d="M0 260C220 170 420 220 520 260S780 300 966 240V380H0Z" fill="url(#near)"/><path d="M470 236c60 20 30 44-30 62s-70 50 20 82h190c-120-30-150-52-70-84s20-56-60-62Z" fill="url(#water)"/><g fill="#2f6b3a"><path d="M120 250l22-60 22 60Z"/><path d="M160 262l18-50 18 50Z"/><path d="M800 252l20-58 20 58Z"/></g><path d="M250 90q14-14 28 0q14-14 28 0M330 66q10-10 20 0q10-10 20 0" fill="none" stroke="#7a6a55" stroke-width="3"/></svg>`
