/** A font subset as PDF objects: composite font, CID font, descriptor, program, two CMaps. */
import { type Code, encodingCMap, toUnicodeCMap } from '../text/encoding.ts'
import type { Font } from '../text/font.ts'
import { Sfnt } from '../text/sfnt.ts'
import type { Subsetter } from '../text/subsetter.ts'
import { cidsOfCff } from './cff.ts'
import {
  ascii,
  type Deflate,
  type FinishedStreams,
  finishStreams,
  type PdfFile,
  type StreamSource,
} from './file.ts'

/** Objects of one font, numbered in a row from its base. */
export const FONT_OBJECTS = 7

export interface FontProgram {
  readonly base: number
  /** How many dictionaries the object stream has that is the last of `streams`. */
  readonly dictionaries: number
  readonly streams: FinishedStreams
}

/** Six letters that differ between subsets (ISO 32000-1 §9.6.4): FNV-1a over the glyphs. */
function subsetTag(gids: readonly number[]): string {
  let hash = 0x811c9dc5
  for (const gid of gids) hash = Math.imul(hash ^ gid, 0x01000193) >>> 0
  let tag = ''
  for (let i = 0; i < 6; i++) {
    tag += String.fromCharCode(65 + (hash % 26))
    hash = Math.floor(hash / 26)
  }
  return tag
}

export interface SubsetProgram {
  readonly gids: readonly number[]
  readonly cids: ReadonlyMap<number, number>
  readonly file: Uint8Array
  readonly cff: boolean
  readonly length: number
}

/** The font program alone, compressed; the same for every use of the same glyphs. */
export function subsetProgram(
  font: Font,
  codes: readonly Code[],
  subsetter: Subsetter,
  deflate: Deflate,
  level: number,
): SubsetProgram {
  const gids = font.sfnt.withComponents(codes.map((c) => c.gid))
  const bytes = subsetter.subset(font.faceInSubsetter, gids)
  const subset = new Sfnt(bytes)
  if (subset.glyphCount !== gids.length) {
    throw new Error(
      `font ${font.name}: the subset has ${subset.glyphCount} glyphs, not ${gids.length}`,
    )
  }
  const cff = subset.table('CFF ')
  const cids = new Map(gids.map((gid, i) => [gid, i]))
  if (cff) {
    const charset = cidsOfCff(cff, gids.length)
    if (charset) for (const [i, gid] of gids.entries()) cids.set(gid, charset[i] ?? 0)
  }
  const program = cff ?? bytes
  return {
    gids,
    cids,
    file: deflate(program, level),
    cff: cff !== undefined,
    length: program.length,
  }
}

/** CMaps of a subset's codes, compressed: what each means, and which glyph it shows (ISO 32000-1 §9.7.5, §9.10.3). */
export interface FontMaps {
  readonly meanings: Uint8Array
  readonly glyphs: Uint8Array
}

export function fontMaps(
  font: Font,
  program: SubsetProgram,
  codes: readonly Code[],
  deflate: Deflate,
  level: number,
): FontMaps {
  const cid = (gid: number): number => program.cids.get(gid) ?? 0
  return {
    meanings: deflate(ascii(toUnicodeCMap(codes)), level),
    glyphs: deflate(ascii(encodingCMap(cmapNameOf(font), codes, cid)), level),
  }
}

const cmapNameOf = (font: Font) => `Misiva-${font.index}`

export function fontObjects(
  font: Font,
  program: SubsetProgram,
  maps: FontMaps,
  base: number,
  deflate: Deflate,
  level: number,
): FontProgram {
  const name = `${subsetTag(program.gids)}+${font.name}`
  const m = font.metrics
  const s = (value: number): number => Math.round(value * font.scale)
  const cmapName = cmapNameOf(font)
  const info = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>'
  const widths = widthArray(font, program)
  const flags = 4 | (m.fixedPitch ? 1 : 0) | (m.italicAngle !== 0 ? 64 : 0)
  const stem = Math.round(50 + (m.weight / 65) ** 2)
  const subtype = program.cff ? 'CIDFontType0' : 'CIDFontType2'
  const pack = (text: string): Uint8Array => deflate(ascii(text), level)
  const dictionaries = [
    `<</Type/Font/Subtype/Type0/BaseFont/${name}${program.cff ? '-' + cmapName : ''}/Encoding ${base + 5} 0 R/DescendantFonts[${base + 1} 0 R]/ToUnicode ${base + 4} 0 R>>`,
    `<</Type/Font/Subtype/${subtype}/BaseFont/${name}${info}/FontDescriptor ${base + 2} 0 R/DW 0/W[${widths}]${program.cff ? '' : '/CIDToGIDMap/Identity'}>>`,
    `<</Type/FontDescriptor/FontName/${name}/Flags ${flags}/FontBBox[${m.bbox.map(s).join(' ')}]/ItalicAngle ${Math.round(m.italicAngle * 100) / 100}/Ascent ${s(m.ascent)}/Descent ${s(m.descent)}/CapHeight ${s(m.capHeight)}/XHeight ${s(m.xHeight)}/StemV ${stem}/${program.cff ? 'FontFile3' : 'FontFile2'} ${base + 3} 0 R>>`,
  ]
  const streams = [
    {
      dictionary: `${program.cff ? '/Subtype/CIDFontType0C' : `/Length1 ${program.length}`}/Filter/FlateDecode`,
      bytes: program.file,
    },
    { dictionary: '/Filter/FlateDecode', bytes: maps.meanings },
    {
      dictionary: `/Type/CMap/CMapName/${cmapName}${info}/WMode 0/Filter/FlateDecode`,
      bytes: maps.glyphs,
    },
    packObjects(base, dictionaries, pack),
  ]
  return {
    base,
    dictionaries: dictionaries.length,
    streams: finishStreams(
      streams.map((s, i) => ({ object: base + dictionaries.length + i, ...s })),
    ),
  }
}

function widthArray(font: Font, program: SubsetProgram): string {
  const pairs = program.gids
    .map((gid) => [program.cids.get(gid) as number, font.width(gid)] as const)
    .sort((a, b) => a[0] - b[0])
  let out = ''
  let previous = -2
  for (const [cid, width] of pairs) {
    out += cid === previous + 1 ? ` ${width}` : `${out === '' ? '' : ']'}${cid}[${width}`
    previous = cid
  }
  return out + ']'
}

function packObjects(base: number, bodies: readonly string[], pack: (text: string) => Uint8Array) {
  let header = ''
  let at = 0
  for (const [i, body] of bodies.entries()) {
    header += `${i === 0 ? '' : ' '}${base + i} ${at}`
    at += body.length + 1
  }
  return {
    dictionary: `/Type/ObjStm/N ${bodies.length}/First ${header.length + 1}/Filter/FlateDecode`,
    bytes: pack(`${header}\n${bodies.join('\n')}\n`),
  }
}

/** Appends bytes that were finished long ago. `constant`: they say nothing about this document. */
export function writeFont(file: PdfFile, program: FontProgram, constant: boolean): void {
  const { base, dictionaries, streams } = program
  file.finished(streams, constant)
  const { object } = streams.sources[streams.sources.length - 1] as StreamSource
  for (let i = 0; i < dictionaries; i++) file.inStream(base + i, object, i)
}
