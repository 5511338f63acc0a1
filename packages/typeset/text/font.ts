/** A font as the typesetter uses it: shaping face, metrics, and its prepared subset. */
import * as hb from 'harfbuzzjs'
import { Encoding } from './encoding.ts'
import { type FontMetrics, Sfnt } from './sfnt.ts'
import type { Subsetter } from './subsetter.ts'

export interface Glyph {
  readonly gid: number
  /** UTF-16 offset of its cluster in the text shaped. */
  readonly cluster: number
  /** 1/1000 em. */
  readonly advance: number
  readonly dx: number
  readonly dy: number
}

/** Printable Latin-1 and what European business letters use beyond it. */
export const DEFAULT_REPERTOIRE: string = (() => {
  let text = ''
  for (let c = 0x20; c < 0x7f; c++) text += String.fromCharCode(c)
  for (let c = 0xa0; c <= 0xff; c++) text += String.fromCharCode(c)
  return text + '–—‘’‚“”„†‡•…‰‹›€™ŒœŠšŸŽžıƒˆ˜−≤≥≠×÷′″◦▪→\u2009\u202f\u2010\u2011\ufffd'
})()

/** Common ligatures and figure forms go into the prepared subset too. */
const LIGATURES = ['fi', 'fl', 'ff', 'ffi', 'ffl', 'fj', 'fb', 'fh', 'fk', 'ft', 'tt', 'ti', 'Th']
const FIGURES = ['tnum', 'pnum', 'lnum', 'onum']

export class Font {
  /** Position in the typesetter's list; resource names and object numbers derive from it. */
  readonly index: number
  readonly family: string
  readonly weight: number
  readonly italic: boolean
  readonly name: string
  readonly metrics: FontMetrics
  readonly sfnt: Sfnt
  readonly faceInSubsetter: number
  readonly encoding = new Encoding()
  /** Font units to 1/1000 em. */
  readonly scale: number
  private readonly hbFont: hb.Font
  /**
   * One for all that is shaped: the library lets a buffer go only when the collector has found it,
   * and that not before the program waits. A batch set in one go filled HarfBuzz's 2 GB with some
   * 8000 letters, and text was lost from then on.
   */
  private readonly buffer = new hb.Buffer()
  private readonly widths: Uint16Array
  private reverse: Map<number, number> | undefined
  private readonly face: hb.Face
  private features = new Set<string>()

  constructor(
    index: number,
    source: { family: string; weight: number; italic: boolean; bytes: Uint8Array },
    subsetter: Subsetter,
  ) {
    this.index = index
    this.family = source.family
    this.weight = source.weight
    this.italic = source.italic
    this.sfnt = new Sfnt(source.bytes)
    this.metrics = this.sfnt.metrics()
    if (!(this.metrics.unitsPerEm >= 16)) throw new Error('font says no size of its em')
    this.scale = 1000 / this.metrics.unitsPerEm
    this.face = new hb.Face(new hb.Blob(source.bytes as Uint8Array<ArrayBuffer>), 0)
    this.hbFont = new hb.Font(this.face)
    this.widths = this.sfnt.advances(this.sfnt.glyphCount)
    this.name = (this.face.getName(6, 'en') || source.family).replace(/[^A-Za-z0-9-]/g, '')
    this.faceInSubsetter = subsetter.face(source.bytes)
    for (const tag of this.face.getTableFeatureTags('GSUB')) this.features.add(tag)
  }

  hasFeature(tag: string): boolean {
    return this.features.has(tag)
  }

  /** Glyph of a character, or 0. */
  glyph(codePoint: number): number {
    return this.hbFont.nominalGlyph(codePoint) ?? 0
  }

  covers(codePoint: number): boolean {
    return this.glyph(codePoint) !== 0
  }

  /** Advance in 1/1000 em, rounded as the PDF's `W` array has it. */
  width(gid: number): number {
    return Math.round((this.widths[gid] ?? 0) * this.scale)
  }

  /** Glyphs in visual order. */
  shape(
    text: string,
    features: readonly hb.Feature[],
    lang: string,
    script: string,
    rtl: boolean,
  ): Glyph[] {
    const { buffer } = this
    buffer.reset()
    buffer.addText(text)
    buffer.setDirection(rtl ? hb.Direction.RTL : hb.Direction.LTR)
    if (script !== '') buffer.setScript(script)
    buffer.guessSegmentProperties()
    if (lang !== '') buffer.setLanguage(lang)
    hb.shape(this.hbFont, buffer, features as hb.Feature[])
    const infos = buffer.getGlyphInfos()
    const positions = buffer.getGlyphPositions()
    const glyphs: Glyph[] = []
    for (let i = 0; i < infos.length; i++) {
      const info = infos[i] as { codepoint: number; cluster: number }
      const p = positions[i] as { xAdvance: number; xOffset: number; yOffset: number }
      glyphs.push({
        gid: info.codepoint,
        cluster: info.cluster,
        advance: p.xAdvance * this.scale,
        dx: p.xOffset * this.scale,
        dy: p.yOffset * this.scale,
      })
    }
    return glyphs
  }

  /** Its outline as SVG path data in font units, y upwards. */
  outline(gid: number): string {
    return this.hbFont.glyphToPath(gid)
  }

  /** Fills the encoding shared by all documents. */
  prepare(repertoire: string): void {
    for (const char of repertoire) {
      const code = char.codePointAt(0) as number
      const gid = this.glyph(code)
      if (gid !== 0 && this.encoding.get(gid) === undefined)
        this.encoding.add(gid, char === '\u00ad' ? '-' : char, code)
    }
    for (const text of LIGATURES) {
      const glyphs = this.shape(text, [], 'en', 'Latn', false)
      if (glyphs.length === 1 && glyphs[0]?.gid && this.encoding.get(glyphs[0].gid) === undefined)
        this.encoding.add(glyphs[0].gid, text, -1)
    }
    for (const tag of FIGURES) {
      if (!this.features.has(tag)) continue
      for (const digit of '0123456789') {
        const gid = this.shape(digit, [new hb.Feature(tag, 1)], 'en', 'Latn', false)[0]?.gid
        if (gid && this.encoding.get(gid) === undefined) this.encoding.add(gid, digit, -1)
      }
    }
  }

  /** The character a glyph stands for by the font's own `cmap`. */
  textOf(gid: number): string {
    if (this.reverse === undefined) {
      this.reverse = new Map()
      for (const code of this.face.collectUnicodes()) {
        const glyph = this.glyph(code)
        if (!this.reverse.has(glyph)) this.reverse.set(glyph, code)
      }
    }
    const code = this.reverse.get(gid)
    return code === undefined ? '' : String.fromCodePoint(code)
  }
}
