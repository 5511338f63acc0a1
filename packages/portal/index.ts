/**
 * Comes in: what a customer may see, as plain values: a language, an organisation's name, a list of
 * documents. Goes out: whole HTML pages, accessible, without scripts or anything fetched, and the
 * one style sheet they carry, so that the server can name it in its policy. Refuses: rights, links
 * and data, which are the server's; a value given is text and never becomes markup.
 */
export { documentsPage, expiredPage, notFoundPage } from './pages.ts'
export type { DocumentLine } from './pages.ts'
export type { PageWorld } from './page.ts'
export { answeredPage, questionPage } from './questions.ts'
export type { Question } from './questions.ts'
export { chooseLanguage, portalLanguages } from './texts.ts'
export type { PortalLanguage } from './texts.ts'
export { style } from './style.ts'
