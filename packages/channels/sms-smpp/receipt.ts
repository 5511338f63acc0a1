import type { PDU } from 'smpp'

/** What a delivery receipt says of one part. */
export interface PartReceipt {
  /** The centre's id of the part. */
  readonly id: string
  /** `DELIVRD`, `UNDELIV`, `EXPIRED` … */
  readonly state: string
  readonly delivered: boolean
  /** False for a report on the way (`ENROUTE`, `ACCEPTD`): another will follow. */
  readonly final: boolean
  readonly detail: string
  readonly reference?: Reference
}

/** Ours, in the vendor parameter: which part of which message. */
export interface Reference {
  readonly message: string
  readonly sequence: number
  readonly total: number
}

/** SMPP 3.4 §5.2.28, in the spelling of the receipt's text (Appendix B). */
const states = [
  'SCHEDULED',
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
  'SKIPPED',
]

const underway = new Set(['SCHEDULED', 'ENROUTE', 'ACCEPTD', 'UNKNOWN', ''])

/**
 * Reads a deliver_sm as a delivery receipt (esm_class bits 5–2 = 0001): parameters
 * receipted_message_id and message_state first, the text of Appendix B where a centre sends none.
 * Undefined for anything else, such as a text sent by a customer.
 */
export function readReceipt(pdu: PDU, referenceName: string | undefined): PartReceipt | undefined {
  if ((numberOf(pdu.esm_class) & 0x3c) !== 0x04) return undefined
  const text = textOf(pdu.short_message)
  const field = (name: string) => new RegExp(`\\b${name}:([^ ]*)`, 'i').exec(text)?.[1] ?? ''
  const id = stringOf(pdu.receipted_message_id).replace(/\0.*$/s, '') || field('id')
  if (!id) return undefined
  const state =
    pdu.message_state === undefined
      ? field('stat').toUpperCase()
      : (states[numberOf(pdu.message_state)] ?? 'UNKNOWN')
  const error = field('err')
  const reference = referenceName ? readReference(stringOf(pdu[referenceName])) : undefined
  return {
    id,
    state,
    delivered: state === 'DELIVRD',
    final: !underway.has(state),
    detail: error && !/^0+$/.test(error) ? `${state} err:${error}` : state,
    ...(reference && { reference }),
  }
}

export function writeReference({ message, sequence, total }: Reference): string {
  return `${message}:${sequence}/${total}`
}

export function readReference(value: string): Reference | undefined {
  const [, message, sequence, total] = /^([^:]+):(\d+)\/(\d+)$/.exec(value) ?? []
  return message ? { message, sequence: Number(sequence), total: Number(total) } : undefined
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0)
const stringOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** short_message as `smpp` decodes it: text, or text beside its header. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Buffer.isBuffer(value)) return value.toString('latin1')
  if (value && typeof value === 'object' && 'message' in value) return textOf(value.message)
  return ''
}
