import { Buffer } from 'node:buffer'
import iconv from 'iconv-lite'

/** Bytes to text piece by piece, for text that has no lines to divide it by. */
export interface Decoder {
  /** Stands in the text for bytes that are not of the encoding. */
  readonly mark: string
  write(bytes: Uint8Array): string
  end(): string
}

export function isUtf8(encoding: string): boolean {
  return /^(?:utf-?8|(?:us-)?ascii)$/i.test(encoding)
}

export function decoderOf(encoding: string): Decoder {
  if (isUtf8(encoding)) return new Utf8()
  const decoder = iconv.getDecoder(encoding)
  return {
    mark: '\ufffd',
    write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    end: () => decoder.end() ?? '',
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * UTF-8 (RFC 3629) with two high surrogates for each byte that is wrong: valid text never has two
 * together, while U+FFFD, which other decoders put there, may rightly stand in the data.
 */
class Utf8 implements Decoder {
  readonly mark = '\ud800\ud800'
  private rest: Uint8Array = new Uint8Array(0)

  write(bytes: Uint8Array): string {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes
    const cut = all.length - unfinished(all)
    this.rest = all.slice(cut)
    return this.decode(all.subarray(0, cut))
  }

  end(): string {
    return this.decode(this.rest)
  }

  private decode(bytes: Uint8Array): string {
    try {
      return strict.decode(bytes)
    } catch {
      let text = ''
      let from = 0
      for (;;) {
        const at = firstInvalid(bytes.subarray(from))
        if (at === undefined) return text + strict.decode(bytes.subarray(from))
        text += strict.decode(bytes.subarray(from, from + at)) + this.mark
        from += at + 1
      }
    }
  }
}

/** Bytes at the end that begin a character whose rest has not come yet: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

/** Index of the first byte that no valid UTF-8 has there (RFC 3629 §4). */
export function firstInvalid(bytes: Uint8Array): number | undefined {
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i]!
    if (lead < 0x80) {
      i++
      continue
    }
    const more =
      lead >= 0xc2 && lead < 0xe0
        ? 1
        : lead < 0xf0 && lead >= 0xe0
          ? 2
          : lead < 0xf5 && lead >= 0xf0
            ? 3
            : 0
    if (more === 0) return i
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    const second = bytes[i + 1] ?? 0
    if (second < low || second > high) return i
    for (let k = 2; k <= more; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return i
    i += more + 1
  }
  return undefined
}
