/** A PDF 1.7 file under construction: objects, object streams, cross-reference stream. */

import { Bytes } from './bytes.ts'
import { CONTENT, STRUCTURE } from './codes.ts'
import type { Coder } from './coder.ts'
import { int } from './number.ts'
import { Places } from './xref.ts'

export type Deflate = (bytes: Uint8Array, level: number) => Uint8Array
/** Encrypts the bytes of a stream of the given object. */
export type Cipher = (object: number, bytes: Uint8Array) => Uint8Array

const encoder = new TextEncoder()

/** Bytes of an ASCII string. */
export function ascii(text: string): Uint8Array {
  return encoder.encode(text)
}

const LINE_END = STRUCTURE.piece('\n')

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
  /** What was not handed out yet, and how much was. */
  private readonly waiting = new Bytes()
  private handed = 0
  /** Streams that differ from document to document: what the file identifier is made of. */
  private readonly telling = new Bytes()
  private readonly digest: (bytes: Uint8Array) => Uint8Array
  private readonly out: ((bytes: Uint8Array) => void) | undefined
  private next: number
  private readonly places = Places.lent()
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
    const { waiting } = this
    if (typeof chunk === 'string') waiting.text(chunk)
    else waiting.bytes(chunk)
    if (this.out !== undefined && waiting.length > HANDED) this.handOut(this.out)
  }

  private handOut(out: (bytes: Uint8Array) => void): void {
    this.handed += this.waiting.length
    out(this.waiting.take())
  }

  private get offset(): number {
    return this.handed + this.waiting.length
  }

  private begin(object: number): void {
    this.places.at(object, this.offset)
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

  /** The same, of a body that many files have. */
  common(object: number, body: string): void {
    const out = this.open(object)
    out.put(STRUCTURE.common(body))
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
    this.codedStream(object, '/Filter/FlateDecode', out)
    CONTENT.release(out)
  }

  private codedStream(object: number, dictionary: string, coder: Coder): void {
    if (this.cipher || coder.plain) {
      const bytes = coder.finish((text) => this.deflate(text, this.level))
      return this.stream(object, dictionary, bytes)
    }
    const size = coder.close()
    this.begin(object)
    const { waiting } = this
    waiting.text(streamHead(object, dictionary, size))
    coder.write(waiting.room(size), waiting.length)
    waiting.length += size
    this.tell(waiting.data.subarray(waiting.length - size, waiting.length))
    this.push(STREAM_END)
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
      this.places.at(object, this.offset + (offsets[i] as number))
    }
    this.push(bytes)
    if (!constant) this.tell(bytes)
  }

  private tell(bytes: Uint8Array): void {
    this.telling.bytes(bytes)
    if (this.telling.length > FOLDED) this.identify()
  }

  /** Folds what is told so far into one digest, so that a long file is not kept for its identifier. */
  private identify(): Uint8Array {
    const { telling } = this
    const digest = this.digest(telling.view())
    telling.length = 0
    telling.bytes(digest)
    return digest
  }

  /** Says that `object` stands in an object stream that is written by itself. */
  inStream(object: number, stream: number, index: number): void {
    this.places.inStream(object, stream, index)
  }

  compressed(
    object: number,
    dictionary: string,
    text: string | Uint8Array,
    level = this.level,
  ): void {
    const bytes = typeof text === 'string' ? ascii(text) : text
    this.stream(object, dictionary + '/Filter/FlateDecode', this.deflate(bytes, level))
  }

  private flush(): void {
    const { numbers, table } = this
    if (numbers.length === 0) return
    const stream = this.alloc()
    for (let i = 0; i < numbers.length; i++) this.inStream(numbers[i] as number, stream, i)
    const dictionary = `/Type/ObjStm/N ${numbers.length}/First ${table.length}/Filter/FlateDecode`
    table.append(this.bodies)
    this.codedStream(stream, dictionary, table)
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
    const start = this.offset
    // ISO 32000-1 §14.4: the identifier comes from the content, never from a clock.
    const hex = hexOf(this.identify().subarray(0, 16))
    // A cross-reference stream is never encrypted.
    const deflate = (rows: Uint8Array): Uint8Array => this.deflate(rows, this.level)
    const { places, waiting } = this
    const wide = start > 0xffffff ? 5 : 3
    const { dictionary, bytes } = places.stream(self + 1, wide, this.plainly ? deflate : null)
    const size = `/Size ${self + 1}${trailer}/ID[<${hex}><${hex}>]`
    this.push(`${self} 0 obj\n<</Type/XRef${size}${dictionary}/Length ${bytes.length}>>stream\n`)
    this.push(bytes)
    this.push(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`)
    const rest = waiting.take()
    waiting.release()
    this.telling.release()
    places.release()
    if (this.out !== undefined) this.out(rest)
    return rest
  }
}

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}
