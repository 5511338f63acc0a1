/** The editor on a page of its own, over content handed in by the test; no part of the studio. */
import '@mantine/core/styles.css'
import '../../src/global.css'
import { MantineProvider } from '@mantine/core'
import type { Content } from '@misiva/model'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ContentEditor } from '../../src/editor/ContentEditor.tsx'
import type { ContentEditorProps, Remark } from '../../src/editor/props.ts'
import { VariantPair } from '../../src/editor/VariantPair.tsx'
import { LanguageProvider } from '../../src/language/index.tsx'
import { cssVariables, theme } from '../../src/theme.ts'

interface Given {
  readonly props: Omit<ContentEditorProps, 'onChange' | 'context'>
  readonly context: Omit<ContentEditorProps['context'], 'imageUrl' | 'block'>
  readonly library: Readonly<Record<string, Content>>
  readonly other?: Content
}
declare global {
  interface Window {
    tree: Content
    opened: string[]
  }
}

const given = (await (await fetch('given.json')).json()) as Given
window.opened = []
const context: ContentEditorProps['context'] = {
  ...given.context,
  imageUrl: (path) => `files/${path}`,
  block: (name) =>
    given.library[name] && { name, content: given.library[name], usedBy: name.length },
}

function Page() {
  const [tree, setTree] = useState(given.props.tree)
  const [other, setOther] = useState(given.other ?? [])
  const [remarks, setRemarks] = useState<readonly Remark[]>(given.props.remarks ?? [])
  window.tree = tree
  const props: ContentEditorProps = {
    ...given.props,
    context,
    tree,
    onChange: setTree,
    onOpenBlock: (name) => window.opened.push(name),
    remarks,
    onRemark: (remark) =>
      setRemarks([
        ...remarks,
        { ...remark, id: String(remarks.length), author: 'Ana', at: '2026-11-22T10:00:00Z' },
      ]),
    onResolve: (id) => setRemarks(remarks.filter((it) => it.id !== id)),
  }
  if (!given.other)
    return (
      <>
        <h1 className="unseen">Editor</h1>
        <ContentEditor {...props} />
      </>
    )
  const variant = (language: string) => ({ language, tone: 'neutral' })
  return (
    <>
      <h1 className="unseen">Variants</h1>
      <VariantPair
        left={{ ...props, variant: variant(given.props.language) }}
        right={{
          ...props,
          tree: other,
          onChange: setOther,
          language: 'es',
          label: 'other, es',
          variant: variant('es'),
        }}
      />
    </>
  )
}

createRoot(document.getElementById('studio')!).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <LanguageProvider>
      <Page />
    </LanguageProvider>
  </MantineProvider>,
)
