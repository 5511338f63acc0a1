import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ApiError } from '../api/client.ts'
import { useTitle } from '../frame/title.ts'
import { Told } from '../frame/Told.tsx'
import { languages, useSpeech } from '../language/index.tsx'
import type { StudioLanguage } from '../language/index.tsx'
import { Face } from './Face.tsx'
import type { Person } from './queries.ts'
import { continueAsQuery, sessionQuery, useSignIn } from './session.ts'
import css from './people.module.css'

/** Who one is: with a password, or, while everything goes to sandboxes, as anybody of the example. */
export function SignInPage() {
  const { t, language, choose } = useSpeech()
  useTitle(t('signIn'))
  const navigate = useNavigate()
  const { to } = useSearch({ from: '/sign-in' })
  const chosen = useRef(false)
  const session = useQuery(sessionQuery)
  const signIn = useSignIn((person) => {
    const own = languages.find(({ value }) => value === person.language)
    if (own && !chosen.current) choose(own.value)
    void navigate({ href: to ?? '/library' })
  })
  const problem = signIn.error instanceof ApiError ? signIn.error.problem : undefined
  return (
    <div className={css.signIn}>
      <div className={css.letter} aria-hidden="true">
        <svg viewBox="0 0 56 40">
          <rect x="1" y="1" width="54" height="38" rx="3" />
          <path d="M2 3l26 20L54 3" />
        </svg>
      </div>
      <h1>Misiva</h1>
      <p className="soft">{t('signInText')}</p>
      <SegmentedControl
        size="xs"
        aria-label={t('language')}
        value={language}
        onChange={(value) => {
          chosen.current = true
          choose(value as StudioLanguage)
        }}
        data={languages.map((it) => ({ ...it }))}
      />
      {problem && (
        <Alert color="red" mt="md" role="alert">
          <Told problem={{ ...problem, text: problem.detail }} />
        </Alert>
      )}
      {session.data?.open ? (
        <ContinueAs choose={(person) => signIn.mutate({ person: person.id })} />
      ) : (
        session.data && <WithPassword submit={signIn.mutate} busy={signIn.isPending} />
      )}
    </div>
  )
}

function ContinueAs({ choose }: { choose: (person: Person) => void }) {
  const { t } = useSpeech()
  const people = useQuery(continueAsQuery)
  return (
    <section className={css.people} aria-labelledby="continue-as">
      <h2 id="continue-as">{t('continueAs')}</h2>
      <ul>
        {(people.data?.items ?? []).map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => choose(person)} className={css.person}>
              <Face person={person} size={38} />
            </button>
          </li>
        ))}
      </ul>
      <p className="soft small">{t('continueAsNote')}</p>
    </section>
  )
}

function WithPassword(props: {
  submit: (given: { email: string; password: string }) => void
  busy: boolean
}) {
  const { t } = useSpeech()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        props.submit({ email, password })
      }}
    >
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" loading={props.busy} fullWidth>
        {t('signIn')}
      </Button>
    </form>
  )
}
