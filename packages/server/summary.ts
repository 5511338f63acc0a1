import { styleText } from 'node:util'
import { codes, type ErrorCode } from '@misiva/model'
import { reconciles, type RejectionLine, type RunStatus } from '@misiva/record'

/** What went where, as a table for a terminal; ends with a line feed. */
export function summarise(
  status: RunStatus,
  rejections: readonly RejectionLine[],
  stream: NodeJS.WriteStream,
): string {
  const strong = (text: string) => styleText('bold', text, { stream })
  const faint = (text: string) => styleText('dim', text, { stream })
  const lines: string[] = ['']
  lines.push(`${strong(status.template)} from ${status.source} ${faint(`run ${status.run}`)}`, '')
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

function rejectionLines(
  rejections: readonly RejectionLine[],
  all: number,
  faint: (text: string) => string,
): string[] {
  const lines = rejections.flatMap((r) => {
    const place = [r.file, r.line, r.column].filter((part) => part !== null).join(':')
    return [`  ${place}  ${r.code}  ${r.message}`, ...(r.hint ? [faint(`      ${r.hint}`)] : [])]
  })
  if (all > rejections.length)
    lines.push(faint(`  … and ${all - rejections.length} more; the studio shows them all`))
  return lines
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((a, b) => a + b, 0)
const pad = (n: number, width: number) => String(n).padStart(width)
