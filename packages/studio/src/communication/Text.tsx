import { Fragment } from 'react'
import type { Rendering } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import css from './communication.module.css'

type TextRendering = Extract<Rendering, { kind: 'text' }>

const address = /(https?:\/\/[^\s]+)/

/** A short message on a phone, with the segments it is charged by. */
export function Text({ data, to }: { data: TextRendering; to: string | undefined }) {
  const { t } = useSpeech()
  const many = data.segments.length > 1
  return (
    <>
      <div className={css.phone} data-appearance="system">
        <div className={css.phoneHead}>
          <span className={css.clip}>{data.from ?? to ?? ''}</span>
        </div>
        <div className={css.thread} tabIndex={0} role="region" aria-label={t('asText')}>
          <p className={css.bubble}>
            {data.segments.map((segment, i) => (
              <Fragment key={i}>
                {many && i > 0 && (
                  <span
                    className={css.seam}
                    aria-hidden="true"
                    title={t('segmentOf', { n: i + 1 })}
                  />
                )}
                <Linked text={segment} />
              </Fragment>
            ))}
          </p>
        </div>
      </div>
      <p className={css.measure}>
        <strong>{t('segments', { n: data.segments.length })}</strong>
        <span className="soft">
          {t('characters', { n: [...data.text].length })} · {data.encoding}
        </span>
      </p>
    </>
  )
}

/** Addresses as a phone shows them; not links here: a clerk does not open a customer's page by accident. */
function Linked({ text }: { text: string }) {
  return text
    .split(address)
    .map((part, i) => (i % 2 === 1 ? <u key={i}>{part}</u> : <Fragment key={i}>{part}</Fragment>))
}
