import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** What a key does; `g r` is g and then r, within a second. */
export type Keymap = Readonly<Record<string, (event: KeyboardEvent) => void>>

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys of a screen. They are silent while someone types, and with Ctrl, Alt or Meta held. */
export function useKeys(keymap: Keymap): void {
  const current = useRef(keymap)
  useEffect(() => {
    current.current = keymap
  })
  useEffect(() => {
    let before = ''
    let since = 0
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      if (typing(event.target)) {
        if (event.key === 'Escape') (event.target as HTMLElement).blur()
        return
      }
      if (document.querySelector('[role="dialog"]') && event.key !== '?') return
      const sequence = event.timeStamp - since < 1000 ? `${before} ${event.key}` : ''
      const action = current.current[sequence] ?? current.current[event.key]
      before = event.key
      since = event.timeStamp
      if (!action) return
      event.preventDefault()
      action(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/**
 * j and k move the focus among the rows of a list (`data-row` holds each one's position); Enter is
 * the row's own link. Rows that are not drawn are scrolled to first.
 */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  count: number,
  scrollTo?: (index: number) => void,
): void {
  const move = (by: number) => {
    const rows = list.current
    if (!rows || count === 0) return
    const at = (document.activeElement?.closest('[data-row]') as HTMLElement | null)?.dataset['row']
    const index = Math.min(count - 1, Math.max(0, at === undefined ? 0 : Number(at) + by))
    const focus = () =>
      rows.querySelector<HTMLElement>(`[data-row="${index}"] a, a[data-row="${index}"]`)
    const drawn = focus()
    if (drawn) {
      drawn.focus({ preventScroll: true })
      drawn.scrollIntoView({ block: 'nearest' })
      return
    }
    scrollTo?.(index)
    requestAnimationFrame(() => requestAnimationFrame(() => focus()?.focus()))
  }
  useKeys({ j: () => move(1), k: () => move(-1) })
}
