import { Button, Modal, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../language/index.tsx'
import { Refusal } from './Judging.tsx'
import type { Change } from './queries.ts'
import { usePublish } from './steps.ts'
import { instantOf, localOf, zoneHere, ZoneField } from './zone.tsx'
import css from './changes.module.css'

/** From when it is what customers get: now, or a wall clock's time in a zone. */
export function PublishDialog({ change, close }: { change: Change; close: () => void }) {
  const { t } = useSpeech()
  const [zone, setZone] = useState(zoneHere())
  const [when, setWhen] = useState(change.effectiveFrom ? 'date' : 'now')
  const [from, setFrom] = useState(localOf(change.effectiveFrom, zone))
  const [until, setUntil] = useState(localOf(change.effectiveUntil, zone))
  const [note, setNote] = useState('')
  const publish = usePublish(close)
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('publish')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          publish.mutate({
            change: change.id,
            effectiveFrom: when === 'date' ? instantOf(from, zone) : null,
            effectiveUntil: instantOf(until, zone),
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
        <div className={css.dates}>
          {when === 'date' && (
            <TextInput
              type="datetime-local"
              label={t('effectiveFrom')}
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
          )}
          <TextInput
            type="datetime-local"
            label={t('effectiveUntil')}
            description={t('openEnd')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <ZoneField zone={zone} choose={setZone} />
        </div>
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
    </Modal>
  )
}
