/** The preview alone, beside a text to write in: for tests, measurements and whoever works on it. */
import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@fontsource/ibm-plex-mono/400.css'
import '@mantine/core/styles.css'
import '../../src/global.css'
import './harness.css'
import { MantineProvider, NativeSelect } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { useCallback, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '../../src/language/index.tsx'
import { LivePreview } from '../../src/preview/LivePreview.tsx'
import type { FileAt, PreviewChannel, PreviewCustomer } from '../../src/preview/LivePreview.tsx'
import { cssVariables, theme } from '../../src/theme.ts'

interface Content {
  readonly files: readonly FileAt[]
  readonly texts: Readonly<Record<string, string>>
  readonly channels: readonly PreviewChannel[]
  readonly customers: readonly PreviewCustomer[]
}

interface Drawn {
  readonly alternative: string
  readonly took: number
  readonly at: number
}

const drawn: Drawn[] = []
const strokes: number[] = []
Object.assign(window, { preview: { drawn, strokes } })
window.addEventListener('input', (event) => strokes.push(event.timeStamp), true)

const asked = new URLSearchParams(location.search)
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
setNonce(nonce)

const note = (alternative: string, took: number) =>
  void drawn.push({ alternative, took, at: performance.now() })

function Harness({ content }: { content: Content }) {
  const [path, setPath] = useState(asked.get('file') ?? Object.keys(content.texts)[0]!)
  const [edits, setEdits] = useState<ReadonlyMap<string, string>>(new Map())
  const find = useCallback(
    async (template: string, search: string) =>
      content.customers.filter(
        (it) => it.template === template && it.name.toLowerCase().includes(search.toLowerCase()),
      ),
    [content],
  )
  return (
    <main className="harness">
      <h1 className="unseen">Preview</h1>
      <section className="writing" aria-label="Text">
        <NativeSelect
          label="File"
          size="xs"
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          data={Object.keys(content.texts)}
        />
        <textarea
          aria-label="Content"
          spellCheck={false}
          value={edits.get(path) ?? content.texts[path]}
          onChange={(event) => setEdits(new Map(edits).set(path, event.currentTarget.value))}
        />
      </section>
      <LivePreview
        files={content.files}
        channels={content.channels}
        content={edits}
        writing={path}
        {...(asked.get('template') && { template: asked.get('template')! })}
        {...(asked.get('sample') && { sample: asked.get('sample')! })}
        findCustomers={find}
        onDrawn={note}
      />
    </main>
  )
}

const content = (await (await fetch('/content.json')).json()) as Content
createRoot(document.getElementById('studio')!).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={() => nonce}
  >
    <QueryClientProvider client={new QueryClient()}>
      <LanguageProvider>
        <Harness content={content} />
      </LanguageProvider>
    </QueryClientProvider>
  </MantineProvider>,
)
