import { randomFillSync } from 'node:crypto'

const random = Buffer.alloc(8)
let last = 0
let counter = 0

/**
 * A UUID version 7 (RFC 9562 §5.7) that is greater than every one this process made before: the twelve
 * bits behind the millisecond count (§6.2, method 1), so that a list paged by identifier stands in the
 * order of the source. Node's own `randomUUIDv7` fills them with chance.
 */
export function newId(): string {
  const now = Date.now()
  randomFillSync(random)
  if (now > last) {
    last = now
    counter = random[7]! & 0x7f
  } else if (++counter > 0xfff) {
    last += 1
    counter = 0
  }
  const time = last.toString(16).padStart(12, '0')
  const rest = random.toString('hex')
  const variant = ((random[0]! & 0x3f) | 0x80).toString(16)
  const seven = `7${counter.toString(16).padStart(3, '0')}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${seven}-${variant}${rest.slice(2, 4)}-${rest.slice(4)}`
}
