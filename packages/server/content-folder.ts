import { hash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isContentFile } from '@misiva/compose'
import { ProblemError, problem } from '@misiva/model'

/**
 * The files of a content folder by their path in it, with slashes; what is not content (notes,
 * data, hidden files) is passed over. Throws MSV-D009 if there is no such folder.
 */
export async function readContentFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) {
    throw new ProblemError([
      problem(
        'MSV-D009',
        `There is no content folder ${folder}`,
        undefined,
        'Give the folder that holds misiva.yaml with --content.',
      ),
    ])
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isContentFile)
    .sort()
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(folder, path))] as const),
    ),
  )
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}
