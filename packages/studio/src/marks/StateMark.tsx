import { useSpeech } from '../language/index.tsx'
import css from './marks.module.css'

const tones: Readonly<Record<string, string>> = {
  reading: 'live',
  working: 'live',
  done: 'good',
  delivered: 'good',
  accepted: 'fair',
  composed: 'fair',
  queued: 'wait',
  sending: 'wait',
  waiting: 'wait',
  stopped: 'warn',
  refused: 'warn',
  'in-doubt': 'warn',
  failed: 'bad',
  rejected: 'lost',
}

/** A state in a word, with a dot of its colour; the word alone says it all. */
export function StateMark({ state }: { state: string }) {
  const { word } = useSpeech()
  return (
    <span className={css.state} data-tone={tones[state] ?? 'wait'}>
      {word('state', state)}
    </span>
  )
}
