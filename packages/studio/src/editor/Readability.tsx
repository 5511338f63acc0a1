import { readabilityOf } from '@misiva/compose'
import type { Content, Language } from '@misiva/model'
import { useDeferredValue, useMemo } from 'react'
import css from './editor.module.css'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'

/** How easy the text is to read, by the formula of its language; nothing where there is none. */
export function Readability({
  tree,
  language,
}: {
  readonly tree: Content
  readonly language: Language
}) {
  const say = useSay()
  const late = useDeferredValue(tree)
  const found = useMemo(() => readabilityOf(late, language), [late, language])
  if (!found) return undefined
  const score = Math.round(Math.min(100, Math.max(0, found.score)))
  return (
    <p className={css.readability} title={`${found.formula}: ${found.longest[0] ?? ''}`}>
      {say('readability')}
      <meter
        min={0}
        max={100}
        low={40}
        high={60}
        optimum={100}
        value={score}
        aria-label={say('readability')}
      />
      <strong>{score}</strong> {say(`grade_${found.grade.replace(' ', '_')}` as Key)}
      <span className="soft">{say('words', { n: found.words })}</span>
    </p>
  )
}
