import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StyleSheet } from '@misiva/model'
import { parseEdges, parseLength, parsePaper, parseWidth } from './length.ts'
import { paragraphCss, sideOf } from './css.ts'
import { PrintStyles } from './print.ts'
import { resolveSheet } from './sheet.ts'

const empty: StyleSheet = {
  tokens: {},
  fonts: [],
  text: {},
  paragraphs: {},
  tables: {},
  boxes: {},
  masters: {},
  channels: {},
}

test('lengths are points whatever their unit', () => {
  assert.equal(parseLength('10pt'), 10)
  assert.equal(parseLength('1in'), 72)
  assert.ok(Math.abs(parseLength('25.4mm')! - 72) < 1e-9)
  assert.ok(Math.abs(parseLength('2.54cm')! - 72) < 1e-9)
  assert.equal(parseLength('96px'), 72)
  assert.equal(parseLength('1.5em', 12), 18)
  assert.equal(parseLength('50%', 10, 400), 200)
  assert.equal(parseLength('-2pt'), -2)
  assert.equal(parseLength('0'), 0)
  for (const bad of ['10', 'pt', '1e3pt', '10 pt', '', 'auto', '1pc'])
    assert.equal(parseLength(bad), undefined, bad)
  assert.deepEqual(parseEdges('1pt 2pt'), { top: 1, right: 2, bottom: 1, left: 2 })
  assert.deepEqual(parsePaper('letter landscape'), [792, 612])
  assert.equal(parsePaper('A9'), undefined)
  assert.deepEqual(parseWidth('1.5fr'), { kind: 'fraction', share: 1.5 })
  assert.equal(parseWidth('wide'), undefined)
})

test('styles extend, refine by channel, and a larger size keeps the line height’s proportion', () => {
  const { sheet, problems } = resolveSheet(
    {
      ...empty,
      tokens: { ink: '#123', accent: 'ink' },
      paragraphs: {
        body: { font: 'A', size: '10pt', lineHeight: '14pt', color: 'accent' },
        lead: { extends: 'body', size: '2em' },
        intro: { extends: 'lead', weight: 700 },
      },
      channels: { email: { paragraphs: { body: { size: '12pt' }, lead: { align: 'center' } } } },
    },
    'email',
  )
  assert.deepEqual(problems, [])
  const intro = sheet.paragraphs.get('intro')!
  assert.deepEqual(
    [intro.font, intro.size, intro.lineHeight, intro.color, intro.weight, intro.align],
    ['A', 24, 28, '#112233', 700, 'center'],
  )
  assert.ok(sheet.paragraphs.get('heading1')!.size > 12)
})

test('each slip of a style sheet is named by its path', () => {
  const { problems } = resolveSheet(
    {
      ...empty,
      tokens: { ink: 'black' },
      paragraphs: {
        body: { size: '10', color: 'inc' },
        a: { extends: 'b' },
        b: { extends: 'a' },
        c: { extends: 'bodi' },
      },
      tables: { t: { headRule: '1xx ink', padding: 'big', head: 'none' } },
      boxes: { x: { background: '#12' } },
    },
    'print',
  )
  assert.deepEqual(problems.map(({ path }) => path.join('.')).sort(), [
    'boxes.x.background',
    'paragraphs.b.extends',
    'paragraphs.body.color',
    'paragraphs.body.size',
    'paragraphs.c.extends',
    'tables.t.head',
    'tables.t.headRule',
    'tables.t.headRule',
    'tables.t.padding',
    'tokens.ink',
  ])
  for (const { problem } of problems) assert.equal(problem.code, 'MSV-C008')
})

test('start and end are sides, the other way round from right to left', () => {
  assert.deepEqual(
    (['start', 'end', 'center'] as const).map((align) => sideOf(align, false)),
    ['left', 'right', 'center'],
  )
  assert.deepEqual([sideOf('start', true), sideOf('end', true)], ['right', 'left'])
  const body = resolveSheet(empty, 'email').sheet.paragraphs.get('body')!
  const css = paragraphCss({ ...body, indent: 3 }, { first: true, last: true }, 'end', true)
  assert.deepEqual(
    [css['margin'], css['padding-right'], css['text-align']],
    ['0 0 0', '4px', 'left'],
  )
})

test('a style is one frozen object however often it is asked for', () => {
  const { sheet } = resolveSheet(empty, 'print')
  const styles = new PrintStyles(sheet)
  assert.equal(styles.paragraph('body', 'end'), styles.paragraph('body', 'end'))
  assert.equal(styles.text(['strong'], undefined), styles.text(['strong'], undefined))
  assert.equal(styles.text([], undefined), undefined)
  assert.ok(Object.isFrozen(styles.table('default').rows[0]))
})
