import { style } from './style.ts'
import type { PortalLanguage } from './texts.ts'

/** Whom the page is from, and the language it speaks. */
export interface PageWorld {
  readonly language: PortalLanguage
  /** The organisation's name; left out where nothing may be said about whose page this is. */
  readonly organisation?: string
}

// An envelope drawn with two lines: enough to say that this is about a letter.
const stamp = `<svg class="stamp" viewBox="0 0 56 40" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true"><rect x="1" y="1" width="54" height="38" rx="3"/><path d="M2 3l26 20L54 3"/></svg>`

/** A whole page of the portal's own; `body` is markup, its values escaped. */
export function page(world: PageWorld, title: string, body: string): string {
  const from = world.organisation ? `<p class="from">${escape(world.organisation)}</p>` : ''
  return `<!doctype html>
<html lang="${world.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body><main>${stamp}${from}<h1>${escape(title)}</h1>${body}</main></body>
</html>
`
}

/** Text as it may stand in markup and in an attribute. */
export function escape(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c,
  )
}
