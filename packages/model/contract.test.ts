import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { bindLoosely, compileContract, pathOf } from './contract.ts'
import type { Decimal } from './decimal.ts'
import { formatProblem } from './errors.ts'

function contractOf(schema: Record<string, unknown>) {
  const compiled = compileContract(schema)
  assert.ok(compiled.ok, compiled.ok ? '' : compiled.problems.map(formatProblem).join('\n'))
  return compiled.value
}

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })

test('each kind of JSON becomes the value expressions count with', () => {
  const { variables, bindChecked } = contractOf(
    object({
      text: { type: 'string' },
      whole: { type: 'integer' },
      exact: { type: 'number' },
      money: { type: 'string', format: 'decimal' },
      either: { type: ['string', 'number'], format: 'decimal' },
      day: { type: 'string', format: 'date' },
      time: { type: 'string', format: 'time' },
      at: { type: 'string', format: 'date-time' },
      maybe: { type: ['integer', 'null'] },
      names: { type: 'object', additionalProperties: { type: 'integer' } },
      items: { type: 'array', items: { type: 'number' } },
      choice: { enum: ['a', 'b'] },
      one: { oneOf: [{ type: 'string', format: 'decimal' }, { type: 'number' }] },
      open: {},
    }),
  )
  assert.deepEqual(variables, {
    text: 'string',
    whole: 'int',
    exact: 'Decimal',
    money: 'Decimal',
    either: 'Decimal',
    day: 'Date',
    time: 'Time',
    at: 'Instant',
    maybe: 'int',
    names: 'map<string, int>',
    items: 'list<Decimal>',
    choice: 'string',
    one: 'Decimal',
    open: 'dyn',
  })
  const values = bindChecked.call(
    contractOf(
      object({
        whole: { type: 'integer' },
        exact: { type: 'number' },
        day: { type: 'string', format: 'date' },
        maybe: { type: ['integer', 'null'] },
        list: { type: 'array', items: { type: 'number' } },
      }),
    ),
    { whole: 3, exact: 0.1, day: '2026-02-28', maybe: null, list: [1, 2.5] },
  )
  assert.equal(values['whole'], 3n)
  assert.equal(String(values['exact']), '0.1')
  assert.ok((values['day'] as Temporal.PlainDate).equals('2026-02-28'))
  assert.equal(values['maybe'], undefined)
  assert.deepEqual((values['list'] as Decimal[]).map(String), ['1', '2.5'])
})

test('references, allOf and variants are followed, even to themselves', () => {
  const contract = contractOf({
    ...object({
      root: { $ref: '#/$defs/node' },
      person: {
        allOf: [object({ name: { type: 'string' } }), object({ age: { type: 'integer' } })],
      },
      pet: {
        anyOf: [object({ bark: { type: 'boolean' } }), object({ purr: { type: 'boolean' } })],
      },
    }),
    $defs: {
      node: object({
        value: { type: 'string', format: 'decimal' },
        children: { type: 'array', items: { $ref: '#/$defs/node' } },
      }),
    },
  })
  const fields = Object.fromEntries(contract.types.map((t) => [t.title, t.fields]))
  assert.deepEqual(fields['root'], {
    value: 'Decimal',
    children: `list<${contract.variables['root']}>`,
  })
  assert.deepEqual(fields['person'], { name: 'string', age: 'int' })
  assert.deepEqual(fields['pet'], { bark: 'bool', purr: 'bool' })
  const { root } = contract.bindChecked({
    root: { value: '1.10', children: [{ value: '2.20', children: [] }] },
  }) as { root: { children: { value: Decimal }[] } }
  assert.equal(String(root.children[0]!.value), '2.20')
})

test('misfits are told by path, pointer and what would fit', () => {
  const contract = contractOf(
    object(
      {
        'unit price': { type: 'string', format: 'decimal' },
        day: { type: 'string', format: 'date' },
        lines: {
          type: 'array',
          minItems: 1,
          items: object({ code: { type: 'string', minLength: 1 } }, { required: ['code'] }),
        },
        kind: { enum: ['a', 'b'] },
      },
      { required: ['day'], additionalProperties: false },
    ),
  )
  const misfits = contract.misfits({
    'unit price': '1,50',
    lines: [{ code: '' }, {}],
    kind: 'c',
    extra: 1,
  })
  assert.deepEqual(
    misfits.map(({ path, message }) => `${path} ${message}`).toSorted(),
    [
      '["unit price"] must be a decimal number such as "12.50"',
      'day is missing',
      'extra is not in the contract',
      'kind must be one of "a", "b"',
      'lines[0].code must not be empty',
      'lines[1].code is missing',
    ].toSorted(),
  )
  assert.deepEqual(
    contract.misfits({ day: '2026-02-30' }).map((m) => m.pointer),
    ['/day'],
  )
  const refused = contract.bind({}, 'MSV-C012', { file: 's.json', line: 1, column: 1 })
  assert.ok(!refused.ok)
  assert.deepEqual(refused.problems.map(formatProblem), [
    's.json:1:1 MSV-C012 day is missing\n    hint: Correct the sample or the contract.',
  ])
  assert.equal(contract.bind({ day: '2026-02-28' }).ok, true)
  assert.equal(pathOf('/a/0/b~1c'), 'a[0]["b/c"]')
})

test('a record a thousand times wrong is told of twenty times', () => {
  const contract = contractOf(object({ list: { type: 'array', items: { type: 'string' } } }))
  assert.equal(contract.misfits({ list: Array(1000).fill(1) }).length, 20)
})

test('what is no contract is refused with its place', () => {
  const refused = (schema: Record<string, unknown>) => {
    const compiled = compileContract(schema, (pointer) => ({ file: pointer, line: 1, column: 1 }))
    return compiled.ok
      ? []
      : compiled.problems.map((p) => `${p.code} ${p.place?.file} ${p.message}`)
  }
  assert.deepEqual(refused({}), ['MSV-C011  The contract describes no object with properties'])
  assert.match(refused(object({ a: { type: 'strng' } }))[0]!, /^MSV-C011 \/properties\/a\/type /)
  assert.match(
    refused(object({ a: { $ref: 'https://example.com/x' } }))[0]!,
    /MSV-C011 .*example\.com/,
  )
  assert.match(
    refused(
      JSON.parse('{"type":"object","properties":{"__proto__":{}}}') as Record<string, unknown>,
    )[0]!,
    /cannot be called “__proto__”/,
  )
})

test('JSON without a contract keeps its numbers exact and its keys only keys', () => {
  const value = bindLoosely(
    JSON.parse('{"n": 1, "x": 0.1, "__proto__": {"a": true}, "l": [null]}'),
  ) as Map<string, unknown>
  assert.equal(value.get('n'), 1n)
  assert.equal(String(value.get('x')), '0.1')
  assert.deepEqual(value.get('l'), [null])
  assert.ok(value.get('__proto__') instanceof Map)
  assert.equal(({} as { a?: boolean }).a, undefined)
})

test('where no functions may be made of text, names, types and values are told all the same', () => {
  const program = `
    import { compileContract } from ${JSON.stringify(new URL('./contract.ts', import.meta.url).href)}
    const made = compileContract({ type: 'object', properties: { day: { type: 'string', format: 'date' } } })
    if (!made.ok) throw new Error(made.problems[0].message)
    const { checks, variables } = made.value
    const bound = made.value.bind({ day: '2026-03-31' })
    console.log(JSON.stringify([checks, variables, bound.ok && String(bound.value.day)]))
  `
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--input-type=module', '-e', program],
    { encoding: 'utf8' },
  )
  assert.equal(stdout.trim(), '[false,{"day":"Date"},"2026-03-31"]', stderr)
  assert.equal(contractOf(object({})).checks, true)
})
