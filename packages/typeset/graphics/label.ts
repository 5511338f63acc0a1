/** A label by itself: a line of any script, not broken, in whatever fonts have its characters. */
import { num } from '../pdf/number.ts'
import type { Page } from '../pdf/sink.ts'
import type { GlyphRun } from '../text/runs.ts'
import type { TextRecord } from '../text/style.ts'

/** Points. */
export function labelWidth(label: string, text: TextRecord): number {
  return text.shaper.unbroken(label).advance * text.em
}

/** Writes the label with the left end of its baseline at `x`, `y`; `y` from the top of the page. */
export function drawLabel(
  page: Page,
  label: string,
  text: TextRecord,
  x: number,
  y: number,
  color: string,
): void {
  const baseline = page.height - y
  for (const { word, at } of text.shaper.unbroken(label).words) {
    let left = x + at * text.em
    for (const run of word.runs) {
      drawRun(page, run, text, left, baseline + run.lift * text.em, color)
      left += run.advance * run.factor * text.em
    }
  }
}

function drawRun(
  page: Page,
  run: GlyphRun,
  text: TextRecord,
  x: number,
  y: number,
  color: string,
): void {
  const size = num(text.size * run.factor)
  const spacing = page.spacing === 0 ? '' : '0 Tc '
  page.spacing = 0
  const place = `${num(x)} ${num(y)} Td `
  if (run.code !== null) {
    page.sink.fontsUsed[run.font.index] = true
    const set = page.setText(`/F${run.font.index} ${size} Tf`, color)
    page.content += `BT ${set}${spacing}${place}[(${run.code})]TJ ET\n`
    return
  }
  let shown = ''
  let code = ''
  let font = ''
  const show = (): void => {
    if (code !== '') shown += `[(${code})]TJ `
    code = ''
  }
  for (const { gid, text: says, kern } of run.glyphs) {
    if (gid >= 0) {
      const extra = page.sink.extra(run.font, gid, says)
      if (extra.name !== font) {
        show()
        shown += page.setText(`${extra.name} ${size} Tf`, color)
        font = extra.name
      }
      code += kern === 0 ? extra.code : `)${-kern}(${extra.code}`
    } else code += `)${-kern}(`
  }
  show()
  page.content += `BT ${spacing}${place}${shown}ET\n`
}
