import { escape, page } from './page.ts'
import type { PageWorld } from './page.ts'
import { texts } from './texts.ts'

export interface DocumentLine {
  readonly href: string
  readonly title: string
  /** ISO 8601 date, `2026-11-22`. */
  readonly date: string
}

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
