/** Lines of plain text: width as a reader sees it, wrapping, padding, tables. */

// Wide and fullwidth of Unicode Standard Annex 11, by block: precise enough for padding.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud83c-\ud83e][\udc00-\udfff]/g
const markOnly = /\p{M}/gu

/** Columns a text takes where every letter is as wide as the other. */
export function widthOf(text: string): number {
  let width = text.length
  for (const found of text.match(wide) ?? []) width += found.length === 1 ? 1 : 0
  for (const found of text.match(markOnly) ?? []) width -= found.length
  return width
}

/** Breaks at spaces so that no line is longer than `width`; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line.trimEnd()]
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && widthOf(current) + 1 + widthOf(word) > width) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  if (current !== '') lines.push(current)
  return lines
}

function pad(text: string, width: number, align: 'start' | 'center' | 'end'): string {
  const room = Math.max(0, width - widthOf(text))
  if (align === 'end') return ' '.repeat(room) + text
  if (align === 'center') return ' '.repeat(room >> 1) + text + ' '.repeat(room - (room >> 1))
  return text + ' '.repeat(room)
}

export interface TextCell {
  readonly text: string
  readonly align: 'start' | 'center' | 'end'
  readonly span: number
}

export interface TextRow {
  readonly kind: 'head' | 'body' | 'total' | 'group' | 'subtotal'
  readonly cells: readonly TextCell[]
}

const gap = 2
/** A column is not squeezed below this. */
const least = 10

/** Rows as aligned lines, or as `Name: value` groups where they cannot fit side by side. */
export function layTable(rows: readonly TextRow[], columns: number, width: number): string[] {
  const widths = columnWidths(rows, columns, width)
  if (!widths) return asGroups(rows, width)
  const lines: string[] = []
  const full = widths.reduce((sum, each) => sum + each, 0) + gap * (columns - 1)
  rows.forEach((row, i) => {
    const before = rows[i - 1]?.kind
    const begins = row.kind === 'group' && before !== 'group'
    if (begins && before !== undefined && before !== 'head') lines.push('')
    if (row.kind === 'subtotal' && before === 'body')
      lines.push(' '.repeat(full - widths.at(-1)!) + '-'.repeat(widths.at(-1)!))
    if (row.kind === 'total' && rows[i - 1]?.kind !== 'total') lines.push('-'.repeat(full))
    lines.push(...layRow(row, widths))
    if (row.kind === 'head' && rows[i + 1]?.kind !== 'head') lines.push('-'.repeat(full))
  })
  return lines
}

function columnWidths(
  rows: readonly TextRow[],
  columns: number,
  width: number,
): number[] | undefined {
  const widths = Array<number>(columns).fill(1)
  for (const row of rows) {
    let column = 0
    for (const cell of row.cells) {
      const longest = Math.max(0, ...cell.text.split('\n').map(widthOf))
      if (cell.span === 1) widths[column] = Math.max(widths[column]!, longest)
      column += cell.span
    }
  }
  const room = width - gap * (columns - 1)
  let excess = widths.reduce((sum, each) => sum + each, 0) - room
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths))
    if (widths[widest]! <= least) return undefined
    const second = Math.max(least, ...widths.filter((_, i) => i !== widest))
    const cut = Math.min(excess, Math.max(1, widths[widest]! - second))
    widths[widest]! -= cut
    excess -= cut
  }
  return widths
}

function layRow(row: TextRow, widths: readonly number[]): string[] {
  let column = 0
  const cells = row.cells.map((cell) => {
    const covered = widths.slice(column, column + cell.span)
    column += cell.span
    const width = covered.reduce((sum, each) => sum + each, 0) + gap * (covered.length - 1)
    return { cell, width, lines: wrap(cell.text, width) }
  })
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, i) =>
    cells
      .map(({ cell, width, lines }) => pad(lines[i] ?? '', width, cell.align))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

function asGroups(rows: readonly TextRow[], width: number): string[] {
  const names = rows.find((row) => row.kind === 'head')?.cells.map((cell) => cell.text) ?? []
  const groups = rows
    .filter((row) => row.kind !== 'head')
    .map((row) => {
      let column = 0
      return row.cells.flatMap((cell) => {
        const name = cell.span === 1 && row.kind === 'body' ? names[column] : undefined
        column += cell.span
        if (cell.text === '') return []
        return wrap(name ? `${name}: ${cell.text}` : cell.text, width)
      })
    })
  return groups.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))
}
