/** Two versions of an HTML page as one: the new one, with what came and what went marked in place. */
import { editScript } from './words.ts'

/** A tag (with comments, and all of a style, script or title), or a word with the space after it. */
type Token = string

const tokens =
  /<!--[\s\S]*?-->|<(style|script|title|head)\b[\s\S]*?<\/\1>|<[^>]*>|[^<\s]+[^\S\n]*\n?\s*|\s+/gi

const insStyle =
  'background:#d9f2e4;color:#064e36;text-decoration:underline;text-decoration-color:#0b6e4f'
const delStyle = 'background:#fbe0dc;color:#8f1d10;text-decoration:line-through'

/**
 * The new page with words that came in `<ins>` and words that went in `<del>`, styled inline so that
 * they show in a page that was made for elsewhere. Only words between tags are marked; where a whole
 * element went, its words stand where they would be read. Nothing of the old page's markup is used.
 */
export function markHtml(before: string, after: string): string {
  const old = split(before)
  const now = split(after)
  const steps = editScript(old, now, (a, b) => (isTag(a) ? a === b : a.trim() === b.trim()))
  let html = ''
  let gone = ''
  let inText = false
  const flush = () => {
    if (gone.trim() !== '') html += `<del style="${delStyle}">${gone.trim()}</del> `
    gone = ''
  }
  for (const { kind, before: i, after: j } of steps) {
    if (kind === 'removed') {
      if (!isTag(old[i]!)) gone += old[i]!
      else if (gone !== '' && !/\s$/.test(gone)) gone += ' '
      continue
    }
    const token = now[j]!
    if (isTag(token)) {
      // Between rows and cells of a table no text may stand: it waits for the next words.
      if (inText) flush()
      inText = false
      html += token
      continue
    }
    if (token.trim() === '') {
      html += token
      continue
    }
    flush()
    inText = true
    html +=
      kind === 'added'
        ? `<ins style="${insStyle}">${token.trimEnd()}</ins>${spaceAfter(token)}`
        : token
  }
  return joinedMarks(html)
}

function split(html: string): Token[] {
  return html.match(tokens) ?? []
}

function isTag(token: Token): boolean {
  return token.startsWith('<')
}

function spaceAfter(token: Token): string {
  return token.slice(token.trimEnd().length)
}

/** Words in a row are one mark. */
function joinedMarks(html: string): string {
  return html.replaceAll(new RegExp(`</ins>(\\s+)<ins style="${insStyle}">`, 'g'), '$1')
}
