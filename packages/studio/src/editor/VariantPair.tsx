import { differingBlocks } from '@misiva/compose'
import { useMemo } from 'react'
import { ContentEditor } from './ContentEditor.tsx'
import css from './editor.module.css'
import { useSay } from './language/index.ts'
import type { VariantPairProps } from './props.ts'

export type { VariantPairProps } from './props.ts'

/** Two variants beside each other; parts that the other lacks are marked. */
export function VariantPair({ left, right }: VariantPairProps) {
  const say = useSay()
  const differing = useMemo(() => differingBlocks(left.tree, right.tree), [left.tree, right.tree])
  const n = differing.left.length + differing.right.length
  return (
    <div className={css.pair}>
      <p className={n === 0 ? css.fine : css.notice} role="status">
        {n === 0 ? say('same') : say('differs', { n })}
      </p>
      <div className={css.pairBody}>
        {([left, right] as const).map(({ variant, ...props }, i) => (
          <section key={`${variant.language} ${variant.tone}`} aria-label={props.label}>
            <h2>
              {variant.language} <span className="soft">{variant.tone}</span>
            </h2>
            <ContentEditor
              {...props}
              compact
              differing={i === 0 ? differing.left : differing.right}
            />
          </section>
        ))}
      </div>
    </div>
  )
}
