/** Random content trees, in the form reading gives, full of what Markdown, YAML and CEL care about. */
import * as fc from 'fast-check'
import type { Block, Expression, Inline, TextTemplate } from '@misiva/model'

// Words full of what Markdown, directives, YAML and CEL care about.
const characters = fc.constantFrom(...'ab Zé1 .,;:!?*_`~#+-=<>[](){}|\\/^&"\'$%@§—“” 中🙂\u00a0')
const nastyWords = fc.constantFrom(
  '&amp;',
  '&#32;',
  '{{',
  '}}',
  '---',
  ':::',
  '::image{',
  ':page',
  '# x',
  '- x',
  '1. x',
  '| a |',
  '<b>',
  '![',
  '](',
  '**',
  '```',
  '~~~',
  'https://a.b',
  '\\{{',
  '{total}',
  '{each="x in y"}',
  '<',
  '^',
  '> q',
  '+ x',
  ':--',
  '==',
  'a:b',
  '[x]: y',
  '    x',
  'subject: x',
  '{value=a}',
)
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: characters }, { weight: 1, arbitrary: nastyWords }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''))
const expression: fc.Arbitrary<Expression> = fc
  .constantFrom(
    'a',
    'invoice.total',
    'x || y && !z',
    '"}}" + a',
    "'it\\'s'",
    'plural(n, {"one": "a", "other": "b"})',
    'a * b * c',
    'l[0]',
    'a < b ? "x|y" : "`"',
    'a\n  + b',
    '"<b>" + "&amp;"',
    "x == '{{'",
    'f(a, "—")',
    '{"a": {"b": 1}}.a.b == 1',
    '"\\\\"',
  )
  .map((source) => ({ source }))
const name = fc.constantFrom('small', 'body', 'a-b', 'two words', 'q"uote', "it's", 'x&y', 'é')
const length = fc.constantFrom('6mm', '1.5em', '50%')

function optional<T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [key]: v }))
}
function merged<T>(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<T> {
  return fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as T)
}

export const template: fc.Arbitrary<TextTemplate> = fc
  .array(fc.oneof(text, expression), { maxLength: 4 })
  .map((parts) => {
    const out: (string | Expression)[] = []
    for (const part of parts)
      if (typeof part === 'string' && typeof out.at(-1) === 'string')
        out[out.length - 1] = `${out.at(-1) as string}${part}`
      else out.push(part)
    return out
  })
/** Parted by `;`, and without blanks at its ends. */
const shownPart: fc.Arbitrary<object> = merged<object>(
  optional('fit', fc.constantFrom('contain', 'cover', 'fill', 'none')),
  optional('crop', fc.constantFrom('10%', '10% 0 0 5%', '0 12.5%')),
  optional('focus', fc.constantFrom('30% 70%', '0 100%')),
)
const seriesName: fc.Arbitrary<TextTemplate> = fc.oneof(
  fc.constantFrom('Gas', 'Strom & Wärme', '2026', 'a, b').map((t): TextTemplate => [t]),
  fc.tuple(expression, fc.constantFrom('kWh', ' kWh')).map((parts): TextTemplate => parts),
)
const marks = fc.subarray(
  ['strong', 'emphasis', 'underline', 'strike', 'code', 'sub', 'sup'] as const,
  { minLength: 1, maxLength: 3 },
)
const manner = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: marks.map((m) => ({ marks: m })) },
  { weight: 1, arbitrary: name.map((style) => ({ style })) },
  { weight: 1, arbitrary: fc.tuple(marks, name).map(([m, style]) => ({ marks: m, style })) },
)

function normal(nodes: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (
      node.type === 'text' &&
      last?.type === 'text' &&
      last.style === node.style &&
      `${last.marks}` === `${node.marks}`
    )
      out[out.length - 1] = { ...last, text: last.text + node.text }
    else out.push(node)
  }
  return out
}

const leaf: fc.Arbitrary<Inline> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(text, manner).map(([t, m]): Inline => ({ type: 'text', text: t, ...m })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(expression, manner)
      .map(([value, m]): Inline => ({ type: 'field', value, ...m })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Inline>(
      { type: 'tab' },
      { type: 'page' },
      { type: 'pages' },
      { type: 'pages', of: 'section' },
      { type: 'running' },
      { type: 'running', level: 2 },
      { type: 'ref', to: 'terms' },
      { type: 'ref', to: 'a-1', show: 'page' },
      { type: 'ref', to: 'x_Y', show: 'number' },
    ),
  },
  {
    weight: 1,
    arbitrary: merged<Inline>(
      fc.constant({ type: 'inlineImage', src: 'brand/a b.svg' }),
      template.map((alt) => ({ alt })),
      optional('height', length),
      shownPart,
    ),
  },
)
function inlines(depth: number, links = true): fc.Arbitrary<Inline[]> {
  const deeper =
    depth === 0
      ? []
      : [
          fc
            .tuple(expression, inlines(depth - 1, links))
            .map(([condition, children]): Inline => ({ type: 'if', test: condition, children })),
          inlines(depth - 1, links)
            .filter((children) => children.length > 0)
            .map((children): Inline => ({ type: 'note', children })),
          ...(links
            ? [
                fc
                  .tuple(template, inlines(depth - 1, false))
                  .map(([href, children]): Inline => ({ type: 'link', href, children })),
              ]
            : []),
        ]
  return fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: leaf },
        ...deeper.map((arbitrary) => ({ weight: 1, arbitrary })),
      ),
      { maxLength: 5 },
    )
    .map(normal)
}
/** Breaks stand between other things; at an edge they would mean nothing. */
const line = inlines(2).filter((list) => list.length > 0)
const lines: fc.Arbitrary<Inline[]> = fc
  .array(line, { minLength: 1, maxLength: 3 })
  .map((parts) =>
    parts.flatMap((part, i): Inline[] => (i === 0 ? part : [{ type: 'break' }, ...part])),
  )

const styled = optional('style', name)
const align = fc.constantFrom('start', 'center', 'end', 'justify')

const simple: fc.Arbitrary<Block> = fc.oneof(
  merged<Block>(
    fc.constant({ type: 'paragraph' }),
    styled,
    optional('align', align),
    fc.oneof(lines, fc.constant([])).map((children) => ({ children })),
  ),
  merged<Block>(
    fc.constant({ type: 'heading' }),
    styled,
    fc.integer({ min: 1, max: 6 }).map((level) => ({ level })),
    fc.oneof(lines, fc.constant([])).map((children) => ({ children })),
  ),
  fc.constant<Block>({ type: 'rule' }),
  merged<Block>(
    fc.constant({ type: 'pageBreak' }),
    optional('to', fc.constantFrom('odd', 'even', 'section', 'column')),
    optional('master', name),
    styled,
  ),
  merged<Block>(
    fc.constant({ type: 'contents' }),
    optional('depth', fc.integer({ min: 1, max: 6 })),
  ),
  merged<Block>(
    fc.constant({ type: 'space' }),
    length.map((height) => ({ height })),
  ),
  merged<Block>(
    fc.constant({ type: 'block' }),
    name.map((n) => ({ name: n })),
  ),
  merged<Block>(
    fc.constant({ type: 'button' }),
    styled,
    template.map((href) => ({ href })),
    lines.map((children) => ({ children })),
  ),
  merged<Block>(
    fc.constant({ type: 'image', src: 'brand/logo.svg' }),
    template.map((alt) => ({ alt })),
    optional('width', length),
    optional('maxWidth', length),
    shownPart,
    optional('align', align),
    styled,
  ),
  merged<Block>(
    fc.constant({ type: 'barcode', symbology: 'qrcode' }),
    template.map((value) => ({ value })),
    template.map((alt) => ({ alt })),
    optional('options', fc.constantFrom('includetext', 'eclevel=H version=4')),
    optional('text', template),
    optional('height', length),
  ),
  merged<Block>(
    fc.constant({ type: 'signature' }),
    template.map((n) => ({ name: n })),
    optional('role', template),
    optional('image', name),
  ),
  merged<Block>(
    fc.constant({ type: 'chart', kind: 'bar' }),
    expression.map((data) => ({ data })),
    expression.map((label) => ({ label })),
    fc.array(expression, { minLength: 1, maxLength: 3 }).chain((values) =>
      fc.oneof(
        fc.constant({ values }),
        fc
          .array(seriesName, { minLength: values.length, maxLength: values.length })
          .map((series) => ({ values, series })),
      ),
    ),
    template.map((alt) => ({ alt })),
  ),
  merged<Block>(
    fc.constant({ type: 'choice', id: 'visit' }),
    fc.oneof(lines, fc.constant([])).map((question) => ({ question })),
    fc
      .array(template, { minLength: 1, maxLength: 3 })
      .map((labels) => ({ options: labels.map((label, i) => ({ label, value: `v${i}` })) })),
  ),
)

export function blocks(depth: number): fc.Arbitrary<Block[]> {
  if (depth === 0) return fc.array(simple, { maxLength: 3 })
  const children = blocks(depth - 1)
  const container: fc.Arbitrary<Block> = fc.oneof(
    merged<Block>(
      fc.constantFrom<object>(
        { type: 'box' },
        { type: 'keep' },
        { type: 'filler' },
        { type: 'filler', priority: 7 },
        { type: 'textColumns', count: 3 },
        { type: 'textColumns', count: 2, gap: '6mm', rule: true },
      ),
      styled,
      children.map((c) => ({ children: c })),
    ),
    merged<Block>(
      fc.constant({ type: 'each', as: 'item' }),
      expression.map((of) => ({ of })),
      children.map((c) => ({ children: c })),
    ),
    fc
      .array(children, { minLength: 1, maxLength: 3 })
      .map((columns): Block => ({ type: 'columns', widths: columns.map(() => '1fr'), columns })),
    fc
      .tuple(
        fc.array(fc.tuple(expression, children), { minLength: 1, maxLength: 2 }),
        fc.option(children, { nil: undefined }),
      )
      .map(([whens, otherwise]): Block => ({
        type: 'choose',
        whens: whens.map(([condition, c]) => ({ test: condition, children: c })),
        ...(otherwise && { otherwise }),
      })),
    merged<Block>(
      fc.constantFrom<object>(
        { type: 'list', ordered: false },
        { type: 'list', ordered: true },
        { type: 'list', ordered: true, start: 9 },
      ),
      fc.array(children, { minLength: 1, maxLength: 3 }).map((items) => ({ items })),
      styled,
    ),
    table(children),
  )
  return fc.array(fc.oneof({ weight: 2, arbitrary: simple }, { weight: 1, arbitrary: container }), {
    maxLength: 4,
  })
}

function table(children: fc.Arbitrary<Block[]>): fc.Arbitrary<Block> {
  const paragraph = lines.map((c): Block[] => [{ type: 'paragraph', children: c }])
  const cell = (width: number): fc.Arbitrary<object> =>
    merged(
      fc
        .oneof(
          { weight: 6, arbitrary: paragraph },
          { weight: 2, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: children },
        )
        .map((c) => ({ children: c })),
      styled,
      optional('styleBy', expression),
      optional('align', align),
      fc.constant(width > 1 ? { colspan: width } : {}),
    )
  const row = (columns: number): fc.Arbitrary<object> =>
    merged(
      fc.constantFrom(
        ...[{ kind: 'head' }, { kind: 'body' }, { kind: 'body' }, { kind: 'total' }],
        ...[{ kind: 'carried' }, { kind: 'brought' }],
        { kind: 'group', group: { as: 'part', by: { source: 'line.part' } } },
        { kind: 'subtotal', group: { as: 'part' } },
        { kind: 'continued', group: { as: 'part' } },
      ),
      optional(
        'each',
        expression.map((of) => ({ of, as: 'line' })),
      ),
      optional('test', expression),
      optional('styleBy', expression),
      styled,
      fc
        .oneof(
          fc.constant(Array<number>(columns).fill(1)),
          fc.constant([columns]),
          fc.constant(
            columns > 2
              ? [2, ...Array<number>(columns - 2).fill(1)]
              : Array<number>(columns).fill(1),
          ),
        )
        .chain((widths) => fc.tuple(...widths.map(cell)))
        .map((cells) => ({ cells })),
    )
  return fc.integer({ min: 1, max: 4 }).chain((count) =>
    merged<Block>(
      fc.constant({ type: 'table' }),
      styled,
      optional('caption', template),
      fc
        .array(
          merged(
            fc.constantFrom({ width: 'auto' }, { width: '1fr' }, { width: '22mm' }),
            optional('align', align),
          ),
          { minLength: count, maxLength: count },
        )
        .map((columns) => ({ columns })),
      fc.array(row(count), { minLength: 1, maxLength: 4 }).map((rows) => ({ rows })),
    ),
  )
}
