import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { AlternativeVariant, Content, Release, Takes } from '@misiva/model'
import { readFolder } from './folder/release.ts'
import { pickVariant } from './folder/variants.ts'
import { printContent } from './folder/print.ts'
import { lossesOf } from './losses.ts'
import type { Loss } from './losses.ts'
import { sayableOn } from './translate.ts'

function released(name: string): Release {
  const cwd = fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url))
  const files = globSync('**/*.{md,yaml,json}', { cwd }).map(
    (path) => [path, readFileSync(cwd + path)] as const,
  )
  return readFolder(new Map(files), () => '').release
}

const forms = { print: 'pages', email: 'mime', sms: 'text', portal: 'html' } as const
const takes = (channel: string): Takes | undefined => forms[channel as keyof typeof forms]

test('what is begun from another form loses nothing more there, in any example', () => {
  let began = 0
  for (const name of ['retailer', 'bank', 'clinic', 'insurer']) {
    const release = released(name)
    for (const template of release.templates)
      for (const alternative of template.alternatives) {
        if (alternative.kind === 'passive') continue
        for (const to of ['text', 'html', 'mime'] as const) {
          const variants: readonly AlternativeVariant[] = alternative.variants.map((variant) => ({
            ...variant,
            content: sayableOn(variant.content, to, (block) => {
              const found = release.blocks.find((it) => it.name === block)
              return (
                found && pickVariant(found.variants, variant.language, variant.tone, 'en')?.content
              )
            }),
          }))
          const left: readonly Loss[] = variants.flatMap((variant) =>
            lossesOf(release, { ...alternative, variants }, variant, takes),
          )
          assert.deepEqual(
            left.filter((it) => it.to === to),
            [],
            `${template.name} ${alternative.name}`,
          )
          began++
        }
      }
  }
  assert.ok(began > 50)
})

test('columns come one after the other, and a block that says too much is written out', () => {
  const text = (words: string): Content[number] => ({
    type: 'paragraph',
    style: 'small',
    children: [{ type: 'text', text: words }],
  })
  const content: Content = [
    { type: 'columns', widths: ['1fr', '1fr'], columns: [[text('left')], [text('right')]] },
    { type: 'block', name: 'fine' },
    { type: 'block', name: 'rich' },
    { type: 'rule' },
  ]
  const blocks: Readonly<Record<string, Content>> = {
    fine: [text('fine')],
    rich: [text('rich'), { type: 'image', src: 'a.png', alt: [] }],
  }
  const said = sayableOn(content, 'text', (name) => blocks[name])
  assert.equal(printContent(said), 'left\n\nright\n\n::block{name=fine}\n\nrich\n')
  assert.equal(sayableOn(content, 'html', (name) => blocks[name]).length, 4)
})
