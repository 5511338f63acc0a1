import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/** What every answer says, whatever it carries. */
export const everywhere: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'x-frame-options': 'SAMEORIGIN',
}

/** The studio runs its own scripts and styles and nothing else; the nonce is for styles made at run time. */
export function studioPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * The preview's engine, a worker, has a policy of its own, and no document to write in. It compiles
 * what the studio never runs in its pages: WebAssembly, and checks of data contracts (Ajv makes
 * functions of a JSON Schema).
 */
export const enginePolicy =
  "default-src 'none'; script-src 'self' 'unsafe-eval'; connect-src 'self'; base-uri 'none'"

/**
 * The empty page in which the studio shows what is being written: it runs nothing and fetches
 * nothing. It is of the studio's origin, since the studio writes into it; a document without an
 * address would inherit the studio's policy, which takes no inline styles.
 */
export const previewFramePolicy =
  "sandbox allow-same-origin; default-src 'none'; img-src data:; style-src 'unsafe-inline'; " +
  "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** No page of ours is data: scripts never, frames never. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

/**
 * HTML that customers get, shown to staff: no scripts, nothing fetched (a remote picture would tell
 * its sender that a clerk looked), an origin of its own, and only inside the studio's frames.
 */
export const shownPolicy =
  "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/**
 * The customer's own page: the same, but its links may be followed, in the page itself, its document
 * be kept, and its questions be answered, to here and nowhere else.
 */
export const portalPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'; " +
  'sandbox allow-forms allow-downloads allow-popups allow-top-navigation-by-user-activation'

export const freshNonce = (): string => randomBytes(16).toString('base64url')

/** Bytes that never change are kept for a year; they are named by their hash. */
export function immutable(reply: FastifyReply, etag: string): FastifyReply {
  return reply
    .header('etag', `"${etag}"`)
    .header('cache-control', 'private, max-age=31536000, immutable')
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i

/**
 * Whether a request's Host may be answered. A page elsewhere can name this machine by a name of its
 * own (DNS rebinding) and would then read as the same origin; so only known names are answered.
 */
export function hostAllowed(host: string | undefined, known: readonly string[]): boolean {
  if (!host) return false
  return loopback.test(host) || known.some((it) => it.toLowerCase() === host.toLowerCase())
}
