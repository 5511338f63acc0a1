/** What is left of a text of which some lines are placed already: it may be broken anew. */
import { type BrokenLine, part } from './break.ts'
import { BREAK, type Item, SPACE, WORD } from './items.ts'

/**
 * The items that come after these lines. Breaking cuts words and joins them again, but neither
 * loses nor adds a letter, so what the lines hold is counted off by letters and objects.
 */
export function itemsAfter(items: readonly Item[], lines: readonly BrokenLine[]): Item[] {
  let held = 0
  let breaks = 0
  for (const line of lines) {
    for (const item of line.items) held += sizeOf(item)
    // A line that is the last of its part, with more to come, ends with a forced break.
    if (line.last) breaks++
  }
  let i = 0
  for (; i < items.length && (held > 0 || breaks > 0); i++) {
    const item = items[i] as Item
    const size = sizeOf(item)
    if (item.kind === BREAK) breaks--
    else if (size > held) break
    else held -= size
  }
  const left = items.slice(i)
  const [cut] = left
  if (held > 0 && cut?.word) {
    const word = cut.record.shaper.word(cut.word.text.slice(held), (cut.level & 1) === 1)
    left[0] = part(cut, word, false)
  }
  return left
}

function sizeOf(item: Item): number {
  if (item.kind === SPACE || item.kind === BREAK) return 0
  return item.kind === WORD ? (item.word?.text.length ?? 0) : 1
}
