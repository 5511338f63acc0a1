import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from '../frame/Dialog.tsx'
import css from './forms.module.css'
import { useSay } from './language/index.ts'
import type { Making } from './making.ts'

interface MakingDialogProps {
  readonly title: string
  readonly size?: 'lg'
  readonly close: () => void
  /** What is written can be made as it is. */
  readonly fits: boolean
  readonly create: () => void
  /** What the button says; left out, that it creates. */
  readonly label?: string
  readonly making: Pick<Making, 'busy' | 'failure'>
  readonly children: ReactNode
}

/** Asks what is to be made, and makes it. */
export function MakingDialog(props: MakingDialogProps) {
  const { title, size, close, fits, create, label, making, children } = props
  const say = useSay()
  return (
    <Dialog title={title} close={close} {...(size && { size })}>
      <form
        className={`${css.form} ${css.dialog}`}
        onSubmit={(event) => {
          event.preventDefault()
          if (fits) create()
        }}
      >
        {children}
        {making.failure && <p className={css.wrong}>{making.failure}</p>}
        <div className={css.actions}>
          <Button variant="default" onClick={close}>
            {say('cancel')}
          </Button>
          <Button type="submit" disabled={!fits} loading={making.busy}>
            {label ?? say('create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
