import { Button, Menu } from '@mantine/core'
import { IconLogin2, IconLogout2, IconSwitchHorizontal } from '@tabler/icons-react'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { useSpeech } from '../language/index.tsx'
import { Face } from './Face.tsx'
import { usePerson, useSignOut } from './session.ts'
import css from './people.module.css'

/** Who is signed in, in the frame of every screen. */
export function PersonMenu() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const here = useRouterState({ select: (state) => state.location.href })
  const signOut = useSignOut(() => void navigate({ to: '/sign-in' }))
  const person = usePerson()
  if (person === undefined) return null
  if (person === null)
    return (
      <Button
        renderRoot={(props) => <Link to="/sign-in" search={{ to: here }} {...props} />}
        variant="light"
        size="xs"
        leftSection={<IconLogin2 size={16} aria-hidden />}
        className={css.enter}
      >
        {t('signIn')}
      </Button>
    )
  return (
    <Menu position="top-start" withinPortal width={230}>
      <Menu.Target>
        <button
          type="button"
          className={css.me}
          aria-label={t('signedInAs', { name: person.name })}
        >
          <Face person={person} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSwitchHorizontal size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/sign-in', search: { to: here } })}
        >
          {t('continueAs')} …
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout2 size={16} aria-hidden />}
          onClick={() => signOut.mutate()}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
