import { pipeline, Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { problem } from '@misiva/model'
import type { Problem } from '@misiva/model'

/** Thrown inside this room only, to end a stream; `readSource` turns it into a rejection. */
export class Unreadable extends Error {
  readonly problem: Problem
  constructor(found: Problem, options?: { cause?: unknown }) {
    super(found.message, options)
    this.problem = found
  }
}

function startsWith(bytes: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

/**
 * The file's own bytes, decompressed when the content (never the name) says gzip (RFC 1952 §2.3.1)
 * or Zstandard (RFC 8878 §3.1.1). Throws Unreadable, MSV-D009, when it breaks off or is a ZIP.
 */
export async function* plainBytes(
  stream: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]()
  try {
    let head = new Uint8Array(0)
    while (head.length < 4) {
      const next = await iterator.next()
      if (next.done) break
      head = head.length === 0 ? new Uint8Array(next.value) : Buffer.concat([head, next.value])
    }
    if (startsWith(head, 0x50, 0x4b, 3, 4))
      throw new Unreadable(
        problem(
          'MSV-D009',
          'The file is a ZIP archive or an Excel workbook',
          { file, line: 1, column: 1 },
          'Unpack it, or save the sheet as CSV.',
        ),
      )
    const whole = rejoined(head, iterator)
    const unpack = startsWith(head, 0x1f, 0x8b)
      ? createGunzip()
      : startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)
        ? createZstdDecompress()
        : undefined
    if (!unpack) yield* whole
    else yield* pipeline(Readable.from(whole, { objectMode: false }), unpack, () => undefined)
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause
    throw new Unreadable(
      problem('MSV-D009', `The file cannot be read to its end: ${words(cause)}`, {
        file,
        line: 1,
        column: 1,
      }),
      { cause },
    )
  }
}

async function* rejoined(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

function words(cause: unknown): string {
  const { code, message } = cause as { code?: string; message?: string }
  switch (code) {
    case 'Z_BUF_ERROR':
    case 'ZSTD_error_srcSize_wrong':
      return 'its compression breaks off, so the end is missing'
    case 'Z_DATA_ERROR':
      return 'its compressed data are damaged'
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
      return 'its permissions forbid it'
    case 'EISDIR':
      return 'it is a folder'
    case undefined:
    default:
      return message ?? String(cause)
  }
}
