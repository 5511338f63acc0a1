/** Fonts as they are given, made ready to be set in. */
import type { FontSource, TypesetterOptions } from '../typesetting.ts'
import { DEFAULT_REPERTOIRE, Font } from './font.ts'
import { sfntOf } from './fontfile.ts'
import { Sfnt } from './sfnt.ts'
import type { Subsetter } from './subsetter.ts'

/** As messages name it. */
export function named({ family, weight = 400, italic = false }: FontSource | Font): string {
  return `font ${family} ${weight}${italic ? ' italic' : ''}`
}

/** What is wrong with a font, by its name. */
export function broken(font: FontSource | Font, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new Error(`${named(font)}: ${message}`, { cause })
}

/** @throws Error naming a font that cannot be used. */
export function openFont(
  source: FontSource,
  index: number,
  subsetter: Subsetter,
  inflate: TypesetterOptions['inflate'],
): Font {
  try {
    // What varies is no PDF font: without `axes` it is taken at its weight, the rest at its default.
    const file = sfntOf(source.bytes, source.index ?? 0, inflate)
    const sfnt = new Sfnt(file)
    sfnt.check()
    const varies = sfnt.has('fvar')
    const axes = source.axes ?? (varies ? { wght: source.weight ?? 400 } : undefined)
    const bytes = axes ? subsetter.instance(file, axes) : file
    const given = {
      family: source.family,
      weight: source.weight ?? 400,
      italic: source.italic ?? false,
      bytes,
    }
    const font = new Font(index, given, subsetter)
    font.prepare(source.prepare ?? DEFAULT_REPERTOIRE)
    return font
  } catch (cause) {
    throw broken(source, cause)
  }
}
