/**
 * Calls once what is now on its way to the screen is painted: a task begun within an animation frame
 * runs right after that frame. Returns what calls it off.
 */
export function afterPaint(then: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = then
  const frame = requestAnimationFrame(() => port2.postMessage(0))
  return () => {
    cancelAnimationFrame(frame)
    port1.close()
  }
}
