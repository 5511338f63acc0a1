import { basename } from 'node:path'
import { styleText } from 'node:util'
import { codes, type ErrorCode } from '@misiva/model'
import { reconciles, type RejectionGroup, type RunStatus } from '@misiva/record'

/** What went where, as a table for a terminal; ends with a line feed. */
export function summarise(
  status: RunStatus,
  rejections: readonly RejectionGroup[],
  stream: NodeJS.WriteStream,
): string {
  const strong = (text: string) => styleText('bold', text, { stream })
  const faint = (text: string) => styleText('dim', text, { stream })
  const lines: string[] = ['']
  lines.push(`  ${strong(status.template)} from ${status.source}`)
  lines.push(faint(`  run ${status.run}, ${took(status.seconds)}`), '')
  lines.push(...messageTable(status, strong, faint), '')
  const refused = sum(status.refused)
  const rejected = sum(status.rejected)
  const balance = `${status.input} records = ${status.composed} composed + ${refused} refused + ${rejected} rejected`
  const holds = status.state === 'done' && reconciles(status)
  lines.push(
    `  ${balance}  ${holds ? styleText('green', 'reconciled', { stream }) : styleText('red', `not reconciled (${status.state})`, { stream })}`,
  )
  for (const [code, count] of Object.entries(status.refused))
    lines.push(`    refused   ${pad(count, 6)}  ${code}`)
  for (const [code, count] of Object.entries(status.rejected)) {
    lines.push(
      `    rejected  ${pad(count, 6)}  ${code}  ${faint(codes[code as ErrorCode]?.title ?? '')}`,
    )
  }
  if (rejections.length > 0) lines.push('', ...rejectionLines(rejections, rejected, faint))
  lines.push('')
  return lines.join('\n')
}

function messageTable(
  status: RunStatus,
  strong: (text: string) => string,
  faint: (text: string) => string,
): string[] {
  const head = ['channel', 'messages', 'delivered', 'failed', 'pending', 'in doubt']
  const rows = Object.entries(status.byChannel).map(([name, c]) => [
    ...[name, c.messages, c.delivered, c.failed, c.pending, c.inDoubt].map(String),
  ])
  const { messages, delivered, failed, pending, inDoubt } = status
  const total = ['total', ...[messages, delivered, failed, pending, inDoubt].map(String)]
  const widths = head.map((title, i) =>
    Math.max(title.length, ...[...rows, total].map((row) => row[i]!.length)),
  )
  const lay = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('   ')
  const rule = faint(`  ${widths.map((width) => '─'.repeat(width)).join('───')}`)
  return [
    faint(`  ${lay(head)}`),
    rule,
    ...rows.map((row) => `  ${lay(row)}`),
    rule,
    `  ${strong(lay(total))}`,
  ]
}

/** One entry for each kind of trouble, however many records have it. */
function rejectionLines(
  groups: readonly RejectionGroup[],
  all: number,
  faint: (text: string) => string,
): string[] {
  const lines = groups.flatMap((group) => {
    const { count, code, message, hint } = group
    const records = `${count} ${count === 1 ? 'record' : 'records'}`
    const said = wrapped(message, 76)
    return [
      `  ${records}: ${code}${count > 1 ? ', first' : ''} at ${placeOf(group)}`,
      ...said.map((line) => `      ${line}`),
      ...(hint
        ? wrapped(hint, 74).map((line, i) => faint(`      ${i === 0 ? '→' : ' '} ${line}`))
        : []),
    ]
  })
  const told = groups.reduce((total, { count }) => total + count, 0)
  if (all > told) lines.push(faint(`  … and ${all - told} more; the studio shows them all`))
  return lines
}

/** `december.csv.gz:624:42`; the folder stands above. */
function placeOf({ file, line, column }: RejectionGroup): string {
  return [basename(file), line, column].filter((part) => part !== null).join(':')
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line)
      line = ''
    }
    line = line ? `${line} ${word}` : word
  }
  return line ? [...lines, line] : lines
}

const took = (seconds: number) =>
  seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((a, b) => a + b, 0)
const pad = (n: number, width: number) => String(n).padStart(width)
