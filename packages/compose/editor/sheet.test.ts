import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSheet } from './sheet.ts'

const files = new Set(['brand/fonts/A.ttf'])

test('every problem of a sheet is told at its value', () => {
  const { problems, readable, style } = readSheet(
    `tokens: { ink: '#111', paper: white paper }
fonts:
  - { family: A, file: brand/fonts/A.ttf }
  - { family: B, weight: 9000, file: brand/fonts/B.ttf }
paragraphs:
  body: { font: A, size: 10, colour: ink }
  lead: { extends: bodi, color: inc }
masters:
  letter:
    size: A4
    margin: 20mm
    frames:
      - { name: address, x: 20, y: 45mm, width: 85mm, height: 45mm, block: address }
channels:
  email: { boxes: { note: { border: thin } } }
`,
    files,
  )
  assert.equal(readable, true)
  assert.equal(style.paragraphs['body']?.font, 'A')
  const told = problems.map(({ path, problem }) => `${path.join('.')} ${problem.code}`)
  assert.deepEqual(told.toSorted(), [
    'channels.email.boxes.note.border MSV-C011',
    'fonts.1.file MSV-C007',
    'fonts.1.weight MSV-C011',
    'masters.letter.frames.0.x MSV-C011',
    'paragraphs.body.colour MSV-C009',
    'paragraphs.body.size MSV-C011',
    'paragraphs.lead.color MSV-C008',
    'paragraphs.lead.extends MSV-C008',
    'tokens.paper MSV-C011',
  ])
})

test('a font file that is missing is told at the file', () => {
  const { problems } = readSheet('fonts: [{ family: A, file: brand/fonts/C.ttf }]\n', files)
  assert.deepEqual(
    problems.map(({ path, problem }) => [path, problem.code]),
    [[['fonts', 0, 'file'], 'MSV-C007']],
  )
})

test('text that is no YAML cannot be edited but as text', () => {
  const { problems, readable } = readSheet('tokens: { ink: [\n', files)
  assert.equal(readable, false)
  assert.deepEqual(problems[0]?.path, [])
  assert.deepEqual(readSheet('', files).problems, [])
})
