/** What brands' drawing programs write is seen on the page, by points of colour read with PDFium. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createTypesetter, type Typesetter } from '../index.ts'
import { SANS, world } from './node.ts'
import { lookAt } from './pixels.ts'
import { png } from './png.ts'

let typesetter: Typesetter
before(async () => {
  typesetter = await createTypesetter(world(SANS))
})

const [RED, GREEN, BLUE] = [
  [255, 0, 0],
  [0, 128, 0],
  [0, 0, 255],
] as const
const [WHITE, BLACK] = [
  [255, 255, 255],
  [0, 0, 0],
] as const
const PURPLE = [128, 0, 128] as const
type Point = readonly [x: number, y: number, color: readonly number[], slack?: number]

const svg = (inner: string, head = 'viewBox="0 0 100 100"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${head}>${inner}</svg>`

async function sees(name: string, text: string, points: readonly Point[]): Promise<void> {
  const told = typesetter.addImage({ name, bytes: new TextEncoder().encode(text) })
  assert.equal(told, undefined, `${name}: ${told?.message}`)
  const look = await lookAt(typesetter, name)
  for (const [x, y, color, slack = 6] of points) {
    const seen = look.at(x, y)
    const near = seen.every((value, i) => Math.abs(value - (color[i] as number)) <= slack)
    assert.ok(near, `${name} at ${x}, ${y}: ${seen.join()} is not ${color.join()}`)
  }
}

const FULL = 'width="100" height="100"'

test('gradients along a line and around a point, by box or by units, repeated, mirrored, faint', async () => {
  const two = '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>'
  await sees(
    'linear',
    svg(`<linearGradient id="a">${two}</linearGradient><rect ${FULL} fill="url(#a)"/>`),
    [
      [0.01, 0.5, RED, 10],
      [0.5, 0.5, PURPLE],
      [0.99, 0.5, BLUE, 10],
    ],
  )
  await sees(
    'inherited',
    svg(
      `<linearGradient id="s">${two}</linearGradient><linearGradient id="a" xlink:href="#s" gradientUnits="userSpaceOnUse" x1="0" y1="20" x2="0" y2="80" gradientTransform="translate(0 10)"/><g transform="scale(2)"><rect width="50" height="50" fill="url(#a)"/></g>`,
    ),
    [
      [0.5, 0.3, RED],
      [0.5, 0.99, [184, 0, 71], 40],
    ],
  )
  await sees(
    'steps',
    svg(
      '<linearGradient id="a"><stop offset="0" stop-color="red"/><stop offset=".5" stop-color="red"/><stop offset=".5" style="stop-color:green"/><stop offset="1" stop-color="green"/></linearGradient><rect width="100" height="100" fill="url(#a)"/>',
    ),
    [
      [0.45, 0.5, RED],
      [0.55, 0.5, GREEN],
    ],
  )
  await sees(
    'radial',
    svg(`<radialGradient id="a">${two}</radialGradient><rect ${FULL} fill="url(#a)"/>`),
    [
      [0.5, 0.5, RED, 10],
      [0.75, 0.5, PURPLE, 10],
      [0.01, 0.01, BLUE],
    ],
  )
  const spread = (how: string): string =>
    svg(
      `<linearGradient id="a" x2=".25" spreadMethod="${how}">${two}</linearGradient><rect ${FULL} fill="url(#a)"/>`,
    )
  await sees('repeat', spread('repeat'), [
    [0.26, 0.5, RED, 20],
    [0.49, 0.5, BLUE, 20],
  ])
  await sees('reflect', spread('reflect'), [
    [0.26, 0.5, BLUE, 20],
    [0.49, 0.5, RED, 20],
  ])
  await sees(
    'faint',
    svg(
      `<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="red" stop-opacity="0"/></linearGradient><rect ${FULL} fill="url(#a)"/>`,
    ),
    [
      [0.02, 0.5, RED, 10],
      [0.5, 0.5, [255, 128, 128], 6],
      [0.98, 0.5, WHITE, 10],
    ],
  )
  await sees(
    'stroked',
    svg(
      `<linearGradient id="a" gradientUnits="userSpaceOnUse" x2="100">${two}</linearGradient><path d="M0 50H100" stroke="url(#a)" stroke-width="40"/>`,
    ),
    [
      [0.02, 0.5, RED, 12],
      [0.5, 0.6, PURPLE],
      [0.5, 0.2, WHITE],
    ],
  )
})

test('clips and masks, of one outline and of several that overlap', async () => {
  await sees(
    'clip',
    svg(
      `<clipPath id="c"><circle cx="50" cy="50" r="30"/></clipPath><rect ${FULL} fill="red" clip-path="url(#c)"/>`,
    ),
    [
      [0.5, 0.5, RED],
      [0.1, 0.1, WHITE],
      [0.5, 0.25, RED],
    ],
  )
  await sees(
    'overlapping clip',
    svg(
      `<clipPath id="c"><rect width="60" height="60"/><path d="M40 40V100H100V40Z"/></clipPath><g clip-path="url(#c)"><rect ${FULL} fill="red" opacity=".5"/></g>`,
    ),
    [
      [0.5, 0.5, [255, 128, 128]],
      [0.2, 0.2, [255, 128, 128]],
      [0.8, 0.2, WHITE],
    ],
  )
  await sees(
    'clip of the box, even-odd',
    svg(
      `<clipPath id="c" clipPathUnits="objectBoundingBox"><path clip-rule="evenodd" d="M0 0H1V1H0ZM.25.25H.75V.75H.25Z"/></clipPath><rect ${FULL} fill="red" clip-path="url(#c)"/>`,
    ),
    [
      [0.1, 0.5, RED],
      [0.5, 0.5, WHITE],
    ],
  )
  await sees(
    'mask',
    svg(
      `<mask id="m"><rect width="50" height="100" fill="white"/><rect x="50" width="50" height="50" fill="#808080"/></mask><g mask="url(#m)"><rect ${FULL} fill="blue"/></g>`,
    ),
    [
      [0.2, 0.5, BLUE],
      [0.7, 0.2, [127, 127, 255], 8],
      [0.7, 0.8, WHITE],
    ],
  )
  await sees(
    'mask that inherits where it stands',
    svg(
      `<defs><rect id="r" width="50" height="100"/></defs><g fill="#fff"><mask id="m"><use href="#r"/></mask></g><rect ${FULL} fill="red" mask="url(#m)"/>`,
    ),
    [
      [0.25, 0.5, RED],
      [0.75, 0.5, WHITE],
    ],
  )
  await sees(
    'mask by opacity, with clip',
    svg(
      `<mask id="m" style="mask-type:alpha"><circle cx="50" cy="50" r="40"/></mask><clipPath id="c"><rect width="100" height="50"/></clipPath><rect ${FULL} fill="red" mask="url(#m)" clip-path="url(#c)"/>`,
    ),
    [
      [0.5, 0.3, RED],
      [0.5, 0.7, WHITE],
      [0.05, 0.05, WHITE],
    ],
  )
})

test('opacity of a group is that of the whole, of paints their own; colours mix as asked', async () => {
  const two =
    '<rect width="60" height="100" fill="red"/><rect x="40" width="60" height="100" fill="blue"/>'
  await sees('group', svg(`<g opacity=".5">${two}</g>`), [
    [0.5, 0.5, [128, 128, 255]],
    [0.1, 0.5, [255, 128, 128]],
  ])
  await sees(
    'paints',
    svg(
      '<rect x="10" y="10" width="80" height="80" fill="red" stroke="blue" stroke-width="20" fill-opacity=".5" stroke-opacity="50%"/>',
    ),
    [
      [0.5, 0.5, [255, 128, 128]],
      [0.03, 0.5, [128, 128, 255]],
      [0.17, 0.5, [128, 64, 191], 10],
    ],
  )
  await sees('rgba', svg(`<rect ${FULL} fill="rgb(0 0 255 / 50%)"/>`), [
    [0.5, 0.5, [128, 128, 255]],
  ])
  await sees(
    'multiply',
    svg(
      `<rect ${FULL} fill="yellow"/><rect width="50" height="100" fill="cyan" style="mix-blend-mode:multiply"/>`,
    ),
    [
      [0.25, 0.5, [0, 255, 0]],
      [0.75, 0.5, [255, 255, 0]],
    ],
  )
})

test('style sheets, variables and inheritance go by their weight', async () => {
  await sees(
    'css',
    svg(
      `<style type="text/css"><![CDATA[ .a{fill:red} rect.b{fill:blue} #c{fill:green} g > .d{fill:lime;} .e{fill:red!important} @media print{.f{fill:blue}} @media (prefers-color-scheme: dark){.f{fill:red}} ]]></style><rect class="a" width="20" height="20"/><rect class="b a" x="20" width="20" height="20"/><rect id="c" class="b" x="40" width="20" height="20"/><g><rect class="d" x="60" width="20" height="20"/></g><rect class="e" x="80" width="20" height="20" style="fill:blue"/><rect class="f" y="20" width="20" height="20"/><g style="--k:blue" fill="var(--k, red)"><rect x="20" y="20" width="20" height="20"/></g><g color="green"><rect x="40" y="20" width="20" height="20" fill="currentColor"/></g><rect x="60" y="20" width="20" height="20" fill="hsl(240 100% 50%)"/>`,
    ),
    [
      [0.1, 0.1, RED],
      [0.3, 0.1, BLUE],
      [0.5, 0.1, GREEN],
      [0.7, 0.1, [0, 255, 0]],
      [0.9, 0.1, RED],
      [0.1, 0.3, BLUE],
      [0.3, 0.3, BLUE],
      [0.5, 0.3, GREEN],
      [0.7, 0.3, BLUE],
    ],
  )
})

test('symbols, uses, windows within windows, patterns, pictures within', async () => {
  await sees(
    'symbol',
    svg(
      '<symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10" fill="red"/></symbol><use xlink:href="#s" x="50" y="50" width="50" height="50"/><svg x="0" y="0" width="50" height="50" viewBox="0 0 2 1" preserveAspectRatio="xMidYMax meet"><rect width="2" height="1" fill="blue"/></svg>',
    ),
    [
      [0.75, 0.75, RED],
      [0.25, 0.1, WHITE],
      [0.25, 0.4, BLUE],
      [0.75, 0.25, WHITE],
    ],
  )
  await sees(
    'slice',
    svg(
      '<rect width="100" height="100" fill="red"/><rect x="100" width="100" height="100" fill="blue"/>',
      'width="100" height="100" viewBox="0 0 200 100" preserveAspectRatio="xMaxYMid slice"',
    ),
    [[0.5, 0.5, BLUE]],
  )
  await sees(
    'pattern',
    svg(
      `<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse" patternTransform="translate(5 0)"><rect width="10" height="20" fill="red"/></pattern><rect ${FULL} fill="url(#p)"/>`,
    ),
    [
      [0.1, 0.5, RED],
      [0.2, 0.5, WHITE],
      [0.3, 0.5, RED],
    ],
  )
  const dot = Buffer.from(png({ width: 1, height: 1, kind: 2 }, Uint8Array.of(0, 255, 0, 0)))
  const uri = `data:image/png;base64,${dot.toString('base64')}`
  await sees('inner', svg(`<image width="50" height="50" xlink:href="${uri}"/>`), [
    [0.25, 0.25, RED],
    [0.75, 0.75, WHITE],
  ])
  await sees(
    'percent',
    svg(
      '<rect x="50%" width="50%" height="50%" fill="red"/><circle cx="25%" cy="75%" r="20%" fill="blue"/>',
    ),
    [
      [0.75, 0.25, RED],
      [0.25, 0.75, BLUE],
      [0.75, 0.75, WHITE],
    ],
  )
})

test('strokes keep their dashes, ends and width under any map', async () => {
  await sees(
    'dashes',
    svg(
      '<path d="M0 50H100" stroke="red" stroke-width="20" stroke-dasharray="20" stroke-dashoffset="-10"/><g transform="scale(4 1)"><path d="M20 0V100" stroke="blue" stroke-width="2.5"/></g>',
    ),
    [
      [0.05, 0.5, WHITE],
      [0.2, 0.5, RED],
      [0.4, 0.5, WHITE],
      [0.84, 0.9, BLUE],
      [0.76, 0.1, BLUE],
      [0.87, 0.9, WHITE],
    ],
  )
  await sees(
    'compact arcs',
    svg(
      '<path d="M10 50a40 40 0 1180 0zM50 50" fill="red"/><path d="m10 90h80v-5h-80z m0 8 h80 z"/>',
    ),
    [
      [0.5, 0.3, RED],
      [0.5, 0.7, WHITE],
      [0.5, 0.87, BLACK],
    ],
  )
})

test('text is set in the fonts there are, and said where it is another', async () => {
  await sees(
    'text',
    svg(
      '<text x="50" y="90" font-family="\'Source Sans 3\', sans-serif" font-size="120" font-weight="bold" text-anchor="middle">I</text>',
    ),
    [
      [0.5, 0.5, BLACK],
      [0.2, 0.5, WHITE],
    ],
  )
  const other = svg(
    '<filter id="f"><feGaussianBlur/></filter>\n<text font-family="Papyrus">a漢</text>\n<rect filter="url(#f)" width="1" height="1"/>',
  )
  const told = typesetter.addImage({ name: 'other', bytes: new TextEncoder().encode(other) })
  assert.equal(told?.code, 'unsupported-svg')
  assert.match(
    told.message,
    /not drawn: filter \(line 3\); text of Papyrus is set in Source Sans 3; no font has U\+6F22/,
  )
})

test('what drawing programs add for themselves does no harm', async () => {
  const illustrator = `<?xml version="1.0" encoding="iso-8859-1"?>
<!-- Generator: Adobe Illustrator --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/"> <!ENTITY ns_svg "http://www.w3.org/2000/svg"> ]>
<svg version="1.1" xmlns:i="&ns_ai;" xmlns="&ns_svg;" x="0px" y="0px" width="100px" height="100px" viewBox="0 0 100 100" style="enable-background:new 0 0 100 100;" xml:space="preserve">
<switch><foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"><i:pgfRef xlink:href="#p"></i:pgfRef></foreignObject>
<g i:extraneous="self"><style type="text/css">.st0{fill:#FF0000;}</style><rect class="st0" width="100" height="100"/></g></switch><i:pgf id="p">AAAA</i:pgf></svg>`
  await sees('illustrator', illustrator, [[0.5, 0.5, RED]])
  await sees(
    'prefixed',
    '<ns0:svg xmlns:ns0="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><ns0:rect width="1" height="1" fill="blue"/></ns0:svg>',
    [[0.5, 0.5, BLUE]],
  )
})

test('a picture without end has one', () => {
  const many = (n: number, each: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => each(i)).join('')
  const tenfold = (kind: string, by: string): string =>
    many(14, (i) => {
      const rects = many(10, () => `<rect width="9" height="9" ${by}="url(#p${i + 1})"/>`)
      return `<${kind} id="p${i}" width="1" height="1">${rects}</${kind}>`
    }) + `<rect width="9" height="9" ${by}="url(#p0)"/>`
  const nested = `${'<g>'.repeat(150)}<rect width="1" height="1"/>${'</g>'.repeat(150)}`
  const cases: Readonly<Record<string, string>> = {
    patterns: tenfold('pattern', 'fill'),
    masks: tenfold('mask', 'mask'),
    itself:
      '<pattern id="p" width="1" height="1"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>',
    selectors: `<style>x ${'g '.repeat(18)} rect{fill:red}</style>${nested}`,
    turns: `<linearGradient id="g" x2=".0001" spreadMethod="repeat">${many(1000, (i) => `<stop offset="${i / 1000}"/>`)}<stop offset="1" stop-color="red"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>`,
    words: `<text>${'a'.repeat(300_000)}</text>`,
    attribute: `<rect ${'a'.repeat(1_000_000)}/>`,
    variables:
      '<g style="--a:var(--b);--b:var(--a)" fill="var(--a)"><rect width="9" height="9"/></g>',
    numbers:
      '<rect width="1e300" height="1e300"/><g transform="scale(1e200) scale(1e200)"><path d="M0 0H1V1"/></g>',
  }
  for (const [name, inner] of Object.entries(cases)) {
    const told = typesetter.addImage({ name, bytes: new TextEncoder().encode(svg(inner)) })
    assert.notEqual(told?.code, 'corrupt-image', name)
  }
})
