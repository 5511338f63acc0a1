import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { ChoiceField, TextField } from './fields.tsx'
import { readFontName } from './font-names.ts'
import { useSay } from './language/index.ts'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

export interface FontFile {
  readonly path: string
  readonly url: string
}

interface FontsProps {
  readonly model: SheetModel
  readonly fonts: readonly FontFile[]
}

interface Face {
  readonly family?: string
  readonly weight?: number
  readonly italic?: boolean
  readonly file?: string
}

/** Families and their faces, each a font of the library. */
export function Fonts({ model, fonts }: FontsProps) {
  const say = useSay()
  const path = [...model.prefix, 'fonts']
  const said = model.at(path)
  const faces = (Array.isArray(said) ? said : []) as readonly Face[]
  const families = [...new Set(faces.map(({ family }) => family ?? ''))]
  return (
    <>
      {families.map((family) => (
        <section className={css.family} key={family} aria-label={family}>
          <Sample family={family} faces={faces} fonts={fonts} />
          {faces.map((face, i) =>
            face.family === family ? (
              <FaceForm key={i} {...{ model, fonts, face }} path={[...path, i]} />
            ) : null,
          )}
        </section>
      ))}
      {faces.length === 0 && <p className="soft">{say('noFonts')}</p>}
      {!model.readOnly && <NewFace {...{ model, fonts, faces, path }} />}
    </>
  )
}

/** The family's own letters, in its regular face. */
function Sample({
  family,
  faces,
  fonts,
}: {
  family: string
  faces: readonly Face[]
  fonts: readonly FontFile[]
}) {
  const say = useSay()
  const face = faces.find((it) => it.family === family && !it.italic)
  const url = fonts.find(({ path }) => path === face?.file)?.url
  const shown = useFace(url)
  return (
    <p className={css.familySample} style={shown ? { fontFamily: `'${shown}'` } : {}}>
      {family || say('unnamed')}
      <span>Aa Bb Gg 0123456789 &amp; ß ñ</span>
    </p>
  )
}

/** Name under which the browser knows a font of the library once it is loaded. */
function useFace(url: string | undefined): string | undefined {
  const id = useId()
  const [shown, setShown] = useState<string>()
  useEffect(() => {
    if (!url) return
    const face = new FontFace(`sheet-${id.replaceAll(/\W/g, '')}`, `url(${url})`)
    let gone = false
    const show = async () => {
      const loaded = await face.load().catch(() => undefined)
      if (!loaded || gone) return
      document.fonts.add(loaded)
      setShown(loaded.family.replaceAll(/['"]/g, ''))
    }
    void show()
    return () => {
      gone = true
      document.fonts.delete(face)
    }
  }, [url, id])
  return shown
}

interface FaceFormProps extends FontsProps {
  readonly face: Face
  readonly path: readonly (string | number)[]
}

function FaceForm({ model, fonts, face, path }: FaceFormProps) {
  const say = useSay()
  const at = (key: string) => ({ model, path: [...path, key] })
  return (
    <div className={css.face} role="group" aria-label={`${face.family} ${face.weight ?? 400}`}>
      <TextField {...at('family')} label={say('family')} needed />
      <ChoiceField
        {...at('weight')}
        label={say('weight')}
        choices={[100, 200, 300, 400, 500, 600, 700, 800, 900].map((it) => [
          String(it),
          say('weightN', { n: String(it) }),
        ])}
        inherited="400"
        as={Number}
      />
      <ChoiceField
        {...at('italic')}
        label={say('slant')}
        choices={[
          ['true', say('italic')],
          ['false', say('upright')],
        ]}
        inherited="false"
        as={(value) => value === 'true'}
      />
      <ChoiceField
        {...at('file')}
        label={say('file')}
        choices={fonts.map((it) => [it.path, it.path.slice(it.path.lastIndexOf('/') + 1)])}
        needed
      />
      {!model.readOnly && (
        <button
          type="button"
          className={css.iconButton}
          aria-label={`${say('remove')}: ${face.family} ${face.weight ?? 400}`}
          onClick={() => model.putAll([[path, undefined]])}
        >
          <IconTrash size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}

interface NewFaceProps extends FontsProps {
  readonly faces: readonly Face[]
  readonly path: readonly (string | number)[]
}

function NewFace({ model, fonts, faces, path }: NewFaceProps) {
  const say = useSay()
  const unused = fonts.filter(({ path: file }) => !faces.some((face) => face.file === file))
  const [chosen, setChosen] = useState('')
  if (unused.length === 0) return <p className="soft small">{say('allFontsUsed')}</p>
  const file = unused.some((it) => it.path === chosen) ? chosen : unused[0]!.path
  return (
    <div className={css.newName}>
      <select
        className={css.input}
        aria-label={say('fontFile')}
        value={file}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {unused.map((it) => (
          <option key={it.path}>{it.path}</option>
        ))}
      </select>
      <button
        type="button"
        className={css.small}
        onClick={() => model.putAll([[[...path, faces.length], { ...readFontName(file), file }]])}
      >
        <IconPlus size={14} aria-hidden /> {say('addFace')}
      </button>
    </div>
  )
}
