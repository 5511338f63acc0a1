import { useSpeech } from '../language/index.tsx'
import css from './marks.module.css'

export interface Part {
  readonly label: string
  readonly value: number
  readonly color: string
}

/** A thin bar of parts. What it shows is also said: it is one image with all of it as its name. */
export function Bar({
  parts,
  of,
  label,
  height = 8,
}: {
  parts: readonly Part[]
  /** What the whole width stands for; the sum of the parts unless more. */
  of?: number
  label: string
  height?: number
}) {
  const { number } = useSpeech()
  const shown = parts.filter((it) => it.value > 0)
  const sum = shown.reduce((total, it) => total + it.value, 0)
  const whole = Math.max(of ?? 0, sum, 1)
  const said = shown.map((it) => `${it.label} ${number(it.value)}`).join(', ')
  return (
    <div
      className={css.bar}
      role="img"
      aria-label={said ? `${label}: ${said}` : label}
      style={{ height }}
    >
      {shown.map((it) => (
        <span
          key={it.label}
          title={`${it.label}: ${number(it.value)}`}
          // A part never vanishes: one rejected record in a million is still to be seen.
          style={{ width: `${(it.value / whole) * 100}%`, background: it.color }}
        />
      ))}
    </div>
  )
}

export function Legend({ parts }: { parts: readonly Part[] }) {
  const { number } = useSpeech()
  return (
    <ul className={css.legend}>
      {parts.map((it) => (
        <li key={it.label}>
          <span className={css.swatch} style={{ background: it.color }} />
          <span className="soft">{it.label}</span> <strong>{number(it.value)}</strong>
        </li>
      ))}
    </ul>
  )
}
