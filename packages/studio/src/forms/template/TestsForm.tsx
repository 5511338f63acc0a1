import { edgeSamples } from '@misiva/compose'
import type { Release, Template } from '@misiva/model'
import { IconPlus, IconX } from '@tabler/icons-react'
import { Picked, Several, Written } from '../entry.tsx'
import type { Options } from '../entry.tsx'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import type { Key, Say } from '../language/index.ts'
import { useYaml } from '../useYaml.ts'
import { TryTests, useTried, Verdict } from './trying.tsx'
import type { Tried } from './trying.tsx'

interface TestsProps {
  readonly text: string
  readonly readOnly: boolean
  readonly write: (text: string) => void
  readonly release: Release
  readonly template: Template
  readonly change: string | undefined
}

type Test = Readonly<Record<string, unknown>>

const kinds = ['fits', 'segments', 'contains', 'notContains', 'block', 'tagged', 'edges'] as const
type Kind = (typeof kinds)[number]

const wordOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))

const kindOf = (test: Test): Kind => kinds.find((kind) => test[kind] !== undefined) ?? 'contains'

/** What the content must be, a row for each, and what came of trying it. */
export function TestsForm(props: TestsProps) {
  const { text, readOnly, write, template, change } = props
  const say = useSay()
  const yaml = useYaml(text, write)
  const tried = useTried(template.name, change)
  const tests = Array.isArray(yaml.value) ? (yaml.value as readonly Test[]) : []
  if (yaml.value === undefined) return <p className={css.unreadable}>{say('unreadable')}</p>
  const add = () => {
    const fresh = { segments: 1 }
    if (tests.length === 0) write(`${text.replace(/\[\s*\]\s*$/, '')}- { segments: 1 }\n`)
    else yaml.put([tests.length], fresh)
  }
  return (
    <div className={css.form}>
      <TryTests tried={tried} />
      {tests.length === 0 && <p className="soft">{say('noTests')}</p>}
      <ol className={css.tests}>
        {tests.map((test, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- a test is its place
          <li key={i}>
            <Row
              {...props}
              {...{ test, i, tried }}
              size={tests.length}
              put={(key, value) => yaml.put([i, key], value)}
              replace={(next) => yaml.put([i], next)}
              remove={() =>
                tests.length === 1 ? write(text.replace(/^- .*\n?/m, '')) : yaml.put([i], undefined)
              }
            />
          </li>
        ))}
      </ol>
      {!readOnly && (
        <button type="button" className={css.add} onClick={add}>
          <IconPlus size={13} aria-hidden /> {say('addTest')}
        </button>
      )}
    </div>
  )
}

interface RowProps extends TestsProps {
  readonly test: Test
  readonly i: number
  readonly size: number
  readonly tried: Tried
  readonly put: (key: string, value: unknown) => void
  readonly replace: (test: Test) => void
  readonly remove: () => void
}

function Row(props: RowProps) {
  const { test, i, size, tried, readOnly, replace, remove } = props
  const say = useSay()
  const kind = kindOf(test)
  // A test that says nothing is not tried: then places do not agree, and nothing is told.
  const held = tried.held?.length === size ? tried.held[i] : undefined
  const narrowed = Object.fromEntries(
    ['alternative', 'language', 'tone', 'sample'].flatMap((key) =>
      test[key] === undefined ? [] : [[key, test[key]]],
    ),
  )
  return (
    <>
      <header className={css.testHead}>
        <Verdict held={held} />
        {!readOnly && (
          <button
            type="button"
            className={css.icon}
            aria-label={say('removeRow', { n: i + 1 })}
            onClick={remove}
          >
            <IconX size={14} aria-hidden />
          </button>
        )}
      </header>
      <div className={css.fields}>
        <Picked
          label={say('test')}
          value={kind}
          readOnly={readOnly}
          options={kinds.map((it) => [it, say(`expects_${it}` as Key)])}
          onChange={(next) => replace({ ...narrowed, ...begun[next as Kind] })}
        />
        <Expected {...props} kind={kind} />
        <Narrowed {...props} />
      </div>
      {held?.failures.slice(0, 5).map((it) => (
        <p key={it.message} className={css.failure}>
          {it.message}
          {it.hint && <span>{it.hint}</span>}
        </p>
      ))}
    </>
  )
}

const begun: Readonly<Record<Kind, Test>> = {
  fits: { fits: 1 },
  segments: { segments: 1 },
  contains: { contains: '…' },
  notContains: { notContains: '…' },
  block: { block: '', onPage: 1 },
  tagged: { tagged: true },
  edges: { edges: true },
}

function pageOptions(say: Say, anywhere: boolean): Options {
  return [
    ...(anywhere ? [['', say('anyPage')] as const] : []),
    ...[1, 2, 3, 4, 5].map((n) => [String(n), say('pageN', { n })] as const),
    ['last', say('lastPage')] as const,
  ]
}

const pageOf = (text: string) => (text === '' ? undefined : text === 'last' ? text : Number(text))

function Expected({ kind, test, readOnly, release, put }: RowProps & { kind: Kind }) {
  const say = useSay()
  const page = (key: 'page' | 'onPage') => (
    <Picked
      label={say('page')}
      value={String((test[key] as string | number | undefined) ?? '')}
      readOnly={readOnly}
      options={pageOptions(say, key === 'page')}
      onChange={(value) => put(key, pageOf(value))}
    />
  )
  switch (kind) {
    case 'fits':
    case 'segments': {
      const n = Number.parseInt(String(test[kind] as string | number), 10)
      return (
        <Written
          label={say('most')}
          value={String(n)}
          readOnly={readOnly}
          onChange={(value) => {
            if (!/^[1-9]\d{0,2}$/.test(value)) return
            put(kind, kind === 'fits' ? `${value} page${value === '1' ? '' : 's'}` : Number(value))
          }}
        />
      )
    }
    case 'contains':
    case 'notContains':
      return (
        <>
          <Written
            label={say('words')}
            value={wordOf(test[kind])}
            readOnly={readOnly}
            onChange={(value) => put(kind, value)}
          />
          {page('page')}
        </>
      )
    case 'block':
      return (
        <>
          <Picked
            label={say('block')}
            value={wordOf(test['block'])}
            readOnly={readOnly}
            options={release.blocks.map(({ name }) => [name, name])}
            onChange={(value) => put('block', value)}
          />
          {page('onPage')}
        </>
      )
    default:
      return null
  }
}

/** To what it is narrowed: one name, several, or all there are. */
function Narrowed({ test, readOnly, template, put }: RowProps) {
  const say = useSay()
  const edges = edgeSamples(template).map(({ name }) => name)
  const all: readonly (readonly [string, Key, Key, readonly string[]])[] = [
    ['alternative', 'alternative', 'everyAlternative', template.alternatives.map((it) => it.name)],
    ['language', 'language', 'everyLanguage', template.languages],
    ['tone', 'tone', 'everyTone', template.tones],
    ['sample', 'sample', 'allSamples', [...template.samples.map((it) => it.name), ...edges]],
  ]
  return all
    .filter(([key, , , names]) => names.length > 1 || test[key] !== undefined)
    .map(([key, label, every, names]) => (
      <Several
        key={key}
        label={say(label)}
        none={say(every)}
        values={[test[key] ?? []].flat().map(String)}
        names={names}
        readOnly={readOnly}
        onChange={(values) => put(key, values.length > 1 ? values : values[0])}
      />
    ))
}
