/** The table of contents: an entry for each heading, with leader and page number. */
import type { Block, Heading, Inline, ParagraphStyle, TableOfContents } from '../document.ts'
import type { Page, StructNode } from '../pdf/sink.ts'
import { textString } from '../pdf/number.ts'
import type { TextRecord } from '../text/style.ts'
import type { Context } from './context.ts'
import { leftOf, setText, type SetText } from './lines.ts'
import { plainText } from './paragraph.ts'
import { type Holder, type Laid, NOTHING, type Part, type Taken } from './part.ts'
import { writeLines } from './show.ts'
import { DEEPEST } from './sound.ts'

/** Headings of a tree in reading order. */
export function headingsOf(blocks: readonly Block[], into: Heading[] = [], depth = 0): Heading[] {
  // What is deeper is not set.
  if (depth > DEEPEST) return into
  for (const block of blocks) {
    if (block.type === 'heading') into.push(block)
    else if (block.type === 'box' || block.type === 'columns' || block.type === 'keepTogether') {
      headingsOf(block.content, into, depth + 1)
    } else if (block.type === 'sideBySide') {
      for (const column of block.content) headingsOf(column, into, depth + 1)
    }
  }
  return into
}

/** The target of a heading: its own id, or one by its place. */
export function headingTarget(heading: Heading, index: number): string {
  return heading.id ?? `heading ${index + 1}`
}

interface Entry {
  readonly text: SetText
  readonly heading: Heading
}

export function layContents(
  block: TableOfContents,
  width: number,
  context: Context,
  base: TextRecord,
): Laid {
  const entries = entriesOf(block, width, context, base)
  if (entries.length === 0) return NOTHING
  return new ContentsLaid(block, entries, 0, { node: null }, { width, base })
}

function entriesOf(
  block: TableOfContents,
  width: number,
  context: Context,
  base: TextRecord,
): Entry[] {
  const depth = block.depth ?? 3
  const entries: Entry[] = []
  headingsOf(context.document.body).forEach((heading, i) => {
    if (heading.outline === false || heading.level > depth) return
    const target = headingTarget(heading, i)
    const own = block.styles?.[Math.min(heading.level, block.styles.length) - 1]
    const style: ParagraphStyle = {
      indentStart: (heading.level - 1) * 14,
      // Page numbers stand under each other, whatever a heading is written in.
      direction: context.rtl ? 'rtl' : 'ltr',
      ...own,
      tabs: [
        {
          at: width - (own?.indentStart ?? (heading.level - 1) * 14) - (own?.indentEnd ?? 0),
          align: 'end',
          leader: block.leader ?? '.',
        },
      ],
    }
    const title = plainText(heading.content)
    const content: Inline[] = [
      {
        type: 'link',
        to: '#' + target,
        content: [title, { type: 'tab' }, { type: 'pageNumber', of: target }],
        description: title,
      },
    ]
    const paragraph = context.styles.paragraph(base, style)
    entries.push({ text: setText(content, paragraph, width, context), heading })
  })
  return entries
}

interface Setting {
  readonly width: number
  readonly base: TextRecord
}

class ContentsLaid implements Laid {
  readonly before = 0
  readonly after = 0
  readonly keepNext = false
  private readonly block: TableOfContents
  private readonly entries: readonly Entry[]
  private readonly from: number
  private readonly holder: Holder
  private readonly setting: Setting

  constructor(
    block: TableOfContents,
    entries: readonly Entry[],
    from: number,
    holder: Holder,
    setting: Setting,
  ) {
    this.block = block
    this.entries = entries
    this.from = from
    this.holder = holder
    this.setting = setting
  }

  take(available: number, force: boolean): Taken {
    let y = 0
    let to = this.from
    const placed: { entry: Entry; y: number }[] = []
    while (to < this.entries.length) {
      const entry = this.entries[to] as Entry
      let height = 0
      for (const line of entry.text.lines) height += line.height
      const { before, after } = entry.text.paragraph
      const gap = placed.length === 0 ? 0 : before
      if (y + gap + height > available + 0.01 && !(force && placed.length === 0)) break
      placed.push({ entry, y: y + gap })
      y += gap + height + after
      to++
    }
    if (placed.length === 0) return { part: null, rest: this }
    const part = this.part(placed, y)
    if (to >= this.entries.length) return { part, rest: null }
    return { part, rest: new ContentsLaid(this.block, this.entries, to, this.holder, this.setting) }
  }

  resized(width: number, context: Context): Laid {
    const { block, from, holder, setting } = this
    if (width === setting.width) return this
    const entries = entriesOf(block, width, context, setting.base)
    return new ContentsLaid(block, entries, from, holder, { ...setting, width })
  }

  private part(placed: readonly { entry: Entry; y: number }[], height: number): Part {
    const { holder, block } = this
    return {
      height,
      write(page: Page, x: number, y: number, parent: StructNode | null): void {
        const { sink } = page
        if (parent !== null && sink.accessible) {
          if (holder.node === null && block.id !== undefined) sink.target(block.id, page, y)
          holder.node ??= sink.defer(sink.node('TOC', parent))
        }
        for (const { entry, y: offset } of placed) {
          const { lines } = entry.text
          const shown = { lines, from: 0, to: lines.length }
          const node =
            holder.node === null
              ? null
              : sink.node('TOCI', holder.node, `/T${textString(plainText(entry.heading.content))}`)
          writeLines(page, shown, x + leftOf(entry.text), y + offset, node)
          if (node !== null) sink.close(node)
        }
      },
    }
  }
}
