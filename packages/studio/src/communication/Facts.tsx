import type { Communication } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import { ChannelMark } from '../marks/ChannelMark.tsx'
import { Hash } from '../marks/Hash.tsx'
import css from './communication.module.css'

/** What it is and whom it is for. */
export function Facts({ it }: { it: Communication }) {
  const { t, word, instant, language } = useSpeech()
  const languages = new Intl.DisplayNames(language, { type: 'language' })
  const regions = new Intl.DisplayNames(language, { type: 'region' })
  const facts = [
    [t('customer'), `${it.customer.name} (${it.customer.key})`],
    [
      t('languageOf'),
      [
        languages.of(it.customer.language),
        it.customer.country ? regions.of(it.customer.country) : undefined,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    [t('template'), it.template],
    [t('topic'), it.topic],
    [t('dated'), instant(it.dated)],
    [t('release'), <Hash key="release" value={it.release} label={t('release')} />],
  ] as const
  return (
    <section className={`sheet ${css.side}`} aria-labelledby="facts">
      <h2 id="facts">{t('facts')}</h2>
      <dl className={css.pairs}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('contactPoints')}</h3>
      <ul className={css.points}>
        {it.customer.contactPoints.map((point) => (
          <li key={point.channel + point.address}>
            <ChannelMark channel={point.channel} label={false} />
            <span className={css.address}>{point.address}</span>
            <span className="soft small">{word('contact', point.state)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
