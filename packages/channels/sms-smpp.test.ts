import { channel, readSandbox, startSandbox } from '@misiva/channel-sms-smpp'
import { contract } from './contract.ts'
import { freePort } from './free-port.ts'

contract({
  channel,
  module: '@misiva/channel-sms-smpp',
  startSandbox,
  readSandbox,
  from: 'HarbourFnch',
  compose: (text) => ({ kind: 'text', text, encoding: 'GSM-7', segments: 1 }),
  address: (n) => `+44 7700 9${String(n).padStart(5, '0')}`,
  badAddresses: ['', '12', '07700 900123', '+0123456789', '+4477009001234567', '+44 7700 x', 'a@b'],
  invalid: [
    {},
    { host: 'a' },
    { host: 'a', systemId: 'sixteen-octets-x' },
    { host: 'a', systemId: 'a', password: 'ninechars' },
    { host: 'a', systemId: 'a', window: 0 },
    { host: 'a', systemId: 'a', referenceTag: 30 },
  ],
  unreachable: async (settings) => {
    const port = await freePort()
    return { ...settings, port, trace: `http://127.0.0.1:${port}/{message}` }
  },
  doubt: { kept: '+9996000001', dropped: '+9997000001' },
})
