import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renameStyle } from './rename-style.ts'
import type { StyleRename } from './rename-style.ts'

const sheet = `# The brand
paragraphs:
  body: { size: 10pt }
  lead: # what comes first
    extends: body
    size: 14pt
  small: { extends: lead }
text:
  strongly: { weight: 700 }
tables:
  plain: { head: lead, total: "lead" }
boxes:
  lead: { padding: 4pt }
masters:
  a4:
    frames: [{ name: stamp, block: stamp, box: lead }]
channels:
  email:
    paragraphs:
      lead: { size: 18px }
    tables:
      plain: { body: lead }
`
const block = `:::paragraph{style=lead}
We lead with this: :span[lead]{style="lead"} and :span[more]{style=strongly}.
:::

:::box{style=lead}
style=lead is said here as words
:::

| Item | Amount |
| --- | --- |
| {row-style=lead} lead | {style=lead} 1 |
`
const texts = new Map([
  ['brand/style.yaml', sheet],
  ['blocks/hello.en.md', block],
  ['blocks/other.en.md', 'We lead.\n'],
])

function renamed(rename: StyleRename) {
  const result = renameStyle(texts, rename)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

test('a paragraph style is renamed wherever it is named, and nothing else is', () => {
  const files = renamed({ part: 'paragraphs', from: 'lead', to: 'opening' })
  assert.deepEqual([...files.keys()], ['brand/style.yaml', 'blocks/hello.en.md'])
  assert.equal(
    files.get('brand/style.yaml'),
    sheet
      .replace('  lead: # what', '  opening: # what')
      .replace('{ extends: lead }', '{ extends: opening }')
      .replace('head: lead, total: "lead"', 'head: opening, total: "opening"')
      .replace('      lead: { size: 18px }', '      opening: { size: 18px }')
      .replace('body: lead', 'body: opening'),
  )
  assert.equal(
    files.get('blocks/hello.en.md'),
    block
      .replace(':::paragraph{style=lead}', ':::paragraph{style=opening}')
      .replace('[lead]{style="lead"}', '[lead]{style="opening"}')
      .replace('{row-style=lead}', '{row-style=opening}')
      .replace('{style=lead} 1', '{style=opening} 1'),
  )
})

test('a box of the same name is another style', () => {
  const files = renamed({ part: 'boxes', from: 'lead', to: 'framed' })
  assert.equal(
    files.get('blocks/hello.en.md'),
    block.replace(':::box{style=lead}', ':::box{style=framed}'),
  )
  assert.match(files.get('brand/style.yaml')!, /box: framed/)
  assert.match(files.get('brand/style.yaml')!, /boxes:\n {2}framed:/)
  assert.match(files.get('brand/style.yaml')!, /\n {2}lead: # what/)
})

test('a span’s own style', () => {
  const files = renamed({ part: 'text', from: 'strongly', to: 'loud' })
  assert.equal(files.get('blocks/hello.en.md'), block.replace('style=strongly', 'style=loud'))
})

test('what cannot be renamed is refused as MSV-C008', () => {
  const wrong: readonly StyleRename[] = [
    { part: 'paragraphs', from: 'none', to: 'some' },
    { part: 'paragraphs', from: 'lead', to: 'small' },
    { part: 'paragraphs', from: 'lead', to: 'two words' },
    { part: 'paragraphs', from: 'body', to: 'text' },
    { part: 'paragraphs', from: 'lead', to: 'heading1' },
  ]
  for (const rename of wrong) {
    const result = renameStyle(texts, rename)
    assert.equal(result.ok || result.problems[0]?.code, 'MSV-C008', JSON.stringify(rename))
  }
})
