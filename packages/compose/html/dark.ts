/**
 * Colours for dark surroundings. A style sheet may give them (`channels: dark: tokens`); where it
 * does not, they are derived: letters become light, grounds dark, and letters keep at least the
 * contrast of WCAG 2.2 AA (4.5:1) on the ground of the page.
 */
import type { Role } from '../style/resolver.ts'

type Rgb = readonly [number, number, number]

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance, WCAG 2.2. */
export function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** 1 to 21, WCAG 2.2 §1.4.3. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function mixed(from: string, to: string, share: number): string {
  const [a, b] = [rgbOf(from), rgbOf(to)]
  return hexOf(a.map((part, i) => part + (b[i]! - part) * share) as unknown as Rgb)
}

/** The page itself in the dark, where no token says otherwise. */
const darkPaper = '#15191d'

export function darkCanvas(paper: string): string {
  return mixed(paper, '#000000', 0.45)
}

export function darkColor(hex: string, role: Role, paper: string = darkPaper): string {
  if (role === 'line') return mixed(paper, '#ffffff', 0.22)
  if (role === 'ground') {
    // A strong ground (a brand's band) stays; paper and panels become the dark page, slightly lit.
    if (luminance(hex) < 0.4) return hex
    const dimmed = 1 - luminance(hex)
    return dimmed < 0.02 ? paper : mixed(paper, '#ffffff', 0.04 + dimmed * 0.12)
  }
  // Ink stays the strongest and small print the quieter: each keeps about the contrast it had.
  const wanted = Math.min(13, Math.max(5.5, contrast(hex, '#ffffff') * 0.9))
  let color = hex
  for (let share = 0; share <= 1; share += 0.05) {
    color = mixed(hex, '#ffffff', share)
    if (contrast(color, paper) >= wanted) return color
  }
  return color
}

/** White or the ink, whichever is read better on a ground. */
export function textOn(ground: string, ink: string): string {
  return contrast('#ffffff', ground) >= contrast(ink, ground) ? '#ffffff' : ink
}
