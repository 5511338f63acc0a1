import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { EffectiveFields, useEffective } from './EffectiveFields.tsx'
import type { Change } from './queries.ts'
import { Refusal } from './Refusal.tsx'
import { usePublish } from './steps.ts'
import css from './changes.module.css'

/** From when it is what customers get: now, or a wall clock's time in a zone. */
export function PublishDialog({ change, close }: { change: Change; close: () => void }) {
  const { t } = useSpeech()
  const [when, setWhen] = useState(change.effectiveFrom ? 'date' : 'now')
  const times = useEffective({ from: change.effectiveFrom, until: change.effectiveUntil })
  const [note, setNote] = useState('')
  const publish = usePublish(close)
  return (
    <Dialog title={t('publish')} close={close} size="lg">
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          const { from, until } = times.value()
          publish.mutate({
            change: change.id,
            effectiveFrom: when === 'date' ? from : null,
            effectiveUntil: until,
            note,
          })
        }}
      >
        <p className="soft">{t('publishText')}</p>
        <SegmentedControl
          aria-label={t('effective')}
          value={when}
          onChange={setWhen}
          data={[
            { value: 'now', label: t('atOnce') },
            { value: 'date', label: t('onDate') },
          ]}
        />
        <EffectiveFields times={times} from={when === 'date'} required />
        <Textarea
          label={t('publishNote')}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {publish.error && <Refusal error={publish.error} />}
        <div className={css.actions}>
          {publish.isPending && (
            <span className="soft small" role="status">
              {t('publishing')}
            </span>
          )}
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={publish.isPending}>
            {t(when === 'date' ? 'publishAt' : 'publish')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
