import { Kbd } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'
import type { Key } from '../language/index.tsx'
import { Dialog } from './Dialog.tsx'
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
  ['g h', 'keyPeople'],
  ['?', 'keyHelp'],
]

export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useSpeech()
  return (
    <Dialog opened={opened} close={onClose} size="sm" title={t('keys')}>
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
    </Dialog>
  )
}
