/** Text with fields as one line people write: `Pay {{ money(total) }} now`. */
import { textIn } from '@misiva/compose'
import type { Setting } from '@misiva/compose'
import type { Expression, TextTemplate } from '@misiva/model'

export function writeTemplate(template: TextTemplate | null | undefined): string {
  return (template ?? [])
    .map((part) => (typeof part === 'string' ? part : `{{ ${part.source} }}`))
    .join('')
}

/** A field ends at the first `}}` outside quotes; braces that are not closed are text. */
export function readTemplate(text: string): TextTemplate {
  const out: (string | Expression)[] = []
  const field = /\{\{((?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?!\}\})[^'"])*)\}\}/g
  let end = 0
  for (const match of text.matchAll(field)) {
    const source = match[1]!.trim()
    if (source === '') continue
    if (match.index > end) out.push(text.slice(end, match.index))
    out.push({ source })
    end = match.index + match[0].length
  }
  if (end < text.length) out.push(text.slice(end))
  return out
}

/** What the sample makes of it; fields without a value by name. */
export function sayTemplate(template: TextTemplate | null, setting: Setting | undefined): string {
  return (template ?? [])
    .map((part) => {
      if (typeof part === 'string') return part
      return (setting && textIn(setting, part.source).text) ?? `{{ ${part.source} }}`
    })
    .join('')
}
