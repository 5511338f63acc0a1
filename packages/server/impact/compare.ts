import { differByWords } from '@misiva/compose'
import type { ImpactTask, WordDifference } from '@misiva/compose'
import type { Composed, Problem, Release, Result, Takes } from '@misiva/model'
import type { Difference } from './items.ts'
import type { PageReader } from './page-reader.ts'
import type { Sides, Which } from './sides.ts'

/** What a thread is given when it begins. */
export interface ImpactWorld {
  readonly before: Release
  readonly after: Release
  /** What each channel carries. Told, since loading the channels themselves takes a thread 0.3 s. */
  readonly takes: Readonly<Record<string, Takes>>
  /**
   * Not 0 once nobody waits for an answer any more. A thread ended from outside in the midst of its
   * work can take the whole process with it (V8: “Check failed: !is_null()”).
   */
  readonly stop: Int32Array<SharedArrayBuffer>
}

export type Group = readonly ImpactTask[]

/** What was found of one task. */
export interface GroupResult {
  readonly differs: readonly Difference[]
  readonly before: Facts
  readonly after: Facts
  readonly text: { readonly before: string; readonly after: string } | null
  readonly words: readonly WordDifference[]
  readonly problems: readonly Problem[]
}

interface Facts {
  /** Whether it is there at all: it exists and can be composed. */
  readonly there: boolean
  readonly pages: number | null
  readonly segments: number | null
}

const nothing: Facts = { there: false, pages: null, segments: null }

/** Composes both, compares bytes, and only where they differ reads what they say. */
export async function compare(
  task: ImpactTask,
  sides: Sides,
  reader: PageReader,
): Promise<GroupResult> {
  const was = await sides.compose(task, 'before')
  const is = await sides.compose(task, 'after')
  const before = valueOf(was)
  const after = valueOf(is)
  const problems = is && !is.ok ? is.problems : []
  const facts = { before: factsOf(before), after: factsOf(after), problems }
  if (before && after && sameBytes(before, after))
    return { ...facts, differs: [], text: null, words: [] }
  if (!before && !after && sameProblems(was, is))
    return { ...facts, differs: [], text: null, words: [] }
  const said = async (composed: Composed | undefined, side: Which) =>
    (composed?.kind === 'pages' ? await sides.words(task, side) : undefined) ??
    (await textOf(composed, reader))
  const text = { before: await said(before, 'before'), after: await said(after, 'after') }
  const differs = differences(before, after, text)
  if (problems.length > 0) differs.push('problems')
  const words = text.before === text.after ? [] : differByWords(text.before, text.after)
  return { ...facts, differs, text, words }
}

function valueOf(made: Result<Composed> | undefined): Composed | undefined {
  return made?.ok ? made.value : undefined
}

function factsOf(composed: Composed | undefined): Facts {
  if (!composed) return nothing
  return {
    there: true,
    pages: composed.kind === 'pages' ? composed.pages : null,
    segments: composed.kind === 'text' ? composed.segments : null,
  }
}

function sameProblems(
  was: Result<Composed> | undefined,
  is: Result<Composed> | undefined,
): boolean {
  const said = (made: Result<Composed> | undefined) =>
    made && !made.ok ? made.problems.map(({ message }) => message).join('\n') : ''
  return said(was) === said(is)
}

export function sameBytes(a: Composed, b: Composed): boolean {
  if (a.kind === 'pages' && b.kind === 'pages') return a.title === b.title && equal(a.pdf, b.pdf)
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text
  if (a.kind === 'html' && b.kind === 'html') return a.title === b.title && a.html === b.html
  if (a.kind !== 'mime' || b.kind !== 'mime') return false
  return (
    a.subject === b.subject &&
    a.html === b.html &&
    a.text === b.text &&
    sameParts(a.attachments, b.attachments) &&
    sameParts(a.inline, b.inline)
  )
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

type Part = {
  readonly filename?: string
  readonly cid?: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  return (
    a.length === b.length &&
    a.every((part, i) => {
      const other = b[i]!
      return (
        part.filename === other.filename &&
        part.cid === other.cid &&
        part.mediaType === other.mediaType &&
        equal(part.bytes, other.bytes)
      )
    })
  )
}

/** What can be read in it, as one text. Pages are parted by a form feed. */
export async function textOf(composed: Composed | undefined, reader: PageReader): Promise<string> {
  if (!composed) return ''
  switch (composed.kind) {
    case 'pages':
      return (await reader.texts(composed.pdf)).map(joined).join('\n\f\n')
    case 'mime': {
      const parts = [composed.subject, composed.text.trim()]
      for (const { filename, mediaType, bytes } of composed.attachments) {
        parts.push(filename)
        if (mediaType === 'application/pdf')
          parts.push((await reader.texts(bytes)).map(joined).join('\n\f\n'))
      }
      return parts.join('\n\n')
    }
    case 'text':
      return composed.text
    case 'html':
      return `${composed.title}\n\n${textOfHtml(composed.html)}`
  }
}

/** Lines end where the paper does: a word broken at a line's end is one word again. */
export function joined(page: string): string {
  return page
    .replaceAll(/(\p{L})[\u00ad\u0002\ufffe\u2010-]\n(?=\p{Ll})/gu, '$1')
    .replaceAll('\u00ad', '')
}

/** The words of a page in a browser, without its styles and scripts. */
export function textOfHtml(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<\/(p|div|h[1-6]|li|tr|table|section|header|footer)>|<br\s*\/?>/gi, '\n')
    .replaceAll(/<\/t[dh]>/gi, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#x?[0-9a-f]+|amp|lt|gt|quot|nbsp|zwnj);/gi, (whole, name: string) =>
      entity(name, whole),
    )
    .replaceAll(/[ \t\u00a0\u034f\u200c]+/g, ' ')
    .replaceAll(/ ?\n[\n ]*/g, '\n')
    .trim()
}

const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', zwnj: '' },
}

function entity(name: string, whole: string): string {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
  const hex = name[1] === 'x' || name[1] === 'X'
  const point = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole
}

function differences(
  before: Composed | undefined,
  after: Composed | undefined,
  text: { readonly before: string; readonly after: string },
): Difference[] {
  const found: Difference[] = []
  if (text.before !== text.after) found.push('text')
  if (before?.kind === 'pages' && after?.kind === 'pages' && before.pages !== after.pages)
    found.push('pages')
  if (before?.kind === 'text' && after?.kind === 'text' && before.segments !== after.segments)
    found.push('segments')
  if (before?.kind === 'mime' && after?.kind === 'mime') {
    if (before.subject !== after.subject) found.push('subject')
    if (!sameParts(before.attachments, after.attachments)) found.push('attachments')
  }
  if (found.length === 0) found.push('look')
  return found
}
