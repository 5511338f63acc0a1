import { channel, readSandbox, startSandbox } from '@misiva/channel-portal'
import { contract } from './contract.ts'

contract({
  channel,
  module: '@misiva/channel-portal',
  startSandbox,
  readSandbox,
  from: '',
  compose: (text, title) => ({
    kind: 'html',
    title,
    html: `<!doctype html><title>Invoice</title><p>${text}</p>`,
  }),
  address: (n) => `account-${n}`,
  badAddresses: ['', 'two words', 'a\nb', 'x'.repeat(255)],
  invalid: [{}, { folder: '' }, { folder: 'a', store: {} }, { store: { put: 1 } }],
  unreachable: () => ({ folder: '/dev/null/pages' }),
})
