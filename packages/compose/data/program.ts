/** A data file compiled, and what it says of a record: values in machine notation, escaped as its format wants. */
import { problem } from '@misiva/model'
import type { DataFile, DataFormat, DataPart, DataParts } from '@misiva/model'
import type { parseXml } from '@misiva/typeset'
import type { Context } from '../program/context.ts'
import type { Run } from '../program/scope.ts'
import { plainText } from './plain.ts'

type Say = (run: Run) => string

/** Runs once for an alternative; what it returns runs once for a record. */
export function compileData(
  { format, parts, file }: DataFile,
  context: Context,
  readXml: typeof parseXml,
): Say {
  const whole = partsOf(parts, context, escapes[format])
  return (run) => {
    const before = run.problems.length
    const text = whole(run)
    // What a failed field left out would only be told a second time.
    const fault = run.problems.length > before ? undefined : faultOf(text, format, readXml)
    if (fault !== undefined) {
      const message = `${file} would not be ${format.toUpperCase()}: ${fault}`
      run.problems.push(problem('MSV-C019', message, { file, line: 1, column: 1 }))
    }
    return text
  }
}

function partsOf(parts: DataParts, context: Context, escape: (text: string) => string): Say {
  const says = parts.map((part) => sayOf(part, context, escape))
  return (run) => {
    let text = ''
    for (const say of says) text += say(run)
    return text
  }
}

function sayOf(part: DataPart, context: Context, escape: (text: string) => string): Say {
  if (typeof part === 'string') return () => part
  if (!('type' in part)) {
    const slot = context.slot(part, 'text')
    return (run) => {
      const text = plainText(run.read(slot))
      if (text !== undefined) return escape(text)
      const message = `“${part.source}” is neither text nor a number, a day or a time`
      run.problems.push(problem('MSV-C003', message, part.place))
      return ''
    }
  }
  if (part.type === 'each') {
    const { repeat, inner } = context.repeat(part.of, part.as)
    const body = partsOf(part.parts, inner, escape)
    return (run) => {
      let text = ''
      run.each(repeat, () => {
        text += body(run)
      })
      return text
    }
  }
  const whens = part.whens.map(({ test, parts }) => ({
    test: context.slot(test, 'condition'),
    say: partsOf(parts, context, escape),
  }))
  const otherwise = part.otherwise && partsOf(part.otherwise, context, escape)
  return (run) => {
    for (const { test, say } of whens) if (run.test(test)) return say(run)
    return otherwise?.(run) ?? ''
  }
}

const xmlNames: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

const escapes: Readonly<Record<DataFormat, (text: string) => string>> = {
  xml: (text) =>
    text
      // oxlint-disable-next-line no-control-regex -- XML 1.0 §2.2 has no form for them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
      .replace(/[&<>"']/g, (sign) => xmlNames[sign]!),
  // Within quotes the author wrote; a number or a truth needs none.
  json: (text) => JSON.stringify(text).slice(1, -1),
  // RFC 4180 §2; the semicolon too, which spreadsheets of many countries part by.
  csv: (text) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text),
  text: (text) => text,
}

/** Why the text is not of its format. */
function faultOf(text: string, format: DataFormat, readXml: typeof parseXml): string | undefined {
  if (format === 'xml') {
    const loose = /&(?!(?:#\d+|#x[\da-fA-F]+|[A-Za-z_][\w.-]*);)/.exec(text)
    if (loose) return '& stands for itself, which is written &amp;'
    const root = readXml(text)
    return typeof root === 'string' ? root : undefined
  }
  if (format !== 'json') return undefined
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    // The words after the first quote would show the customer's data.
    return (error as Error).message.replace(/, ?(?:\.\.\.)?".*$/s, '').slice(0, 80)
  }
}
