/**
 * In come the states of messages and what was decided. Out go counts and rates by channel and topic.
 * It refuses to tell of one customer: whatever it gives is a sum.
 */
export { channelRates } from './rates.ts'
export type { ChannelRate } from './rates.ts'
