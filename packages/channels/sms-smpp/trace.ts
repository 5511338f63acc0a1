import { problem, ProblemError } from '@misiva/model'
import type { Receipt } from '@misiva/model'
import { z } from 'zod'
import type { SmsSettings } from './settings.ts'

/** What the trace answers: `{kind, at, detail?, providerId?}`, or 404 for a message never seen. */
const found = z.object({
  kind: z.enum(['accepted', 'sent', 'delivered', 'undelivered', 'deferred', 'rejected']),
  at: z.iso.datetime({ offset: true }),
  detail: z.string().optional(),
  providerId: z.string().optional(),
})

/** Asks the centre's message trace. Throws MSV-K001 when it is not set or gives no usable answer. */
export async function lookup(
  messageId: string,
  settings: SmsSettings,
): Promise<Receipt | undefined> {
  if (!settings.trace) throw cannotTell('the channel has no message trace set')
  const url = settings.trace.replaceAll(
    /\{message\}|%7Bmessage%7D/gi,
    encodeURIComponent(messageId),
  )
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(settings.timeout * 1000) })
  } catch (cause) {
    throw cannotTell('the message trace cannot be reached', cause)
  }
  if (response.status === 404) {
    await response.body?.cancel()
    return undefined
  }
  const answer = found.safeParse(await response.json().catch(() => undefined))
  if (!response.ok || !answer.success) {
    throw cannotTell(`the message trace answered ${response.status} with no receipt`)
  }
  const { kind, at, detail, providerId } = answer.data
  return {
    message: messageId,
    kind,
    at: Temporal.Instant.from(at).toString(),
    ...(detail !== undefined && { detail }),
    ...(providerId !== undefined && { providerId }),
  }
}

function cannotTell(why: string, cause?: unknown): ProblemError {
  const told = problem('MSV-K001', `What became of the text cannot be told: ${why}`)
  return new ProblemError([told], { cause })
}
