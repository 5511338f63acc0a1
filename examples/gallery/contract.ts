import type { Block, Document } from '@misiva/typeset'
import { A4, document, p, serif } from './style.ts'

const clause = (content: Extract<Block, { type: 'paragraph' }>['content']): Block =>
  p(content, { align: 'justify', hyphenate: true, spaceAfter: 6, lineHeight: 1.42 })
const head = (level: 1 | 2, content: string): Block => ({
  type: 'heading',
  level,
  content,
  style: {
    text: { size: level === 1 ? 14 : 11, weight: 700 },
    spaceBefore: level === 1 ? 18 : 10,
    spaceAfter: 5,
    lineHeight: 1.2,
  },
})
const note = (text: string) => ({
  type: 'footnote' as const,
  content: [p(text, { spaceAfter: 0 })],
})

const BODY: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'The parties and what they agree',
    [
      [
        'Parties',
        'This agreement is made between Harbour Light Energy Limited, which supplies electricity, and the customer named in the schedule, who takes it at the address given there. Words in the singular include the plural, and references to a law include what replaces it.',
      ],
      [
        'Supply',
        'We supply electricity to the meter at your address from the day named in the schedule. The network belongs to the local distributor, whose terms of connection apply beside these; where the two differ on a matter of the network, the distributor’s terms come first.',
      ],
      [
        'Duration',
        'The agreement has no fixed end. Either of us may end it with twenty-eight days’ notice; you need give no reason and pay no fee for it.',
      ],
    ],
  ],
  [
    'Prices and payment',
    [
      [
        'Prices',
        'You pay a standing charge for each day and a unit rate for each kilowatt hour, both as the schedule has them. We may change them no more than twice in twelve months and tell you at least thirty days before; until the change takes effect you may leave without notice.',
      ],
      [
        'Metering',
        'We read the meter remotely where it can be read so, and otherwise ask you for a reading each quarter. Where we have neither, we estimate from the same season of the year before and correct the account when the next true reading comes.',
      ],
      [
        'Payment',
        'Payment falls due fourteen days after the date of the bill. When you pay by direct debit the amount is set from your expected use over a year and reviewed at least every six months; credit above one month’s payment is returned on request within ten working days.',
      ],
      [
        'Late payment',
        'If a bill stays unpaid we first write, then telephone, and offer a plan that takes account of what you can afford. We do not disconnect a home in winter where a person of pensionable age, a child or someone who is ill lives.',
      ],
    ],
  ],
  [
    'When things go wrong',
    [
      [
        'Complaints',
        'Write, call or come in. We answer within two working days and decide within eight weeks; after that, or if our decision does not satisfy you, the ombudsman looks at the matter free of charge, and what the ombudsman decides binds us though not you.',
      ],
      [
        'Liability',
        'We answer for loss that we cause and could have foreseen. We do not answer for interruptions of the network, which are the distributor’s, nor for what is beyond anyone’s control; nothing here limits liability for death or injury caused by negligence.',
      ],
      [
        'Personal data',
        'We keep what we need to supply you, bill you and meet our duties, for as long as we need it and no longer. The notice on privacy that came with this agreement says in full what is kept, why, for how long and with whom it is shared.',
      ],
      [
        'Changes',
        'We may change these terms where the law, the regulator or the way the market works changes. We tell you thirty days before in plain words what is different, and you may leave before the change without cost.',
      ],
    ],
  ],
]

/** What some clauses go on to list. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  Supply: [
    'the day of supply is the one in the schedule, or the next on which the meter can be read;',
    'you let the distributor in where the meter or its seal is to be looked at;',
    'you tell us before you put in a generator, a battery or a charger for a vehicle.',
  ],
  Duration: [
    'notice is given when it reaches the other party’s last known address;',
    'a day that is not a working day does not count;',
    'what was supplied before the end is still to be paid, and what was overpaid is returned.',
  ],
  Payment: [
    'by direct debit, on the day of the month you choose;',
    'by card or transfer, with the number of the bill;',
    'at a pay point, with the code printed on the bill.',
  ],
  Complaints: [
    'free of charge by telephone, from eight to eight on working days;',
    'by letter or message, with the number of your account;',
    'at our office in Harbour Street, where nobody needs an appointment.',
  ],
  'Personal data': [
    'readings of the meter, for the bill and for six years after it;',
    'how to reach you, for as long as you are our customer;',
    'that someone needs care when the supply fails, only with your consent.',
  ],
}

const lettered = (items: readonly string[]): Block => ({
  type: 'list',
  marker: { kind: 'counter', form: 'lowerAlpha', prefix: '(', suffix: ')' },
  indent: 22,
  spaceAfter: 6,
  items: items.map((item) => ({ content: [clause(item)] })),
})

/** A contract with a table of contents, numbered clauses and footnotes. */
export function contract(): Document {
  const body: Block[] = [
    p('Harbour Light Energy', {
      text: { size: 11, color: '#7a4b00', letterSpacing: 1.2, smallCaps: true },
      spaceAfter: 4,
    }),
    {
      type: 'paragraph',
      role: 'Title',
      content: 'Agreement for the supply of electricity',
      style: { text: { size: 24, weight: 700 }, lineHeight: 1.1, spaceAfter: 22 },
    },
    p('Contents', { text: { weight: 700, size: 12 }, spaceAfter: 6 }),
    {
      type: 'tableOfContents',
      depth: 2,
      styles: [{ text: { weight: 700 }, spaceBefore: 5 }, { indentStart: 16 }],
    },
    { type: 'pageBreak' },
  ]
  let count = 0
  BODY.forEach(([title, clauses], i) => {
    body.push(head(1, `${i + 1}  ${title}`))
    clauses.forEach(([name, text], k) => {
      count++
      body.push(head(2, `${i + 1}.${k + 1}  ${name}`))
      body.push(
        count % 3 === 1
          ? clause([
              text,
              note(
                `${name}: the full rule is in the supplier’s licence, condition ${count + 20}, as amended.`,
              ),
              ' The schedule forms part of this agreement, and what it says comes before these general terms.',
            ])
          : clause(text),
      )
      const items = LISTS[name]
      if (items) body.push(lettered(items))
    })
  })
  body.push(
    head(1, 'Signatures'),
    clause('Each of us has read this agreement and keeps a copy of it.'),
  )
  body.push({
    type: 'sideBySide',
    columns: [
      { kind: 'fraction', share: 1 },
      { kind: 'fraction', share: 1 },
    ],
    gap: 28,
    spaceBefore: 46,
    content: ['For Harbour Light Energy Limited', 'The customer'].map((who) => [
      { type: 'rule', border: { width: 0.6, color: '#222222' }, spaceAfter: 4 },
      p(`${who}\nPlace and date`, { text: { size: 8.5, color: '#555555' }, lineHeight: 1.5 }),
    ]),
  })
  const foot = (align: 'start' | 'end') => ({
    x: 85,
    y: 785,
    width: 425,
    height: 20,
    content: [
      p(['Page ', { type: 'pageNumber' }, ' of ', { type: 'pageCount' }], {
        align,
        text: { size: 8, color: '#666666' },
      }),
    ],
  })
  const running = (align: 'start' | 'end') => ({
    x: 85,
    y: 44,
    width: 425,
    height: 20,
    content: [
      p([{ type: 'runningHeading', level: 1 }], {
        align,
        text: { size: 8, italic: true, color: '#666666' },
      }),
    ],
  })
  const page = (align: 'start' | 'end') => ({
    ...A4,
    margins: { top: 76, right: 85, bottom: 80, left: 85 },
    frames: [running(align), foot(align)],
  })
  return document({
    title: 'Agreement for the supply of electricity',
    text: serif,
    masters: {
      rest: page('end'),
      right: page('end'),
      left: page('start'),
      first: { ...A4, margins: { top: 120, right: 85, bottom: 80, left: 85 } },
    },
    body,
  })
}
