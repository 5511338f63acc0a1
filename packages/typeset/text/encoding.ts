/**
 * Character codes of one font subset in content streams.
 *
 * One byte for the 92 printable ASCII codes that need no escape in a literal string (an ASCII
 * letter keeps its own code, so streams stay readable) and for 0x80–0xDF, written as octal escapes;
 * two bytes beyond. Every stream is pure ASCII, so a JavaScript string becomes bytes by
 * `TextEncoder` alone. Against two-byte Identity-H this halves the stream before compression.
 */

const ASCII: number[] = []
for (let c = 0x20; c < 0x7f; c++) if (c !== 0x28 && c !== 0x29 && c !== 0x5c) ASCII.push(c)

export interface Code {
  /** 1 or 2 bytes, as a number. */
  readonly value: number
  readonly bytes: 1 | 2
  readonly gid: number
  /** What it stands for; '' only for a glyph of no text of its own. */
  readonly text: string
}

export class Encoding {
  readonly codes: Code[] = []
  private readonly byGid = new Map<number, string>()
  private readonly byUse = new Map<string, string>()
  private readonly texts = new Map<number, string>()
  private nextAscii = 0
  private nextHigh = 0x80
  private nextDouble = 0
  private readonly taken = new Set<number>()

  get(gid: number): string | undefined {
    return this.byGid.get(gid)
  }

  /** Code of the glyph where it stands for just this text: one form may serve several letters. */
  getFor(gid: number, text: string): string | undefined {
    return this.byUse.get(`${gid} ${text}`)
  }

  textOf(gid: number): string | undefined {
    return this.texts.get(gid)
  }

  /** No more than this many glyphs fit one font. */
  get full(): boolean {
    return this.nextDouble >= 32 * ASCII.length
  }

  /** Gives the glyph a code; `ascii` asks for that character's own code. */
  add(gid: number, text: string, ascii: number): string {
    const known = this.byUse.get(`${gid} ${text}`)
    if (known !== undefined) return known
    let value: number
    let bytes: 1 | 2 = 1
    if (ascii >= 0x20 && ascii < 0x7f && !this.taken.has(ascii) && ASCII.includes(ascii)) {
      value = ascii
      this.taken.add(ascii)
    } else if (this.nextHigh < 0xe0) {
      value = this.nextHigh++
    } else {
      const lead = 0xe0 + Math.floor(this.nextDouble / ASCII.length)
      value = (lead << 8) | (ASCII[this.nextDouble % ASCII.length] as number)
      this.nextDouble++
      bytes = 2
    }
    const written = write(value, bytes)
    if (!this.byGid.has(gid)) {
      this.byGid.set(gid, written)
      this.texts.set(gid, text)
    }
    this.byUse.set(`${gid} ${text}`, written)
    this.codes.push({ value, bytes, gid, text })
    return written
  }

  /** Gives the next free code, plain ASCII first: for subsets made for one document. */
  addNext(gid: number, text: string): string {
    const known = this.getFor(gid, text)
    if (known !== undefined) return known
    while (this.nextAscii < ASCII.length && this.taken.has(ASCII[this.nextAscii] as number)) {
      this.nextAscii++
    }
    return this.add(gid, text, ASCII[this.nextAscii] ?? -1)
  }
}

function write(value: number, bytes: 1 | 2): string {
  if (bytes === 1) return value < 0x80 ? String.fromCharCode(value) : '\\' + value.toString(8)
  return '\\' + (value >> 8).toString(8) + String.fromCharCode(value & 0xff)
}

function hex(code: Code): string {
  return '<' + code.value.toString(16).padStart(code.bytes * 2, '0') + '>'
}

/** UTF-16BE in hexadecimal. */
export function utf16Hex(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) out += text.charCodeAt(i).toString(16).padStart(4, '0')
  return out
}

const CODESPACE = '2 begincodespacerange\n<20> <df>\n<e020> <ff7e>\nendcodespacerange\n'

function blocks(kind: string, lines: readonly string[]): string {
  let out = ''
  for (let i = 0; i < lines.length; i += 100) {
    const some = lines.slice(i, i + 100)
    out += `${some.length} begin${kind}\n${some.join('\n')}\nend${kind}\n`
  }
  return out
}

function cmap(name: string, ordering: string, registry: string, body: string): string {
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    `/CIDSystemInfo 3 dict dup begin\n/Registry (${registry}) def\n/Ordering (${ordering}) def\n/Supplement 0 def\nend def\n` +
    `/CMapName /${name} def\n/CMapType ${ordering === 'UCS' ? 2 : 1} def\n` +
    (ordering === 'UCS' ? '' : '/WMode 0 def\n') +
    CODESPACE +
    body +
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
  )
}

/** The CMap (ISO 32000-1 §9.7.5) from codes to CIDs; `cid` maps a glyph of the whole font. */
export function encodingCMap(name: string, codes: readonly Code[], cid: (gid: number) => number) {
  const lines = sorted(codes).map((code) => `${hex(code)} ${cid(code.gid)}`)
  return cmap(name, 'Identity', 'Adobe', blocks('cidchar', lines))
}

/** The ToUnicode CMap (ISO 32000-1 §9.10.3). */
export function toUnicodeCMap(codes: readonly Code[]): string {
  const lines = sorted(codes)
    .filter((code) => code.text !== '')
    .map((code) => `${hex(code)} <${utf16Hex(code.text)}>`)
  return cmap('Adobe-Identity-UCS', 'UCS', 'Adobe', blocks('bfchar', lines))
}

function sorted(codes: readonly Code[]): Code[] {
  return [...codes].sort((a, b) => a.bytes - b.bytes || a.value - b.value)
}
