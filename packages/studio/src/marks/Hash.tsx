import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useSpeech } from '../language/index.tsx'
import css from './marks.module.css'

/** The head of a hash, all of it on the clipboard. */
export function Hash({ value, label }: { value: string; label: string }) {
  const { t } = useSpeech()
  return (
    <span className={css.hash}>
      <code title={value}>{value.slice(0, 10)}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('copied') : t('copy')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              onClick={copy}
              aria-label={`${t('copy')}: ${label}`}
            >
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  )
}
