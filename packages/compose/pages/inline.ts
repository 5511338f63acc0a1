/**
 * Inline content for the typesetter. What does not depend on the record is one frozen object in
 * every document; a run of plain text with fields in it becomes one string, the fastest form the
 * typesetter takes.
 */
import type { Inline as ContentInline, Mark, Place } from '@misiva/model'
import type { Inline, InlineContent, TextStyle } from '@misiva/typeset'
import { addressPieces, constantText, say, sayAddress } from '../program/context.ts'
import type { Context, Pieces } from '../program/context.ts'
import type { Run, Slot } from '../program/scope.ts'
import { referencesOf } from './references.ts'
import { parseLength } from '../style/length.ts'
import { deepFreeze } from '../style/print.ts'
import type { PrintStyles } from '../style/print.ts'
import { showingOf } from '../style/showing.ts'

type Style = Partial<TextStyle> | undefined

/** Ready, or made for each record. */
export type InlinePart =
  { readonly constant: InlineContent } | { readonly build: (run: Run) => InlineContent }

type Segment =
  | { readonly kind: 'text'; readonly style: Style; readonly pieces: Pieces }
  | { readonly kind: 'node'; readonly node: Inline }
  | { readonly kind: 'make'; readonly make: (run: Run, out: Inline[]) => void }

export function compileInlines(
  inlines: readonly ContentInline[],
  context: Context,
  styles: PrintStyles,
  place?: Place,
): InlinePart {
  const segments = segmentsOf(inlines, context, styles, place, undefined)
  return partOf(segments)
}

function partOf(segments: readonly Segment[]): InlinePart {
  if (segments.length === 0) return { constant: '' }
  const only = segments[0]!
  if (segments.length === 1 && only.kind === 'text' && only.style === undefined) {
    const constant = constantText(only.pieces)
    return constant === undefined
      ? { build: (run) => plainText(say(only.pieces, run)) }
      : { constant }
  }
  const ready = segments.map(readyNode)
  if (ready.every((node) => node !== undefined)) return { constant: Object.freeze(ready) }
  return {
    build: (run) => {
      const out: Inline[] = []
      for (let i = 0; i < segments.length; i++) {
        const node = ready[i]
        if (node !== undefined) out.push(node)
        else emit(segments[i]!, run, out)
      }
      // Without marks and line ends it is one text after all: a line of it is set as a whole.
      return out.every((node) => typeof node === 'string') ? out.join('') : out
    },
  }
}

function readyNode(segment: Segment): Inline | undefined {
  if (segment.kind === 'node') return segment.node
  if (segment.kind === 'make') return undefined
  const text = constantText(segment.pieces)
  return text === undefined ? undefined : textNode(text, segment.style)
}

function textNode(text: string, style: Style): Inline {
  return style === undefined ? text : Object.freeze({ type: 'text' as const, text, style })
}

const lineBreak: Inline = Object.freeze({ type: 'lineBreak' })

/** Line ends in a value (a postal address) are line breaks on the page. */
function plainText(text: string): InlineContent {
  if (!text.includes('\n')) return text
  const out: Inline[] = []
  pushLines(text, undefined, out)
  return out
}

function pushLines(text: string, style: Style, out: Inline[]): void {
  if (!text.includes('\n')) {
    if (text !== '') out.push(style === undefined ? text : { type: 'text', text, style })
    return
  }
  const lines = text.trimEnd().split('\n')
  lines.forEach((line, i) => {
    if (i > 0) out.push(lineBreak)
    if (line !== '') out.push(style === undefined ? line : { type: 'text', text: line, style })
  })
}

function emit(segment: Segment, run: Run, out: Inline[]): void {
  if (segment.kind === 'make') segment.make(run, out)
  else if (segment.kind === 'node') out.push(segment.node)
  else pushLines(say(segment.pieces, run), segment.style, out)
}

function segmentsOf(
  inlines: readonly ContentInline[],
  context: Context,
  styles: PrintStyles,
  place: Place | undefined,
  outer: 'link' | undefined,
): readonly Segment[] {
  const segments: Segment[] = []
  const text = (piece: string | Slot, marks?: readonly Mark[], style?: string) => {
    context.knows('text', style, place)
    const look = styles.text(marks, style, outer)
    const last = segments.at(-1)
    if (last?.kind === 'text' && last.style === look)
      segments[segments.length - 1] = { ...last, pieces: joined(last.pieces, piece) }
    else segments.push({ kind: 'text', style: look, pieces: [piece] })
  }
  for (const inline of inlines) {
    if (inline.type === 'text') text(flowing(inline.text), inline.marks, inline.style)
    else if (inline.type === 'field')
      text(context.slot(inline.value, 'text'), inline.marks, inline.style)
    else segments.push(segmentOf(inline, context, styles, place, outer))
  }
  return segments
}

/** Line ends of the source file are spaces; only `\` breaks a line. */
export function flowing(text: string): string {
  return text.includes('\n') ? text.replaceAll(/[ \t]*\n[ \t]*/g, ' ') : text
}

function joined(pieces: Pieces, piece: string | Slot): Pieces {
  const last = pieces.at(-1)
  if (typeof last === 'string' && typeof piece === 'string')
    return [...pieces.slice(0, -1), last + piece]
  return [...pieces, piece]
}

function segmentOf(
  inline: Exclude<ContentInline, { type: 'text' } | { type: 'field' }>,
  context: Context,
  styles: PrintStyles,
  place: Place | undefined,
  outer: 'link' | undefined,
): Segment {
  switch (inline.type) {
    case 'break':
      return { kind: 'node', node: lineBreak }
    case 'tab':
      return { kind: 'node', node: Object.freeze({ type: 'tab' }) }
    case 'page':
    case 'pages': {
      const type = inline.type === 'page' ? ('pageNumber' as const) : ('pageCount' as const)
      const scope = inline.of && { scope: inline.of }
      return { kind: 'node', node: Object.freeze({ type, ...scope }) }
    }
    case 'running': {
      const level = inline.level ?? 1
      return { kind: 'node', node: Object.freeze({ type: 'runningHeading', level }) }
    }
    case 'ref': {
      const references = referencesOf(context)
      return { kind: 'make', make: (run, out) => void out.push(references.link(inline, run)) }
    }
    case 'note':
      return noteSegment(inline, context, styles, place)
    case 'if': {
      const test = context.slot(inline.test, 'condition')
      const inner = segmentsOf(inline.children, context, styles, place, outer)
      const ready = inner.map(readyNode)
      const make = (run: Run, out: Inline[]) => {
        if (!run.test(test)) return
        inner.forEach((segment, i) => {
          const node = ready[i]
          if (node !== undefined) out.push(node)
          else emit(segment, run, out)
        })
      }
      return { kind: 'make', make }
    }
    case 'link':
      return linkSegment(inline, context, styles, place)
    case 'inlineImage':
      return imageSegment(inline, context, place)
  }
}

function linkSegment(
  inline: ContentInline & { type: 'link' },
  context: Context,
  styles: PrintStyles,
  place: Place | undefined,
): Segment {
  const href = addressPieces(inline.href, context, place)
  const content = partOf(segmentsOf(inline.children, context, styles, place, 'link'))
  const to = constantText(href)
  if (to !== undefined && 'constant' in content)
    return { kind: 'node', node: deepFreeze({ type: 'link', to, content: content.constant }) }
  const make = (run: Run, out: Inline[]) => {
    const inner = 'constant' in content ? content.constant : content.build(run)
    out.push({ type: 'link', to: sayAddress(href, run), content: inner })
  }
  return { kind: 'make', make }
}

function noteSegment(
  inline: ContentInline & { type: 'note' },
  context: Context,
  styles: PrintStyles,
  place: Place | undefined,
): Segment {
  const content = partOf(segmentsOf(inline.children, context, styles, place, undefined))
  const style = styles.note
  const node = (inner: InlineContent): Inline => ({
    type: 'footnote',
    content: [{ type: 'paragraph', content: inner, style }],
  })
  if ('constant' in content) return { kind: 'node', node: deepFreeze(node(content.constant)) }
  return { kind: 'make', make: (run, out) => void out.push(node(content.build(run))) }
}

function imageSegment(
  inline: ContentInline & { type: 'inlineImage' },
  context: Context,
  place: Place | undefined,
): Segment {
  context.asset(inline.src, place)
  const height = parseLength(inline.height ?? '1em') ?? 10
  const alt = context.pieces(inline.alt)
  const constant = constantText(alt)
  const showing = showingOf(inline)
  const node = (text: string): Inline => ({
    type: 'inlineImage',
    image: inline.src,
    height,
    alt: text,
    ...showing,
  })
  if (constant !== undefined) return { kind: 'node', node: Object.freeze(node(constant)) }
  return { kind: 'make', make: (run, out) => void out.push(node(say(alt, run))) }
}
