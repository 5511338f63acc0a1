import { useQuery } from '@tanstack/react-query'
import { BeginChange } from '../changes/NewChange.tsx'
import { changesQuery } from '../changes/queries.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { ChangeStateMark } from './ObjectMark.tsx'
import type { LibraryObject } from './queries.ts'
import css from './library.module.css'

interface EditInProps {
  readonly object: LibraryObject
  readonly close: () => void
  readonly chosen: (change: string) => void
}

/** Every edit belongs to a change: an open one, or one begun here. */
export function EditIn({ object, close, chosen }: EditInProps) {
  const { t } = useSpeech()
  const open = useQuery(changesQuery('open'))
  const mine = (open.data?.items ?? [])
    .filter((it) => it.may.edit)
    .toSorted((a, b) => Number(has(b.objects, object)) - Number(has(a.objects, object)))
    .slice(0, 6)
  return (
    <Dialog title={t('editIn')} close={close}>
      <p className="soft">{t('editInText')}</p>
      {mine.length > 0 && (
        <>
          <h3 className={css.begin}>{t('editOpen')}</h3>
          <ul className={css.openList}>
            {mine.map((it) => (
              <li key={it.id}>
                <button type="button" onClick={() => chosen(it.id)}>
                  <strong>{it.title}</strong>
                  <ChangeStateMark state={it.state} />
                  <span className="soft small" style={{ marginLeft: 'auto' }}>
                    {it.author.name}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className={css.begin}>{t('editNew')}</h3>
      <BeginChange close={close} begun={chosen} />
    </Dialog>
  )
}

const has = (objects: readonly string[], { kind, name }: LibraryObject) =>
  objects.includes(`${kind}/${name}`)
