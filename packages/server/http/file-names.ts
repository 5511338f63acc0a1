/** The source's key as a file's name: no separators, no leading dot. */
export const fileName = (key: string): string =>
  key.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_') || 'message'

/** Content-Disposition of a download under this name (RFC 6266), with a plain one for who knows no other. */
export function attachment(file: string): string {
  const ascii = file.replace(/[^\w.()+ -]/g, '_')
  // RFC 8187 leaves these out of what may stand as it is.
  const encoded = encodeURIComponent(file).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
