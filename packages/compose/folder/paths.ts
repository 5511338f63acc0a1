/** Media types of what is neither text nor data, by the end of its name. */
const mediaTypes: Readonly<Record<string, string>> = {
  ttf: 'font/ttf',
  otf: 'font/otf',
  woff2: 'font/woff2',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
}

const textFile =
  /^(?:misiva\.yaml|topics\.yaml|brand\/style\.yaml|sources\/[^/]+\.ya?ml|journeys\/[^/]+\.ya?ml|blocks\/.+\.md|templates\/[^/]+\/(?:template\.yaml|tests\.yaml|contract\.schema\.json|samples\/[^/]+\.json|[^/]+\.md))$/

/**
 * Whether a file of the folder is content, and so part of the release: known text files, and fonts
 * and pictures anywhere. README.md, hidden files, data and programs are not, and need not be read.
 */
export function isContentFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (
    path.split('/').some((part) => part.startsWith('.') || part === 'node_modules') ||
    name === 'README.md'
  )
    return false
  return textFile.test(path) || extension(path) in mediaTypes
}

function extension(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase()
}

/** Of a font or picture, by the end of its name; undefined for anything else. */
export function mediaTypeOf(path: string): string | undefined {
  return mediaTypes[extension(path)]
}
