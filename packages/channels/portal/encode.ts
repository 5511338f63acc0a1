import type { Composed, Encoded, Envelope } from '@misiva/model'

/** The page as it is; content of another form becomes the simplest page that says it. */
export function encode(composed: Composed, envelope: Envelope): Encoded {
  return {
    bytes: new TextEncoder().encode(page(composed, envelope).toWellFormed()),
    mediaType: 'text/html; charset=utf-8',
    extension: 'html',
    units: 1,
  }
}

function page(composed: Composed, envelope: Envelope): string {
  if (composed.kind === 'html' || composed.kind === 'mime') return composed.html
  const text = composed.kind === 'text' ? composed.text : composed.title
  const language = envelope.language.replaceAll(/[^A-Za-z0-9-]/g, '')
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escape(text.slice(0, 60))}</title><p>${escape(text)}</p></html>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
