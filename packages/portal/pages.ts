import { style } from './style.ts'
import { texts } from './texts.ts'
import type { PortalLanguage } from './texts.ts'

/** Whom the page is from, and the language it speaks. */
export interface PageWorld {
  readonly language: PortalLanguage
  /** The organisation's name; left out where nothing may be said about whose page this is. */
  readonly organisation?: string
}

export interface DocumentLine {
  readonly href: string
  readonly title: string
  /** ISO 8601 date, `2026-11-22`. */
  readonly date: string
}

// An envelope drawn with two lines: enough to say that this is about a letter.
const stamp = `<svg class="stamp" viewBox="0 0 56 40" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" aria-hidden="true"><rect x="1" y="1" width="54" height="38" rx="3"/><path d="M2 3l26 20L54 3"/></svg>`

/**
 * What a bad or forged link gets. It says the same whatever was wrong with the link, so that
 * guessing teaches nothing.
 */
export function notFoundPage(world: PageWorld): string {
  const t = texts[world.language]
  return page(world, t.notFoundTitle, paragraphs(t.notFound, t.notFoundHelp))
}

export function expiredPage(world: PageWorld): string {
  const t = texts[world.language]
  return page(world, t.expiredTitle, paragraphs(t.expired, t.expiredHelp))
}

export function documentsPage(
  world: PageWorld & { readonly customer: string; readonly documents: readonly DocumentLine[] },
): string {
  const t = texts[world.language]
  const lines = world.documents.map((line) => {
    const date = Temporal.PlainDate.from(line.date)
    const shown = date.toLocaleString(world.language, { dateStyle: 'long' })
    return `<li><a href="${escape(line.href)}"><span>${escape(line.title)}</span><time datetime="${escape(line.date)}">${escape(shown)}</time></a></li>`
  })
  const list = lines.length
    ? `<ul>${lines.join('')}</ul>`
    : `<p class="help">${escape(t.noDocuments)}</p>`
  return page(world, t.documentsTitle, `<p>${escape(t.documentsFor(world.customer))}</p>${list}`)
}

function paragraphs(first: string, help: string): string {
  return `<p>${escape(first)}</p><p class="help">${escape(help)}</p>`
}

function page(world: PageWorld, title: string, body: string): string {
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

function escape(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c,
  )
}
