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

/** Of what documents carry as it is: files of the folder `files`, and others by these ends. */
const carried: Readonly<Record<string, string>> = {
  ...mediaTypes,
  pdf: 'application/pdf',
  xml: 'text/xml',
  json: 'application/json',
  csv: 'text/csv',
  txt: 'text/plain',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const textFile =
  /^(?:misiva\.yaml|topics\.yaml|brand\/style\.yaml|sources\/[^/]+\.ya?ml|journeys\/[^/]+\.ya?ml|blocks\/.+\.md|templates\/[^/]+\/(?:template\.yaml|tests\.yaml|contract\.schema\.json|samples\/[^/]+\.json|[^/]+\.(?:md|xml|json|csv|txt)))$/

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
  return textFile.test(path) || mediaTypeOf(path) !== undefined
}

/** Data files beside a template.yaml, whose fields are filled in for each document. */
export function isDataFile(path: string): boolean {
  return /^templates\/[^/]+\/[^/]+\.(?:xml|json|csv|txt)$/.test(path) && !isContract(path)
}

function isContract(path: string): boolean {
  return path.endsWith('/contract.schema.json')
}

function extension(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase()
}

/** Of a font, a picture or a file of the folder `files`, by the end of its name; undefined for anything else. */
export function mediaTypeOf(path: string): string | undefined {
  return path.startsWith('files/') ? fileTypeOf(path) : mediaTypes[extension(path)]
}

/** Of a file in a document, by the end of its name. */
export function fileTypeOf(name: string): string | undefined {
  return carried[extension(name)]
}
