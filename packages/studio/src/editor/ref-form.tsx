/** Which heading a reference leads to, and what it shows of it. */
import type { Block } from '@misiva/model'
import type { Node } from '@tiptap/pm/model'
import type { Options } from './entries.tsx'
import type { FormInput } from './form-input.ts'
import { kitOf } from './form-kit.tsx'

export function RefForm(input: FormInput) {
  const { node, editor, host, say } = input
  const { pick } = kitOf(input)
  const to = String(node.attrs['to'])
  const known = headingsIn(editor.state.doc, host.context.block)
  const options: Options = known.some(([id]) => id === to) ? known : [[to, to || '…'], ...known]
  return (
    <>
      {pick('to', options, 'refTo')}
      {pick('show', [
        ['', say('show_title')],
        ['number', say('show_number')],
        ['page', say('show_page')],
      ])}
    </>
  )
}

type BlockOf = FormInput['host']['context']['block']

/** Headings that have an id: of the text at hand, and of the blocks in it. */
function headingsIn(doc: Node, blockOf: BlockOf): [id: string, label: string][] {
  const found: [string, string][] = []
  doc.descendants((node) => {
    const { id, name } = node.attrs
    if (node.type.name === 'heading' && typeof id === 'string' && id !== '')
      found.push([id, `${node.textContent} (${id})`])
    if (node.type.name === 'reference')
      for (const inside of idsIn(blockOf(String(name))?.content ?? [])) found.push([inside, inside])
  })
  return found
}

function idsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'heading') return block.id ?? []
    return 'children' in block && block.type !== 'paragraph' && block.type !== 'button'
      ? idsIn(block.children)
      : []
  })
}
