import { join } from 'node:path'
import { ProblemError, type Release } from '@misiva/model'
import { readContent } from '@misiva/compose'
import {
  markDeadRuns,
  openBlobs,
  openDatabase,
  readRelease,
  storeRelease,
  type Connection,
} from '@misiva/store'
import { openChannels } from './channels.ts'
import { sha256Hex } from './content-folder.ts'
import type { House, Releases } from './house.ts'
import { createLinks } from './links.ts'
import type { Settings } from './settings.ts'

/** Opens everything an installation works with; `close` gives all of it back, in the other order. */
export async function openHouse(settings: Settings): Promise<House> {
  const connection = await openDatabase({
    url: settings.databaseUrl,
    folder: join(settings.data, 'db'),
  })
  try {
    const channels = await openChannels(settings)
    const blobs = openBlobs(join(settings.data, 'blobs'), connection.db)
    await markDeadRuns(connection)
    return {
      ...connection,
      blobs,
      settings,
      channels,
      releases: createReleases(connection),
      links: createLinks(settings.url),
      async close() {
        await channels.close()
        await blobs.close()
        await connection.close()
      },
    }
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** Reads the files of a content folder into a release, or throws all that is wrong with them. */
export function readReleaseFiles(files: ReadonlyMap<string, Uint8Array>): Release {
  const read = readContent(files, sha256Hex)
  if (!read.ok) throw new ProblemError(read.problems)
  return read.value
}

function createReleases(connection: Connection): Releases {
  const known = new Map<string, Promise<Release | undefined>>()
  return {
    async publish(name, files) {
      const release = readReleaseFiles(files)
      await storeRelease(connection.db, { hash: release.hash, name }, files)
      known.set(release.hash, Promise.resolve(release))
      return release
    },
    load(hash) {
      let release = known.get(hash)
      if (!release) {
        release = readRelease(connection.db, hash).then((files) => files && readReleaseFiles(files))
        known.set(hash, release)
      }
      return release
    },
  }
}
