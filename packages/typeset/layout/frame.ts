/** Frames at a place of the page: letterhead, address window, stamps, running content. */
import type { AbsoluteFrame, MasterFrame } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { fine, num } from '../pdf/number.ts'
import type { TextRecord } from '../text/style.ts'
import { drawBox, insetsOf } from './box.ts'
import type { Context } from './context.ts'
import { Flow } from './flow.ts'
import { DEEPEST } from './sound.ts'

export function writeFrame(
  frame: AbsoluteFrame | MasterFrame,
  page: Page,
  context: Context,
  base: TextRecord,
  parent: StructNode | null,
): void {
  if (context.depth >= DEEPEST) {
    context.warn('bad-value', `left out: frames more than ${DEEPEST} deep in others`, frame)
    return
  }
  context.depth += 10
  writeWithin(frame, page, context, base, parent)
  context.depth -= 10
}

function writeWithin(
  frame: AbsoluteFrame | MasterFrame,
  page: Page,
  context: Context,
  base: TextRecord,
  parent: StructNode | null,
): void {
  const style = frame.style ?? {}
  const insets = insetsOf(style.padding)
  const width = Math.max(1, frame.width - insets.left - insets.right)
  const height = frame.height - insets.top - insets.bottom
  const restore = frame.rotate ? turn(page, frame) : null
  page.artifact(drawBox(page, style, frame.x, frame.y, frame.width, frame.height))
  const flow = new Flow(frame.content, width, context, base)
  const { part, rest } = flow.take(height, true)
  if (rest !== null || (part !== null && part.height > height + 0.5)) {
    const wanted = Math.ceil(flow.take(1e7, true).part?.height ?? 0)
    context.warn(
      'frame-overflow',
      `content ${wanted} pt tall does not fit its frame of ${Math.floor(height)} pt; the rest is left out`,
      frame,
    )
  }
  if (part !== null) {
    const slack = Math.max(0, height - part.height)
    const shift =
      frame.verticalAlign === 'bottom' ? slack : frame.verticalAlign === 'middle' ? slack / 2 : 0
    if (frame.id !== undefined) page.sink.target(frame.id, page, frame.y)
    let node: StructNode | null = null
    if (parent !== null && page.sink.accessible && frame.artifact !== true) {
      node = page.sink.node('Div', parent)
    }
    if (node === null && parent !== null && page.sink.accessible) {
      artifact(page, () =>
        part.write(page, frame.x + insets.left, frame.y + insets.top + shift, null),
      )
    } else part.write(page, frame.x + insets.left, frame.y + insets.top + shift, node ?? parent)
    if (node !== null) page.sink.close(node)
  }
  restore?.()
}

/** Everything `write` draws is one artifact. */
export function artifact(page: Page, write: () => void, kind = ''): void {
  const { sink } = page
  if (!sink.accessible || sink.inArtifact) return write()
  page.content += kind === '' ? '/Artifact BMC\n' : `/Artifact<</Type/${kind}>>BDC\n`
  sink.inArtifact = true
  write()
  sink.inArtifact = false
  page.content += 'EMC\n'
}

function turn(page: Page, frame: AbsoluteFrame | MasterFrame): () => void {
  const angle = ((frame.rotate ?? 0) * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const cx = frame.x + frame.width / 2
  const cy = page.height - frame.y - frame.height / 2
  const restore = page.save()
  const e = cx - cx * cos + cy * sin
  const f = cy - cx * sin - cy * cos
  page.content += `${fine(cos)} ${fine(sin)} ${fine(-sin)} ${fine(cos)} ${num(e)} ${num(f)} cm\n`
  return restore
}
