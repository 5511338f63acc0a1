/** Which letters of a sheet cannot be read well on the grounds they stand on. */
import { contrast } from '@misiva/compose'
import type { ParagraphLook, Sheet } from '@misiva/compose'

export interface LowContrast {
  /** The style whose letters they are. */
  readonly style: string
  readonly color: string
  /** `paper`, or what the ground belongs to: `tables.lines`. */
  readonly on: string
  readonly ground: string
  /** 1 to 21, WCAG 2.2 §1.4.3. */
  readonly ratio: number
}

/** WCAG 2.2 §1.4.3: 4.5:1, and 3:1 for letters from 18 pt, bold from 14 pt. */
function wanted({ size, weight = 400 }: ParagraphLook): number {
  return size >= 18 || (size >= 14 && weight >= 700) ? 3 : 4.5
}

/** Letters on paper, in the table rows they are for, and the body's in boxes; worst first. */
export function lowContrasts(sheet: Sheet): readonly LowContrast[] {
  const found: LowContrast[] = []
  const body = sheet.paragraphs.get('body')
  const paper = sheet.tokens.get('paper') ?? '#ffffff'
  const grounds = [...sheet.boxes.values(), ...sheet.tables.values()].flatMap((it) =>
    'headBackground' in it || 'totalBackground' in it
      ? [it.headBackground, it.totalBackground]
      : 'background' in it
        ? [it.background]
        : [],
  )
  // Light letters where the sheet has a dark ground for them are not meant for paper.
  const isInverse = (color: string) =>
    grounds.some((ground) => ground !== undefined && contrast(color, ground) >= 4.5)
  const look = (style: string, on: string, ground: string | undefined, at = style) => {
    const letters = sheet.paragraphs.get(at)
    if (!letters || ground === undefined) return
    const ratio = contrast(letters.color, ground)
    if (on === 'paper' && ratio < 1.5 && isInverse(letters.color)) return
    if (ratio < wanted(letters)) found.push({ style, color: letters.color, on, ground, ratio })
  }
  for (const style of sheet.paragraphs.keys()) look(style, 'paper', paper)
  for (const [style, { color }] of sheet.text) {
    if (!color || !body) continue
    const ratio = contrast(color, paper)
    if (ratio < wanted(body)) found.push({ style, color, on: 'paper', ground: paper, ratio })
  }
  for (const [name, table] of sheet.tables) {
    look(table.head, `tables.${name}`, table.headBackground)
    look(table.body, `tables.${name}`, table.zebra)
    look(table.total, `tables.${name}`, table.totalBackground)
    look(table.group, `tables.${name}`, table.groupBackground)
    look(table.subtotal, `tables.${name}`, table.subtotalBackground)
  }
  for (const [name, cell] of sheet.cells)
    look(cell.paragraph ?? 'body', `cells.${name}`, cell.background)
  for (const [name, box] of sheet.boxes)
    // A band of strong colour carries a picture or letters of its own.
    if (box.background && contrast(box.background, paper) < 2)
      look('body', `boxes.${name}`, box.background)
  return found.toSorted((a, b) => a.ratio - b.ratio)
}
