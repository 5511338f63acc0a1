import { styleText } from 'node:util'
import type { RunStatus } from '@misiva/record'

export interface Progress {
  show(status: RunStatus, note: string): void
  warn(words: string): void
  done(): void
}

/** Between two lines where nobody sees a bar move (a log file), ms. */
const LOG_PAUSE = 2000
const BAR_PAUSE = 100
const WIDTH = 28

/**
 * Progress that tells the truth, on standard error: done means sent and settled, the total is what has
 * been read so far until the source has been read, and the rate is that of the last five seconds.
 */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  const live = stream.isTTY
  const window: { at: number; done: number }[] = []
  let shown = 0
  let wide = 0
  const write = (line: string) => {
    if (!live) return void stream.write(`${line}\n`)
    stream.write(`\r${line}${' '.repeat(Math.max(0, wide - line.length))}`)
    wide = line.length
  }
  return {
    show(status, note) {
      const now = performance.now()
      const done = doneOf(status)
      window.push({ at: now, done })
      while (window.length > 2 && now - window[0]!.at > 5000) window.shift()
      if (now - shown < (live ? BAR_PAUSE : LOG_PAUSE) && status.state !== 'done') return
      shown = now
      write(lineOf(status, done, rateOf(window), note))
    },
    warn(words) {
      if (live && wide > 0) stream.write(`\r${' '.repeat(wide)}\r`)
      wide = 0
      stream.write(`${styleText('yellow', '!', { stream })} ${words}\n`)
    },
    done() {
      if (live && wide > 0) stream.write('\n')
      wide = 0
    },
  }
}

/** Records whose end is known: refused, rejected, or composed with no message under way any more. */
function doneOf(status: RunStatus): number {
  const lost = Object.values(status.rejected).reduce((sum, n) => sum + n, 0)
  const refused = Object.values(status.refused).reduce((sum, n) => sum + n, 0)
  return lost + refused + Math.max(0, status.composed - status.pending)
}

function rateOf(window: readonly { at: number; done: number }[]): number {
  const [first, last] = [window[0]!, window.at(-1)!]
  return last.at > first.at ? ((last.done - first.done) / (last.at - first.at)) * 1000 : 0
}

function lineOf(status: RunStatus, done: number, rate: number, note: string): string {
  const total = status.input
  const share = total === 0 ? 0 : done / total
  const full = Math.round(share * WIDTH)
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full)
  const remaining = total - done
  const parts = [
    status.read ? `${bar} ${done}/${total}` : `${bar} ${done} of ${total} read so far`,
    `${Math.round(rate)}/s`,
    `${remaining} left${status.read && rate > 0 && remaining > 0 ? `, about ${Math.ceil(remaining / rate)} s` : ''}`,
    `${sum(status.refused)} refused`,
  ]
  if (sum(status.rejected) > 0) parts.push(`${sum(status.rejected)} rejected`)
  if (status.failed > 0) parts.push(`${status.failed} failed`)
  if (note) parts.push(note)
  return parts.join(' · ')
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((a, b) => a + b, 0)
