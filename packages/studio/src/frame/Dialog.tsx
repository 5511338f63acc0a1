import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useSpeech } from '../language/index.tsx'
import css from './Dialog.module.css'

interface DialogProps {
  readonly title: string
  /** Without it the dialog ends only by what is decided in it. */
  readonly close?: () => void
  readonly size?: 'sm' | 'md' | 'lg' | 'xl'
  /** On a phone it takes the whole screen. */
  readonly large?: boolean
  readonly opened?: boolean
  readonly children: ReactNode
}

const widths = { sm: 380, md: 460, lg: 620, xl: 1080 }

/** A question in front of everything else. */
export function Dialog({ title, close, size = 'md', large, opened = true, children }: DialogProps) {
  const { t } = useSpeech()
  const narrow = useMediaQuery('(max-width: 820px)') ?? false
  return (
    <Modal.Root
      opened={opened}
      onClose={() => close?.()}
      closeOnEscape={close !== undefined}
      closeOnClickOutside={close !== undefined}
      size={widths[size]}
      fullScreen={large === true && narrow}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          {/* Not Modal.Header: a second banner on the page would send its readers astray. */}
          <div className={css.head}>
            <Modal.Title component="h2">{title}</Modal.Title>
            {close && <Modal.CloseButton aria-label={t('close')} />}
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
