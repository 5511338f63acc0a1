import { Fragment } from 'react'
import { useSpeech } from '../language/index.tsx'
import type { View } from './protocol.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface TextViewProps {
  readonly view: Extract<View, { kind: 'text' }>
  readonly sender: string
  /** Of the alternative: a template may have several. */
  readonly name: string
  /** Thousandths of the currency for each segment. */
  readonly costs: number | undefined
  readonly currency: string
}

/** What fits: in one message, and in each of several (3GPP TS 23.040 §9.2.3.24.1). */
const limits = { 'GSM-7': [160, 153], 'UCS-2': [70, 67] } as const

/** A short message on a phone, with where the network cuts it and what it costs. */
export function TextView({ view, sender, name, costs, currency }: TextViewProps) {
  const { say } = usePreviewWords()
  const { language } = useSpeech()
  const { parts, encoding, units } = view
  const [whole, part] = limits[encoding]
  const limit = parts.length === 1 ? whole : part * parts.length
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    maximumFractionDigits: 3,
  })
  return (
    <div className={css.message}>
      <div className={css.phone} data-appearance="system">
        <div className={css.phoneHead}>
          <span className={css.clip}>{sender}</span>
        </div>
        <div className={css.thread} tabIndex={0} role="region" aria-label={`${sender}, ${name}`}>
          <p className={css.bubble}>
            {parts.map((text, i) => (
              <Fragment key={i}>
                {i > 0 && (
                  <span
                    className={css.seam}
                    title={say('segment', { n: i + 1 })}
                    aria-hidden="true"
                  />
                )}
                <Linked text={text} />
              </Fragment>
            ))}
          </p>
        </div>
      </div>
      <dl className={css.measure}>
        <div>
          <dd>{parts.length === 1 ? say('segmentsOne') : say('segments', { n: parts.length })}</dd>
          <dt>{encoding}</dt>
        </div>
        <div>
          <dd>
            <meter
              min={0}
              max={limit}
              value={units}
              aria-label={say('units', { n: units, limit })}
              className={css.meter}
            />
          </dd>
          <dt>{say('units', { n: units, limit })}</dt>
        </div>
        {costs !== undefined && (
          <div>
            <dd>{money.format((costs * parts.length) / 1000)}</dd>
            <dt>{say('cost', { money: money.format(costs / 1000) })}</dt>
          </div>
        )}
      </dl>
    </div>
  )
}

const address = /(https?:\/\/[^\s]+)/

function Linked({ text }: { text: string }) {
  return text
    .split(address)
    .map((part, i) => (i % 2 === 1 ? <u key={i}>{part}</u> : <Fragment key={i}>{part}</Fragment>))
}
