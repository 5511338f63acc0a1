/** Shaped glyphs as runs that can be written, with what each glyph says. */
import type { Font, Glyph } from './font.ts'

/** Glyphs of one font, at one height above the baseline. */
export interface GlyphRun {
  readonly font: Font
  /** Inside of a TJ array's string, e.g. `T)90(o`, when every glyph is in the prepared subset. */
  readonly code: string | null
  /** Else the glyphs, with what each stands for. */
  readonly glyphs: readonly { gid: number; text: string; kern: number }[]
  /** 1/1000 em. */
  readonly advance: number
  readonly lift: number
  /** Factor of the size: under 1 in synthetic small capitals. */
  readonly factor: number
  /** '' for a run that says nothing: marks of a letter that another glyph speaks for. */
  readonly actual: string | null
  /** The silence ends with the run. */
  readonly closes: boolean
}

interface OpenRun {
  code: string | null
  glyphs: { gid: number; text: string; kern: number }[]
  lift: number
  advance: number
  actual: string | null
  closes: boolean
}

/**
 * Turns shaped glyphs into runs, split where the prepared subset ends, where the height changes,
 * and around glyphs that say nothing by themselves (the dots of a letter).
 */
export function collect(
  font: Font,
  text: string,
  glyphs: readonly Glyph[],
  factor: number,
  rtl: boolean,
  runs: GlyphRun[],
): void {
  const clusters = clustersOf(font, text, glyphs)
  let open: OpenRun | null = null
  let want = 0
  let have = 0
  const close = (): void => {
    if (open) runs.push({ font, factor, ...open })
    open = null
  }
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs[i] as Glyph
    const cluster = clusters[i] as ClusterGlyph
    const lift = Math.round(glyph.dy)
    const code = font.encoding.get(glyph.gid)
    const prepared =
      code !== undefined &&
      !((rtl || cluster.whole !== null) && font.encoding.textOf(glyph.gid) !== cluster.text)
    const run = open as OpenRun | null
    if (run && ((run.code !== null) !== prepared || run.lift !== lift || cluster.begins)) close()
    if (open === null) {
      const actual = cluster.begins ? cluster.whole : null
      open = { code: prepared ? '' : null, glyphs: [], lift, advance: 0, actual, closes: false }
    }
    // A difference under 2/1000 em is rounding of the font's units, not kerning.
    const shift = want + glyph.dx - have
    const kern = Math.abs(shift) >= 1.5 ? Math.round(shift) : 0
    if (kern !== 0) {
      have += kern
      open.advance += kern
    }
    if (prepared) open.code += kern === 0 ? code : `)${-kern}(${code}`
    else open.glyphs.push({ gid: glyph.gid, text: cluster.text, kern })
    const width = font.width(glyph.gid)
    have += width
    open.advance += width
    want += glyph.advance
    if (cluster.ends) {
      open.closes = true
      close()
    }
  }
  if (Math.abs(want - have) >= 1.5) settle(font, factor, Math.round(want - have), open, runs)
  close()
}

/** What the last glyph's advance still owes the line. */
function settle(
  font: Font,
  factor: number,
  rest: number,
  open: OpenRun | null,
  runs: GlyphRun[],
): void {
  if (open === null) {
    const gap = {
      code: `)${-rest}(`,
      glyphs: [],
      lift: 0,
      advance: rest,
      actual: null,
      closes: false,
    }
    runs.push({ font, factor, ...gap })
    return
  }
  if (open.code !== null) open.code += `)${-rest}(`
  else open.glyphs.push({ gid: -1, text: '', kern: rest })
  open.advance += rest
}

interface ClusterGlyph {
  readonly text: string
  /** '' where another glyph of the cluster speaks for this one. */
  readonly whole: string | null
  readonly begins: boolean
  readonly ends: boolean
}

/** What each glyph stands for. */
function clustersOf(font: Font, text: string, glyphs: readonly Glyph[]): ClusterGlyph[] {
  if (glyphs.length === text.length && glyphs.every((g, i) => g.cluster === i)) {
    return glyphs.map((g) => ({
      text: text[g.cluster] as string,
      whole: null,
      begins: false,
      ends: false,
    }))
  }
  const starts = [...new Set(glyphs.map((g) => g.cluster))].sort((a, b) => a - b)
  const next = new Map(starts.map((start, i) => [start, starts[i + 1] ?? text.length]))
  const out: ClusterGlyph[] = []
  for (let i = 0; i < glyphs.length;) {
    const { cluster } = glyphs[i] as Glyph
    let j = i + 1
    while (j < glyphs.length && glyphs[j]?.cluster === cluster) j++
    const whole = text.slice(cluster, next.get(cluster))
    if (j === i + 1) out.push({ text: whole, whole: null, begins: false, ends: false })
    else {
      const own = glyphs.slice(i, j).map((g) => font.textOf(g.gid))
      const spelt = own.join('') === whole && own.every((t) => t !== '')
      // The glyph that takes the room speaks for the cluster; its dots and marks are silent. (One
      // `/ActualText` around them all made readers see gaps where marks stand off their base.)
      let base = 0
      for (let k = 1; k < own.length; k++) {
        if ((glyphs[i + k] as Glyph).advance > (glyphs[i + base] as Glyph).advance) base = k
      }
      own.forEach((t, k) => {
        const silent = !spelt && k !== base
        const shown = spelt ? t : silent ? '\u2060' : whole
        out.push({ text: shown, whole: silent ? '' : null, begins: silent, ends: silent })
      })
    }
    i = j
  }
  return out
}
