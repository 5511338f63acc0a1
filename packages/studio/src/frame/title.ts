import { useEffect } from 'react'

/** Names the tab, so that ten of them can be told apart. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Misiva`
  }, [title])
}
