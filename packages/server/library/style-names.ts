import { renameStyle, type StyleRename } from '@misiva/compose'
import { readFiles } from './content.ts'
import type { Library } from './library.ts'
import { may, type Person } from './people.ts'
import { Refusal, refusalOf, SaveConflict } from './refusals.ts'
import { saveIn, type SavedFile } from './saving.ts'

export interface StyleRenaming extends StyleRename {
  readonly change: string
  /** Of brand/style.yaml, as it was seen. */
  readonly revision: number
}

const sheet = 'brand/style.yaml'

/**
 * A style under another name in the sheet and in every text that names it: all of it is saved in the
 * change, or, where one file may not be edited by the person or was saved meanwhile, nothing is.
 */
export async function renameStyleIn(
  library: Library,
  person: Person,
  { change, revision, ...rename }: StyleRenaming,
): Promise<readonly SavedFile[]> {
  const view = await library.view(change)
  const named = [...view.manifest].filter(([path]) => path === sheet || path.endsWith('.md'))
  const bytes = await readFiles(library.db, new Map(named))
  const decoder = new TextDecoder()
  const texts = new Map([...bytes].map(([path, it]) => [path, decoder.decode(it)]))
  const renamed = renameStyle(texts, rename)
  if (!renamed.ok) {
    const { code, message } = renamed.problems[0]!
    throw new Refusal(code, `${message}.`)
  }
  const files = [...renamed.value]
  const barred = [...renamed.value.keys()].filter((path) => !may(person, 'author', path))
  if (barred.length > 0)
    throw new Refusal('MSV-L004', `${person.name} may not edit ${barred.toSorted().join(', ')}.`)
  const encoder = new TextEncoder()
  const seen = (path: string) => view.files.find((file) => file.path === path)?.revision ?? 0
  try {
    return await library.db.transaction().execute(async (tx) => {
      const saved: SavedFile[] = []
      for (const [path, text] of files) {
        const at = path === sheet ? revision : seen(path)
        const save = { change, path, bytes: encoder.encode(text), revision: at }
        saved.push(await saveIn(tx, person, save))
      }
      return saved
    })
  } catch (error) {
    if (error instanceof SaveConflict) throw new Refusal('MSV-L001', error.message)
    throw refusalOf(error)
  }
}
