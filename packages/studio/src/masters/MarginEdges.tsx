import type { Four } from '@misiva/compose'
import { useId, useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useSay } from '../sheet/language/index.ts'
import type { Sheet } from './geometry.ts'
import css from './masters.module.css'

const sides = ['top', 'right', 'bottom', 'left'] as const
type Side = (typeof sides)[number]

interface MarginEdgesProps {
  readonly margins: Four
  readonly paper: Sheet
  /** Pixels of a millimetre. */
  readonly scale: number
  readonly put: (side: Side, mm: number, act?: string) => void
}

/** The four margins as lines that can be dragged, each a slider to the keyboard. */
export function MarginEdges({ margins, paper, scale, put }: MarginEdgesProps) {
  return sides.map((side) => <Edge key={side} {...{ side, margins, paper, scale, put }} />)
}

/** Which way a pointer or a key makes a margin wider. */
const ways: Readonly<Record<Side, { axis: 'x' | 'y'; sign: 1 | -1; more: string; less: string }>> =
  {
    top: { axis: 'y', sign: 1, more: 'ArrowDown', less: 'ArrowUp' },
    bottom: { axis: 'y', sign: -1, more: 'ArrowUp', less: 'ArrowDown' },
    left: { axis: 'x', sign: 1, more: 'ArrowRight', less: 'ArrowLeft' },
    right: { axis: 'x', sign: -1, more: 'ArrowLeft', less: 'ArrowRight' },
  }

function Edge({ side, margins, paper, scale, put }: MarginEdgesProps & { side: Side }) {
  const say = useSay()
  const id = useId()
  const drag = useRef<{ from: number; at: number; act: string }>(undefined)
  const next = useRef<number>(undefined)
  const { axis, sign, more, less } = ways[side]
  const size = axis === 'x' ? paper.width : paper.height
  const value = margins[side]
  const most = Math.round(size - 10)
  const within = (mm: number) => Math.min(most, Math.max(0, mm))
  const point = (event: PointerEvent) => (axis === 'x' ? event.clientX : event.clientY)
  const begin = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: value, at: point(event), act: `drag ${id} ${event.timeStamp}` }
  }
  const go = (event: PointerEvent) => {
    const held = drag.current
    if (!held) return
    const by = (sign * (point(event) - held.at)) / scale
    const grid = event.altKey ? 0.1 : 1
    const to = within(Math.round((held.from + by) / grid) * grid)
    cancelAnimationFrame(next.current ?? 0)
    next.current = requestAnimationFrame(() => put(side, to, held.act))
  }
  const keys = (event: KeyboardEvent) => {
    const by = (event.key === more ? 1 : event.key === less ? -1 : 0) * (event.shiftKey ? 5 : 1)
    if (by === 0) return
    event.preventDefault()
    put(side, within(value + by))
  }
  const share = (value / size) * 100
  const shown = `${Math.round(value * 10) / 10} mm`
  return (
    <div
      role="slider"
      tabIndex={0}
      className={css.edge}
      data-side={side}
      data-axis={axis}
      style={{ [side]: `${share}%` }}
      aria-label={say('marginSays', { side: say(side), value: shown })}
      aria-orientation={axis === 'x' ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.round(value * 10) / 10}
      aria-valuetext={shown}
      aria-describedby="margin-help"
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      onKeyDown={keys}
    >
      <span aria-hidden="true">{shown}</span>
    </div>
  )
}
