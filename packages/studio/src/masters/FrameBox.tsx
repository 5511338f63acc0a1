import { useId, useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useSay } from '../sheet/language/index.ts'
import { moved, sized } from './geometry.ts'
import type { Handle, Sheet, Snaps } from './geometry.ts'
import { placed } from './PageCanvas.tsx'
import type { Area } from './windows.ts'
import css from './masters.module.css'

const handles: readonly Handle[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']

interface FrameBoxProps {
  readonly name: string
  readonly area: Area
  readonly paper: Sheet
  /** Pixels of a millimetre. */
  readonly scale: number
  readonly snaps: Snaps
  readonly selected: boolean
  readonly readOnly: boolean
  readonly select: () => void
  /** `act` names one drag, so that it is one step to take back. */
  readonly put: (area: Area, act?: string) => void
  readonly remove: () => void
}

interface Drag {
  readonly from: Area
  readonly x: number
  readonly y: number
  readonly handle: Handle | undefined
  readonly act: string
}

const mm = (value: number) => `${Math.round(value * 10) / 10} mm`

/** A frame on the page: dragged, sized by its handles, or moved by the arrow keys. */
export function FrameBox(props: FrameBoxProps) {
  const { name, area, paper, scale, snaps, selected, readOnly, select, put, remove } = props
  const say = useSay()
  const id = useId()
  const drag = useRef<Drag>(undefined)
  const next = useRef<number>(undefined)
  const begin = (event: PointerEvent<HTMLElement>) => {
    select()
    if (readOnly || event.button !== 0) return
    const handle = (event.target as HTMLElement).dataset['handle'] as Handle | undefined
    event.currentTarget.setPointerCapture(event.pointerId)
    const act = `drag ${id} ${event.timeStamp}`
    drag.current = { from: area, x: event.clientX, y: event.clientY, handle, act }
  }
  const go = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current
    if (!held) return
    const [dx, dy] = [(event.clientX - held.x) / scale, (event.clientY - held.y) / scale]
    if (Math.hypot(dx, dy) * scale < 2) return
    // With Alt nothing draws: tenths of a millimetre.
    const how = event.altKey ? { ...snaps, x: [], y: [], grid: 0.1 } : snaps
    const { from, handle, act } = held
    const to = handle ? sized(from, handle, dx, dy, how) : moved(from, dx, dy, how)
    // One change a picture: a pointer reports more often than that.
    cancelAnimationFrame(next.current ?? 0)
    next.current = requestAnimationFrame(() => put(to, act))
  }
  const keys = (event: KeyboardEvent) => {
    if (readOnly) return
    if (event.key === 'Delete') {
      event.preventDefault()
      return remove()
    }
    const by = event.shiftKey ? 5 : 1
    const dx = event.key === 'ArrowRight' ? by : event.key === 'ArrowLeft' ? -by : 0
    const dy = event.key === 'ArrowDown' ? by : event.key === 'ArrowUp' ? -by : 0
    if (dx === 0 && dy === 0) return
    event.preventDefault()
    put(
      event.ctrlKey || event.metaKey
        ? { ...area, width: Math.max(2, area.width + dx), height: Math.max(2, area.height + dy) }
        : { ...area, x: area.x + dx, y: area.y + dy },
    )
  }
  const says = {
    name,
    x: mm(area.x),
    y: mm(area.y),
    width: mm(area.width),
    height: mm(area.height),
  }
  return (
    <button
      type="button"
      className={css.frame}
      style={placed(area, paper)}
      aria-pressed={selected}
      aria-label={say('frameSays', says)}
      aria-describedby={readOnly ? undefined : 'frame-help'}
      data-frame={name}
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      onFocus={select}
      onKeyDown={keys}
    >
      <span className={css.frameName}>{name}</span>
      {selected && (
        <span className={css.frameSize} aria-hidden="true">
          {mm(area.width)} × {mm(area.height)}
        </span>
      )}
      {selected &&
        !readOnly &&
        handles.map((handle) => <span key={handle} className={css.handle} data-handle={handle} />)}
    </button>
  )
}
