import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { cellPlace, CsvRows, splitRow } from './csv.ts'
import type { CsvShape } from './csv.ts'

const shape: CsvShape = {
  delimiter: ',',
  quote: '"',
  header: true,
  rowLines: 100,
  unknownColumns: 'ignore',
}
const column = (name: string) => ({
  name,
  type: 'text' as const,
  optional: false,
  trim: false,
  decimalMark: '.' as const,
})

class Values {
  [name: string]: unknown
}

function rowsOf(text: string, names: readonly string[]): { line: number; cells: unknown[] }[] {
  const reader = new CsvRows(names.map(column), Values, shape, 'f')
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const rows = [...reader.push({ first: 1, lines, bad: new Map() }).rows, ...reader.end(false).rows]
  return rows.map((row) => {
    assert.equal(row.problem, undefined)
    return { line: row.line, cells: names.map((name) => row.values[name]) }
  })
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', '😀', '7'),
  maxLength: 8,
})
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`

describe('CSV', () => {
  it('reads what csv-parse reads (RFC 4180)', () => {
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(table, fc.boolean(), (rows, all) => {
        const write = (v: string): string => (all || /[",\n]/.test(v) || v === '' ? quoted(v) : v)
        const text = `a,b,c\n${rows.map((r) => r.map(write).join(',')).join('\n')}\n`
        const expected = parse(text) as string[][]
        assert.deepEqual(
          rowsOf(text, ['a', 'b', 'c']).map((r) => r.cells),
          expected.slice(1),
        )
        assert.deepEqual(expected.slice(1), rows)
      }),
      { numRuns: 500 },
    )
  })

  it('finds the place of every cell', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const text = cells.map(quoted).join(',')
        let before = ''
        for (const [i, value] of cells.entries()) {
          const lines = before.split('\n')
          assert.deepEqual(cellPlace(text, i, 10, shape), {
            line: 9 + lines.length,
            column: lines.at(-1)!.length + 1,
          })
          before += `${quoted(value)},`
        }
      }),
    )
  })

  it('takes a quote inside a plain field as it is', () => {
    assert.deepEqual(splitRow('FRAME 7" x 5",2', ',', '"').cells, ['FRAME 7" x 5"', '2'])
  })

  it('counts lines through fields that run over several', () => {
    const rows = rowsOf('a,b\n"x\ny\nz",1\nq,2\n', ['a', 'b'])
    assert.deepEqual(rows, [
      { line: 2, cells: ['x\ny\nz', '1'] },
      { line: 5, cells: ['q', '2'] },
    ])
  })
})
