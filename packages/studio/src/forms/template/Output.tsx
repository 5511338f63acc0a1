/** What goes out with an alternative's pages: files within them, and the password that opens them. */
import type { FieldChoice, Setting } from '@misiva/compose'
import type { FacturX, FileRelationship, Release, Template } from '@misiva/model'
import { IconPlus, IconX } from '@tabler/icons-react'
import { ConditionBuilder } from '../../editor/ConditionBuilder.tsx'
import { ExpressionInput } from '../../editor/ExpressionInput.tsx'
import { Picked, Written } from '../entry.tsx'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import type { Key } from '../language/index.ts'

type Values = Readonly<Record<string, unknown>>

interface OutputProps {
  /** The alternative as template.yaml has it. */
  readonly it: Values
  readonly name: string
  readonly readOnly: boolean
  readonly release: Release
  readonly template: Template
  readonly setting: Setting | undefined
  readonly fields: readonly FieldChoice[]
  /** A value below the alternative. */
  readonly put: (path: readonly (string | number)[], value: unknown) => void
}

const written = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Files carried in the document. */
export function Embedded(props: OutputProps) {
  const { it, readOnly, put, template, release } = props
  const say = useSay()
  const given = it['embed']
  const list = (Array.isArray(given) ? given : given ? [given] : []) as readonly Values[]
  const begin = () => {
    const [data] = template.files ?? []
    const asset = release.assets.find(({ path }) => path.startsWith('files/'))
    const first = data ? { data: data.name } : asset ? { file: asset.path } : undefined
    put(['embed'], [...list, first ?? { field: '""', name: 'data.xml' }])
  }
  if (list.length === 0)
    return readOnly ? null : (
      <button type="button" className={css.linkish} onClick={begin}>
        <IconPlus size={13} aria-hidden /> {say('addEmbedded')}
      </button>
    )
  return (
    <fieldset className={css.group}>
      <legend>{say('embedded')}</legend>
      <p className={css.hint}>{say('embeddedNote')}</p>
      {list.map((file, i) => (
        <One
          key={i}
          {...props}
          file={file}
          n={i + 1}
          set={(key, value) => put(['embed', i, key], value)}
          replace={(value) =>
            put(
              ['embed'],
              value === undefined && list.length === 1
                ? undefined
                : list.flatMap((each, at) => (at === i ? (value ?? []) : each)),
            )
          }
        />
      ))}
      {!readOnly && (
        <button type="button" className={css.linkish} onClick={begin}>
          <IconPlus size={13} aria-hidden /> {say('addEmbedded')}
        </button>
      )}
    </fieldset>
  )
}

const kinds = ['data', 'file', 'field'] as const
type Kind = (typeof kinds)[number]

const relationships: readonly FileRelationship[] = [
  'Data',
  'Source',
  'Alternative',
  'Supplement',
  'Unspecified',
]
const levels: readonly FacturX[] = ['MINIMUM', 'BASIC WL', 'BASIC', 'EN 16931', 'EXTENDED']

interface OneProps extends OutputProps {
  readonly file: Values
  readonly n: number
  readonly set: (key: string, value: unknown) => void
  readonly replace: (value: Values | undefined) => void
}

function One(props: OneProps) {
  const { file, n, set, replace, readOnly, setting, fields } = props
  const say = useSay()
  const kind = kinds.find((each) => file[each] !== undefined) ?? 'field'
  const turn = (next: string) => {
    const { data: _, file: __, field: ___, encoding: ____, ...rest } = file
    replace({ [next]: '', ...rest })
  }
  const when = file['when']
  return (
    <div className={css.embedded}>
      <header className={css.alternativeHead}>
        <strong>{written(file['name']) || written(file[kind]) || say('fileN', { n })}</strong>
        {!readOnly && (
          <button
            type="button"
            className={css.icon}
            aria-label={say('removeFile', { n })}
            title={say('removeFile', { n })}
            onClick={() => replace(undefined)}
          >
            <IconX size={15} aria-hidden />
          </button>
        )}
      </header>
      <div className={css.fields}>
        <Picked
          label={say('madeOf')}
          value={kind}
          readOnly={readOnly}
          options={kinds.map((each) => [each, say(`embed_${each}` as Key)])}
          onChange={turn}
        />
        <Contents {...props} kind={kind} />
        <Written
          label={say('nameInDocument')}
          value={written(file['name'])}
          readOnly={readOnly}
          placeholder={written(file[kind]).replace(/^.*\//, '')}
          onChange={(value) => set('name', value || undefined)}
        />
        <Picked
          label={say('relationship')}
          value={written(file['relationship'])}
          readOnly={readOnly}
          options={[
            ['', say(kind === 'file' ? 'rel_Supplement' : 'rel_Data')],
            ...relationships.map((each) => [each, say(`rel_${each}` as Key)] as const),
          ]}
          onChange={(value) => set('relationship', value || undefined)}
        />
        <Written
          label={say('fileDescription')}
          value={written(file['description'])}
          readOnly={readOnly}
          onChange={(value) => set('description', value || undefined)}
        />
        <Picked
          label={say('facturX')}
          value={written(file['facturX'])}
          readOnly={readOnly}
          options={[['', say('none')], ...levels.map((each) => [each, each] as const)]}
          onChange={(value) => set('facturX', value || undefined)}
        />
      </div>
      {when === undefined ? (
        !readOnly && (
          <button type="button" className={css.linkish} onClick={() => set('when', 'true')}>
            <IconPlus size={13} aria-hidden /> {say('addCondition')}
          </button>
        )
      ) : (
        <div className={css.when}>
          <ConditionBuilder
            label={say('when')}
            value={typeof when === 'string' ? when : JSON.stringify(when)}
            {...{ setting, fields, readOnly }}
            onChange={(value) => set('when', value)}
          />
          {!readOnly && (
            <button type="button" className={css.linkish} onClick={() => set('when', undefined)}>
              {say('always')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

function Contents({
  kind,
  file,
  set,
  readOnly,
  release,
  template,
  setting,
}: OneProps & { kind: Kind }) {
  const say = useSay()
  const value = written(file[kind])
  const label = say(`embed_${kind}` as Key)
  if (kind === 'field')
    return (
      <>
        <div data-wide>
          <ExpressionInput
            label={label}
            value={value}
            setting={setting}
            purpose="text"
            readOnly={readOnly}
            onChange={(next) => set('field', next)}
          />
        </div>
        <Picked
          label={say('encoding')}
          value={written(file['encoding'])}
          readOnly={readOnly}
          options={[
            ['', say('encoding_text')],
            ['base64', say('encoding_base64')],
          ]}
          onChange={(next) => set('encoding', next || undefined)}
        />
      </>
    )
  const names =
    kind === 'data'
      ? (template.files ?? []).map(({ name }) => name)
      : release.assets
          .filter(({ mediaType }) => !mediaType.startsWith('font/'))
          .map(({ path }) => path)
  return (
    <Picked
      label={label}
      value={value}
      readOnly={readOnly}
      options={names.map((each) => [each, each])}
      onChange={(next) => set(kind, next)}
    />
  )
}

const permissions = ['print', 'copy', 'change'] as const

/** The password that opens the pages, and what who opens them may do. */
export function Password({ it, readOnly, put }: OutputProps) {
  const say = useSay()
  const given = it['protect']
  const protect = (typeof given === 'object' ? given : null) as Values | null
  if (!protect)
    return readOnly ? null : (
      <button
        type="button"
        className={css.linkish}
        onClick={() => put(['protect'], { password: '{{ customer.key }}' })}
      >
        <IconPlus size={13} aria-hidden /> {say('addPassword')}
      </button>
    )
  return (
    <fieldset className={css.group}>
      <legend>{say('password')}</legend>
      <p className={css.hint}>{say('passwordNote')}</p>
      <div className={css.fields}>
        <Written
          label={say('passwordOf')}
          value={written(protect['password'])}
          readOnly={readOnly}
          placeholder="{{ customer.birthDate }}"
          hint={say('passwordHint')}
          onChange={(value) => put(['protect', 'password'], value)}
        />
        <Written
          label={say('ownerPassword')}
          value={written(protect['owner'])}
          readOnly={readOnly}
          onChange={(value) => put(['protect', 'owner'], value || undefined)}
        />
        {permissions.map((key) => (
          <Picked
            key={key}
            label={say(`may_${key}` as Key)}
            value={String(protect[key] ?? key !== 'change')}
            readOnly={readOnly}
            options={[
              ['true', say('yes')],
              ['false', say('no')],
            ]}
            onChange={(value) => put(['protect', key], value === 'true')}
          />
        ))}
      </div>
      {!readOnly && (
        <button type="button" className={css.linkish} onClick={() => put(['protect'], undefined)}>
          {say('noPassword')}
        </button>
      )}
    </fieldset>
  )
}
