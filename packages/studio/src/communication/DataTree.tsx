import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../language/index.tsx'
import css from './communication.module.css'

/** The data it was composed from, as a tree that opens where one looks. */
export function DataTree({ data }: { data: Readonly<Record<string, unknown>> }) {
  const { t } = useSpeech()
  const [all, setAll] = useState<boolean>()
  return (
    <section className={`sheet ${css.side}`} aria-labelledby="data">
      <div className={css.sideHead}>
        <h2 id="data">{t('data')}</h2>
        <UnstyledButton className={css.small} onClick={() => setAll((open) => !open)}>
          {t(all ? 'collapseAll' : 'expandAll')}
        </UnstyledButton>
      </div>
      {/* A new key opens and closes every branch by drawing them anew. */}
      <div className={css.tree} key={String(all)}>
        <Branch value={data} depth={0} open={all} />
      </div>
    </section>
  )
}

interface BranchProps {
  readonly value: object
  readonly depth: number
  readonly open: boolean | undefined
}

function Branch({ value, depth, open }: BranchProps) {
  const { t } = useSpeech()
  return (
    <ul>
      {Object.entries(value).map(([name, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null ? (
          <li key={name}>
            <details open={open ?? (depth < 1 && !Array.isArray(inner))}>
              <summary>
                <span className={css.name}>{name}</span>{' '}
                <span className="soft small">{t('entries', { n: Object.keys(inner).length })}</span>
              </summary>
              <Branch value={inner} depth={depth + 1} open={open} />
            </details>
          </li>
        ) : (
          <li key={name} className={css.leaf}>
            <span className={css.name}>{name}</span>
            <span className={css.value} data-type={typeof inner}>
              {inner === null ? 'null' : String(inner)}
            </span>
          </li>
        ),
      )}
    </ul>
  )
}
