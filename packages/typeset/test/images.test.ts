/** JPEG and PNG of every kind look as they do elsewhere; what is damaged is told, never drawn. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { createTypesetter, type Typesetter } from '../index.ts'
import { world } from './node.ts'
import { lookAt } from './pixels.ts'
import { chunk, png } from './png.ts'

let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter(world())
})

type Point = readonly [x: number, y: number, color: readonly number[], slack?: number]

const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`pictures/${name}.jpg`, import.meta.url)))

async function sees(
  name: string,
  bytes: Uint8Array,
  points: readonly Point[],
  size: readonly [number, number] = [100, 100],
): Promise<void> {
  const told = typesetter.addImage({ name, bytes })
  assert.equal(told, undefined, `${name}: ${told?.message}`)
  const look = await lookAt(typesetter, name, ...size)
  for (const [x, y, color, slack = 12] of points) {
    const seen = look.at(x, y)
    const near = seen.every((value, i) => Math.abs(value - (color[i] as number)) <= slack)
    assert.ok(near, `${name} at ${x}, ${y}: ${seen.join()} is not ${color.join()}`)
  }
}

/** The picture of the files: white corner, then red, green and blue from left to right. */
const STRIPES: readonly Point[] = [
  [0.15, 0.2, [255, 255, 255]],
  [0.15, 0.8, [220, 30, 30]],
  [0.5, 0.5, [30, 170, 60]],
  [0.85, 0.5, [30, 60, 200]],
]

test('JPEG: baseline, progressive, grey, turned, with a profile of its own', async () => {
  const size = [96, 64] as const
  await sees('baseline', file('baseline'), STRIPES, size)
  await sees('progressive', file('progressive'), STRIPES, size)
  const luma = ([r, g, b]: readonly number[]): number =>
    0.299 * (r as number) + 0.587 * (g as number) + 0.114 * (b as number)
  const grey = STRIPES.map(([x, y, color]): Point => [x, y, Array(3).fill(luma(color))])
  await sees('grey', file('grey'), grey, size)
  // Turned a quarter clockwise: what was at the left is at the top, what was at the top right.
  const turned = STRIPES.map(([x, y, color]): Point => [1 - y, x, color])
  await sees('turned', file('turned'), turned, [64, 96])
  await sees('profile', file('icc'), [[0.15, 0.8, [30, 220, 30], 70]], size)
})

test('JPEG: inks are seen as inks, however they are coded', async () => {
  for (const name of ['cmyk', 'ycck']) {
    await sees(
      name,
      file(name),
      [
        [0.15, 0.2, [255, 255, 255], 4],
        [0.15, 0.8, [200, 40, 40], 50],
        [0.5, 0.5, [30, 140, 70], 60],
        [0.85, 0.5, [40, 60, 150], 70],
      ],
      [96, 64],
    )
  }
})

test('a JPEG goes in without what it tells of its maker', () => {
  const bytes = file('turned')
  typesetter.addImage({ name: 'told', bytes })
  const { pdf } = typesetter.typeset({
    lang: 'en',
    title: 'x',
    created: '2026-01-01T00:00:00Z',
    text: { family: 'Source Sans 3', size: 10 },
    masters: { rest: { width: 99, height: 99, margins: { top: 0, right: 0, bottom: 0, left: 0 } } },
    body: [{ type: 'image', image: 'told', alternative: { decorative: true } }],
  })
  assert.ok(Buffer.from(bytes).includes('Exif'))
  assert.ok(!Buffer.from(pdf).includes('Exif'))
})

const row = (...bytes: readonly number[]): readonly number[] => [0, ...bytes]
const bytes = (...rows: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(rows.flat())

test('PNG: every depth and kind, interlaced, with transparency, by its own gamma', async () => {
  const two = { width: 2, height: 1 }
  const [red, blue] = [
    [255, 0, 0],
    [0, 0, 255],
  ] as const
  const sides = (left: readonly number[], right: readonly number[]): Point[] => [
    [0.25, 0.5, left, 3],
    [0.75, 0.5, right, 3],
  ]
  const palette = chunk('PLTE', Uint8Array.of(255, 0, 0, 0, 0, 255))
  const size = [100, 50] as const
  const cases: Readonly<Record<string, readonly [Uint8Array, Point[]]>> = {
    bits: [
      png({ ...two, kind: 0, depth: 1 }, bytes(row(0b0100_0000))),
      sides([0, 0, 0], [255, 255, 255]),
    ],
    nibbles: [
      png({ ...two, kind: 0, depth: 4 }, bytes(row(0x5f))),
      sides([85, 85, 85], [255, 255, 255]),
    ],
    palette: [
      png({ ...two, kind: 3, depth: 2 }, bytes(row(0b0001_0000)), [palette]),
      sides(red, blue),
    ],
    'palette with holes': [
      png({ ...two, kind: 3 }, bytes(row(0, 1)), [palette, chunk('tRNS', Uint8Array.of(255, 128))]),
      sides(red, [127, 127, 255]),
    ],
    'sixteen bits': [
      png({ ...two, kind: 2, depth: 16 }, bytes(row(255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255))),
      sides(red, blue),
    ],
    'grey with alpha': [
      png({ ...two, kind: 4 }, bytes(row(0, 255, 0, 128))),
      sides([0, 0, 0], [127, 127, 127]),
    ],
    'sixteen bits with alpha': [
      png(
        { ...two, kind: 6, depth: 16 },
        bytes(row(255, 255, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 255, 255, 0, 0)),
      ),
      sides(red, [255, 255, 255]),
    ],
    'one colour as hole': [
      png({ ...two, kind: 2 }, bytes(row(255, 0, 0, 0, 0, 255)), [
        chunk('tRNS', Uint8Array.of(0, 255, 0, 0, 0, 0)),
      ]),
      sides([255, 255, 255], blue),
    ],
    interlaced: [
      png({ ...two, kind: 2, interlaced: true }, bytes(row(255, 0, 0), row(0, 0, 255))),
      sides(red, blue),
    ],
    'linear light': [
      png({ ...two, kind: 0 }, bytes(row(55, 255)), [
        chunk('gAMA', Uint8Array.of(0, 1, 0x86, 0xa0)),
      ]),
      [
        [0.25, 0.5, [128, 128, 128], 8],
        [0.75, 0.5, [255, 255, 255], 3],
      ],
    ],
  }
  for (const [name, [file, points]] of Object.entries(cases)) await sees(name, file, points, size)
})

test('damage is told by its kind', () => {
  const jpeg = file('baseline')
  const whole = png({ width: 2, height: 1, kind: 2 }, bytes(row(1, 2, 3, 4, 5, 6)))
  const wrong = whole.slice()
  wrong[45] = (wrong[45] as number) ^ 1
  const changed = (at: (bytes: Uint8Array) => void): Uint8Array => {
    const copy = jpeg.slice()
    at(copy)
    return copy
  }
  const frame = jpeg.findIndex((b, i) => b === 0xff && jpeg[i + 1] === 0xc0)
  const cases: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
    'cut off': [jpeg.subarray(0, jpeg.length - 20), /JPEG is cut off/],
    'cut in its head': [jpeg.subarray(0, 100), /JPEG/],
    arithmetic: [changed((b) => (b[frame + 1] = 0xc9)), /arithmetic/],
    'twelve bits': [changed((b) => (b[frame + 4] = 12)), /12 bits/],
    'no height': [changed((b) => b.fill(0, frame + 5, frame + 7)), /no size/],
    'too large': [changed((b) => b.fill(0xff, frame + 5, frame + 9)), /100 megapixels/],
    checksum: [wrong, /checksum of its IDAT/],
    bomb: [png({ width: 30_000, height: 30_000, kind: 6 }, new Uint8Array(9)), /100 megapixels/],
    'bomb of bytes': [
      png({ width: 9_000, height: 9_000, kind: 6, depth: 16 }, new Uint8Array(9)),
      /256 MB/,
    ],
    webp: [new TextEncoder().encode('RIFF....WEBPVP8 '), /WebP is not taken/],
  }
  for (const [name, [bytes, message]] of Object.entries(cases)) {
    const told = typesetter.addImage({ name, bytes })
    assert.equal(told?.code, 'corrupt-image', name)
    assert.match(told.message, message)
  }
  const animated = png({ width: 1, height: 1, kind: 0 }, bytes(row(9)), [
    chunk('acTL', Uint8Array.of(0, 0, 0, 3, 0, 0, 0, 0)),
  ])
  const told = typesetter.addImage({ name: 'animated', bytes: animated })
  assert.equal(told?.code, 'simplified-image')
  assert.match(told.message, /first picture/)
})

test('no byte of a picture makes it throw', () => {
  const sources = ['baseline', 'progressive', 'turned', 'icc', 'ycck'].map(file)
  sources.push(
    png({ width: 2, height: 1, kind: 6 }, bytes(row(1, 2, 3, 4, 5, 6, 7, 8))),
    new TextEncoder().encode(
      '<svg viewBox="0 0 9 9"><style>.a{fill:url(#g)}</style><linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient><mask id="m"><path d="M0 0h9v9z"/></mask><text class="a" mask="url(#m)" x="1 2">ab</text></svg>',
    ),
  )
  let seed = 5
  const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below
  for (const source of sources)
    for (let i = 0; i < 150; i++) {
      const bytes = source.slice(0, i % 3 === 0 ? next(source.length) : source.length)
      for (let k = 0; k < 3; k++) bytes[next(bytes.length || 1)] = next(256)
      typesetter.addImage({ name: 'odd', bytes })
    }
})
