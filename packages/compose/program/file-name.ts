/** A name of one path segment that every file system takes. */
export function safeName(name: string): string {
  const safe = name
    .replaceAll(/[/\\:*?"<>|\r\n\t]+/g, '-')
    .replace(/^\.+/, '')
    .trim()
  return safe === '' ? 'document' : safe.slice(0, 120)
}
