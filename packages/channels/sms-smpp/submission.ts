import type { Outgoing } from '@misiva/model'
import { createHash } from 'node:crypto'
import type { Fields } from 'smpp'
import { referenceName } from './link.ts'
import { destination, source } from './number.ts'
import { writeReference } from './receipt.ts'
import type { SmsSettings } from './settings.ts'
import { joinHeader, split } from './text.ts'

/** One submit_sm: a part of a message. */
export interface Submission {
  /** From 1. */
  readonly sequence: number
  readonly fields: Fields
}

/** esm_class bit 6: the text begins with a user data header. */
const withHeader = 0x40
/** registered_delivery: a receipt of the final state, good or bad. */
const finalReceipt = 1

/** The submissions of a message, in order (SMPP 3.4 §4.4.1). */
export function submissions(message: Outgoing, settings: SmsSettings): Submission[] {
  const { envelope, encoded } = message
  const { dataCoding, payloads } = split(new TextDecoder().decode(encoded.bytes))
  const digest = createHash('sha256').update(envelope.id).digest()
  const from = source(envelope.from)
  const to = destination(envelope.to) ?? { ton: 0, npi: 0, addr: '' }
  const name = referenceName(settings.referenceTag)
  const total = payloads.length
  return payloads.map((payload, i) => {
    const sequence = i + 1
    const header = total > 1 ? joinHeader(digest.readUInt8(0), total, sequence) : undefined
    const reference = writeReference({ message: envelope.id, sequence, total })
    const fields = {
      source_addr_ton: from.ton,
      source_addr_npi: from.npi,
      source_addr: from.addr,
      dest_addr_ton: to.ton,
      dest_addr_npi: to.npi,
      destination_addr: to.addr,
      esm_class: header ? withHeader : 0,
      registered_delivery: finalReceipt,
      validity_period: validity(settings.validityHours),
      data_coding: dataCoding,
      short_message: header ? Buffer.concat([header, payload]) : payload,
      // 16 bits cannot name a message; they let a person match a centre's log with ours.
      user_message_reference: digest.readUInt16BE(1),
      ...(name && { [name]: reference }),
    }
    return { sequence, fields }
  })
}

const two = (n: number) => String(n).padStart(2, '0')

/** Relative time, SMPP 3.4 §7.1.1.2: `YYMMDDhhmmss000R`. */
export function validity(hours: number): string {
  return `0000${two(Math.floor(hours / 24))}${two(hours % 24)}0000000R`
}
