import { channel, readSandbox, startSandbox } from '@misiva/channel-print-folder'
import { contract } from './contract.ts'

contract({
  channel,
  module: '@misiva/channel-print-folder',
  startSandbox,
  readSandbox,
  from: '',
  // The channel carries the bytes and does not read them; real pages are composing's to prove.
  compose: (text, title) => ({
    kind: 'pages',
    title,
    pdf: new TextEncoder().encode(`%PDF-1.7\n%${text.toWellFormed()}\n%%EOF\n`),
    pages: 3,
  }),
  address: (n) => `${n} Quay Street\nBristol BS1 4DA\nUnited Kingdom`,
  badAddresses: ['', ' \n\r\n ', '\u0000'],
  invalid: [{}, { folder: '' }, { folder: 'x', job: '../y' }, { folder: 'x', duplex: 'yes' }],
  unreachable: () => ({ folder: '/dev/null/spool', duplex: true }),
})
