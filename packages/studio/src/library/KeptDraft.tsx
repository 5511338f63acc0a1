import { Button } from '@mantine/core'
import { useState } from 'react'
import { WordsDiff } from '../changes/Diff.tsx'
import { useSpeech } from '../language/index.tsx'
import type { Writing } from './saving.ts'
import css from './conflict.module.css'

/** Text that was written here and did not reach the server: offered, never put back unasked. */
export function KeptDraft({ draft, tell }: { draft: Writing; tell: (text: string) => void }) {
  const { t, instant } = useSpeech()
  const [shown, setShown] = useState(false)
  const { kept } = draft
  if (!kept) return null
  return (
    <div className={css.kept} role="status">
      <p>{t('keptHere', { time: instant(kept.at) })}</p>
      <Button
        size="compact-sm"
        onClick={() => {
          draft.takeUp()
          tell(kept.text)
        }}
      >
        {t('takeUp')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {t('showDraft')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={draft.drop}>
        {t('dropDraft')}
      </Button>
      {shown && (
        <pre tabIndex={0}>
          <WordsDiff before={draft.text} after={kept.text} />
        </pre>
      )}
    </div>
  )
}
