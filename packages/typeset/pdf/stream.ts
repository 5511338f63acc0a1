/** Objects that stand by themselves in any file: images, forms, profiles, with what they refer to. */
import type { PdfFile } from './file.ts'

/** A stream object. A stream within the dictionary stands for the reference to it. */
export interface Stream {
  /** Without its `/Length`. */
  readonly dictionary: readonly (string | Stream)[]
  /** As the dictionary says. */
  readonly bytes: Uint8Array
}

/**
 * Writes the stream and, before it, what it refers to and the file does not have yet.
 * @returns its object.
 */
export function writeStream(
  file: PdfFile,
  stream: Stream,
  written: Map<Stream, number>,
  object?: number,
): number {
  const known = written.get(stream)
  if (known !== undefined) return known
  let dictionary = ''
  for (const part of stream.dictionary) {
    dictionary += typeof part === 'string' ? part : `${writeStream(file, part, written)} 0 R`
  }
  const own = object ?? file.alloc()
  file.stream(own, dictionary, stream.bytes)
  written.set(stream, own)
  return own
}
