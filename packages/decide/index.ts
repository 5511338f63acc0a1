/**
 * In comes the wish to tell one customer one thing, with what is known of the customer, of the
 * channels on offer and of earlier failures. Out goes a decision: send, to which contact point, in
 * which language and tone, or refuse, with every rule that spoke in words a clerk can read back. It
 * refuses to look anything up, to know a channel by its name, or to answer differently twice.
 */
export { decide } from './decide.ts'
export { saidOf } from './reasons.ts'
export type { Facts, SentenceName } from './reasons.ts'
export type { Consent, Failure, Offer, Policy, Question } from './question.ts'
