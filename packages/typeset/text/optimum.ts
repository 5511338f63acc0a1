import type { BrokenLine, Measure } from './break.ts'
import type { Item } from './items.ts'
export function breakOptimum(_items: readonly Item[], _measure: Measure): BrokenLine[] | null {
  return null
}
