import { createContext, use } from 'react'

/** Zones offered for points in time: the organisation's first. */
export const Zones = createContext<readonly string[]>(['UTC'])

export const useZones = (): readonly string[] => use(Zones)
