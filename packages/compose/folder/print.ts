import type { Block, Content, Inline, TextTemplate } from '@misiva/model'
import { type Attribute, container, leaf } from './print-directives.ts'
import { attribute, escapedText, field, lineEndInField, printInline } from './print-inline.ts'
import { printedTable } from './print-tables.ts'

/** What a content file says, as `printContentFile` writes it. */
export interface Printable {
  readonly content: Content
  readonly subject?: TextTemplate
  readonly preheader?: TextTemplate
}

/**
 * A content tree as Markdown that reads back as the same tree, places aside. Trees are in the
 * form reading gives: no two neighbouring texts of one manner, no empty text, no line end or
 * control character within text.
 */
export function printContent(content: Content): string {
  return finished(blocks(content, { inList: false, first: true }))
}

/** The same with front matter, where there is any. */
export function printContentFile({ content, subject, preheader }: Printable): string {
  const head = [
    ...(subject ? [`subject: ${yamlText(subject)}`] : []),
    ...(preheader ? [`preheader: ${yamlText(preheader)}`] : []),
  ]
  if (head.length === 0) return printContent(content)
  return `---\n${finished(head.join('\n'))}---\n\n${printContent(content)}`
}

function finished(printed: string): string {
  return `${printed.replaceAll(lineEndInField, '\n')}\n`
}

/** Single quotes, or double where a line end must be escaped; `\{{` for braces that are no field. */
function yamlText(template: TextTemplate): string {
  const text = template
    .map((part, i) => {
      if (typeof part !== 'string') return `{{ ${part.source} }}`
      const beforeField = typeof template[i + 1] === 'object'
      return part
        .replace(beforeField ? /\\+(?=\{|$)/g : /\\+(?=\{)/g, '$&$&')
        .replace(beforeField ? /\{(?=\{|$)/g : /\{(?=\{)/g, '\\{')
    })
    .join('')
  return /[\n\r\t]/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`
}

/** Where a block stands. */
export interface Position {
  /** Within a list `---` would be one of its marks. */
  readonly inList: boolean
  /** At the head of the file `---` would begin front matter. */
  readonly first?: boolean
}

function blocks(list: readonly Block[], position: Position): string {
  const printed: string[] = []
  for (let i = 0; i < list.length;) {
    const block = list[i]!
    const here = { ...position, first: position.first === true && i === 0 }
    if (block.type === 'paragraph' && isDressed(block)) {
      let end = i + 1
      while (end < list.length && block.children.length > 0 && sameDress(list[end]!, block)) end++
      printed.push(dressed(block, list.slice(i, end)))
      i = end
      continue
    }
    const before = list[i - 1]
    // Two lists in a row would be one: every other has the other mark.
    const other = block.type === 'list' && alternates(list, i)
    printed.push(
      isList(block) && before === undefined ? plain(block, here, false) : plain(block, here, other),
    )
    i++
  }
  return printed.join('\n\n')
}

function isList(block: Block): block is Extract<Block, { type: 'list' }> {
  return block.type === 'list'
}

/** Whether an odd number of lists of the same kind stands directly before this one. */
function alternates(list: readonly Block[], at: number): boolean {
  const block = list[at] as Extract<Block, { type: 'list' }>
  let run = 0
  for (let i = at - 1; i >= 0; i--) {
    const before = list[i]!
    if (!isList(before) || before.ordered !== block.ordered || before.style !== undefined) break
    run++
  }
  return run % 2 === 1
}

type Paragraph = Extract<Block, { type: 'paragraph' }>

function isDressed(block: Paragraph): boolean {
  return block.style !== undefined || block.align !== undefined || block.children.length === 0
}

function sameDress(block: Block, as: Paragraph): boolean {
  return (
    block.type === 'paragraph' &&
    block.children.length > 0 &&
    block.style === as.style &&
    block.align === as.align
  )
}

function dressed(dress: Paragraph, list: readonly Block[]): string {
  const bare = list.flatMap((block) =>
    block.type === 'paragraph' && block.children.length > 0
      ? [printInline(block.children, {})]
      : [],
  )
  return container(
    'paragraph',
    [
      ['style', dress.style],
      ['align', dress.align],
    ],
    bare.join('\n\n'),
  )
}

function plain(block: Block, position: Position, other: boolean): string {
  if (block.style !== undefined && (block.type === 'heading' || block.type === 'list')) {
    const { style, ...bare } = block
    return container(
      'paragraph',
      [['style', style]],
      plain(bare, { ...position, first: false }, false),
    )
  }
  switch (block.type) {
    case 'paragraph':
      return printInline(block.children, {})
    case 'heading':
      return heading(block)
    case 'list':
      return printedList(block, other)
    case 'table':
      return printedTable(block, position)
    case 'rule':
      return block.style === undefined && !position.inList && !position.first
        ? '---'
        : leaf('rule', [['style', block.style]])
    case 'columns':
      return container(
        'columns',
        [
          ['widths', block.widths.join(' ')],
          ['gap', block.gap],
          ['style', block.style],
        ],
        block.columns.map((column) => nested('column', [], column, position)),
      )
    case 'filler': {
      const head: Attribute[] = [
        ['priority', block.priority?.toString()],
        ['style', block.style],
      ]
      return nested('filler', head, block.children, position)
    }
    case 'textColumns': {
      const head: Attribute[] = [
        ['count', String(block.count)],
        ['gap', block.gap],
        ['rule', block.rule ? 'true' : undefined],
        ['style', block.style],
      ]
      return nested('text-columns', head, block.children, position)
    }
    case 'box':
    case 'keep':
      return nested(block.type, [['style', block.style]], block.children, position)
    case 'each':
      return nested(
        'each',
        [
          ['of', block.of.source],
          ['as', block.as],
          ['style', block.style],
        ],
        block.children,
        position,
      )
    case 'choose':
      return choose(block, position)
    case 'choice':
      return choice(block)
    default:
      return single(block)
  }
}

function heading(block: Extract<Block, { type: 'heading' }>): string {
  const text = printInline(block.children, { line: true })
  const id = block.id === undefined ? '' : ` {#${block.id}}`
  return '#'.repeat(block.level) + (text === '' ? '' : ` ${text}`) + id
}

type Single = Extract<
  Block,
  {
    type:
      | 'image'
      | 'barcode'
      | 'chart'
      | 'button'
      | 'space'
      | 'pageBreak'
      | 'contents'
      | 'signature'
      | 'block'
  }
>

/** Blocks that stand on one line. */
function single(block: Single): string {
  const style: Attribute = ['style', block.style]
  switch (block.type) {
    case 'image':
      return leaf('image', [
        ['src', block.src],
        ['alt', block.alt],
        ['width', block.width],
        ['height', block.height],
        ['max-width', block.maxWidth],
        ['fit', block.fit],
        ['crop', block.crop],
        ['focus', block.focus],
        ['align', block.align],
        style,
      ])
    case 'barcode':
      return leaf('barcode', [
        ['type', block.symbology],
        ['value', block.value],
        ['alt', block.alt],
        ['options', block.options],
        ['text', block.text],
        ['width', block.width],
        ['height', block.height],
        ['align', block.align],
        style,
      ])
    case 'chart':
      return leaf('chart', [
        ['kind', block.kind],
        ['data', block.data.source],
        ['label', block.label.source],
        ['values', block.values.map((value) => value.source).join('; ')],
        ['series', block.series && joinedBy('; ', block.series)],
        ['alt', block.alt],
        ['width', block.width],
        ['height', block.height],
        style,
      ])
    case 'button':
      return leaf('button', [['href', block.href], style], `[${label(block.children)}]`)
    case 'space':
      return leaf('space', [['height', block.height], style])
    case 'pageBreak':
      return leaf('page-break', [['to', block.to], ['master', block.master], style])
    case 'contents':
      return leaf('contents', [['depth', block.depth?.toString()], style])
    case 'signature':
      return leaf('signature', [
        ['name', block.name],
        ['role', block.role],
        ['image', block.image],
        style,
      ])
    case 'block':
      return leaf('block', [['name', block.name], style])
  }
}

function joinedBy(between: string, templates: readonly TextTemplate[]): TextTemplate {
  return templates.flatMap((template, i) => (i === 0 ? template : [between, ...template]))
}

function label(children: readonly Inline[]): string {
  return printInline(children, { line: true })
}

/** A directive around blocks. */
export function nested(
  name: string,
  list: readonly Attribute[],
  children: readonly Block[],
  position: Position,
): string {
  return container(name, list, blocks(children, { inList: position.inList }))
}

function printedList(block: Extract<Block, { type: 'list' }>, other: boolean): string {
  const first = block.start ?? 1
  return block.items
    .map((item, i) => {
      const mark = block.ordered ? `${first + i}${other ? ')' : '.'}` : other ? '*' : '-'
      const text = blocks(item, { inList: true })
      if (text === '') return mark
      const indent = ' '.repeat(mark.length + 1)
      return `${mark} ${text.replace(/\n(?=[^\n])/g, `\n${indent}`)}`
    })
    .join('\n\n')
}

function choose(block: Extract<Block, { type: 'choose' }>, position: Position): string {
  const parts = block.whens.map(({ test, children }) =>
    nested('when', [['test', test.source]], children, position),
  )
  if (block.otherwise) parts.push(nested('otherwise', [], block.otherwise, position))
  return container('choose', [['style', block.style]], parts)
}

function choice(block: Extract<Block, { type: 'choice' }>): string {
  const question = block.question.length === 0 ? [] : [printInline(block.question, {})]
  const options = block.options.map(({ label: text, value }) => {
    const printed = text
      .map((part) => (typeof part === 'string' ? escapedText(part, {}) : field(part.source)))
      .join('')
    return `- ${printed === '' ? '' : `${guarded(printed)} `}{value=${attribute(value)}}`
  })
  return container(
    'choice',
    [
      ['id', block.id],
      ['style', block.style],
    ],
    [...question, options.join('\n')],
  )
}

/** A line of a list that must be text. */
function guarded(line: string): string {
  return line
    .replace(/^ | $/g, '&#32;')
    .replace(/^(?:[#>+=~|-]|\d{1,9}(?=[.)]))/, (head) =>
      /\d/.test(head) ? `${head}\\` : `\\${head}`,
    )
}
