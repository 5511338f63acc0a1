const weights: readonly (readonly [RegExp, number])[] = [
  [/^(?:thin|hairline)/i, 100],
  [/^(?:extra|ultra)-?light/i, 200],
  [/^light/i, 300],
  [/^medium/i, 500],
  [/^(?:semi|demi)-?bold/i, 600],
  [/^(?:extra|ultra)-?bold/i, 800],
  [/^bold/i, 700],
  [/^(?:black|heavy)/i, 900],
]

/** What a font file's name says of it: `SourceSans3-SemiBoldItalic.ttf`. */
export function readFontName(path: string): { family: string; weight: number; italic?: true } {
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  const [name = '', style = ''] = file.split('-')
  const family = name
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
  const weight = weights.find(([form]) => form.test(style))?.[1] ?? 400
  return { family, weight, ...(/italic|oblique/i.test(style) && { italic: true as const }) }
}
