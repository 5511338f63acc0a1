/** Laws of where things stand: every word once, within its frame, over nothing else. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import * as fc from 'fast-check'
import { createTypesetter, type PageInfo, type Typesetter } from '../index.ts'
import { type Drawing, type Glyph, readGlyphs, type Rectangle } from './glyphs.ts'
import { bodyOf } from './masters.ts'
import { SANS, SERIF, world } from './node.ts'
import './seed.ts'
import { documents, IMAGES, letters, number, type Numbered } from './trees.ts'

let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter({ ...world([...SANS, ...SERIF]), images: IMAGES })
})

/** A letter of a numbered word on its page. */
interface Placed extends Glyph {
  readonly page: number
  /** Which glyph of the page it is; the letters of a ligature are one. */
  readonly at: number
  readonly word: number
}

interface Read {
  readonly placed: readonly Placed[]
  /** Words by number, in the order in which they stand in the file. */
  readonly seen: readonly { readonly word: number; readonly text: string }[]
  readonly drawings: readonly (Drawing & { readonly page: number })[]
}

const inWord = new RegExp(`Q(\\d+)([${letters}]*)`, 'g')

async function read(pdf: Uint8Array): Promise<Read> {
  const placed: Placed[] = []
  const seen: { word: number; text: string }[] = []
  const drawings: (Drawing & { page: number })[] = []
  for (const [page, { glyphs, drawings: drawn }] of (await readGlyphs(pdf)).entries()) {
    drawings.push(...drawn.map((drawing) => ({ ...drawing, page })))
    const inked = glyphs.filter(({ text }) => text.trim() !== '')
    const text = inked.map((glyph) => glyph.text).join('')
    let at = 0
    const ats = inked.map(({ x, y }, i) =>
      x === inked[i - 1]?.x && y === inked[i - 1]?.y ? at : ++at,
    )
    assert.equal(text.length, inked.length)
    for (const match of text.matchAll(inWord)) {
      const word = Number(match[1])
      seen.push({ word, text: match[2] as string })
      for (let i = match.index; i < match.index + match[0].length; i++)
        placed.push({ ...(inked[i] as Glyph), page, at: ats[i] as number, word })
    }
  }
  return { placed, seen, drawings }
}

/** Every word of the body is there once and whole, in the order of its text. */
function nothingLost({ words, wordsOfBody }: Numbered, { seen }: Read): void {
  const found = new Map<number, string>()
  const last = new Map<number, number>()
  for (const { word, text } of seen) {
    assert.ok(!found.has(word), `word ${word} is there twice`)
    found.set(word, text)
    const { piece } = words[word] as Numbered['words'][number]
    assert.ok((last.get(piece) ?? -1) < word, `word ${word} comes after a later one of its text`)
    last.set(piece, word)
  }
  for (const [word, { text }] of words.entries()) {
    if (word < wordsOfBody || found.has(word)) assert.equal(found.get(word), text, `word ${word}`)
  }
}

function noFigureLost(numbered: Numbered, found: Read): void {
  const boxes = figureBoxes(numbered, found)
  for (const fill of numbered.figures.slice(0, numbered.figuresOfBody))
    assert.ok(boxes.has(fill) || boxes.size === 0, `figure ${fill} is missing`)
}

/** Letters lean out of their advance, and rise out of lines set tight: of their size. */
const BLEED = 0.25

function withinFrame(pages: readonly PageInfo[], { placed }: Read): void {
  const frames = pages.map(bodyOf)
  for (const { ink, size, word, page } of placed) {
    const frame = frames[page] as ReturnType<typeof bodyOf>
    const inside =
      ink.x0 > frame.x0 - BLEED * size &&
      ink.x1 < frame.x1 + BLEED * size &&
      ink.y0 > frame.y0 - BLEED * size &&
      ink.y1 < frame.y1 + BLEED * size
    assert.ok(inside, `word ${word} at ${JSON.stringify(ink)}, page ${page + 1}`)
  }
}

/** The part of a letter that nothing else may touch, whatever its line height: below x-height. */
function coreOf({ ink, y, size }: Glyph): Rectangle {
  const trim = Math.min(0.05 * size, (ink.x1 - ink.x0) / 4)
  return { x0: ink.x0 + trim, x1: ink.x1 - trim, y0: y, y1: y + 0.4 * size }
}

function meet(a: Rectangle, b: Rectangle, slack: number): boolean {
  return (
    Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > slack &&
    Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > slack
  )
}

/** Letters that follow one another in a line may lean into each other; no others meet. */
function lettersApart(placed: readonly Placed[]): void {
  const cores = placed
    .map((glyph) => ({ glyph, core: coreOf(glyph) }))
    .toSorted((a, b) => a.glyph.page - b.glyph.page || a.core.x0 - b.core.x0)
  for (let i = 0; i < cores.length; i++) {
    const a = cores[i] as (typeof cores)[number]
    for (let j = i + 1; j < cores.length; j++) {
      const b = cores[j] as (typeof cores)[number]
      if (b.glyph.page !== a.glyph.page || b.core.x0 >= a.core.x1) break
      const neighbours =
        Math.abs(a.glyph.at - b.glyph.at) <= 2 && Math.abs(a.glyph.y - b.glyph.y) < a.glyph.size / 2
      if (neighbours) continue
      assert.ok(
        !meet(a.core, b.core, 0.3),
        `words ${a.glyph.word} and ${b.glyph.word} stand on each other, page ${a.glyph.page + 1}`,
      )
    }
  }
}

/** Nothing filled covers a letter drawn before it, and no line runs through one. */
function nothingHidden({ placed, drawings }: Read): void {
  for (const glyph of placed) {
    const core = coreOf(glyph)
    // An italic letter may lean over the edge of a cell without padding.
    const lean = 0.15 * glyph.size
    const [x, y] = [(core.x0 + core.x1) / 2, (core.y0 + core.y1) / 2]
    for (const { page, box, fill, stroked, order } of drawings) {
      if (page !== glyph.page) continue
      const around = box.x0 < x && box.x1 > x && box.y0 < y && box.y1 > y
      assert.ok(!(around && fill && order > glyph.order), `word ${glyph.word} is painted over`)
      if (!stroked || fill) continue
      const upright = box.x1 - box.x0 < box.y1 - box.y0
      const at = upright ? (box.x0 + box.x1) / 2 : (box.y0 + box.y1) / 2
      const through = upright
        ? core.x0 + lean < at && core.x1 - lean > at && box.y0 < y && box.y1 > y
        : core.y0 < at && core.y1 > at && box.x0 < x && box.x1 > x
      // A frame with rounded corners is one line around all of its content.
      const thin = Math.min(box.x1 - box.x0, box.y1 - box.y0) < 0.1
      assert.ok(!(through && thin), `a line runs through word ${glyph.word}`)
    }
  }
}

/** What each figure covers on its page; beyond so many figures two would share a fill. */
function figureBoxes(numbered: Numbered, { drawings }: Read) {
  const boxes = new Map<string, Rectangle & { page: number }>()
  if (numbered.figures.length > IMAGES.length) return boxes
  for (const { fill, box, page } of drawings) {
    if (fill === undefined || !numbered.figures.includes(fill)) continue
    const own = boxes.get(fill)
    assert.ok(own === undefined || own.page === page, `figure ${fill} is on two pages`)
    boxes.set(fill, {
      page,
      x0: Math.min(own?.x0 ?? Infinity, box.x0),
      y0: Math.min(own?.y0 ?? Infinity, box.y0),
      x1: Math.max(own?.x1 ?? -Infinity, box.x1),
      y1: Math.max(own?.y1 ?? -Infinity, box.y1),
    })
  }
  return boxes
}

function figuresApart(numbered: Numbered, found: Read): void {
  const boxes = figureBoxes(numbered, found)
  const list = [...boxes]
  for (const [i, [fill, box]] of list.entries()) {
    for (const [other, its] of list.slice(i + 1))
      assert.ok(box.page !== its.page || !meet(box, its, 0.5), `figures ${fill} and ${other} meet`)
    for (const glyph of found.placed)
      assert.ok(
        glyph.page !== box.page || !meet(coreOf(glyph), box, 0.5),
        `word ${glyph.word} stands on figure ${fill}`,
      )
  }
}

/** Words are broken, or cells that have no column left out: said where it is so. */
const LOSING = new Set(['word-too-long', 'bad-value'])
/** What cannot be placed as it should, and says so. */
const OVERRUN = new Set(['block-too-tall', 'frame-overflow', 'table-too-wide'])

test('in random trees every word is there once, within its frame, over nothing else', async () => {
  let whole = 0
  let judged = 0
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const numbered = number(document)
      const { pdf, pageInfo, warnings } = typesetter.typeset(numbered.document)
      const found = await read(pdf)
      judged++
      const codes = new Set(warnings.map(({ code }) => code))
      // A word broken between letters is one word no more; its letters still stand apart.
      if (![...LOSING].some((code) => codes.has(code as never))) {
        whole++
        nothingLost(numbered, found)
        noFigureLost(numbered, found)
      }
      lettersApart(found.placed)
      nothingHidden(found)
      figuresApart(numbered, found)
      if (![...OVERRUN].some((code) => codes.has(code as never))) withinFrame(pageInfo, found)
    }),
    // A counterexample is made smaller for as long, and no longer.
    { numRuns: Number(process.env['LAW_RUNS'] ?? 1000), interruptAfterTimeLimit: 120_000 },
  )
  assert.ok(whole > judged / 3, `${whole} of ${judged} had all their words whole`)
})
