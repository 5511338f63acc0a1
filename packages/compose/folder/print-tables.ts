import type { Block, TableCell, TableRow } from '@misiva/model'
import { type Attribute, attributes, container } from './print-directives.ts'
import { printInline } from './print-inline.ts'
import { nested, type Position } from './print.ts'

type Table = Extract<Block, { type: 'table' }>

/** A table with `|` where that can say it, else with `row` and `cell`. */
export function printedTable(block: Table, position: Position): string {
  const grid = gridOf(block)
  const dull = block.columns.every(({ width }) => width === 'auto')
  const columns: Attribute = [
    'columns',
    dull ? undefined : block.columns.map(({ width }) => width).join(' '),
  ]
  const head: readonly Attribute[] = [['style', block.style], columns, ['caption', block.caption]]
  if (grid) {
    const text = piped(block, grid)
    return head.every(([, value]) => value === undefined) ? text : container('table', head, text)
  }
  const aligned = block.columns.some(({ align }) => align !== undefined)
  const aligns: Attribute = [
    'aligns',
    aligned ? block.columns.map(({ align }) => align ?? '-').join(' ') : undefined,
  ]
  return container(
    'table',
    [...head, aligns],
    block.rows.map((row) => rowDirective(row, position)),
  )
}

function rowDirective(row: TableRow, position: Position): string {
  const cells = row.cells.map((cell) =>
    nested(
      'cell',
      [
        ['style', cell.style],
        ['style-by', cell.styleBy?.source],
        ['align', cell.align],
        ['colspan', cell.colspan?.toString()],
        ['rowspan', cell.rowspan?.toString()],
      ],
      cell.children,
      position,
    ),
  )
  return container(
    'row',
    [
      ['kind', row.kind === 'body' || row.group ? undefined : row.kind],
      ...rowAttributes(row, 'style'),
    ],
    cells,
  )
}

function rowAttributes(row: TableRow, style: string): Attribute[] {
  const { as = '', by } = row.group ?? {}
  return [
    ...(row.group ? [[row.kind, by ? `${as} by ${by.source}` : as] satisfies Attribute] : []),
    ['each', row.each && `${row.each.as} in ${row.each.of.source}`],
    ['if', row.test?.source],
    [style, row.style],
    [`${style}-by`, row.styleBy?.source],
  ]
}

/** What stands in one field of a table written with `|`. */
type Place = { readonly cell: TableCell; readonly origin: boolean; readonly sign: '<' | '^' }

/** The cells by row and column, or undefined where `|` cannot say them. */
function gridOf(block: Table): Place[][] | undefined {
  const width = block.columns.length
  if (block.rows.length === 0 || block.columns.some(({ align }) => align === 'justify'))
    return undefined
  const grid: Place[][] = block.rows.map(() => [])
  for (const [r, row] of block.rows.entries()) {
    const sources = [
      row.each?.of.source,
      row.test?.source,
      row.group?.by?.source,
      row.styleBy?.source,
    ]
    if (sources.some((source) => source?.includes('{{'))) return undefined
    let c = 0
    for (const cell of row.cells) {
      if (!isSimple(cell) || cell.styleBy?.source.includes('{{')) return undefined
      while (grid[r]![c]) c++
      const down = cell.rowspan ?? 1
      const across = cell.colspan ?? 1
      if (r + down > block.rows.length || c + across > width) return undefined
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++) {
          if (grid[r + y]![c + x]) return undefined
          grid[r + y]![c + x] = { cell, origin: x === 0 && y === 0, sign: x > 0 ? '<' : '^' }
        }
    }
  }
  for (const row of grid) for (let c = 0; c < width; c++) if (!row[c]) return undefined
  return grid
}

/** Nothing, or one paragraph without a dress of its own. */
function isSimple(cell: TableCell): boolean {
  const [only, ...others] = cell.children
  if (others.length > 0 || cell.colspan === 1 || cell.rowspan === 1) return false
  return (
    only === undefined ||
    (only.type === 'paragraph' &&
      only.style === undefined &&
      only.align === undefined &&
      only.children.length > 0)
  )
}

function piped(block: Table, grid: readonly (readonly Place[])[]): string {
  const marks = { start: ':---', center: ':---:', end: '---:', justify: '---' } as const
  const rule = `| ${block.columns.map(({ align }) => (align ? marks[align] : '---')).join(' | ')} |`
  const rows = block.rows.map((row, r) => pipedRow(row, grid[r]!, r === 0))
  const head = block.rows[0]!.kind === 'head' ? [] : [`|${'   |'.repeat(block.columns.length)}`]
  const [first, ...others] = [...head, ...rows]
  return [first, rule, ...others].join('\n')
}

function pipedRow(row: TableRow, places: readonly Place[], first: boolean): string {
  const texts: string[] = places.map(({ cell, origin, sign }, c) => {
    if (!origin) return sign
    const [paragraph] = cell.children
    const text =
      paragraph?.type === 'paragraph' ? printInline(paragraph.children, { cell: true }) : ''
    const list: Attribute[] = c === 0 ? rowAttributes(row, 'row-style') : []
    list.push(['style', cell.style], ['style-by', cell.styleBy?.source], ['align', cell.align])
    const said = row.kind === 'body' || row.group || (row.kind === 'head' && first)
    const flag = c > 0 || said ? '' : row.kind
    const words = [flag, attributes(list).slice(1, -1)].filter((word) => word !== '')
    const own = words.length === 0 ? '' : `{${words.join(' ')}}`
    return [own, text === '^' ? '\\^' : text].filter((part) => part !== '').join(' ')
  })
  // A header without a word would be taken for none.
  if (first && row.kind === 'head' && texts.join('') === '') texts[0] = '{head}'
  return `| ${texts.join(' | ')} |`
}
