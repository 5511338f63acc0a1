import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ApiError } from '../api/client.ts'
import type { Problem } from '../api/client.ts'
import { Written } from '../forms/entry.tsx'
import { MakingDialog } from '../forms/MakingDialog.tsx'
import { fileQuery } from '../library/queries.ts'
import { useSay } from './language/index.ts'
import { fitsName } from './Names.tsx'
import type { StylePlace } from './Names.tsx'
import { SHEET } from './SheetSwitch.tsx'
import type { SheetModel } from './useSheet.ts'

interface RenameStyleProps {
  readonly model: SheetModel
  readonly place: StylePlace
  readonly change: string
  /** How often content says its name. */
  readonly uses: number
  readonly close: () => void
  readonly done: (name: string) => void
}

/** Another name for a style, in the sheet and in every text that says it, in one step. */
export function RenameStyle({ model, place, change, uses, close, done }: RenameStyleProps) {
  const say = useSay()
  const [name, setName] = useState(place.name)
  const making = useRenaming(model, place, change)
  const fits = name !== place.name && fitsName(model, place.part, name)
  const wrong = name === place.name || fits ? undefined : say('nameUnfit')
  return (
    <MakingDialog
      title={say('renameStyle', { name: place.name })}
      label={say('rename')}
      {...{ close, fits, making }}
      create={() => making.rename(name, () => done(name))}
    >
      <Written
        label={say('nextName')}
        value={name}
        readOnly={false}
        wrong={wrong}
        hint={say('renameNote', { n: uses })}
        onChange={setName}
      />
    </MakingDialog>
  )
}

function useRenaming(model: SheetModel, { part, name: from }: StylePlace, change: string) {
  const client = useQueryClient()
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const rename = async (to: string) => {
    const query = fileQuery(SHEET, change)
    await client.invalidateQueries({ queryKey: query.queryKey })
    const { text, revision } = await client.fetchQuery({ ...query, staleTime: 0 })
    // What is on its way would be lost under what the server writes.
    if (text !== model.text) throw new Error(say('notYetSaved'))
    const body = { change, part, from, to, revision }
    const { error } = await api.POST('/api/library/styles/rename', { body })
    if (error) throw new ApiError(error as unknown as Problem)
    await client.invalidateQueries({ queryKey: ['library'] })
    void client.invalidateQueries({ queryKey: ['change', change] })
  }
  const settle = async (to: string, done: () => void) => {
    try {
      await rename(to)
      done()
    } catch (error) {
      setFailure((error as Error).message)
      setBusy(false)
    }
  }
  return {
    ...{ busy, failure },
    rename: (to: string, done: () => void) => {
      setBusy(true)
      setFailure(undefined)
      void settle(to, done)
    },
  }
}
