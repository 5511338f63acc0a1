import { useEffect, useState } from 'react'
import type { ImpactItem } from './queries.ts'

export interface ImpactSoFar {
  readonly tasks: number | undefined
  readonly items: readonly ImpactItem[]
  readonly standing: 'working' | 'done' | 'failed'
}

const nothingYet: ImpactSoFar = { tasks: undefined, items: [], standing: 'working' }

/** What the change alters, as it is found; begun anew whenever its files are others. */
export function useImpact(change: string, files: string, on: boolean): ImpactSoFar {
  const [impact, setImpact] = useState<ImpactSoFar>(nothingYet)
  useEffect(() => {
    setImpact(nothingYet)
    if (!on) return
    const source = new EventSource(`/api/changes/${change}/impact`)
    let items: ImpactItem[] = []
    // Told item by item, shown a few times a second: drawing each would cost more than composing it.
    let due: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      due = undefined
      setImpact((now) => ({ ...now, items }))
    }
    source.addEventListener('selected', (event: MessageEvent<string>) => {
      const { tasks } = JSON.parse(event.data) as { tasks: number }
      setImpact((now) => ({ ...now, tasks }))
    })
    source.addEventListener('item', (event: MessageEvent<string>) => {
      items = [...items, JSON.parse(event.data) as ImpactItem]
      due ??= setTimeout(draw, 250)
    })
    source.addEventListener('end', () => {
      source.close()
      setImpact((now) => ({ ...now, items, standing: 'done' }))
    })
    source.addEventListener('error', () => {
      // The browser would ask for all of it again; one asks by opening the page again.
      source.close()
      setImpact((now) => ({ ...now, items, standing: 'failed' }))
    })
    return () => {
      clearTimeout(due)
      source.close()
    }
  }, [change, files, on])
  return impact
}
