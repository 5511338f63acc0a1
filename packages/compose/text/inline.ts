/** Inline content as plain text. */
import type { Inline, Place } from '@misiva/model'
import { spokenAddress } from '../program/address.ts'
import { addressPieces, say, sayAddress } from '../program/context.ts'
import type { Context, Pieces } from '../program/context.ts'
import type { Run, Slot } from '../program/scope.ts'
import { asideOf, refMark } from './aside.ts'

export type Speak = (run: Run) => string

/** Line ends of the source file are spaces; only `\` breaks a line. */
function flowing(text: string): string {
  return text.includes('\n') ? text.replaceAll(/[ \t]*\n[ \t]*/g, ' ') : text
}

export function compileSpoken(inlines: readonly Inline[], context: Context, place?: Place): Speak {
  const speakers: (Speak | string | Slot)[] = inlines.map((inline) =>
    compileOne(inline, context, place),
  )
  return (run) => {
    let text = ''
    for (const speaker of speakers)
      text +=
        typeof speaker === 'string'
          ? speaker
          : typeof speaker === 'function'
            ? speaker(run)
            : run.text(speaker)
    return text
  }
}

function compileOne(inline: Inline, context: Context, place?: Place): Speak | string | Slot {
  switch (inline.type) {
    case 'text':
      return flowing(inline.text)
    case 'field':
      return context.slot(inline.value, 'text')
    case 'break':
      return '\n'
    case 'tab':
      return ' '
    case 'note':
      return compileNote(inline, context, place)
    case 'ref':
      if (inline.show === 'page' || !asideOf(context)) {
        context.notHere('A reference to a page or heading', inline.place ?? place)
        return ''
      }
      return refMark(inline)
    case 'page':
    case 'pages':
    case 'running':
      context.notHere('A page number', place)
      return ''
    case 'inlineImage': {
      const alt = context.pieces(inline.alt)
      return (run) => say(alt, run)
    }
    case 'if': {
      const test = context.slot(inline.test, 'condition')
      const inner = compileSpoken(inline.children, context, place)
      return (run) => (run.test(test) ? inner(run) : '')
    }
    case 'link': {
      const href = addressPieces(inline.href, context, place)
      const label = compileSpoken(inline.children, context, place)
      return (run) => linkText(label(run), href, run)
    }
  }
}

/** The words and the address; only one of them where they say the same. */
function linkText(label: string, href: Pieces, run: Run): string {
  const address = sayAddress(href, run)
  const spoken = spokenAddress(address)
  if (label === address || label === spoken || label.trim() === '')
    return /^https?:/i.test(address) ? address : spoken
  return /^https?:/i.test(address) ? `${label} (${address})` : `${label} (${spoken})`
}

/** A number in brackets; the words stand at the end, where there is one. */
function compileNote(inline: Inline & { type: 'note' }, context: Context, place?: Place): Speak {
  const aside = asideOf(context)
  const words = compileSpoken(inline.children, context, place)
  if (!aside) {
    context.notHere('A footnote', place, 'Say it in the text, or leave it out of this alternative')
    return () => ''
  }
  return (run) => `[${aside.notes.push(words(run))}]`
}
