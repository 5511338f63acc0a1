import type {
  Align,
  Expression,
  HeadingLevel,
  Place,
  Problem,
  ShownPart,
  TextTemplate,
} from '@misiva/model'
import { didYouMean, isVariableName, problem } from '@misiva/model'
import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import { bracesFreed, type CoveredText, templateOf, uncovered } from './fields.ts'
import type { Source } from './source.ts'

/** One `name=value` of a list in braces; the value is decoded, its fields still covered. */
interface Attribute {
  readonly name: string
  readonly nameAt: number
  readonly value: string
  readonly valueAt: number
}

interface Scanned {
  readonly attributes: readonly Attribute[]
  /** Offset after the closing brace. */
  readonly end: number
  /** Where the list stops making sense. */
  readonly bad?: number
}

const part = /\s*(?:([A-Za-z_][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<=>`{}]+)))?)/y

/** Reads `{a=1 b="two words" c}` from the offset of its brace. */
export function scanAttributes(text: string, at: number): Scanned {
  const attributes: Attribute[] = []
  let i = at + 1
  for (;;) {
    while (text[i] === ' ' || text[i] === '\t' || text[i] === '\n' || text[i] === '\r') i++
    if (text[i] === '}') return { attributes, end: i + 1 }
    part.lastIndex = i
    const match = part.exec(text)
    if (!match) return { attributes, end: i, bad: i }
    const [whole, name = '', double, single, bare] = match
    const raw = double ?? single ?? bare ?? ''
    const quoted = double !== undefined || single !== undefined
    const valueAt = i + whole.length - raw.length - (quoted ? 1 : 0)
    attributes.push({ name, nameAt: i, value: decoded(raw), valueAt })
    i += whole.length
  }
}

const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][\dA-Za-z]{1,31}));/g

/** Character references as in HTML, which attribute values may have (`&quot;`). */
function decoded(written: string): string {
  const raw = bracesFreed(written)
  if (!raw.includes('&')) return raw
  return raw.replace(reference, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || all
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return valid ? String.fromCodePoint(code) : all
  })
}

/** Names an element may have, and which of them it must. */
export interface AttributeRules {
  readonly allowed: readonly string[]
  readonly required?: readonly string[]
}

const length = /^\d+(?:\.\d+)?(?:pt|mm|cm|in|px|em|%)$/
const columnWidth = /^(?:auto|\d+(?:\.\d+)?(?:pt|mm|cm|in|px|em|%|fr))$/
const aligns: readonly string[] = ['start', 'center', 'end', 'justify']

/** The attributes of one element, checked against its rules; problems go to `report`. */
export class Attributes {
  readonly #byName = new Map<string, Attribute>()
  readonly #source: Source
  readonly #covered: CoveredText
  readonly #report: (p: Problem) => void
  readonly #at: number

  constructor(
    element: string,
    rules: AttributeRules,
    list: Scanned | undefined,
    at: number,
    source: Source,
    cover: CoveredText,
    report: (p: Problem) => void,
  ) {
    this.#source = source
    this.#covered = cover
    this.#report = report
    this.#at = at
    if (list?.bad !== undefined)
      report(
        source.problem(
          'MSV-C009',
          `The attributes of ${element} cannot be read from here`,
          list.bad,
          'write name=value or name="a value", separated by spaces',
        ),
      )
    for (const attribute of list?.attributes ?? []) {
      const { name, nameAt } = attribute
      if (!rules.allowed.includes(name))
        report(
          source.problem(
            'MSV-C009',
            `${element} has no attribute “${name}”`,
            nameAt,
            didYouMean(name, rules.allowed),
          ),
        )
      else if (this.#byName.has(name))
        report(
          source.problem(
            'MSV-C009',
            `The attribute “${name}” is given twice`,
            nameAt,
            'keep one of them',
          ),
        )
      else this.#byName.set(name, attribute)
    }
    for (const name of rules.required ?? [])
      if (!this.#byName.has(name))
        report(
          source.problem(
            'MSV-C009',
            `${element} needs the attribute “${name}”`,
            at,
            `add ${name}=…`,
          ),
        )
  }

  has(name: string): boolean {
    return this.#byName.has(name)
  }

  place(name: string): Place {
    return this.#source.place(this.#byName.get(name)?.valueAt ?? this.#at)
  }

  /** A plain word or text, without fields. */
  word(name: string): string | undefined {
    const attribute = this.#byName.get(name)
    if (!attribute) return undefined
    const value = uncovered(attribute.value, this.#covered.covers)
    if (value.includes('{{'))
      this.#refuse(attribute, `“${name}” cannot have a field in it`, 'write the value itself')
    return value
  }

  /** One of a few words. */
  oneOf<const T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.word(name)
    if (value === undefined || choices.includes(value as T)) return value as T | undefined
    this.#refuse(
      this.#byName.get(name)!,
      `“${value}” is not possible for “${name}”`,
      didYouMean(value, choices),
    )
    return undefined
  }

  /** Its name alone, or `=true`; `=false` is the same as nothing. */
  flag(name: string): true | undefined {
    const value = this.oneOf(name, ['', 'true', 'false'])
    return value === '' || value === 'true' ? true : undefined
  }

  align(name = 'align'): Align | undefined {
    return this.oneOf(name, aligns) as Align | undefined
  }

  length(name: string): string | undefined {
    return this.#lengths(name, length, (v) => [v])?.[0]
  }

  /** Widths of columns: `22mm 1fr auto`. */
  widths(name: string): readonly string[] | undefined {
    return this.#lengths(name, columnWidth, (v) => v.trim().split(/\s+/))
  }

  #lengths(
    name: string,
    pattern: RegExp,
    split: (v: string) => string[],
  ): readonly string[] | undefined {
    const value = this.word(name)
    if (value === undefined) return undefined
    const parts = split(value)
    const wrong = parts.find((p) => !pattern.test(p))
    if (wrong === undefined) return parts
    const units =
      pattern === length
        ? 'pt, mm, cm, in, px, em or %'
        : 'a length, fractions such as 1fr, or auto'
    this.#refuse(
      this.#byName.get(name)!,
      `“${wrong}” is not a length`,
      `a length has its unit: ${units}`,
    )
    return undefined
  }

  /** What of a picture is shown. */
  shownPart(): ShownPart {
    const fit = this.oneOf('fit', ['contain', 'cover', 'fill', 'none'])
    const crop = this.#percents('crop', 1, 4, 'how much is cut off: crop="10% 0 0 5%"')
    const focus = this.#percents('focus', 2, 2, 'a point of it: focus="30% 50%"')
    return { ...(fit && { fit }), ...(crop && { crop }), ...(focus && { focus }) }
  }

  #percents(name: string, least: number, most: number, hint: string): string | undefined {
    const value = this.word(name)
    if (value === undefined) return undefined
    const parts = value.trim().split(/\s+/)
    const [top = 0, right = top, bottom = top, left = right] = parts.map(Number.parseFloat)
    const sound =
      parts.length >= least &&
      parts.length <= most &&
      parts.every((each) => /^(?:0|(?:\d{1,2}(?:\.\d+)?|100)%)$/.test(each))
    const leaves = name !== 'crop' || (top + bottom < 100 && left + right < 100)
    if (sound && leaves) return parts.join(' ')
    const what = sound ? 'leaves nothing of the picture' : 'is not said in per cent'
    this.#refuse(this.#byName.get(name)!, `“${value}” ${what}`, `say ${hint}`)
    return undefined
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.word(name)
    if (value === undefined) return undefined
    const n = /^\d{1,9}$/.test(value) ? Number(value) : NaN
    if (n >= least && n <= most) return n
    this.#refuse(
      this.#byName.get(name)!,
      `“${value}” is not a whole number from ${least} to ${most}`,
    )
    return undefined
  }

  level(name: string): HeadingLevel | undefined {
    return this.integer(name, 1, 6) as HeadingLevel | undefined
  }

  template(name: string): TextTemplate | undefined {
    const attribute = this.#byName.get(name)
    if (!attribute) return undefined
    return templateOf(attribute.value, this.#covered.covers, (offset) => this.#source.place(offset))
  }

  /** Several texts with fields, separated by `;`. */
  templates(name: string): readonly TextTemplate[] | undefined {
    const whole = this.template(name)
    if (whole === undefined) return undefined
    const found: (string | Expression)[][] = [[]]
    for (const part of whole)
      if (typeof part !== 'string') found.at(-1)!.push(part)
      else
        for (const [i, text] of part.split(';').entries()) {
          if (i > 0) found.push([])
          if (text !== '') found.at(-1)!.push(text)
        }
    return found.map(trimmed)
  }

  expression(name: string): Expression | undefined {
    const attribute = this.#byName.get(name)
    if (!attribute) return undefined
    return this.#expression(uncovered(attribute.value, this.#covered.covers), attribute.valueAt)
  }

  /** Several expressions separated by `;`, as a chart's values. */
  expressions(name: string): readonly Expression[] {
    const attribute = this.#byName.get(name)
    if (!attribute) return []
    const found: Expression[] = []
    let at = attribute.valueAt
    for (const piece of splitOutside(uncovered(attribute.value, this.#covered.covers), ';')) {
      found.push(this.#expression(piece, at))
      at += piece.length + 1
    }
    return found
  }

  #expression(value: string, at: number): Expression {
    const field = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(value)
    const bare = field ? field[1]! : value
    const skipped = (field ? value.indexOf('{{') + 2 : 0) + bare.length - bare.trimStart().length
    return { source: bare.trim(), place: this.#source.place(at + skipped) }
  }

  /** `line in invoice.lines`: a name for each element of a list. */
  repetition(name: string): { readonly of: Expression; readonly as: string } | undefined {
    const attribute = this.#byName.get(name)
    if (!attribute) return undefined
    const value = uncovered(attribute.value, this.#covered.covers)
    const match = /^\s*(\S+)\s+in\s+(?=\S)/.exec(value)
    if (match && isVariableName(match[1]!))
      return {
        as: match[1]!,
        of: this.#expression(value.slice(match[0].length), attribute.valueAt + match[0].length),
      }
    this.#refuse(
      attribute,
      `“${value}” does not say what is repeated`,
      'write each="line in invoice.lines"',
    )
    return undefined
  }

  /** `department by line.department`, or `department` alone: a group, and what makes it. */
  grouping(name: string): { readonly as: string; readonly by?: Expression } | undefined {
    const attribute = this.#byName.get(name)
    if (!attribute) return undefined
    const value = uncovered(attribute.value, this.#covered.covers)
    const match = /^\s*(\S+)(\s+by\s+(?=\S)|\s*$)/.exec(value)
    if (match && isVariableName(match[1]!)) {
      const [said, as = '', by = ''] = match
      if (by.trim() === '') return { as }
      return { as, by: this.#expression(value.slice(said.length), attribute.valueAt + said.length) }
    }
    this.#refuse(
      attribute,
      `“${value}” does not name a group`,
      `write ${name}="department by line.department", or ${name}=department where it is known`,
    )
    return undefined
  }

  #refuse(attribute: Attribute, message: string, hint?: string): void {
    this.#report(problem('MSV-C009', message, this.#source.place(attribute.valueAt), hint))
  }
}

/** Without blanks at its ends: those after a `;` are for the eye. */
function trimmed(template: TextTemplate): TextTemplate {
  const last = template.length - 1
  return template
    .map((part, i) => {
      if (typeof part !== 'string') return part
      const begun = i === 0 ? part.trimStart() : part
      return i === last ? begun.trimEnd() : begun
    })
    .filter((part) => part !== '')
}

/** Splits at a character that stands outside quotes and brackets. */
function splitOutside(text: string, at: string): string[] {
  const parts: string[] = []
  let from = 0
  let depth = 0
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quote !== '') {
      if (c === '\\') i++
      else if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
    else if (c === at && depth === 0) {
      parts.push(text.slice(from, i))
      from = i + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}
