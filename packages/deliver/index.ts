/**
 * In come archived messages and the channels they are for. Out go sends, at the pace the channel
 * bears, each written down before it is made, tried again where later may help, and settled where
 * nobody knows whether it went. It refuses to send what is not queued, and to know a channel by name.
 */
export { createDelivery } from './deliver.ts'
export type { Delivery } from './deliver.ts'
export type { Doubtful, Ledger, Queued, Retries, Route, Tally } from './seams.ts'
