/** Numbers and strings as PDF syntax. */

const LIMIT = 120_000
const cache: string[] = []

/** At most two decimals: 0.01 pt is a third of what the finest printer can place. */
export function num(value: number): string {
  const i = Math.round(value * 100)
  if (i >= 0 && i < LIMIT) return (cache[i] ??= format(i))
  return Number.isFinite(value) ? format(i) : '0'
}

const SMALL = 8192
const whole: string[] = []
const refs: string[] = []

/** A whole number from 0. A table look-up costs a tenth of a conversion. */
export function int(value: number): string {
  return value < SMALL ? (whole[value] ??= String(value)) : String(value)
}

/** An indirect reference. */
export function ref(object: number): string {
  return object < SMALL ? (refs[object] ??= `${object} 0 R`) : `${object} 0 R`
}

function format(hundredths: number): string {
  const sign = hundredths < 0 ? '-' : ''
  const n = Math.abs(hundredths)
  const whole = Math.floor(n / 100)
  const rest = n % 100
  if (rest === 0) return whole === 0 ? '0' : sign + whole
  const decimals = rest % 10 === 0 ? String(rest / 10) : rest < 10 ? '0' + rest : String(rest)
  return `${sign}${whole === 0 ? '' : whole}.${decimals}`
}

/** Five decimals, for scales and rotations. */
export function fine(value: number): string {
  const text = (Math.round(value * 1e5) / 1e5).toFixed(5).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}

/** A text string: ASCII as a literal, anything else as UTF-16BE with its mark. */
export function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return '(' + text.replace(/[()\\]/g, '\\$&') + ')'
  let out = '<FEFF'
  for (let i = 0; i < text.length; i++) {
    out += text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0')
  }
  return out + '>'
}

/** A name object. */
export function nameObject(text: string): string {
  return (
    '/' +
    text.replace(
      /[^A-Za-z0-9._-]/g,
      (c) => '#' + (c.charCodeAt(0) & 0xff).toString(16).padStart(2, '0'),
    )
  )
}

/** Seven significant digits, for maps that shrink or enlarge without measure. */
export function precise(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) < 1e-10) return '0'
  if (Math.abs(value) > 1e9) return value > 0 ? '1000000000' : '-1000000000'
  const digits = Math.max(0, Math.min(10, 6 - Math.floor(Math.log10(Math.abs(value)))))
  const text = value.toFixed(digits)
  return digits > 0 ? text.replace(/\.?0+$/, '') : text
}
