/** Values that no page can be made of: told where they stand, and left out so that the rest is set. */
import type { Block, PageMaster } from '../document.ts'
import type { Context } from './context.ts'

/** Longest length a PDF reader need know, in points (ISO 32000-1 Annex C: 200 inches). */
export const LONGEST = 14_400

/** Blocks within blocks; deeper, content is taken to be broken, and calls would not return. */
export const DEEPEST = 150
/** Columns within columns: each is set several times to balance those around it. */
export const MOST_COLUMNS = 5

/** Of these blocks, what may be below zero. The others are of the hot way, and check their styles. */
const SIGNED: Readonly<Record<string, readonly string[]>> = {
  box: [],
  list: [],
  columns: [],
  sideBySide: [],
  image: [],
  barcode: [],
  chart: ['min', 'max'],
  rule: [],
  space: [],
  frame: ['x', 'y', 'rotate'],
}
/** Not lengths. */
const FREE = new Set(['min', 'max', 'start'])

function unsound(value: number, key: string, signed: boolean): boolean {
  if (!Number.isFinite(value)) return true
  return !FREE.has(key) && (value > LONGEST || value < (signed ? -LONGEST : 0))
}

type Plain = Record<string, unknown>

/** `value` without what is unsound in it, its names in `bad`; the same object where all is sound. */
function cleaned(value: Plain, signed: readonly string[], bad: string[], deep: boolean): Plain {
  let out = value
  for (const key in value) {
    const own = value[key]
    let sound = own
    if (typeof own === 'number') {
      if (!unsound(own, key, signed.includes(key))) continue
      bad.push(`${key} ${own}`)
      sound = undefined
    } else if (deep && typeof own === 'object' && own !== null && INNER.has(key)) {
      sound = cleaned(own as Plain, signed, bad, true)
    }
    if (sound === own) continue
    if (out === value) out = { ...value }
    out[key] = sound
  }
  return out
}

/** Parts of a block that hold lengths of their own. */
const INNER = new Set([
  'style',
  'padding',
  'border',
  'rule',
  'crop',
  'top',
  'right',
  'bottom',
  'left',
])

/** The block, or what is sound of it. Frames and spaces without their lengths are nothing. */
export function soundBlock(block: Block, context: Context): Block | null {
  const signed = SIGNED[block.type]
  if (signed === undefined) return block
  const bad: string[] = []
  const sound = cleaned(block as unknown as Plain, signed, bad, true)
  if (bad.length === 0) return block
  context.warn('bad-value', `left out: ${bad.join(', ')}`, block)
  if (block.type === 'space' || block.type === 'frame') return null
  if (block.type === 'columns' && sound['count'] === undefined) sound['count'] = 1
  return sound as unknown as Block
}

const A4 = { width: 595.28, height: 841.89 }
const MARGIN = 72

/** The master, or one of A4 where its page or margins are no lengths. */
export function soundMaster(master: PageMaster, context: Context): PageMaster {
  const { width, height, margins } = master
  const all = [width, height, margins.top, margins.right, margins.bottom, margins.left]
  const room = width > 0 && height > 0
  if (room && all.every((value) => Number.isFinite(value) && Math.abs(value) <= LONGEST))
    return master
  context.warn('bad-value', 'a page master without sound lengths gives way to A4', master)
  const even = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN }
  return { ...master, ...A4, margins: even }
}
