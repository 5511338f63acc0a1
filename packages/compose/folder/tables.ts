import type { Align, Block, TableCell, TableColumn, TableRow } from '@misiva/model'
import { problem } from '@misiva/model'
import type {
  PhrasingContent,
  Table,
  TableCell as MarkdownCell,
  TableRow as MarkdownRow,
} from './mdast.ts'
import type { ContainerDirective } from 'mdast-util-directive'
import type { Attributes } from './attributes.ts'
import { blocksOf, directiveAttributes, onlyChildren } from './blocks.ts'
import { cellAttributes, groupAttributes, rowAttributes } from './directives.ts'
import { type Covered, pieces } from './fields.ts'
import { inlineOf } from './inline.ts'
import { given, type Reading } from './reading.ts'

type TableBlock = Extract<Block, { type: 'table' }>

/** `:::table` around one table written with `|`, or around `row` and `cell` directives. */
export function tableDirective(node: ContainerDirective, reading: Reading): TableBlock {
  const attributes = directiveAttributes(node, reading)
  const [only] = node.children
  const written = node.children.length === 1 && only?.type === 'table' ? only : undefined
  const rows = written ? rowsOf(written, reading) : rowDirectives(node, reading)
  const aligns = written ? alignsOf(written) : []
  const count = written ? aligns.length : Math.max(1, ...widthsOfRows(rows))
  const caption = attributes.template('caption')
  return {
    type: 'table',
    place: reading.placeOf(node),
    ...given({ style: attributes.word('style') }),
    columns: columnsOf(attributes, count, written ? aligns : alignWords(attributes), reading),
    rows,
    ...given({ caption }),
  }
}

/** A table without a directive has the default style and columns as wide as their content. */
export function plainTable(node: Table, reading: Reading): TableBlock {
  const columns = alignsOf(node).map((align): TableColumn => ({
    width: 'auto',
    ...given({ align }),
  }))
  return { type: 'table', place: reading.placeOf(node), columns, rows: rowsOf(node, reading) }
}

function alignsOf(node: Table): (Align | undefined)[] {
  const words = { left: 'start', right: 'end', center: 'center' } as const
  const aligns = (node.align ?? []).map((align) => (align ? words[align] : undefined))
  const count = node.children[0]?.children.length ?? 0
  return Array.from({ length: count }, (_, i) => aligns[i])
}

const alignChoices: readonly string[] = ['start', 'center', 'end', 'justify', '-']

function alignWords(attributes: Attributes): (Align | undefined)[] {
  const words = attributes.word('aligns')?.trim().split(/\s+/) ?? []
  return words.map((word) =>
    word !== '-' && alignChoices.includes(word) ? (word as Align) : undefined,
  )
}

function columnsOf(
  attributes: Attributes,
  count: number,
  aligns: readonly (Align | undefined)[],
  reading: Reading,
): TableColumn[] {
  const widths = attributes.widths('columns')
  if (widths && widths.length !== count)
    reading.report(
      problem(
        'MSV-C009',
        `The table has ${count} columns, but ${widths.length} widths`,
        attributes.place('columns'),
        'give each column a width: a length, 1fr or auto',
      ),
    )
  return Array.from({ length: count }, (_, i) => ({
    width: widths?.[i] ?? 'auto',
    ...given({ align: aligns[i] }),
  }))
}

/** A cell as written, before what spans is joined. */
interface Written {
  readonly cell: TableCell
  readonly joins?: 'left' | 'above'
  readonly node: MarkdownCell
}

function rowsOf(table: Table, reading: Reading): TableRow[] {
  const columns = table.children[0]?.children.length ?? 0
  const rows: TableRow[] = []
  let above: (Span | undefined)[] = []
  for (const [index, node] of table.children.entries()) {
    if (node.children.length > columns)
      reading.refuse(
        `The row has ${node.children.length} cells, the table ${columns} columns`,
        node,
        'write a | of the text as \\|',
      )
    const head = headOf(node, reading)
    const written = node.children
      .slice(0, columns)
      .map((cell, i) => cellOf(cell, i === 0 ? head?.rest : undefined, head?.cell, i, reading))
    const kind = kindOf(head, index)
    const group = head && groupOf(head.attributes)
    // Markdown must have a header row; one without a word is none.
    if (
      index === 0 &&
      !head &&
      written.every(({ cell, joins }) => cell.children.length === 0 && !joins)
    ) {
      above = []
      continue
    }
    const joined = join(written, above, reading)
    above = joined.row
    rows.push({
      kind,
      ...given({ group }),
      place: reading.placeOf(node),
      ...given({
        style: head?.attributes.word('row-style'),
        each: head?.attributes.repetition('each'),
        test: head?.attributes.expression('if'),
        styleBy: head?.attributes.expression('row-style-by'),
      }),
      cells: joined.cells,
    })
  }
  return settled(rows)
}

function kindOf(head: Head | undefined, index: number): TableRow['kind'] {
  const kinds = [...groupAttributes, 'total', 'carried', 'brought', 'head'] as const
  const said = kinds.find((kind) => head?.attributes.has(kind))
  return said ?? (index === 0 ? 'head' : 'body')
}

function groupOf(attributes: Attributes): TableRow['group'] {
  const kind = groupAttributes.find((each) => attributes.has(each))
  // What names none is refused where it stands; the row is one of a group all the same.
  return kind && (attributes.grouping(kind) ?? { as: '' })
}

function dressOf(attributes: Attributes): Pick<TableCell, 'style' | 'styleBy' | 'align'> {
  return given({
    style: attributes.word('style'),
    styleBy: attributes.expression('style-by'),
    align: attributes.align(),
  })
}

interface Head {
  readonly attributes: Attributes
  readonly cell: Pick<TableCell, 'style' | 'styleBy' | 'align'>
  /** The nodes of the first cell after the attributes. */
  readonly rest: readonly PhrasingContent[]
}

/** The `{…}` at the head of a row's first cell: of the row, and of that cell. */
function headOf(row: MarkdownRow, reading: Reading): Head | undefined {
  const found = leading(row.children[0], reading)
  if (!found) return undefined
  const allowed = [...rowAttributes, ...cellAttributes]
  const attributes = reading.coveredAttributes('a row', { allowed }, found.cover)
  return {
    attributes,
    cell: dressOf(attributes),
    rest: found.rest,
  }
}

function leading(
  cell: MarkdownCell | undefined,
  reading: Reading,
): { cover: Covered; rest: PhrasingContent[] } | undefined {
  const [text, ...others] = cell?.children ?? []
  if (text?.type !== 'text') return undefined
  const [cover] = pieces(text.value, reading.cover.covers)
  if (cover === undefined || typeof cover === 'string' || cover.kind !== 'attributes')
    return undefined
  const after = cover.offset + cover.raw.length
  const value = text.value.slice(cover.raw.length + blanks(reading.source.text, after))
  return { cover, rest: value === '' ? others : [{ ...text, value }, ...others] }
}

/** How many spaces are written from here: those of a reference (`&#32;`) are content. */
function blanks(text: string, at: number): number {
  return /^[ \t]*/.exec(text.slice(at, at + 1000))![0].length
}

function cellOf(
  node: MarkdownCell,
  rest: readonly PhrasingContent[] | undefined,
  dress: Head['cell'] | undefined,
  index: number,
  reading: Reading,
): Written {
  let nodes: readonly PhrasingContent[] = rest ?? node.children
  let own: Head['cell'] | undefined = index === 0 ? dress : undefined
  if (index > 0) {
    const found = leading(node, reading)
    if (found) {
      const attributes = reading.coveredAttributes(
        'a cell',
        { allowed: cellAttributes },
        found.cover,
      )
      own = dressOf(attributes)
      nodes = found.rest
    }
  }
  const [only] = nodes
  if (nodes.length === 1 && only?.type === 'text' && (only.value === '<' || only.value === '^')) {
    // `\<` is the sign itself: the raw character before it tells.
    const raw = reading.raw(node).replace(/^\|/, '').trim()
    if (!raw.endsWith(`\\${only.value}`))
      return { cell: { children: [] }, joins: only.value === '<' ? 'left' : 'above', node }
  }
  const children = inlineOf(nodes, reading)
  const place = reading.placeOf(nodes[0] ?? node)
  const content: Block[] = children.length === 0 ? [] : [{ type: 'paragraph', place, children }]
  return { cell: { ...own, place: reading.placeOf(node), children: content }, node }
}

/** A cell while its spans grow. */
interface Span {
  cell: { -readonly [K in keyof TableCell]: TableCell[K] }
  readonly column: number
  readonly row: number
}

function join(
  written: readonly Written[],
  above: readonly (Span | undefined)[],
  reading: Reading,
): { cells: TableCell[]; row: (Span | undefined)[] } {
  const row: (Span | undefined)[] = []
  const cells: TableCell[] = []
  const number = (above.find((span) => span)?.row ?? -1) + 1
  for (const [column, { cell, joins, node }] of written.entries()) {
    const into = joins === 'left' ? row[column - 1] : joins === 'above' ? above[column] : undefined
    if (joins && !into) {
      const side = joins === 'left' ? 'to its left' : 'above it'
      reading.refuse(
        `There is no cell ${side} to join`,
        node,
        `write \\${joins === 'left' ? '<' : '^'} for the sign itself`,
      )
    }
    if (into) {
      if (joins === 'left' && !into.cell.rowspan) into.cell.colspan = column - into.column + 1
      if (joins === 'above' && into.column === column)
        into.cell.rowspan = (into.cell.rowspan ?? 1) + 1
      row[column] = into
      continue
    }
    const span: Span = { cell: { ...cell }, column, row: number }
    row[column] = span
    cells.push(span.cell)
  }
  return { cells, row }
}

/** Rows as values of their own: the spans have grown. */
function settled(rows: readonly TableRow[]): TableRow[] {
  return rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell })) }))
}

function rowDirectives(table: ContainerDirective, reading: Reading): TableRow[] {
  return onlyChildren(table, 'row', reading).map((row): TableRow => {
    const attributes = directiveAttributes(row, reading)
    const kind = attributes.oneOf('kind', ['head', 'body', 'total', 'carried', 'brought'])
    return {
      kind: groupAttributes.find((each) => attributes.has(each)) ?? kind ?? 'body',
      ...given({ group: groupOf(attributes) }),
      place: reading.placeOf(row),
      ...given({
        style: attributes.word('style'),
        each: attributes.repetition('each'),
        test: attributes.expression('if'),
        styleBy: attributes.expression('style-by'),
      }),
      cells: onlyChildren(row, 'cell', reading).map((cell) => cellDirective(cell, reading)),
    }
  })
}

function cellDirective(node: ContainerDirective, reading: Reading): TableCell {
  const attributes = directiveAttributes(node, reading)
  return {
    place: reading.placeOf(node),
    ...given({
      ...dressOf(attributes),
      colspan: attributes.integer('colspan', 2, 100),
      rowspan: attributes.integer('rowspan', 2, 1000),
    }),
    children: blocksOf(node.children, reading),
  }
}

/** Columns each row fills, cells that reach down from the rows above counted. */
export function widthsOfRows(rows: readonly TableRow[]): number[] {
  const reaching: number[] = []
  return rows.map((row) => {
    let column = 0
    for (const cell of row.cells) {
      while ((reaching[column] ?? 0) > 0) column++
      for (let i = 0; i < (cell.colspan ?? 1); i++) reaching[column++] = cell.rowspan ?? 1
    }
    const width = Math.max(column, reaching.findLastIndex((left) => left > 0) + 1)
    for (let i = 0; i < reaching.length; i++) reaching[i] = Math.max(0, (reaching[i] ?? 0) - 1)
    return width
  })
}
