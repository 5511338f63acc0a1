import { Kbd, Modal } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'
import type { Key } from '../language/index.tsx'
import css from './KeysHelp.module.css'

const keys: readonly (readonly [string, Key])[] = [
  ['j', 'keyNext'],
  ['k', 'keyPrevious'],
  ['Enter', 'keyOpen'],
  ['/', 'keySearch'],
  ['Esc', 'keyLeave'],
  ['n', 'keyNextCommunication'],
  ['p', 'keyPreviousCommunication'],
  ['u', 'keyUp'],
  ['← →', 'keyPages'],
  ['g r', 'keyRuns'],
  ['g c', 'keyChannels'],
  ['g l', 'keyLibrary'],
  ['g e', 'keyChanges'],
  ['g p', 'keyPublications'],
  ['?', 'keyHelp'],
]

export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useSpeech()
  return (
    <Modal.Root opened={opened} onClose={onClose} size="sm">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          {/* Not Modal.Header: a second banner on the page would send its readers astray. */}
          <div className={css.head}>
            <Modal.Title component="h2">{t('keys')}</Modal.Title>
            <Modal.CloseButton aria-label={t('close')} />
          </div>
          <dl className={css.keys}>
            {keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  {key.split(' ').map((part, i) => (
                    <span key={part}>
                      {i > 0 && key.startsWith('g') && (
                        <span className="soft small"> {t('keyThen')} </span>
                      )}
                      <Kbd>{part}</Kbd>
                    </span>
                  ))}
                </dt>
                <dd>{t(what)}</dd>
              </div>
            ))}
          </dl>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
