import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import type { LibraryObject } from './queries.ts'
import { kinds, sorts, states } from './search.ts'
import type { LibrarySearch } from './search.ts'
import css from './library.module.css'

export type SetSearch = (next: Partial<Record<keyof LibrarySearch, string | undefined>>) => void

interface FiltersProps {
  readonly items: readonly LibraryObject[]
  readonly languages: readonly string[]
  readonly shown: number
  readonly search: LibrarySearch
  readonly set: SetSearch
}

/** What the list is bounded to and in which order it stands; all of it is in the address. */
export function Filters({ items, languages, shown, search, set }: FiltersProps) {
  const { t, word } = useSpeech()
  const { kind, state, missing, by, sort } = search
  const people = useEditors(items)
  const one = (
    key: 'kind' | 'state' | 'missing' | 'by' | 'sort',
    label: string,
    data: Option[],
  ) => (
    <NativeSelect
      aria-label={label}
      value={search[key] ?? data[0]!.value}
      onChange={(event) =>
        set({
          [key]:
            event.currentTarget.value === data[0]!.value ? undefined : event.currentTarget.value,
        })
      }
      data={data}
      {...(search[key] && { 'data-chosen': true })}
    />
  )
  return (
    <div className={css.filters} role="search">
      <TextInput
        data-search
        aria-label={t('search')}
        placeholder={t('librarySearch')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={search.q ?? ''}
        onChange={(event) => set({ q: event.currentTarget.value || undefined })}
        className={css.searchField}
      />
      {one('kind', t('kind'), [
        { value: '', label: t('allKinds') },
        ...kinds.map((it) => ({ value: it, label: word('kinds', it) })),
      ])}
      {one('state', t('state'), [
        { value: '', label: t('anyState') },
        ...states.map((it) => ({ value: it, label: word('cstate', it) })),
      ])}
      {one('missing', t('languages'), [
        { value: '', label: t('anyLanguage') },
        ...languages.map((it) => ({ value: it, label: t('missingIn', { language: it }) })),
      ])}
      {people.length > 0 &&
        one('by', t('editors'), [{ value: '', label: t('anyEditor') }, ...people])}
      {one(
        'sort',
        t('sort'),
        sorts.map((it) => ({ value: it, label: word('sort', it) })),
      )}
      {(kind || state || missing || by || sort) && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={() =>
            set({
              ...{ kind: undefined, state: undefined, missing: undefined },
              ...{ by: undefined, sort: undefined },
            })
          }
        >
          {t('clear')}
        </Button>
      )}
      <span className="soft small" role="status">
        {t('objects', { n: shown })}
      </span>
    </div>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

/** Whoever edited anything here; oneself first. */
function useEditors(items: readonly LibraryObject[]): Option[] {
  const { t } = useSpeech()
  const me = usePerson()
  return useMemo(() => {
    const names = new Map(items.flatMap((it) => it.editors).map(({ id, name }) => [id, name]))
    const others = [...names]
      .filter(([id]) => id !== me?.id)
      .toSorted(([, a], [, b]) => a.localeCompare(b))
    return [
      ...(me ? [{ value: me.id, label: t('editedByMe') }] : []),
      ...others.map(([value, name]) => ({ value, label: t('editedBy', { name }) })),
    ]
  }, [items, me, t])
}
