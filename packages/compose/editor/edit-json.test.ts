import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { editJson, JsonNumber, printed, readJson, renameJson } from './edit-json.ts'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))
const files = globSync('*/templates/*/{contract.schema.json,samples/*.json}', { cwd: examples })
  .toSorted()
  .map((path) => readFileSync(examples + path, 'utf8'))

function done(result: ReturnType<typeof editJson>): string {
  assert.ok(result.ok)
  return result.value
}

type Path = (string | number)[]
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, it]) =>
    pathsOf(it, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return path.length === 0 ? inner : [path, ...inner]
}
const at = (value: unknown, path: Path) =>
  path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)?.[step], value)

describe('a value of a JSON file', () => {
  test('changes alone, in every file of the examples', () => {
    assert.ok(files.length > 30)
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), (text, n) => {
        const before: unknown = JSON.parse(text)
        const paths = pathsOf(before)
        const path = paths[n % paths.length]!
        assert.deepEqual(JSON.parse(done(editJson(text, path, at(valueIn(text), path)))), before)
        const edited = done(editJson(text, path, 'made so'))
        assert.equal(at(JSON.parse(edited), path), 'made so')
        // All but the value itself is as it was.
        const [head, tail] = [common(text, edited), common(reversed(text), reversed(edited))]
        assert.ok(head + tail >= edited.length - '"made so"'.length)
        const gone = JSON.parse(done(editJson(text, path, undefined))) as unknown
        const owner = path.slice(0, -1)
        const size = (value: unknown) => Object.keys(at(value, owner) as object).length
        assert.equal(size(gone), size(before) - 1)
      }),
      { numRuns: 150 },
    )
  })

  test('numbers keep their digits', () => {
    const text = '{ "a": 1.10, "b": [1e2, 3] }'
    const read = readJson(text)
    assert.ok(read.ok)
    assert.equal(printed(read.value, ''), '{\n  "a": 1.10,\n  "b": [1e2, 3]\n}')
    assert.equal(done(editJson(text, ['a'], JsonNumber.of('2.50'))), '{ "a": 2.50, "b": [1e2, 3] }')
    assert.equal(JsonNumber.of('01'), undefined)
    assert.equal(JsonNumber.of('1,5'), undefined)
  })

  test('a new name stands where the order has it', () => {
    const order = ['a', 'b', 'c', 'd']
    const text = '{\n  "b": 1,\n  "d": 2\n}\n'
    assert.deepEqual(Object.keys(JSON.parse(done(editJson(text, ['c'], 0, order))) as object), [
      'b',
      'c',
      'd',
    ])
    assert.deepEqual(Object.keys(JSON.parse(done(editJson(text, ['a'], 0, order))) as object), [
      'a',
      'b',
      'd',
    ])
    assert.equal(done(editJson(text, ['e'], [], order)), '{\n  "b": 1,\n  "d": 2,\n  "e": []\n}\n')
    assert.equal(
      done(editJson('{"l": []}', ['l', 0], { x: '1' })),
      '{"l": [\n  {\n    "x": "1"\n  }\n]}',
    )
  })

  test('a name is renamed in its place, and what is no JSON is refused', () => {
    assert.equal(
      done(renameJson('{"a": {"b": 1, "c": 2}}', ['a', 'b'], 'z')),
      '{"a": {"z": 1, "c": 2}}',
    )
    for (const result of [editJson('{a: 1}', ['a'], 2), renameJson('[', [], 'x'), readJson('')]) {
      assert.ok(!result.ok)
      assert.equal(result.problems[0]!.code, 'MSV-C011')
    }
    assert.ok(!editJson('{"a": 1}', ['b', 'c'], 2).ok)
  })
})

function valueIn(text: string): unknown {
  const read = readJson(text)
  return read.ok ? read.value : undefined
}
const reversed = (text: string) => [...text].toReversed().join('')
function common(a: string, b: string): number {
  let n = 0
  while (n < a.length && a[n] === b[n]) n++
  return n
}
