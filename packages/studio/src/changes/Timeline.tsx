import { Avatar } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'
import type { Change } from './queries.ts'
import css from './changes.module.css'

/** Who did what, in the order in which it happened. */
export function Timeline({ change }: { change: Change }) {
  const { t, word, instant } = useSpeech()
  return (
    <ol className={css.timeline}>
      {change.events.map((event, index) => (
        <li key={`${event.at} ${index}`} data-kind={event.kind}>
          <Avatar
            name={event.person?.name ?? 'M'}
            color="petrol"
            variant="light"
            radius="xl"
            size={30}
            aria-hidden
          />
          <div>
            <strong>{event.person?.name ?? t('theSystem')}</strong> {word('event', event.kind)}
            {event.detail && <blockquote>{event.detail}</blockquote>}
          </div>
          <time className="soft small" dateTime={event.at}>
            {instant(event.at)}
          </time>
        </li>
      ))}
    </ol>
  )
}
