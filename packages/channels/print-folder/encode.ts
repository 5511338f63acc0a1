import type { Composed, Encoded, Envelope } from '@misiva/model'

/** The document as it is: composing made the pages, printing changes nothing. */
export function encode(composed: Composed, _envelope: Envelope): Encoded {
  if (composed.kind !== 'pages') {
    // Not what this channel takes; kept readable rather than lost, and refused by send.
    const text = composed.kind === 'html' ? composed.html : composed.text
    const bytes = new TextEncoder().encode(text.toWellFormed())
    return { bytes, mediaType: 'text/plain; charset=utf-8', extension: 'txt', units: 0 }
  }
  return {
    bytes: composed.pdf,
    mediaType: 'application/pdf',
    extension: 'pdf',
    units: composed.pages,
  }
}
