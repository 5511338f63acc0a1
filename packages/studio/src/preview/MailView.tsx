import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { Files, Shut } from './Files.tsx'
import { Desktop, Phone } from './Frame.tsx'
import type { Appearance } from './Frame.tsx'
import type { View } from './protocol.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

interface MailViewProps {
  readonly view: Extract<View, { kind: 'mime' }>
  readonly sender: string
  readonly appearances: readonly Appearance[]
  readonly name: string
}

/** An e-mail as a phone and a desktop show it, by day and in the dark; or its text part. */
export function MailView({ view, sender, appearances, name }: MailViewProps) {
  const { say } = usePreviewWords()
  const [form, setForm] = useState('designed')
  const from = sender.replace(/\s*<[^>]*>$/, '')
  return (
    <>
      <div className={css.mailHead}>
        <dl>
          <div>
            <dt>{say('subject')}</dt>
            <dd className={css.subject}>{view.subject}</dd>
          </div>
          <div>
            <dt>{say('from')}</dt>
            <dd>{sender}</dd>
          </div>
          {view.attachments.length > 0 && (
            <div>
              <dt>{say('attachments')}</dt>
              <dd>
                <Files files={view.attachments} />
                {view.shut && <Shut />}
              </dd>
            </div>
          )}
        </dl>
        <SegmentedControl
          size="xs"
          aria-label={say('view')}
          value={form}
          onChange={setForm}
          data={[
            { value: 'designed', label: say('designed') },
            { value: 'text', label: say('textOnly') },
          ]}
        />
      </div>
      {form === 'text' ? (
        <pre className={css.plain} tabIndex={0} role="region" aria-label={say('textOnly')}>
          {view.text}
        </pre>
      ) : (
        appearances.map((appearance) => (
          <div key={appearance} className={css.devices}>
            <Phone
              html={view.html}
              appearance={appearance}
              head={<span className={css.clip}>{from}</span>}
              title={say('of', { what: name, device: say('phone'), appearance: say(appearance) })}
            />
            <Desktop
              html={view.html}
              appearance={appearance}
              head={<span className={css.clip}>{view.subject}</span>}
              title={say('of', { what: name, device: say('desktop'), appearance: say(appearance) })}
            />
          </div>
        ))
      )}
    </>
  )
}
