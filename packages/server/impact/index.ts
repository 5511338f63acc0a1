/**
 * In come two releases; out goes what differs for customers between them: pages, e-mails, texts, by
 * template, alternative, language and sample, and pictures of it when asked. It refuses to compose
 * what cannot differ, to keep anything, and to send.
 */
export { impact } from './impact.ts'
export type { Difference, Impact, ImpactItem, ImpactOptions } from './items.ts'
export { createImpactView, htmlOf } from './view.ts'
export type { ImpactView, Pages, ViewOf } from './view.ts'
