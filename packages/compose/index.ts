/**
 * Comes in: a release (templates, blocks, style sheet), or the files it is read from, and records
 * with their customers. Goes out: what each channel carries: pages as PDF, e-mail, portal pages,
 * short messages, the same bytes for the same input. Refuses: I/O, clocks and chance; content that
 * cannot be composed, by a problem with its place; a record that fails, by a problem that names it.
 */
export { listAlternatives, pickAlternative } from './alternatives.ts'
export type { Asked } from './alternatives.ts'
export { compileTemplate } from './composer.ts'
export type { ComposeInput, Composer, Which, World } from './composer.ts'
export { createComposers } from './composers.ts'
export type { ChannelInput, Composers, SampleTask } from './composers.ts'
export { customerView, namesOf, sampleCustomer } from './program/names.ts'
export type { Links, Names } from './program/names.ts'
export { resolveSheet } from './style/sheet.ts'
export type { ResolvedSheet, Sheet, StyleProblem } from './style/sheet.ts'
export { economical, measure } from './text/gsm7.ts'
export type { Measured } from './text/gsm7.ts'
export { createWorld } from './world.ts'
export type { Tools } from './world.ts'
export { checkContent, checkFolder, sampleTasks } from './folder/check.ts'
export type { CheckWorld } from './folder/check.ts'
export { findTemplate, isContentFile, readContent, readFolder } from './folder/release.ts'
export type { Digest, Folder } from './folder/release.ts'
export { readMarkdown } from './folder/markdown.ts'
export type { ContentFile } from './folder/markdown.ts'
export { sourceOf } from './folder/source.ts'
export { printContent, printContentFile } from './folder/print.ts'
export type { Printable } from './folder/print.ts'
export { fallbackLanguages, pickVariant, serves } from './folder/variants.ts'
export { selectImpact } from './library/select.ts'
export type { ImpactTask } from './library/select.ts'
export { differByWords } from './library/words.ts'
export type { WordDifference } from './library/words.ts'
