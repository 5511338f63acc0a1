import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Run } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import css from './communications.module.css'
import { listStates } from './search.ts'
import type { RunSearch } from './search.ts'

const route = getRouteApi('/runs/$run')

/** What the list shows; it stands in the address, so a list can be sent to a colleague. */
export function Filters({ run, total }: { run: Run; total: number | null | undefined }) {
  const { t, word, number } = useSpeech()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const set = (change: Record<string, string | undefined>) =>
    void navigate({
      search: (before: RunSearch) => compact({ ...before, ...change }) as RunSearch,
      replace: true,
      resetScroll: false,
    })
  const filtered = search.channel ?? search.state ?? search.refusal ?? search.q
  return (
    <div className={css.filters} role="search" aria-label={t('filters')}>
      <Search key={run.id} value={search.q ?? ''} onChange={(q) => set({ q })} />
      <NativeSelect
        className={css.pick}
        aria-label={t('channel')}
        value={search.channel ?? ''}
        onChange={(event) => set({ channel: event.currentTarget.value })}
        data={[
          { value: '', label: t('allChannels') },
          ...run.channels.map((it) => ({ value: it.channel, label: word('channel', it.channel) })),
        ]}
      />
      <NativeSelect
        className={css.pick}
        aria-label={t('state')}
        value={search.state ?? ''}
        onChange={(event) => set({ state: event.currentTarget.value })}
        data={[
          { value: '', label: t('anyState') },
          ...listStates.map((it) => ({ value: it, label: word('state', it) })),
        ]}
      />
      {run.refused.length > 0 && (
        <NativeSelect
          className={css.pick}
          aria-label={t('refusalReason')}
          value={search.refusal ?? ''}
          onChange={(event) => set({ refusal: event.currentTarget.value })}
          data={[
            { value: '', label: t('anyRefusal') },
            ...run.refused.map((it) => ({ value: it.code, label: word('reason', it.code) })),
          ]}
        />
      )}
      {filtered !== undefined && (
        <Button
          variant="subtle"
          size="sm"
          onClick={() =>
            set({ channel: undefined, state: undefined, refusal: undefined, q: undefined })
          }
        >
          {t('clear')}
        </Button>
      )}
      <span className={`soft ${css.matches}`} role="status">
        {total === undefined
          ? ''
          : total === null
            ? t('manyMatches', { n: number(10_000) })
            : t('matches', { n: total })}
      </span>
    </div>
  )
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useSpeech()
  const [text, setText] = useState(value)
  // Cleared from outside (the button, the browser's own Back): what stands in the address holds.
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    setText(value)
  }
  const tell = useDebouncedCallback(onChange, 200)
  return (
    <TextInput
      className={css.search}
      type="search"
      data-search
      aria-label={t('search')}
      placeholder={t('searchPlaceholder')}
      leftSection={<IconSearch size={15} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        tell(event.currentTarget.value)
      }}
    />
  )
}

function compact(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  )
}
