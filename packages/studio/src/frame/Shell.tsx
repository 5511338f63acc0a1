import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconBooks,
  IconCalendarEvent,
  IconGitPullRequest,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconRoute2,
  IconStack2,
  IconUsers,
} from '@tabler/icons-react'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { languages, useSpeech } from '../language/index.tsx'
import { PersonMenu } from '../people/PersonMenu.tsx'
import { usePerson } from '../people/session.ts'
import { KeysHelp } from './KeysHelp.tsx'
import { useKeys } from './keys.ts'
import css from './Shell.module.css'

/** The frame around every screen: where one can go, and how it looks and speaks. */
export function Shell() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const admin = usePerson()?.rights.some(({ role }) => role === 'admin')
  const [help, { toggle, close }] = useDisclosure()
  useKeys({
    '?': toggle,
    'g r': () => void navigate({ to: '/runs' }),
    'g c': () => void navigate({ to: '/channels' }),
    'g l': () => void navigate({ to: '/library' }),
    'g e': () => void navigate({ to: '/changes' }),
    'g p': () => void navigate({ to: '/publications' }),
    'g h': () => void navigate({ to: '/people' }),
    '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
  })
  return (
    <div className={css.shell}>
      <a href="#main" className={css.skip}>
        {t('skip')}
      </a>
      <header className={css.rail}>
        <Link to="/runs" className={css.mark}>
          <Mark />
          Misiva
        </Link>
        <nav aria-label={t('navigation')} className={css.nav}>
          <Link to="/runs" className={css.item} activeProps={{ 'data-active': true }}>
            <IconStack2 size={18} stroke={1.6} aria-hidden />
            {t('runs')}
          </Link>
          <Link to="/channels" className={css.item} activeProps={{ 'data-active': true }}>
            <IconRoute2 size={18} stroke={1.6} aria-hidden />
            {t('channels')}
          </Link>
          <hr className={css.rule} />
          <Link to="/library" className={css.item} activeProps={{ 'data-active': true }}>
            <IconBooks size={18} stroke={1.6} aria-hidden />
            {t('library')}
          </Link>
          <Link to="/changes" className={css.item} activeProps={{ 'data-active': true }}>
            <IconGitPullRequest size={18} stroke={1.6} aria-hidden />
            {t('changes')}
          </Link>
          <Link to="/publications" className={css.item} activeProps={{ 'data-active': true }}>
            <IconCalendarEvent size={18} stroke={1.6} aria-hidden />
            {t('publications')}
          </Link>
          {admin && (
            <Link to="/people" className={css.item} activeProps={{ 'data-active': true }}>
              <IconUsers size={18} stroke={1.6} aria-hidden />
              {t('people')}
            </Link>
          )}
        </nav>
        <PersonMenu />
        <div className={css.tools}>
          <LanguageMenu />
          <AppearanceMenu />
          <Tooltip label={t('keys')} position="top">
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('keys')}
              onClick={toggle}
              className={css.keys}
            >
              <IconKeyboard size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </div>
      </header>
      <main id="main" className={css.main} tabIndex={-1}>
        <Outlet />
      </main>
      <KeysHelp opened={help} onClose={close} />
    </div>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" className={css.seal}>
      <rect width="32" height="32" rx="7" />
      <path d="M7 10.5h18v11H7z" />
      <path d="M7.5 11l8.5 6.500 8.500-6.500" />
    </svg>
  )
}

function LanguageMenu() {
  const { t, language, choose } = useSpeech()
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('language')}>
          <IconLanguage size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((it) => (
          <Menu.Item
            key={it.value}
            lang={it.value}
            onClick={() => choose(it.value)}
            aria-current={it.value === language}
            fw={it.value === language ? 600 : 400}
          >
            {it.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function AppearanceMenu() {
  const { t } = useSpeech()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choices = [
    ['light', t('light')],
    ['dark', t('dark')],
    ['auto', t('system')],
  ] as const
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('appearance')}>
          <IconMoon size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(([value, label]) => (
          <Menu.Item
            key={value}
            onClick={() => setColorScheme(value)}
            aria-current={value === colorScheme}
            fw={value === colorScheme ? 600 : 400}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
