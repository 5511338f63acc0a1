import { ActionIcon, Skeleton, Tooltip } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api/client.ts'
import type { Message, Rendering } from '../api/client.ts'
import { viewQuery } from '../api/queries.ts'
import type { Look } from '../api/queries.ts'
import { Told } from '../frame/Told.tsx'
import { useSpeech } from '../language/index.tsx'
import { ChannelMark } from '../marks/ChannelMark.tsx'
import { Hash } from '../marks/Hash.tsx'
import { StateMark } from '../marks/StateMark.tsx'
import type { Appearance } from './appearance.ts'
import { Mail } from './Mail.tsx'
import { Pages } from './Pages.tsx'
import { Text } from './Text.tsx'
import { WebPage } from './WebPage.tsx'
import css from './communication.module.css'

interface SheetProps {
  readonly look: Look
  readonly title: string
  readonly channel: string
  readonly message?: Message
  readonly to?: string
  readonly appearance: Appearance
}

/** A message, or what one would have been, in the frame of the thing the customer holds. */
export function Sheet(props: SheetProps) {
  const { t, word } = useSpeech()
  const { look, title, channel, message } = props
  // Composed only when it comes into sight: a preview costs the server a composition.
  const { ref, entry } = useIntersection({ rootMargin: '200px' })
  const seen = message !== undefined || entry?.isIntersecting === true
  const query = useQuery({ ...viewQuery(look), enabled: seen })
  const data = query.data
  const wide = data?.kind === 'mime' || data?.kind === 'html'
  return (
    <article
      ref={ref}
      className={`sheet ${css.sheet}`}
      data-kind={data?.kind}
      data-wide={wide}
      data-sent={message !== undefined}
      aria-label={`${word('channel', channel)}, ${message ? title : t('notSent')}`}
    >
      <header className={css.sheetHead}>
        <ChannelMark channel={channel} />
        {title !== channel && <span className="soft small">{title}</span>}
        {message ? (
          <StateMark state={message.state} />
        ) : (
          <span className={css.notSent}>{t('notSent')}</span>
        )}
        {data && <Exact data={data} look={look} />}
      </header>
      {data ? (
        <View data={data} {...props} />
      ) : query.isError ? (
        <Trouble error={query.error} />
      ) : (
        <Skeleton height={420} radius={6} role="status" aria-label={t('loading')} />
      )}
    </article>
  )
}

function View({ data, appearance, to, channel }: SheetProps & { data: Rendering }) {
  const { word } = useSpeech()
  const label = word('channel', channel)
  switch (data.kind) {
    case 'pages':
      return <Pages data={data} />
    case 'mime':
      return <Mail data={data} appearance={appearance} label={label} />
    case 'text':
      return <Text data={data} to={to} />
    case 'html':
      return <WebPage data={data} appearance={appearance} label={label} />
  }
}

export function pathOf(look: Look): string {
  return 'message' in look
    ? `/api/messages/${look.message}`
    : `/api/communications/${look.communication}/previews/${encodeURIComponent(look.alternative)}`
}

function Exact({ data, look }: { data: Rendering; look: Look }) {
  const { t, bytes } = useSpeech()
  return (
    <span className={css.exact}>
      <span className="soft small">{bytes(data.bytes)}</span>
      <Hash value={data.sha256} label={t('sha256')} />
      <Tooltip label={t('downloadOf', { file: data.file })}>
        <ActionIcon
          component="a"
          href={`${pathOf(look)}/bytes`}
          download
          variant="subtle"
          color="gray"
          aria-label={t('downloadOf', { file: data.file })}
        >
          <IconDownload size={16} />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

function Trouble({ error }: { error: Error }) {
  const { t } = useSpeech()
  const problem = error instanceof ApiError ? error.problem : undefined
  return (
    <div className={css.trouble} role="status">
      <p>{problem ? <Told problem={{ ...problem, text: problem.detail }} /> : t('failedTitle')}</p>
      {problem && <code className="soft small">{problem.code}</code>}
    </div>
  )
}
