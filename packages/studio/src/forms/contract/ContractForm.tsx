import { fieldUses } from '@misiva/compose'
import type { FieldUse, YamlPath } from '@misiva/compose'
import type { Release, Template } from '@misiva/model'
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useDraft } from '../../editor/ExpressionInput.tsx'
import css from '../forms.module.css'
import { useSay } from '../language/index.ts'
import type { Key } from '../language/index.ts'
import { concerns, isName, types } from './schema.ts'
import type { Property, TypeName } from './schema.ts'
import { Touched } from './Touched.tsx'
import { useContract } from './useContract.ts'
import type { ContractModel } from './useContract.ts'

interface ContractFormProps {
  readonly text: string
  readonly readOnly: boolean
  readonly write: (text: string) => void
  readonly release: Release
  readonly template: Template
  readonly change: string | undefined
}

type Asked = { readonly kind: 'rename' | 'remove'; readonly property: Property }

/** The data a template is given, as a tree: what each property is, and where texts name it. */
export function ContractForm(props: ContractFormProps) {
  const { text, readOnly, write, release, template, change } = props
  const say = useSay()
  const model = useContract(text, write)
  const uses = useMemo(() => fieldUses(release, template), [release, template])
  const [asked, setAsked] = useState<Asked>()
  if (!model) return <p className={css.unreadable}>{say('unreadable')}</p>
  return (
    <div className={css.form}>
      <Level
        {...{ model, uses, readOnly }}
        properties={model.properties}
        owner={[]}
        ask={setAsked}
      />
      {asked && (
        <Touched
          {...asked}
          {...{ uses, template, change, model }}
          close={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

interface LevelProps {
  readonly model: ContractModel
  readonly uses: readonly FieldUse[]
  readonly readOnly: boolean
  readonly properties: readonly Property[]
  readonly owner: YamlPath
  /** The group it is inside of; undefined for the record itself. */
  readonly inside?: string
  readonly ask: (asked: Asked) => void
}

function Level(props: LevelProps) {
  const { properties, readOnly, inside } = props
  return (
    <ul className={css.properties} data-inner={inside !== undefined || undefined}>
      {properties.map((property) => (
        <li key={property.path}>
          <One {...props} property={property} />
        </li>
      ))}
      {!readOnly && (
        <li>
          <Adding {...props} />
        </li>
      )}
    </ul>
  )
}

function One(props: LevelProps & { property: Property }) {
  const { model, uses, readOnly, property, ask } = props
  const say = useSay()
  const { name, path, type, isRequired, schema, at } = property
  const named = uses.filter((it) => concerns(it.path, path))
  const inner: YamlPath | undefined =
    type === 'object' ? at : type === 'list' ? [...at, 'items'] : undefined
  return (
    <>
      <div className={css.property}>
        <span className={css.propertyName}>
          <code>{name}</code>
          {!readOnly && (
            <button
              type="button"
              className={css.icon}
              aria-label={`${say('rename')} ${path}`}
              title={say('rename')}
              onClick={() => ask({ kind: 'rename', property })}
            >
              <IconPencil size={13} aria-hidden />
            </button>
          )}
        </span>
        <select
          aria-label={`${path}: ${say('type')}`}
          disabled={readOnly}
          value={type}
          onChange={({ currentTarget }) => model.setType(property, currentTarget.value as TypeName)}
        >
          {type === 'any' && <option value="any">{say('type_any')}</option>}
          {types.map((it) => (
            <option key={it} value={it}>
              {say(`type_${it}` as Key)}
            </option>
          ))}
        </select>
        <label className={css.flag}>
          <input
            type="checkbox"
            checked={isRequired}
            disabled={readOnly}
            onChange={({ currentTarget }) => model.require(property, currentTarget.checked)}
          />
          {say('must')}
        </label>
        <Described {...{ model, property, readOnly }} words={String(schema['description'] ?? '')} />
        <span className={css.usedAt} data-used={named.length > 0} title={placesOf(named)}>
          {named.length > 0 ? say('usedAt', { n: named.length }) : say('usedNowhere')}
        </span>
        {!readOnly && (
          <button
            type="button"
            className={css.icon}
            aria-label={`${say('remove')} ${path}`}
            title={say('remove')}
            onClick={() => ask({ kind: 'remove', property })}
          >
            <IconX size={14} aria-hidden />
          </button>
        )}
      </div>
      {type === 'choice' && <Choices {...{ model, property, readOnly }} />}
      {inner && <Level {...props} properties={property.children} owner={inner} inside={name} />}
    </>
  )
}

const placesOf = (uses: readonly FieldUse[]) =>
  [...new Set(uses.map(({ place }) => `${place.file}:${place.line}`))].slice(0, 12).join('\n')

interface SetProps {
  readonly model: ContractModel
  readonly property: Property
  readonly readOnly: boolean
}

function Described({ model, property, readOnly, words }: SetProps & { words: string }) {
  const say = useSay()
  const [draft, setDraft] = useDraft(words)
  return (
    <input
      aria-label={`${property.path}: ${say('describe')}`}
      placeholder={readOnly ? '' : say('describeHint')}
      readOnly={readOnly}
      value={draft}
      onChange={({ currentTarget }) => {
        setDraft(currentTarget.value)
        model.describe(property, currentTarget.value.trim())
      }}
    />
  )
}

function Choices({ model, property, readOnly }: SetProps) {
  const say = useSay()
  const values = (property.schema['enum'] as readonly unknown[]).map(String)
  const [draft, setDraft] = useDraft(values.join('\n'))
  return (
    <label className={css.choices}>
      <span className={css.hint}>{say('choices')}</span>
      <textarea
        rows={2}
        readOnly={readOnly}
        value={draft}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value)
          const lines = currentTarget.value.split('\n').filter((line) => line.trim() !== '')
          if (lines.length > 0) model.choices(property, [...new Set(lines)])
        }}
      />
    </label>
  )
}

function Adding({ model, owner, inside, properties }: LevelProps) {
  const say = useSay()
  const [name, setName] = useState('')
  const [type, setType] = useState<TypeName>('text')
  const taken = properties.some((it) => it.name === name)
  const fits = isName(name) && !taken
  const label = inside === undefined ? say('addProperty') : say('addInside', { name: inside })
  return (
    <form
      className={css.adding}
      onSubmit={(event) => {
        event.preventDefault()
        if (!fits) return
        model.add(owner, name, type)
        setName('')
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        value={name}
        aria-invalid={name !== '' && !fits}
        title={name !== '' && !isName(name) ? say('badName') : undefined}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <select
        aria-label={`${label}: ${say('type')}`}
        value={type}
        onChange={({ currentTarget }) => setType(currentTarget.value as TypeName)}
      >
        {types.map((it) => (
          <option key={it} value={it}>
            {say(`type_${it}` as Key)}
          </option>
        ))}
      </select>
      <button type="submit" className={css.add} disabled={!fits}>
        <IconPlus size={13} aria-hidden /> {say('add')}
      </button>
      {name !== '' && !fits && (
        <span className={css.wrong}>{taken ? say('nameTaken') : say('badName')}</span>
      )}
    </form>
  )
}
