/** The typesetter: made once from fonts and images, then used for any number of documents. */
import { Engine } from './engine.ts'
import type { TypesetterOptions, Typesetter } from './typesetting.ts'

/** Reads and subsets the fonts; throws an `Error` naming a font that cannot be read. */
export async function createTypesetter(options: TypesetterOptions): Promise<Typesetter> {
  return Engine.create(options)
}
