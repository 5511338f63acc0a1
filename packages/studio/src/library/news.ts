import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Presence } from './queries.ts'

interface Place {
  readonly change: string | undefined
  readonly path: string | undefined
}

/**
 * Hears what others do: what they saved is read again, and who has what open is told. With a path it
 * says that this person has it open, until the screen is left.
 */
export function useLibraryNews({ change, path }: Place): readonly Presence[] {
  const client = useQueryClient()
  const [present, setPresent] = useState<readonly Presence[]>([])
  useEffect(() => {
    const query = new URLSearchParams({ ...(change && { change }), ...(path && { path }) })
    const source = new EventSource(`/api/events/library?${query}`)
    source.addEventListener('news', () => {
      for (const key of ['library', 'change', 'changes', 'publications'])
        void client.invalidateQueries({ queryKey: [key] })
    })
    source.addEventListener('presence', (event: MessageEvent<string>) =>
      setPresent((JSON.parse(event.data) as { items: Presence[] }).items),
    )
    return () => source.close()
  }, [client, change, path])
  return present
}
