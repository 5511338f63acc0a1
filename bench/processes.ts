import { readFileSync, readdirSync } from 'node:fs'

/** A process started by this one, however deep: Chromium does its work in several. */
interface Descendant {
  readonly cpuSeconds: number
  readonly peakMb: number
}

// USER_HZ is 100 on every Linux that Node runs on.
const ticks = 100

/** Read from /proc; empty where there is none. */
export function descendants(): Descendant[] {
  const parents = new Map<number, { parent: number; cpu: number }>()
  try {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const cpu = (Number(fields[11]) + Number(fields[12])) / ticks
        parents.set(Number(pid), { parent: Number(fields[1]), cpu })
      } catch {
        // It ended between the listing and the reading.
      }
    }
  } catch {
    return []
  }
  const isOurs = (pid: number): boolean => {
    const entry = parents.get(pid)
    return entry !== undefined && (entry.parent === process.pid || isOurs(entry.parent))
  }
  return [...parents]
    .filter(([pid]) => isOurs(pid))
    .map(([pid, { cpu }]) => ({ cpuSeconds: cpu, peakMb: peakOf(pid) }))
}

function peakOf(pid: number): number {
  try {
    return (
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    )
  } catch {
    return 0
  }
}

/** Processor seconds of this process and all below it. */
export function usage(): number {
  const own = process.cpuUsage()
  return (own.user + own.system) / 1e6 + descendants().reduce((sum, p) => sum + p.cpuSeconds, 0)
}
