/**
 * Pictures of which a part is shown. Where nothing is cut off, CSS fits the picture into its box;
 * what is cut off lies outside a box with its proportions, which any client clips but Word's engine,
 * which shows the whole picture.
 */
import type { Asset, ShownPart } from '@misiva/model'
import type { Css } from '../style/css.ts'
import { showingOf } from '../style/showing.ts'
import type { Dress } from './dress.ts'

/** Pixels of a PNG, JPEG or SVG, or their proportions; undefined where the file does not say. */
export function pictureSize({ mediaType, bytes }: Asset): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (mediaType === 'image/png' && bytes.length > 24)
    return sound(view.getUint32(16), view.getUint32(20))
  if (mediaType === 'image/jpeg') return jpegSize(view)
  if (mediaType !== 'image/svg+xml') return undefined
  const [tag = ''] = /<svg\b[^>]*>/.exec(new TextDecoder().decode(bytes.subarray(0, 4096))) ?? []
  const box = /viewBox\s*=\s*["'][-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(tag)
  const said = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)`).exec(tag)?.[1]
  return sound(Number(box?.[1] ?? said('width')), Number(box?.[2] ?? said('height')))
}

interface Size {
  readonly width: number
  readonly height: number
}

function sound(width: number, height: number): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined
}

/** From the first start of frame (ISO 10918-1, B.2.2). */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return sound(view.getUint16(at + 7), view.getUint16(at + 5))
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

export function fitCss({ fit, focus }: ShownPart): Css {
  return { ...(fit && { 'object-fit': fit }), ...(focus && { 'object-position': focus }) }
}

/** What is left after cutting, in a box of its proportions or of those asked for. `css`: of the box. */
export function croppedHtml(
  image: (css: Css) => string,
  part: ShownPart,
  natural: Size,
  box: {
    readonly width: string
    readonly height?: number
    readonly css: Css
    readonly tag: string
  },
  dress: Dress,
): string {
  const { crop, focus = { x: 0.5, y: 0.5 }, fit = 'contain' } = showingOf(part)
  const { x, y, width: across, height: down } = crop ?? { x: 0, y: 0, width: 1, height: 1 }
  const shown = { width: natural.width * across, height: natural.height * down }
  // All in widths of the box: percentages of margins and padding are those of widths.
  const wide = Number.parseFloat(box.width)
  const asked = box.height === undefined || box.width.endsWith('%') ? undefined : box.height / wide
  const height = asked ?? shown.height / shown.width
  const [one, other] = [1, (height * shown.width) / shown.height]
  const size =
    fit === 'stretch' || asked === undefined
      ? 1
      : fit === 'none'
        ? shown.width / wide
        : fit === 'cover'
          ? Math.max(one, other)
          : Math.min(one, other)
  const tall = fit === 'stretch' ? height : (size * shown.height) / shown.width
  const whole = { width: size / across, height: tall / down }
  const left = (1 - size) * focus.x - x * whole.width
  const top = (height - tall) * focus.y - y * whole.height
  const per = (share: number) => `${Math.round(share * 1e4) / 100}%`
  const inner = image({
    display: 'block',
    width: per(whole.width),
    height: fit === 'stretch' ? per(whole.height) : 'auto',
    'max-width': 'none',
    margin: `${per(top)} 0 0 ${per(left)}`,
    border: '0',
  })
  const clip = { display: 'block', height: '0', 'padding-bottom': per(height), overflow: 'hidden' }
  const outer = { ...box.css, width: box.width, 'max-width': '100%' }
  const { tag } = box
  return `<${tag}${dress.attributes(outer)}><${tag}${dress.attributes(clip)}>${inner}</${tag}></${tag}>`
}
