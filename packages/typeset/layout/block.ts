/** From a block to its layout. */
import type { AbsoluteFrame, Block, Border, Columns, PageBreak, Rule, Space } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { num } from '../pdf/number.ts'
import { strokeOf, type TextRecord } from '../text/style.ts'
import { BoxLaid, layKeepTogether } from './box.ts'
import { layColumns } from './columns.ts'
import { Flow } from './flow.ts'
import { DEEPEST, MOST_COLUMNS, soundBlock } from './sound.ts'
import { layContents } from './contents.ts'
import type { Context } from './context.ts'
import { writeFrame } from './frame.ts'
import { layList } from './list.ts'
import { layParagraph } from './paragraph.ts'
import { type Laid, NOTHING, type Part, Whole } from './part.ts'
import { layBarcode, layChart, layImage } from './picture.ts'
import { laySideBySide } from './side.ts'
import { layTable } from './table.ts'

export function layBlock(block: Block, width: number, context: Context, base: TextRecord): Laid {
  const outer = context.current
  context.current = block
  const laid = context.breaking(() => within(block, width, context, base))
  context.current = outer
  return laid
}

/** As long as what is within it is neither deeper than a call can go nor out of all measure. */
function within(block: Block, width: number, context: Context, base: TextRecord): Laid {
  if (context.depth >= DEEPEST) {
    context.warn('bad-value', `left out: blocks more than ${DEEPEST} deep in others`, block)
    return NOTHING
  }
  const sound = soundBlock(block, context)
  if (sound === null) return NOTHING
  context.depth++
  const laid = dispatch(sound, width, context, base)
  context.depth--
  return laid
}

function dispatch(block: Block, width: number, context: Context, base: TextRecord): Laid {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const style = context.styles.paragraph(base, block.style ?? context.document.paragraph)
      return context.fragment(block, width, base, () => layParagraph(block, width, context, style))
    }
    case 'table':
      return layTable(block, width, context, base)
    case 'list':
      return context.fragment(block, width, base, () => layList(block, width, context, base))
    case 'box':
      return context.fragment(block, width, base, () => new BoxLaid(block, width, context, base))
    case 'keepTogether':
      return layKeepTogether(block, width, context, base)
    case 'sideBySide':
      return context.fragment(block, width, base, () => laySideBySide(block, width, context, base))
    case 'columns':
      return nestedColumns(block, width, context, base)
    case 'image':
      return layImage(block, width, context)
    case 'barcode':
      return layBarcode(block, width, context)
    case 'chart':
      return layChart(block, width, context, base)
    case 'rule':
      return layRule(block, width)
    case 'space':
      return laySpace(block)
    case 'pageBreak':
      return layBreak(block)
    case 'frame':
      return layFrame(block, context, base)
    case 'tableOfContents':
      return layContents(block, width, context, base)
    default:
      context.warn(
        'bad-value',
        `unknown block type ${String((block as { type?: unknown }).type)}`,
        block,
      )
      return NOTHING
  }
}

function nestedColumns(block: Columns, width: number, context: Context, base: TextRecord): Laid {
  if (context.columns >= MOST_COLUMNS) {
    const message = `columns more than ${MOST_COLUMNS} deep in columns are set as one`
    context.warn('bad-value', message, block)
    return new Flow(block.content, width, context, base).settle()
  }
  context.columns++
  const laid = layColumns(block, width, context, base)
  context.columns--
  return laid
}

function layRule(block: Rule, width: number): Laid {
  const border = block.border ?? { width: 0.5 }
  const length = Math.min(width, block.width ?? width)
  const part: Part = {
    height: border.width,
    write(page: Page, x: number, y: number): void {
      page.artifact(
        strokeLine(page, border, x, y + border.width / 2, x + length, y + border.width / 2),
      )
    },
  }
  return new Whole(part, block.spaceBefore ?? 0, block.spaceAfter ?? 0, false)
}

/** Operators of one straight line. */
export function strokeLine(
  page: Page,
  border: Border,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): string {
  if (!(border.width > 0)) return ''
  if (border.line === 'double') {
    const third = border.width / 3
    const [dx, dy] = x1 === x2 ? [third, 0] : [0, third]
    const single = { width: third, color: border.color }
    return (
      strokeLine(page, single, x1 - dx, y1 - dy, x2 - dx, y2 - dy) +
      strokeLine(page, single, x1 + dx, y1 + dy, x2 + dx, y2 + dy)
    )
  }
  const path = `${num(border.width)} w ${num(x1)} ${num(page.height - y1)} m ${num(x2)} ${num(page.height - y2)} l S\n`
  return page.setStroke(strokeOf(border.color)) + dashed(border, path)
}

/** What strokes `path`, in the manner of the border. */
export function dashed({ width, dash, line }: Border, path: string): string {
  if (line === 'dotted') return `1 J [0 ${num(2 * width)}] 0 d\n${path}[] 0 d 0 J\n`
  const lengths = line === 'dashed' ? [3 * width, 2 * width] : dash
  if (!lengths?.length) return path
  return `[${lengths.map(num).join(' ')}] 0 d\n${path}[] 0 d\n`
}

function laySpace(block: Space): Laid {
  const height = Math.max(0, block.height)
  return {
    before: 0,
    after: 0,
    keepNext: false,
    // White space is cut at the foot of the page, never carried over.
    take: (available) => ({
      part: { height: Math.min(height, Math.max(0, available)), write: () => {} },
      rest: null,
    }),
  }
}

function layBreak(block: PageBreak): Laid {
  const part: Part = { height: 0, breaks: block, write: () => {} }
  return { before: 0, after: 0, keepNext: false, take: () => ({ part, rest: null }) }
}

function layFrame(block: AbsoluteFrame, context: Context, base: TextRecord): Laid {
  context.asked++
  const part: Part = {
    height: 0,
    write(page: Page, _x: number, _y: number, parent: StructNode | null): void {
      writeFrame(block, page, context, base, parent)
    },
  }
  return { before: 0, after: 0, keepNext: false, take: () => ({ part, rest: null }) }
}
