import { Button, Textarea } from '@mantine/core'
import { IconCheck, IconEye, IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'
import { DescribeChange } from './DescribeChange.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import type { Change } from './queries.ts'
import { Refusal } from './Refusal.tsx'
import { useStep } from './steps.ts'
import type { Step } from './steps.ts'
import css from './changes.module.css'

/** What may be done with the change now, by whom, and, where it may not, why. */
export function Judging({ change }: { change: Change }) {
  const { t } = useSpeech()
  const person = usePerson()
  const [asked, setAsked] = useState<Step | 'publish' | 'describe'>()
  const submit = useStep('submit')
  const { may, state } = change
  const own = person && [change.author, ...change.editors].some(({ id }) => id === person.id)
  const why = whyNot(change, Boolean(own), person !== null)
  const approver = person?.rights.some(({ role }) => role === 'approver' || role === 'admin')
  const first = change.objects[0]
  return (
    <section className={css.judging} aria-label={t('steps')}>
      <Effect change={change} />
      <div className={css.buttons}>
        {may.edit && first && (
          <Button
            variant="default"
            leftSection={<IconPencil size={15} aria-hidden />}
            renderRoot={(props) => (
              <Link
                to="/library/$kind/$"
                params={{
                  kind: first.slice(0, first.indexOf('/')),
                  _splat: first.slice(first.indexOf('/') + 1),
                }}
                search={{ change: change.id }}
                {...props}
              />
            )}
          >
            {t('edit')}
          </Button>
        )}
        {may.edit && (
          <Button variant="default" onClick={() => setAsked('describe')}>
            {t('describe')}
          </Button>
        )}
        {may.withdraw && (
          <Button variant="subtle" color="gray" onClick={() => setAsked('withdraw')}>
            {t('withdraw')}
          </Button>
        )}
        {may.submit && (
          <Button loading={submit.isPending} onClick={() => submit.mutate({ change })}>
            {t('submit')}
          </Button>
        )}
        {state === 'in-review' && (may.reject || approver) && (
          <Button variant="default" disabled={!may.reject} onClick={() => setAsked('reject')}>
            {t('reject')}
          </Button>
        )}
        {state === 'in-review' && (approver || own) && (
          <Button
            disabled={!may.approve}
            leftSection={<IconCheck size={16} aria-hidden />}
            aria-describedby={why ? 'why-not' : undefined}
            onClick={() => setAsked('approve')}
          >
            {t('approve')}
          </Button>
        )}
        {may.publish && <Button onClick={() => setAsked('publish')}>{t('publish')}</Button>}
      </div>
      <SentBack change={change} />
      {why && (
        <p id="why-not" className={css.why}>
          <IconEye size={17} stroke={1.7} aria-hidden />
          {t(why)}
        </p>
      )}
      {submit.error && <Refusal error={submit.error} />}
      {asked === 'publish' && <PublishDialog change={change} close={() => setAsked(undefined)} />}
      {asked === 'describe' && <DescribeChange change={change} close={() => setAsked(undefined)} />}
      {(asked === 'approve' || asked === 'reject' || asked === 'withdraw') && (
        <Ask step={asked} change={change} close={() => setAsked(undefined)} />
      )}
    </section>
  )
}

/** What has to be different, where those who wrote it read it first. */
function SentBack({ change }: { change: Change }) {
  const { t } = useSpeech()
  const last = change.events.findLast(({ kind }) => kind === 'rejected')
  if (change.state !== 'rejected' || !last?.detail) return null
  return (
    <figure className={css.sentBack}>
      <figcaption className="soft small">
        {t('sentBackBy', { name: last.person?.name ?? t('theSystem') })}
      </figcaption>
      <blockquote>{last.detail}</blockquote>
    </figure>
  )
}

function whyNot({ state, may }: Change, own: boolean, somebody: boolean) {
  if (!somebody) return undefined
  if (state === 'in-review' && !may.approve) return own ? 'fourEyes' : 'needsApprover'
  if (state === 'approved' && !may.publish) return 'needsPublisher'
  return undefined
}

function Effect({ change }: { change: Change }) {
  const { t, instant } = useSpeech()
  const { effectiveFrom, effectiveUntil, editors } = change
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t('author')}</dt>
        <dd>{change.author.name}</dd>
      </div>
      {editors.length > 0 && (
        <div>
          <dt>{t('editors')}</dt>
          <dd>{editors.map(({ name }) => name).join(', ')}</dd>
        </div>
      )}
      <div>
        <dt>{t('effective')}</dt>
        <dd>
          {effectiveFrom ? t('fromTime', { time: instant(effectiveFrom) }) : t('effectiveNow')}
          {effectiveUntil && `, ${t('until', { time: instant(effectiveUntil) })}`}
        </dd>
      </div>
    </dl>
  )
}

function Ask({ step, change, close }: { step: Step; change: Change; close: () => void }) {
  const { t } = useSpeech()
  const [reason, setReason] = useState('')
  const take = useStep(step, close)
  const label = { approve: t('approve'), reject: t('reject'), withdraw: t('withdraw') }
  const word = label[step as keyof typeof label]
  return (
    <Dialog title={word} close={close}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          take.mutate({ change, reason: reason.trim() })
        }}
      >
        {step === 'withdraw' && <p>{t('withdrawAsk')}</p>}
        <Textarea
          data-autofocus
          label={step === 'reject' ? t('rejectReason') : t('approveNote')}
          required={step === 'reject'}
          autosize
          minRows={3}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {take.error && <Refusal error={take.error} />}
        <div className={css.actions}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={take.isPending}
            {...(step === 'approve' ? {} : { color: 'red' })}
          >
            {word}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
