/** A PDF 1.7 file under construction: objects, object streams, cross-reference stream. */

import { CONTENT, STRUCTURE } from './codes.ts'
import type { Coder } from './coder.ts'
import { int } from './number.ts'

export type Deflate = (bytes: Uint8Array, level: number) => Uint8Array
/** Encrypts the bytes of a stream of the given object. */
export type Cipher = (object: number, bytes: Uint8Array) => Uint8Array

const encoder = new TextEncoder()

/** Bytes of an ASCII string. */
export function ascii(text: string): Uint8Array {
  return encoder.encode(text)
}

const LINE_END = STRUCTURE.piece('\n')

let scratch = new Uint8Array(1 << 16)

/** The same, in memory that the next call overwrites: one document's streams need none of their own. */
function lent(text: string): Uint8Array {
  if (text.length > scratch.length) scratch = new Uint8Array(text.length * 2)
  encoder.encodeInto(text, scratch)
  return scratch.subarray(0, text.length)
}

/** Objects in one object stream: enough to compress well, few enough to be found fast. */
const STREAM_OBJECTS = 4000

/** A stream's object, dictionary without its `/Length`, and bytes as the dictionary says. */
export interface StreamSource {
  readonly object: number
  readonly dictionary: string
  readonly bytes: Uint8Array
}

/** Streams that are the same in many files, in one piece. */
export interface FinishedStreams {
  readonly sources: readonly StreamSource[]
  readonly bytes: Uint8Array
  /** Where each source begins in `bytes`. */
  readonly offsets: readonly number[]
}

/** Bytes gathered before they are handed out; before they are folded into a digest. */
const HANDED = 1 << 18
const FOLDED = 1 << 18

const STREAM_END = '\nendstream\nendobj\n'

function streamHead(object: number, dictionary: string, length: number): string {
  return `${int(object)} 0 obj\n<<${dictionary}/Length ${length}>>stream\n`
}

export function finishStreams(sources: readonly StreamSource[]): FinishedStreams {
  const chunks = sources.flatMap(({ object, dictionary, bytes }) => [
    ascii(streamHead(object, dictionary, bytes.length)),
    bytes,
    ascii(STREAM_END),
  ])
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  const offsets: number[] = []
  let at = 0
  chunks.forEach((chunk, i) => {
    if (i % 3 === 0) offsets.push(at)
    bytes.set(chunk, at)
    at += chunk.length
  })
  return { sources, bytes, offsets }
}

export class PdfFile {
  private readonly chunks: (string | Uint8Array)[] = []
  /** Streams that differ from document to document: what the file identifier is made of. */
  private telling: Uint8Array[] = []
  private told = 0
  private offset = 0
  /** Bytes in `chunks`: what was not handed out yet. */
  private waiting = 0
  private readonly digest: (bytes: Uint8Array) => Uint8Array
  private readonly out: ((bytes: Uint8Array) => void) | undefined
  private next: number
  /** Per object: 0 free, 1 at offset `a`, 2 in object stream `a` at index `b`. */
  private readonly types: number[] = []
  private readonly first: number[] = []
  private readonly second: number[] = []
  /** Bytes of an offset in the cross-reference stream. */
  private width = 3
  /** The object stream being filled: its table, its bodies, its objects. */
  private table: Coder
  private bodies: Coder
  private numbers: number[] = []
  private readonly deflate: Deflate
  private readonly level: number
  private readonly cipher: Cipher | undefined

  constructor(
    firstFree: number,
    tools: {
      readonly deflate: Deflate
      readonly digest: (bytes: Uint8Array) => Uint8Array
      /** Takes the file piece by piece as it grows; without it `finish` gives it whole. */
      readonly out?: ((bytes: Uint8Array) => void) | undefined
    },
    level: number,
    cipher: Cipher | undefined,
  ) {
    const { deflate } = tools
    this.digest = tools.digest
    this.out = tools.out
    this.next = firstFree
    this.deflate = deflate
    this.level = level
    this.cipher = cipher
    this.table = this.beginObjects()
    this.bodies = STRUCTURE.coder(this.plainly)
    // Four bytes over 0x7f after the header say that the file is binary (ISO 32000-1 §7.5.2).
    this.push('%PDF-1.7\n')
    this.push(Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a))
  }

  alloc(): number {
    return this.next++
  }

  private push(chunk: string | Uint8Array): void {
    this.chunks.push(chunk)
    this.offset += chunk.length
    this.waiting += chunk.length
    if (this.out !== undefined && this.waiting > HANDED) this.out(this.join())
  }

  private begin(object: number): void {
    this.types[object] = 1
    this.first[object] = this.offset
  }

  /** Compressed streams are left to `deflate`, which the writer's own coding cannot match in size. */
  private get plainly(): boolean {
    return this.level > 1
  }

  private beginObjects(): Coder {
    const table = STRUCTURE.coder(this.plainly)
    table.start()
    return table
  }

  /** An object for an object stream. `body` is ASCII. */
  object(object: number, body: string): void {
    const out = this.open(object)
    out.text(body)
    out.put(LINE_END)
    this.shut()
  }

  /** Where the body of an object for an object stream is written; a line end ends it. */
  open(object: number): Coder {
    const { table, bodies } = this
    STRUCTURE.intAndSpace(table, object)
    STRUCTURE.intAndSpace(table, bodies.length)
    this.numbers.push(object)
    return bodies
  }

  /** The body is written. */
  shut(): void {
    if (this.numbers.length >= STREAM_OBJECTS) this.flush()
  }

  /** Where content of a page is written. */
  content(): Coder {
    return CONTENT.coder(this.plainly)
  }

  /** A stream of what was written to one or two coders, which are done with. */
  coded(object: number, first: Coder | null, second: Coder | null): void {
    const out = CONTENT.coder(this.plainly)
    out.start()
    for (const part of [first, second]) {
      if (part === null) continue
      out.append(part)
      CONTENT.release(part)
    }
    this.stream(object, '/Filter/FlateDecode', this.finishCoded(out))
    CONTENT.release(out)
  }

  private finishCoded(out: Coder): Uint8Array {
    return out.finish((bytes) => this.deflate(bytes, this.level))
  }

  /** An object outside object streams. */
  plain(object: number, body: string): void {
    this.begin(object)
    this.push(`${object} 0 obj\n${body}\nendobj\n`)
  }

  /** A stream of bytes that are already as `dictionary` (without its `/Length`) says. */
  stream(object: number, dictionary: string, bytes: Uint8Array): void {
    const data = this.cipher ? this.cipher(object, bytes) : bytes
    this.begin(object)
    this.push(streamHead(object, dictionary, data.length))
    this.push(data)
    this.tell(data)
    this.push(STREAM_END)
  }

  /** Streams that were finished before. `constant`: they say nothing about this document. */
  finished({ sources, bytes, offsets }: FinishedStreams, constant: boolean): void {
    if (this.cipher) {
      for (const { object, dictionary, bytes } of sources) this.stream(object, dictionary, bytes)
      return
    }
    for (let i = 0; i < sources.length; i++) {
      const { object } = sources[i] as StreamSource
      this.types[object] = 1
      this.first[object] = this.offset + (offsets[i] as number)
    }
    this.push(bytes)
    if (!constant) this.tell(bytes)
  }

  private tell(bytes: Uint8Array): void {
    this.telling.push(bytes)
    this.told += bytes.length
    if (this.told > FOLDED) this.identify()
  }

  /** Folds what is told so far into one digest, so that a long file is not kept for its identifier. */
  private identify(): Uint8Array {
    const digest = this.digest(concat(this.telling, this.told))
    this.telling = [digest]
    this.told = digest.length
    return digest
  }

  /** Says that `object` stands in an object stream that is written by itself. */
  inStream(object: number, stream: number, index: number): void {
    this.types[object] = 2
    this.first[object] = stream
    this.second[object] = index
  }

  compressed(
    object: number,
    dictionary: string,
    text: string | Uint8Array,
    level = this.level,
  ): void {
    const bytes = typeof text === 'string' ? lent(text) : text
    this.stream(object, dictionary + '/Filter/FlateDecode', this.deflate(bytes, level))
  }

  private flush(): void {
    const { numbers, table } = this
    if (numbers.length === 0) return
    const stream = this.alloc()
    for (let i = 0; i < numbers.length; i++) this.inStream(numbers[i] as number, stream, i)
    const dictionary = `/Type/ObjStm/N ${numbers.length}/First ${table.length}/Filter/FlateDecode`
    table.append(this.bodies)
    this.stream(stream, dictionary, this.finishCoded(table))
    STRUCTURE.release(table)
    STRUCTURE.release(this.bodies)
    this.table = this.beginObjects()
    this.bodies = STRUCTURE.coder(this.plainly)
    this.numbers = []
  }

  /** Identifies the content by what has been written so far; ends the file. */
  finish(trailer: string): Uint8Array {
    this.flush()
    // The next file writes where this one did.
    STRUCTURE.release(this.table)
    STRUCTURE.release(this.bodies)
    const self = this.alloc()
    this.begin(self)
    this.width = this.offset > 0xffffff ? 5 : 3
    const rows = this.rows(self + 1)
    // ISO 32000-1 §14.4: the identifier comes from the content, never from a clock.
    const hex = hexOf(this.identify().subarray(0, 16))
    const start = this.offset
    // A cross-reference stream is never encrypted.
    const packed = rows.length > 2000 ? this.deflate(rows, this.level) : rows
    const filter = packed === rows ? '' : '/Filter/FlateDecode'
    this.push(
      `${self} 0 obj\n<</Type/XRef/Size ${self + 1}/W[1 ${this.width} 2]${trailer}/ID[<${hex}><${hex}>]${filter}/Length ${packed.length}>>stream\n`,
    )
    this.push(packed)
    this.push(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`)
    const rest = this.join()
    if (this.out !== undefined) this.out(rest)
    return rest
  }

  private rows(count: number): Uint8Array {
    const wide = this.width
    const rows = new Uint8Array(count * (wide + 3))
    for (let i = 0, at = 0; i < count; i++, at += wide + 3) {
      const type = this.types[i]
      const b = type === undefined ? (i === 0 ? 0xffff : 0) : (this.second[i] ?? 0)
      rows[at + wide + 1] = b >>> 8
      rows[at + wide + 2] = b & 255
      if (type === undefined) continue
      rows[at] = type
      let a = this.first[i] as number
      for (let k = wide; k > 0; k--) {
        rows[at + k] = a & 255
        a = Math.floor(a / 256)
      }
    }
    return rows
  }

  private join(): Uint8Array {
    const out = new Uint8Array(this.waiting)
    let at = 0
    for (const chunk of this.chunks.splice(0)) {
      if (typeof chunk === 'string') encoder.encodeInto(chunk, out.subarray(at, at + chunk.length))
      else out.set(chunk, at)
      at += chunk.length
    }
    this.waiting = 0
    return out
  }
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}
