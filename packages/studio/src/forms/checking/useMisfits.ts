import type { Misfit } from '@misiva/model'
import { useEffect, useRef, useState } from 'react'
import type { Asked, Told } from './engine.ts'

/** How the records do not fit, pair by pair; undefined until the first answer. */
export function useMisfits(pairs: Asked['pairs']): Told['misfits'] | undefined {
  const [told, setTold] = useState<Told['misfits']>()
  const worker = useRef<Worker>(undefined)
  const last = useRef(0)
  useEffect(() => {
    const made = new Worker(new URL('./engine.ts', import.meta.url), { type: 'module' })
    made.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.id === last.current) setTold(data.misfits)
    })
    worker.current = made
    return () => made.terminate()
  }, [])
  useEffect(() => {
    last.current++
    worker.current?.postMessage({ id: last.current, pairs } satisfies Asked)
  }, [pairs])
  return told
}

export const noMisfits: readonly Misfit[] = []
