/**
 * Ctrl-C and its like: the first asks for an orderly end, the second makes one. The signal aborts with
 * the name of what was received.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController()
  let asked = false
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (asked) process.exit(130)
      asked = true
      controller.abort(name)
    })
  }
  return controller.signal
}
