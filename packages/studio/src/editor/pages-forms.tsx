/** What is set of the nodes that are for pages: breaks, contents, fillers, columns, page numbers. */
import type { ReactNode } from 'react'
import css from './editor.module.css'
import type { FormInput } from './form-input.ts'
import type { Kit } from './form-kit.tsx'

const breaks = ['odd', 'even', 'section', 'column'] as const

/** Undefined where the node is none of these. */
export function pagesForm({ node, say }: FormInput, kit: Kit): ReactNode | undefined {
  const { number, text, pick } = kit
  switch (node.type.name) {
    case 'filler':
      return number('priority')
    case 'contents':
      return number('depth')
    case 'running':
      return number('level')
    case 'textColumns':
      return (
        <div className={css.two}>
          {number('count')}
          {text('gap')}
        </div>
      )
    case 'pageBreak':
      return (
        <>
          {pick('to', [
            ['', say('to_page')],
            ...breaks.map((to) => [to, say(`to_${to}`)] as const),
          ])}
          {text('master')}
        </>
      )
    case 'page':
    case 'pages':
      return pick('of', [
        ['', say('ofDocument')],
        ['section', say('ofSection')],
      ])
    default:
      return undefined
  }
}
