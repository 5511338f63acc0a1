import { Avatar } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../language/index.tsx'
import { ChangeStateMark } from '../library/ObjectMark.tsx'
import type { Change } from './queries.ts'
import css from './changes.module.css'

/** A change in a line: what, by whom, how far, and from when it counts. */
export function ChangeRow({ change, index }: { change: Change; index: number }) {
  const { t, instant } = useSpeech()
  const { id, title, state, author, objects, files, effectiveFrom, changedAt } = change
  return (
    <li className={css.row} data-row={index}>
      <Avatar name={author.name} color="petrol" variant="light" radius="xl" size={32} aria-hidden />
      <div className={css.rowWhat}>
        <Link to="/changes/$change" params={{ change: id }} className={css.rowTitle}>
          {title}
        </Link>
        <span className="soft small">
          {author.name} · {t('filesN', { n: files.length })}
          {objects.length > 0 &&
            ` · ${objects.map((it) => it.split('/').slice(1).join('/')).join(', ')}`}
        </span>
      </div>
      <ChangeStateMark state={state} />
      <span className="soft small">
        {effectiveFrom && t('fromTime', { time: instant(effectiveFrom) })}
      </span>
      <time className="soft small" dateTime={changedAt}>
        {instant(changedAt)}
      </time>
    </li>
  )
}
