/** Running content: letterhead, header and footer, drawn once for each set of page values. */
import type { MasterFrame } from '../document.ts'
import type { Picture } from '../graphics/picture.ts'
import { CONTENT } from '../pdf/codes.ts'
import type { Coder } from '../pdf/coder.ts'
import type { Piece } from '../pdf/piece.ts'
import type { Page } from '../pdf/sink.ts'
import type { Context } from './context.ts'
import { writeFrame } from './frame.ts'

interface Drawing {
  readonly content: Piece
  readonly fonts: readonly boolean[]
  readonly pictures: readonly Picture[]
}

interface Kept {
  /** Shows a page number or the like; a heading of the document. */
  dynamic: boolean
  headed: boolean
  readonly drawings: Map<string, Drawing>
}

export type RunningCache = WeakMap<object, Kept>

const BEGIN = CONTENT.piece('/Artifact<</Type/Pagination>>BDC\n')
const END = CONTENT.piece('EMC\n')

/** Writes a page's running content, to be put before its body. */
export function writeRunning(
  out: () => Coder,
  page: Page,
  context: Context,
  cache: RunningCache,
): void {
  const { frames } = page.master
  const { accessible } = page.sink
  let any = false
  for (const frame of frames ?? []) {
    if (frame.artifact === false) continue
    const content = drawing(frame, page, context, cache)
    if (!any && accessible) out().put(BEGIN)
    any = true
    out().put(content)
  }
  if (any && accessible) out().put(END)
}

function drawing(frame: MasterFrame, page: Page, context: Context, cache: RunningCache): Piece {
  const { sink } = page
  if (!Object.isFrozen(frame)) return draw(frame, page, context).content
  let kept = cache.get(frame)
  if (kept === undefined)
    cache.set(frame, (kept = { dynamic: false, headed: false, drawings: new Map() }))
  const place = `${context.base.id} ${page.height} ${sink.accessible} ${context.document.lang}`
  const f = context.fields
  const values =
    f && kept.dynamic
      ? `${f.page} ${f.pages} ${f.sectionPage} ${f.sectionPages} ${kept.headed ? f.headings.join('\u0000') : ''}`
      : ''
  let found = kept.drawings.get(place + '|' + values)
  if (found === undefined) {
    const { asked, askedHeadings } = context
    const warned = context.warnings.length
    const made = draw(frame, page, context)
    const headed = context.askedHeadings !== askedHeadings
    if ((context.asked !== asked && !kept.dynamic) || (headed && !kept.headed)) {
      kept.dynamic = true
      kept.headed ||= headed
      kept.drawings.clear()
      return made.content
    }
    // Glyphs beyond the prepared subset have codes of this document only.
    if (made.own || context.warnings.length !== warned) return made.content
    if (kept.drawings.size > 500) kept.drawings.clear()
    kept.drawings.set(place + '|' + values, (found = made))
  }
  found.fonts.forEach((used, i) => {
    if (used) sink.fontsUsed[i] = true
  })
  for (const picture of found.pictures) sink.image(picture)
  return found.content
}

/** Draws a frame by itself, noting what it uses. `own`: it holds what only this document knows. */
function draw(frame: MasterFrame, page: Page, context: Context): Drawing & { own: boolean } {
  const { sink } = page
  const saved = {
    content: page.content,
    coder: page.coder,
    font: page.font,
    fill: page.fill,
    stroke: page.stroke,
    spacing: page.spacing,
  }
  const used = sink.fontsUsed.slice()
  const extras = sink.extraCount
  sink.fontsUsed.length = 0
  sink.touched = []
  page.content = 'q\n'
  page.coder = null
  page.font = page.fill = page.stroke = ''
  page.spacing = 0
  sink.inArtifact = true
  writeFrame(frame, page, context, context.base, null)
  sink.inArtifact = false
  page.content += 'Q\n'
  const own = page.settle()
  const made = {
    content: own.piece(''),
    fonts: sink.fontsUsed.slice(),
    pictures: sink.touched,
    own: sink.extraCount !== extras,
  }
  used.forEach((u, i) => {
    if (u) sink.fontsUsed[i] = true
  })
  sink.touched = null
  CONTENT.release(own)
  Object.assign(page, saved)
  return made
}
