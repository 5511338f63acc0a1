import type { Receipt } from '@misiva/model'
import { hubOf } from './hub.ts'
import type { Final, Hub } from './hub.ts'
import type { SmsSettings } from './settings.ts'
import { lookup } from './trace.ts'

const noop = () => undefined

/** Milliseconds between attempts to have a connection. */
const again = 2000

/**
 * Receipts nobody waits for any more: late ones, and those of other processes. Stays bound until
 * `signal` aborts, and binds again when the centre goes away.
 */
export async function* listen(settings: SmsSettings, signal: AbortSignal): AsyncGenerator<Receipt> {
  const hub = hubOf(settings)
  const finals = new Set<Final>()
  let wake: () => void = noop
  const stopListening = hub.listen((final) => {
    finals.add(final)
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  hub.enter()
  const keeping = keep(hub, settings, signal, (receipt) => {
    finals.add({ receipt, take: noop, refuse: noop })
    wake()
  })
  try {
    while (!signal.aborted) {
      for (const final of finals) {
        finals.delete(final)
        yield final.receipt
        final.take()
        if (signal.aborted) return
      }
      if (finals.size > 0) continue
      await new Promise<void>((resolve) => {
        wake = resolve
        if (finals.size > 0 || signal.aborted) resolve()
      })
    }
  } finally {
    stopListening()
    signal.removeEventListener('abort', onAbort)
    for (const final of finals) final.refuse()
    hub.leave()
    keeping.stop()
  }
}

/** Keeps the connection bound, and asks the trace about texts whose receipts went to several processes. */
function keep(
  hub: Hub,
  settings: SmsSettings,
  signal: AbortSignal,
  tell: (receipt: Receipt) => void,
): { stop: () => void } {
  const turn = async () => {
    await hub.link().catch(() => undefined)
    if (!settings.trace) return
    for (const tracked of hub.incomplete((settings.receiptWait + 5) * 1000)) {
      const receipt = await lookup(tracked.message, settings).catch(() => undefined)
      if (signal.aborted) return
      tracked.since = performance.now()
      if (receipt?.kind !== 'delivered' && receipt?.kind !== 'undelivered') continue
      hub.forget(tracked)
      tell(receipt)
    }
  }
  void turn()
  const timer = setInterval(() => void turn(), again)
  return { stop: () => clearInterval(timer) }
}
