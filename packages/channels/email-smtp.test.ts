import { channel, readSandbox, startSandbox } from '@misiva/channel-email-smtp'
import { contract } from './contract.ts'
import { freePort } from './free-port.ts'

contract({
  channel,
  module: '@misiva/channel-email-smtp',
  startSandbox,
  readSandbox,
  from: 'Harbour & Finch <billing@harbourfinch.example>',
  compose: (text, title) => ({
    kind: 'mime',
    subject: title,
    html: `<p>${text}</p>`,
    text,
    attachments: [
      { filename: `${title}.pdf`, mediaType: 'application/pdf', bytes: new Uint8Array(300) },
    ],
    inline: [],
  }),
  address: (n) => `customer${n}@customers.example`,
  badAddresses: [
    '',
    'nobody',
    '@x.example',
    'a@',
    'a b@x.example',
    'a@x.example\r\nRCPT TO:<victim@y.example>',
    'a@x.example>,<b@y.example',
    'a@@x.example',
    'a..b@x.example',
    'a@127.0.0.1',
    'a@-x.example',
    '<a@x.example>',
    `${'a'.repeat(65)}@x.example`,
  ],
  invalid: [
    {},
    { host: '' },
    { host: 'a', port: 0 },
    { host: 'a', port: 70_000 },
    { host: 'a', security: 'perhaps' },
    { host: 'a', trace: 'file:///etc/passwd' },
    { host: 'a', clientName: 'x\r\nMAIL' },
    { host: 'a', unknown: true },
  ],
  unreachable: async (settings) => {
    const port = await freePort()
    return { ...settings, port, trace: `http://127.0.0.1:${port}/{message}` }
  },
  doubt: { kept: 'lost@customers.example', dropped: 'drop@customers.example' },
})
