import type { TextTemplate } from '@misiva/model'
import { attribute, templateAttribute } from './print-inline.ts'

/** An attribute of a directive; left out where there is no value. */
export type Attribute = readonly [name: string, value: string | TextTemplate | undefined]

export function attributes(list: readonly Attribute[]): string {
  const printed = list.flatMap(([name, value]) => {
    if (value === undefined) return []
    return [`${name}=${typeof value === 'string' ? attribute(value) : templateAttribute(value)}`]
  })
  return printed.length === 0 ? '' : `{${printed.join(' ')}}`
}

export function leaf(name: string, list: readonly Attribute[], text = ''): string {
  return `::${name}${text}${attributes(list)}`
}

/** Around its content with one colon more than anything within. */
export function container(
  name: string,
  list: readonly Attribute[],
  inside: string | readonly string[],
): string {
  const text = typeof inside === 'string' ? inside : inside.join('\n\n')
  let colons = 3
  for (const match of text.matchAll(/^[ \t]*(?:(?:[-*]|\d+[.)])[ \t]+)*(:{3,})/gm))
    colons = Math.max(colons, match[1]!.length + 1)
  const fence = ':'.repeat(colons)
  return `${fence}${name}${attributes(list)}\n${text === '' ? '' : `${text}\n`}${fence}`
}
