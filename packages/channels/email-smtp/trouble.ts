/**
 * Trouble the sandbox makes, by the local part of the address (a `+tag` may follow):
 * `bounce` 550 no such user · `full` 452 mailbox full · `greylist` 451 the first time ·
 * `refuse` 554 content refused · `slow` answers late · `drop` hangs up after the content, keeping
 * nothing · `lost` keeps the message and hangs up before saying so · `busy` 421 after RCPT.
 */
export type Trouble = 'bounce' | 'full' | 'greylist' | 'refuse' | 'slow' | 'drop' | 'lost' | 'busy'

const troubles: readonly Trouble[] = [
  'bounce',
  'full',
  'greylist',
  'refuse',
  'slow',
  'drop',
  'lost',
  'busy',
]

export function troubleOf(address: string): Trouble | undefined {
  const word = address.split(/[+@]/)[0]?.toLowerCase() ?? ''
  return troubles.find((trouble) => trouble === word)
}
