import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse, parseDocument, isMap, isScalar, isSeq } from 'yaml'
import { editYaml } from './edit-yaml.ts'
import type { YamlPath } from './edit-yaml.ts'

const sheets = ['retailer', 'bank', 'clinic', 'insurer'].map((name) => ({
  name,
  text: readFileSync(
    new URL(`../../../examples/${name}/brand/style.yaml`, import.meta.url),
    'utf8',
  ),
}))

function edited(text: string, path: YamlPath, value: unknown): string {
  const result = editYaml(text, path, value)
  assert.ok(result.ok)
  return result.value
}

interface Leaf {
  readonly path: YamlPath
  readonly value: string | number | boolean
  readonly line: number
}

/** Every single value of a document, with its line from 0. */
function leavesOf(text: string): Leaf[] {
  const found: Leaf[] = []
  const walk = (node: unknown, path: YamlPath): void => {
    if (isMap(node))
      for (const { key, value } of node.items)
        walk(value, [...path, String((key as { value: unknown }).value)])
    else if (isSeq(node)) node.items.forEach((item, i) => walk(item, [...path, i]))
    else if (isScalar(node))
      found.push({
        path,
        value: node.value as string,
        line: text.slice(0, node.range![0]).split('\n').length - 1,
      })
  }
  walk(parseDocument(text).contents, [])
  return found
}

function at(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)?.[step], value)
}

describe('a style sheet edited', () => {
  for (const { name, text } of sheets) {
    const leaves = leavesOf(text)
    test(`one value changes its own line, and nothing else (${name})`, () => {
      assert.ok(leaves.length > 100)
      const before = text.split('\n')
      fc.assert(
        fc.property(
          fc.nat(leaves.length - 1),
          fc.constantFrom('9.5pt', '#12ab9f', 'Ünïque, [x]'),
          (i, next) => {
            const { path, line } = leaves[i]!
            const after = edited(text, path, next).split('\n')
            assert.equal(after.length, before.length)
            after.forEach((now, n) => {
              if (n !== line) assert.equal(now, before[n])
            })
            assert.equal(at(parse(after.join('\n')), path), next)
          },
        ),
        { numRuns: 12 },
      )
    })

    test(`the value it has already leaves every byte as it is (${name})`, () => {
      fc.assert(
        fc.property(fc.nat(leaves.length - 1), (i) => {
          const { path, value } = leaves[i]!
          assert.equal(edited(text, path, value), text)
        }),
        { numRuns: 12 },
      )
    })

    test(`what is added and taken away again leaves every byte as it was (${name})`, () => {
      const holders = ['body', 'heading1', 'tableHead'].map((it) => ['paragraphs', it])
      for (const holder of [...holders, ['tokens'], ['channels', 'email', 'paragraphs', 'body']]) {
        const path = [...holder, 'letterSpacing']
        const more = edited(text, path, '0.2pt')
        assert.equal(at(parse(more), path), '0.2pt')
        assert.equal(edited(more, path, undefined), text, holder.join('.'))
      }
    })
  }

  test('comments stay beside what they are about', () => {
    const text = [
      '# the house',
      'tokens:',
      "  ink: '#111' # letters",
      '',
      'paragraphs:',
      '  body: {',
      '    size: 10pt, # small',
      '    color: ink # dark',
      '  }',
      '',
    ].join('\n')
    const more = edited(text, ['paragraphs', 'body', 'weight'], 400)
    assert.equal(more, text.replace('color: ink # dark', 'color: ink, # dark\n    weight: 400,'))
    assert.equal(edited(more, ['paragraphs', 'body', 'weight'], undefined).includes('# dark'), true)
    assert.equal(
      edited(text, ['tokens', 'paper'], '#fff'),
      text.replace('# letters', "# letters\n  paper: '#fff'"),
    )
  })

  test('what is missing on the way is made, over lines', () => {
    const text = "tokens: { ink: '#111' }\n"
    assert.equal(
      edited(text, ['channels', 'email', 'paragraphs', 'body', 'size'], '16px'),
      `${text.trimEnd()}\n\nchannels:\n  email:\n    paragraphs:\n      body: { size: 16px }\n`,
    )
    const frames = edited(text, ['masters', 'letter'], {
      size: 'A4',
      margin: '20mm',
      frames: [{ name: 'address', x: '20mm' }],
    })
    assert.deepEqual(at(parse(frames), ['masters', 'letter', 'frames', 0, 'name']), 'address')
    const two = edited(frames, ['masters', 'letter', 'frames', 1], { name: 'stamp', x: '90mm' })
    assert.ok(two.includes('\n      - { name: stamp, x: 90mm }'), two)
    assert.equal(edited(two, ['masters', 'letter', 'frames', 1], undefined), frames)
  })

  test('aliases and empty values are changed by printing the document', () => {
    const text = '# kept\nbase: &b { size: 1pt }\nother: *b\nempty:\n'
    assert.deepEqual(parse(edited(text, ['other', 'size'], '2pt')), {
      base: { size: '1pt' },
      other: { size: '2pt' },
      empty: null,
    })
    const filled = edited(text, ['empty'], 'x')
    assert.ok(filled.startsWith('# kept\n'))
    assert.equal(parse(filled).empty, 'x')
  })

  test('text that is no YAML is refused, with its code', () => {
    const result = editYaml('a: [1', ['a'], 2)
    assert.ok(!result.ok)
    assert.equal(result.problems[0]!.code, 'MSV-C011')
  })
})
