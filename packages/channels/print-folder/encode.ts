import type { Composed, Encoded, Envelope, Printing } from '@misiva/model'
import type { PrintSettings } from './settings.ts'

/** The document as it is: composing made the pages, printing changes nothing. */
export function encode(composed: Composed, _envelope: Envelope, settings: PrintSettings): Encoded {
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
    ...(worthTelling(composed.printing, settings) && { details: { printing: composed.printing } }),
  }
}

/** Pages on one side of one paper without a name are what a printer takes anyway. */
function worthTelling(printing: Printing | undefined, { papers }: PrintSettings): boolean {
  if (!printing) return false
  const { duplex, media } = printing
  return papers !== undefined || !!duplex || media.length > 1 || media[0]?.tray !== undefined
}
