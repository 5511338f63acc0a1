import type { z } from 'zod'
import { isText } from '../library/objects.ts'
import { SaveConflict } from '../library/refusals.ts'
import { saveFile, type Save } from '../library/saving.ts'
import { showProblem } from './library-problems.ts'
import type { Conflict, LibraryFile, Saved } from './library-schemas.ts'
import type { Rooms } from './rooms.ts'
import { type View, bytesOf } from '../library/content.ts'

/** Saves and answers: what stands there now, or, in a conflict, both versions. */
export async function save(
  rooms: Rooms,
  reply: { status(code: 409): { send(body: z.infer<typeof Conflict>): unknown } },
  person: Parameters<typeof saveFile>[1],
  wish: Save,
): Promise<z.infer<typeof Saved>> {
  const { house, library } = rooms
  try {
    const saved = await saveFile(house.db, person, wish)
    await library.tell(house.db, {
      kind: 'saved',
      change: wish.change,
      paths: [wish.path],
      by: { id: person.id, name: person.name },
      revision: saved.revision,
    })
    const reading = await library.read(await library.view(wish.change))
    return { ...saved, problems: reading.problems.map(showProblem) }
  } catch (error) {
    if (!(error instanceof SaveConflict)) throw error
    const view = await library.view(wish.change)
    const mine = wish.bytes && isText(wish.path)
    return reply.status(409).send({
      type: 'urn:misiva:problem:MSV-L001',
      title: 'Somebody else changed it meanwhile',
      status: 409,
      code: 'MSV-L001',
      detail: error.message,
      hint: 'Look at both versions, keep what is right of each, and save again on top of the newer one.',
      theirs: await showFile(rooms, view, wish.path, wish.change),
      mine: {
        text: mine ? new TextDecoder().decode(wish.bytes!) : null,
        base64: wish.bytes && !mine ? Buffer.from(wish.bytes).toString('base64') : null,
      },
      ancestor: error.ancestor,
    }) as never
  }
}

export async function showFile(
  { house, library }: Rooms,
  view: View,
  path: string,
  change: string | null,
): Promise<z.infer<typeof LibraryFile>> {
  const own = view.files.find((file) => file.path === path)
  const sha256 = view.manifest.get(path) ?? null
  const bytes = sha256 === null ? undefined : (await bytesOf(house.db, [sha256])).get(sha256)
  const text = bytes && isText(path) ? new TextDecoder().decode(bytes) : null
  return {
    path,
    text,
    base64: bytes && text === null ? Buffer.from(bytes).toString('base64') : null,
    sha256,
    base: own ? own.base : (view.published.get(path) ?? null),
    published: view.published.get(path) ?? null,
    revision: own?.revision ?? 0,
    editedBy: own?.editedBy ?? null,
    editedAt: own?.editedAt ?? null,
    editors: [...library.events.present(change, path)],
  }
}
