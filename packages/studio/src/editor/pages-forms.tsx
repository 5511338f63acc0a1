/** What is set of the nodes that are for pages: breaks, contents, fillers, columns, page numbers. */
import type { ReactNode } from 'react'
import { TextInput } from './forms.tsx'
import css from './editor.module.css'
import type { Say } from './language/index.ts'

interface PagesInput {
  readonly name: string
  readonly attrs: Readonly<Record<string, unknown>>
  readonly readOnly: boolean
  readonly set: (attrs: Readonly<Record<string, unknown>>) => void
  readonly text: (key: string) => ReactNode
  readonly pick: (key: string, options: readonly (readonly [string, string])[]) => ReactNode
  readonly say: Say
}

const breaks = ['odd', 'even', 'section', 'column'] as const

export function pagesForm({
  name,
  attrs,
  readOnly,
  set,
  text,
  pick,
  say,
}: PagesInput): ReactNode | undefined {
  const number = (key: 'priority' | 'depth' | 'level' | 'count') => (
    <TextInput
      label={say(key)}
      value={String(attrs[key] ?? '')}
      readOnly={readOnly}
      onChange={(value) => {
        if (/^\d{0,3}$/.test(value)) set({ [key]: value === '' ? null : Number(value) })
      }}
    />
  )
  switch (name) {
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
