import { useEffect, useState } from 'react'

export type Liveness = 'off' | 'live' | 'reconnecting'

/**
 * Follows a stream of server-sent events while `on`. The browser takes a lost connection up again by
 * itself; every event carries the whole value, so nothing is missed.
 */
export function useLive(
  url: string,
  event: string,
  on: boolean,
  tell: (value: unknown) => void,
): Liveness {
  const [liveness, setLiveness] = useState<Liveness>('off')
  useEffect(() => {
    if (!on) return
    const source = new EventSource(url)
    source.addEventListener('open', () => setLiveness('live'))
    source.addEventListener('error', () => setLiveness('reconnecting'))
    source.addEventListener(event, (it: MessageEvent<string>) => tell(JSON.parse(it.data)))
    source.addEventListener('end', () => {
      source.close()
      setLiveness('off')
    })
    return () => {
      source.close()
      setLiveness('off')
    }
  }, [url, event, on, tell])
  return liveness
}
