import {
  ActionIcon,
  Autocomplete,
  Button,
  NativeSelect,
  PasswordInput,
  Switch,
  TextInput,
} from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, need } from '../api/client.ts'
import { Refusal } from '../changes/Refusal.tsx'
import { Dialog } from '../frame/Dialog.tsx'
import { languages, useSpeech } from '../language/index.tsx'
import { useFolders } from './folder-names.ts'
import { roles } from './queries.ts'
import type { Person, Right } from './queries.ts'
import css from './people.module.css'

/** Enters a person, or changes what one may do. */
export function PersonDialog({ person, close }: { person: Person | undefined; close: () => void }) {
  const { t } = useSpeech()
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [language, setLanguage] = useState(person?.language ?? 'en')
  const [password, setPassword] = useState('')
  const [active, setActive] = useState(person?.active ?? true)
  const [rights, setRights] = useState<readonly Right[]>(
    person?.rights ?? [{ role: 'author', prefix: '' }],
  )
  const enter = useEnter(close)
  return (
    <Dialog title={person ? person.name : t('enterPerson')} close={close} size="lg">
      <form
        className={css.entry}
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate({
            ...{ name: name.trim(), email: email.trim(), language, active, rights: [...rights] },
            ...(password && { password }),
          })
        }}
      >
        <div className={css.two}>
          <TextInput
            label={t('name')}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('email')}
            type="email"
            required
            readOnly={person !== undefined}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
            data={languages.map((it) => ({ ...it }))}
          />
          <PasswordInput
            label={t(person ? 'newPassword' : 'password')}
            description={t('passwordHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            minLength={10}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
        <RightsFields rights={rights} set={setRights} />
        {person && (
          <Switch
            label={t('active')}
            description={t('activeHint')}
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
        )}
        {enter.error && <Refusal error={enter.error} />}
        <div className={css.actions}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={enter.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface Entry {
  name: string
  email: string
  language: string
  active: boolean
  rights: Right[]
  password?: string
}

function useEnter(done: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: Entry) => need(await api.PUT('/api/people', { body })),
    onSuccess: async () => {
      for (const key of ['people', 'session']) await client.invalidateQueries({ queryKey: [key] })
      done()
    },
  })
}

interface RightsFieldsProps {
  readonly rights: readonly Right[]
  readonly set: (rights: readonly Right[]) => void
}

function RightsFields({ rights, set }: RightsFieldsProps) {
  const { t, word } = useSpeech()
  const folders = useFolders().filter((it) => it !== '')
  const put = (at: number, next: Partial<Right>) =>
    set(rights.map((right, i) => (i === at ? { ...right, ...next } : right)))
  return (
    <fieldset className={css.rightsFields}>
      <legend>{t('rights')}</legend>
      {rights.map(({ role, prefix }, at) => (
        <div key={at} className={css.right}>
          <NativeSelect
            aria-label={t('role')}
            value={role}
            onChange={(event) => {
              const chosen = roles.find((it) => it === event.currentTarget.value)
              if (chosen) put(at, { role: chosen })
            }}
            data={roles.map((it) => ({ value: it, label: word('role', it) }))}
          />
          <Autocomplete
            aria-label={t('folder')}
            placeholder={t('everything')}
            value={prefix}
            onChange={(value) => put(at, { prefix: value.trim() })}
            data={folders}
            comboboxProps={{ withinPortal: false }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('takeRight')}
            onClick={() => set(rights.filter((_, i) => i !== at))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => set([...rights, { role: 'reader', prefix: '' }])}
      >
        {t('giveRight')}
      </Button>
    </fieldset>
  )
}
