import { NativeSelect, Switch } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'
import type { Key } from '../language/index.tsx'
import type { ImpactItem } from './queries.ts'
import css from './impact.module.css'

const whats = [
  'morePages',
  'fewerPages',
  'moreSegments',
  'fewerSegments',
  'missing',
  'behind',
  'problems',
] as const
export type What = (typeof whats)[number]

export interface ImpactFilter {
  readonly differing: boolean
  readonly channel?: string | undefined
  readonly language?: string | undefined
  readonly what?: What | undefined
}

export const pagesGained = ({ takes, pagesBefore, pagesAfter }: ImpactItem): number =>
  takes === 'pages' && pagesBefore !== null && pagesAfter !== null ? pagesAfter - pagesBefore : 0

export const segmentsGained = ({ segmentsBefore, segmentsAfter }: ImpactItem): number =>
  segmentsBefore !== null && segmentsAfter !== null ? segmentsAfter - segmentsBefore : 0

const holds: Readonly<Record<What, (it: ImpactItem) => boolean>> = {
  morePages: (it) => pagesGained(it) > 0,
  fewerPages: (it) => pagesGained(it) < 0,
  moreSegments: (it) => segmentsGained(it) > 0,
  fewerSegments: (it) => segmentsGained(it) < 0,
  missing: (it) => it.missing.length > 0,
  behind: (it) => it.behind.length > 0,
  problems: (it) => it.problems.length > 0,
}

const words: Readonly<Record<What, Key>> = {
  morePages: 'whatMorePages',
  fewerPages: 'whatFewerPages',
  moreSegments: 'whatMoreSegments',
  fewerSegments: 'whatFewerSegments',
  missing: 'whatMissing',
  behind: 'whatBehind',
  problems: 'whatProblems',
}

/** What is missing or wrong is shown also where the composition is as before. */
export function filtered(items: readonly ImpactItem[], filter: ImpactFilter): ImpactItem[] {
  const { differing, channel, language, what } = filter
  const silent = what === 'missing' || what === 'behind' || what === 'problems'
  return items.filter(
    (it) =>
      (!differing || it.changed || silent) &&
      (!channel || it.channel === channel) &&
      (!language || it.language === language) &&
      (!what || holds[what](it)),
  )
}

interface ImpactFiltersProps {
  readonly items: readonly ImpactItem[]
  readonly filter: ImpactFilter
  readonly shown: number
  readonly set: (filter: ImpactFilter) => void
}

/** Which of the compositions are listed; only what there is can be chosen. */
export function ImpactFilters({ items, filter, shown, set }: ImpactFiltersProps) {
  const { t, word } = useSpeech()
  const counted = (pick: (it: ImpactItem) => string) =>
    [...Map.groupBy(filtered(items, { differing: filter.differing }), pick)].toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    )
  const found = whats.flatMap((what) => {
    const n = items.filter(holds[what]).length
    return n > 0 ? [{ value: what as string, label: `${t(words[what])} (${n})` }] : []
  })
  return (
    <div className={css.filters} role="group" aria-label={t('filters')}>
      <Switch
        size="xs"
        checked={filter.differing}
        onChange={(event) => set({ ...filter, differing: event.currentTarget.checked })}
        label={t('onlyDiffering')}
      />
      <NativeSelect
        size="xs"
        aria-label={t('channel')}
        value={filter.channel ?? ''}
        onChange={(event) => set({ ...filter, channel: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('allChannels') },
          ...counted((it) => it.channel).map(([value, of]) => ({
            value,
            label: `${word('channel', value)} (${of.length})`,
          })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('language')}
        value={filter.language ?? ''}
        onChange={(event) => set({ ...filter, language: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('anyLanguage') },
          ...counted((it) => it.language).map(([value, of]) => ({
            value,
            label: `${value} (${of.length})`,
          })),
        ]}
      />
      {found.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label={t('whatDiffers')}
          value={filter.what ?? ''}
          onChange={(event) =>
            set({ ...filter, what: whats.find((it) => it === event.currentTarget.value) })
          }
          data={[{ value: '', label: t('anyDifference') }, ...found]}
        />
      )}
      <span className="soft small" role="status">
        {t('compositions', { n: shown })}
      </span>
    </div>
  )
}
