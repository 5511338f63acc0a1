import { memo, useLayoutEffect } from 'react'
import { afterPaint } from './after-paint.ts'
import { ChannelMark } from '../marks/ChannelMark.tsx'
import type { EngineClient, Shown } from './client.ts'
import { Findings, Losses, Problems } from './Notes.tsx'
import { MailView } from './MailView.tsx'
import { PageView } from './PageView.tsx'
import { PortalView } from './PortalView.tsx'
import { TextView } from './TextView.tsx'
import { VoiceView } from './VoiceView.tsx'
import type { LivePreviewProps, PreviewChannel } from './props.ts'
import type { Offer, OfferedAlternative, OfferedTemplate } from './protocol.ts'
import type { Choice } from './props.ts'
import { useShown } from './useEngine.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface BoardProps {
  readonly engine: EngineClient
  readonly template: OfferedTemplate
  readonly choice: Choice
  readonly channels: readonly PreviewChannel[]
  readonly offer: Offer
  readonly hidden: ReadonlySet<string>
  readonly paper: number
  readonly turn: (alternative: string, page: number) => void
  readonly onDrawn: LivePreviewProps['onDrawn']
}

const order: Readonly<Record<string, number>> = { pages: 0, text: 1, speech: 2, mime: 3, html: 4 }

/** All alternatives at once, each in the frame of the thing the customer holds. */
export const Board = memo(function Board(props: BoardProps) {
  const { template, hidden } = props
  const shown = template.alternatives
    .filter(({ name, takes }) => takes !== undefined && !hidden.has(name))
    .toSorted((a, b) => (order[a.takes!] ?? 9) - (order[b.takes!] ?? 9))
  const spoken =
    shown.find(({ takes }) => takes === 'speech') ?? shown.find(({ takes }) => takes === 'text')
  return (
    <div className={css.board}>
      {shown.map((alternative) => (
        <Card
          key={`${template.name} ${alternative.name}`}
          {...props}
          alternative={alternative}
          isRead={alternative === spoken}
        />
      ))}
    </div>
  )
})

type CardProps = BoardProps & { alternative: OfferedAlternative; isRead: boolean }

const Card = memo(function Card(props: CardProps) {
  const { engine, alternative, onDrawn, isRead, choice } = props
  const { say } = usePreviewWords()
  const shown = useShown(engine, alternative.name)
  const { view, problems } = shown
  useLayoutEffect(() => {
    if (!view || !onDrawn) return
    // HTML is put into its frame after a first paint, and seen at the second.
    const told = () => onDrawn(alternative.name, shown.took)
    const isFramed = view.kind === 'mime' || view.kind === 'html'
    let stop = afterPaint(isFramed ? () => (stop = afterPaint(told)) : told)
    return () => stop()
  }, [view, onDrawn, alternative.name, shown.took])
  const title = `preview-${alternative.name}`
  return (
    <article
      className={`sheet ${css.card}`}
      data-takes={alternative.takes}
      data-alternative={alternative.name}
      aria-labelledby={title}
    >
      <header className={css.cardHead}>
        <h2 id={title}>
          <ChannelMark channel={alternative.channel} />
          {alternative.name !== alternative.channel && (
            <span className="soft"> {alternative.name}</span>
          )}
        </h2>
        {view && problems.length > 0 ? (
          <span className={css.older}>{say('older')}</span>
        ) : (
          view && <Took ms={shown.took} />
        )}
      </header>
      <div className={css.cardBody} data-older={problems.length > 0}>
        {view ? <Inside {...props} shown={shown} /> : <Waiting shown={shown} />}
      </div>
      <Problems problems={problems} title={say('problems')} />
      <Problems problems={shown.warnings} title={say('warnings')} mild />
      {view?.kind === 'mime' && <Findings findings={view.findings} />}
      {view?.kind === 'text' && isRead && (
        <VoiceView
          text={view.parts.join('')}
          language={choice.language}
          alternative={alternative.name}
        />
      )}
      {view && <Losses losses={shown.losses} />}
    </article>
  )
})

function Took({ ms }: { ms: number }) {
  const { say } = usePreviewWords()
  return (
    <span className="soft small nums" data-took={ms.toFixed(1)}>
      {say('drawn', { ms: Math.max(1, Math.round(ms)) })}
    </span>
  )
}

function Waiting({ shown }: { shown: Shown }) {
  const { say } = usePreviewWords()
  if (shown.problems.length > 0) return null
  return (
    <p className={css.waiting} role="status">
      {say('waiting')}
    </p>
  )
}

function Inside(props: CardProps & { shown: Shown }) {
  const { shown, alternative, choice, channels, offer, turn, paper } = props
  const { view } = shown
  const appearances =
    choice.appearance === 'both' ? (['light', 'dark'] as const) : ([choice.appearance] as const)
  const sender = offer.senders[alternative.channel] ?? offer.house
  switch (view?.kind) {
    case 'pages':
      return (
        <PageView
          view={view}
          words={shown.words}
          width={paper}
          turn={(page) => turn(alternative.name, page)}
        />
      )
    case 'mime':
      return (
        <MailView view={view} sender={sender} appearances={appearances} name={alternative.name} />
      )
    case 'html':
      return <PortalView view={view} appearances={appearances} name={alternative.name} />
    case 'text': {
      const costs = channels.find(({ name }) => name === alternative.channel)?.costs
      return (
        <TextView {...{ view, sender, costs }} name={alternative.name} currency={offer.currency} />
      )
    }
    default:
      return null
  }
}
