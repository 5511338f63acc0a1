/**
 * The three regions of a screen: a masthead (a leading box), the text on its card, and the small
 * print below it (what follows the last rule, where it is only text).
 */
import type { Block, Content } from '@misiva/model'
import type { Context } from '../program/context.ts'

export interface Regions {
  readonly masthead:
    { readonly box: Block & { type: 'box' }; readonly context: Context } | undefined
  readonly body: Content
  readonly footer: Content
}

export function regionsOf(content: Content, context: Context): Regions {
  const masthead = content[0] && leadingBox(content[0], context)
  const rest = masthead ? content.slice(1) : content
  const rule = rest.findLastIndex((block) => block.type === 'rule')
  const after = rest.slice(rule + 1)
  if (rule > 0 && after.length > 0 && after.every((block) => isText(block, context)))
    return { masthead, body: rest.slice(0, rule), footer: after }
  return { masthead, body: rest, footer: [] }
}

/** A box with a ground at the head of the content, also when a block of the library is that box. */
function leadingBox(block: Block, context: Context): Regions['masthead'] {
  if (block.type === 'block') {
    const found = context.block(block.name, block.place)
    const [only, ...more] = found?.content ?? []
    return found && only && more.length === 0 ? leadingBox(only, found.inner) : undefined
  }
  if (block.type !== 'box' || block.style === undefined) return undefined
  const look = context.ground.sheet.boxes.get(block.style)
  return look?.background && look.radius.every((corner) => corner === 0)
    ? { box: block, context }
    : undefined
}

function isText(block: Block, context: Context): boolean {
  if (block.type === 'paragraph') return true
  if (block.type !== 'block') return false
  const found = context.block(block.name, block.place)
  return found?.content.every((inner) => isText(inner, found.inner)) ?? true
}
