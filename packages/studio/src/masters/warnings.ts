import type { PageMasterSource } from '@misiva/model'
import { frameArea, marginsOf, textArea } from './geometry.ts'
import type { Sheet } from './geometry.ts'
import { reach } from './windows.ts'
import type { Area } from './windows.ts'

export interface MasterWarning {
  readonly key: 'outside' | 'noRoom' | 'overText'
  readonly frame: string
}

/** What a master says that can be printed, but hardly be meant. */
export function warningsOf(paper: Sheet, master: PageMasterSource): readonly MasterWarning[] {
  const found: MasterWarning[] = []
  const rest = marginsOf(master.margin)
  const first = marginsOf(master.firstMargin) ?? rest
  for (const margins of [first, rest]) {
    if (!margins) continue
    const { width, height } = textArea(paper, margins)
    if (width < 20 || height < 20) found.push({ key: 'noRoom', frame: '' })
  }
  for (const frame of master.frames ?? []) {
    const area = frameArea(frame, paper)
    if (!area) continue
    if (reach(area, { x: 0, y: 0, ...paper }) > 0.05)
      found.push({ key: 'outside', frame: frame.name })
    const texts =
      frame.pages === 'all'
        ? [first, rest]
        : frame.pages === 'rest' || frame.pages === 'last'
          ? [rest]
          : [first]
    if (texts.some((margins) => margins && meet(area, textArea(paper, margins))))
      found.push({ key: 'overText', frame: frame.name })
  }
  return found.filter(
    (it, i) => found.findIndex((o) => o.key === it.key && o.frame === it.frame) === i,
  )
}

/** Whether two areas lie over each other by more than half a millimetre. */
function meet(a: Area, b: Area): boolean {
  const along = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return along > 0.5 && down > 0.5
}
