import { SegmentedControl } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import type { Rendering } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import type { Appearance } from './appearance.ts'
import { DesktopFrame, PhoneFrame } from './Frames.tsx'
import css from './communication.module.css'

type MailRendering = Extract<Rendering, { kind: 'mime' }>

/** An e-mail as a phone and as a desktop mail program show it, side by side; or its text part. */
export function Mail(props: { data: MailRendering; appearance: Appearance; label: string }) {
  const { t } = useSpeech()
  const { data, appearance, label } = props
  const [form, setForm] = useState(data.html ? 'html' : 'text')
  return (
    <>
      <dl className={css.mailHead}>
        <div>
          <dt>{t('subject')}</dt>
          <dd className={css.subject}>{data.subject}</dd>
        </div>
        <div>
          <dt>{t('from')}</dt>
          <dd>{data.from}</dd>
        </div>
        <div>
          <dt>{t('to')}</dt>
          <dd>{data.to}</dd>
        </div>
      </dl>
      <div className={css.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={form}
          onChange={setForm}
          data={[
            { value: 'html', label: t('htmlPart'), disabled: data.html === null },
            { value: 'text', label: t('textPart') },
          ]}
        />
      </div>
      {form === 'html' && data.html !== null ? (
        <div className={css.devices}>
          <PhoneFrame
            src={data.html}
            appearance={appearance}
            title={t('frameOf', { what: `${label}, ${t('phone')}` })}
            head={<span className={css.clip}>{data.subject}</span>}
          />
          <DesktopFrame
            src={data.html}
            appearance={appearance}
            title={t('frameOf', { what: `${label}, ${t('desktop')}` })}
            head={<span className={css.clip}>{data.subject}</span>}
          />
        </div>
      ) : (
        <pre className={css.plain} tabIndex={0} role="region" aria-label={t('textPart')}>
          {data.text}
        </pre>
      )}
      <Attachments data={data} />
    </>
  )
}

function Attachments({ data }: { data: MailRendering }) {
  const { t, bytes } = useSpeech()
  if (data.attachments.length === 0) return null
  return (
    <ul className={css.attachments} aria-label={t('attachments')}>
      {data.attachments.map((part) => (
        <li key={part.url}>
          <a href={part.url} download>
            <IconPaperclip size={15} aria-hidden /> {part.filename}
          </a>{' '}
          <span className="soft small">{bytes(part.bytes)}</span>
        </li>
      ))}
    </ul>
  )
}
