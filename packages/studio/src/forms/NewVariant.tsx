import { printContentFile } from '@misiva/compose'
import type { AlternativeVariant, BlockVariant, Release } from '@misiva/model'
import { useState } from 'react'
import { useSpeech } from '../language/index.tsx'
import type { LibraryObject } from '../library/queries.ts'
import { Picked } from './entry.tsx'
import { useSay } from './language/index.ts'
import { useMaking } from './making.ts'
import { MakingDialog } from './MakingDialog.tsx'

interface NewVariantProps {
  readonly release: Release
  readonly object: LibraryObject
  readonly change: string
  readonly file: string
  readonly close: () => void
  readonly made: (path: string, beside?: string) => void
}

interface Family {
  /** Path without language, tone and ending. */
  readonly stem: string
  readonly variants: readonly (BlockVariant | AlternativeVariant)[]
  readonly languages: readonly string[]
  readonly tones: readonly string[]
}

/** A language or tone a text is not written in yet, started from one in which it is. */
export function NewVariant({ release, object, change, file, close, made }: NewVariantProps) {
  const say = useSay()
  const { language: speech } = useSpeech()
  const names = new Intl.DisplayNames(speech, { type: 'language' })
  const families = familiesOf(release, object)
  const first = families.find(({ variants }) => variants.some((it) => it.file === file))
  const [stem, setStem] = useState((first ?? families[0])?.stem ?? '')
  const family = families.find((it) => it.stem === stem)
  const missing = family ? missingIn(family) : []
  const [wanted, setWanted] = useState('')
  const target = missing.find((it) => keyOf(it) === wanted) ?? missing[0]
  const near = family && target ? nearest(family, target, file) : undefined
  const [chosen, setChosen] = useState<string>()
  const from = family?.variants.find((it) => it.file === chosen) ?? near
  const path = target ? pathOf(stem, target) : ''
  const making = useMaking(change, () => made(path, from?.file))
  const create = () => {
    const { content = [], ...heads } = from ?? {}
    const { subject, preheader } = heads as Partial<AlternativeVariant>
    const text = printContentFile({
      content,
      ...(subject && { subject }),
      ...(preheader && { preheader }),
    })
    making.create([{ path, text }])
  }
  return (
    <MakingDialog
      title={say('newVariant')}
      {...{ close, making, create }}
      fits={target !== undefined}
    >
      {families.length > 1 && (
        <Picked
          label={say('alternative')}
          value={stem}
          readOnly={false}
          options={families.map((it) => [it.stem, it.stem.slice(it.stem.lastIndexOf('/') + 1)])}
          onChange={(value) => {
            setStem(value)
            setWanted('')
            setChosen(undefined)
          }}
        />
      )}
      <Picked
        label={say('missingIn')}
        value={target ? keyOf(target) : ''}
        readOnly={missing.length === 0}
        options={missing.map((it) => [
          keyOf(it),
          [names.of(it.language), it.tone === 'neutral' ? '' : it.tone].filter(Boolean).join(', '),
        ])}
        onChange={setWanted}
      />
      <Picked
        label={say('from')}
        value={from?.file ?? ''}
        readOnly={false}
        options={(family?.variants ?? []).map((it) => [
          it.file,
          `${names.of(it.language) ?? it.language}${it.tone === 'neutral' ? '' : `, ${it.tone}`}`,
        ])}
        hint={say('variantNote')}
        onChange={setChosen}
      />
      <p className="small">
        <code>{path}</code>
      </p>
    </MakingDialog>
  )
}

interface Voice {
  readonly language: string
  readonly tone: string
}

const keyOf = ({ language, tone }: Voice) => `${language} ${tone}`

function pathOf(stem: string, { language, tone }: Voice): string {
  return `${stem}.${language}${tone === 'neutral' ? '' : `.${tone}`}.md`
}

/** Texts of the object that come in languages and tones: a block's one, or one for each alternative. */
function familiesOf(release: Release, object: LibraryObject): readonly Family[] {
  const claimed = (key: 'languages' | 'tones') => [
    ...new Set(release.templates.flatMap((it) => it[key])),
  ]
  if (object.kind === 'block') {
    const variants = release.blocks.find(({ name }) => name === object.name)?.variants ?? []
    const stem = `blocks/${object.name}`
    return [{ stem, variants, languages: claimed('languages'), tones: claimed('tones') }]
  }
  const template = release.templates.find(({ name }) => name === object.name)
  const { languages = [], tones = [] } = template ?? {}
  return (template?.alternatives ?? []).map((it) => {
    const variants = it.kind === 'active' ? it.variants : it.cover
    const stem = variants[0]?.file.replace(/(?:\.[^./]+){0,2}\.md$/, '')
    return { stem: stem ?? `templates/${object.name}/${it.name}`, variants, languages, tones }
  })
}

function missingIn({ variants, languages, tones }: Family): readonly Voice[] {
  return languages
    .flatMap((language) => tones.map((tone) => ({ language, tone })))
    .filter((it) => !variants.some((own) => keyOf(own) === keyOf(it)))
}

/** The same language in another tone, else what is open, else what there is. */
function nearest({ variants }: Family, target: Voice, file: string) {
  return (
    variants.find(({ language }) => language === target.language) ??
    variants.find((it) => it.file === file) ??
    variants[0]
  )
}
