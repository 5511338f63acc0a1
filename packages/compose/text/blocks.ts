/**
 * Content as plain text: the text part of an e-mail, laid out for a fixed-width reader, or a short
 * message, where every character costs.
 */
import type { Block, Content, TableCell, TableRow } from '@misiva/model'
import { answerAddress } from '../program/address.ts'
import { chartData, compileChartData } from '../program/chart.ts'
import { addressPieces, say, sayAddress } from '../program/context.ts'
import type { Context } from '../program/context.ts'
import { isGrouped, type GroupedRows } from '../program/grouping.ts'
import { enterGroups, partsOf } from '../program/rows.ts'
import type { Run } from '../program/scope.ts'
import { HeadingNumbers, numberingOf } from '../program/headings.ts'
import { asideOf, completed, contentsMark, gather } from './aside.ts'
import { compileSpoken } from './inline.ts'
import { layTable, wrap } from './wrap.ts'
import type { TextRow } from './wrap.ts'

/** `mail`: wrapped at 72 columns (RFC 5322 asks for fewer than 78). `short`: nothing is wrapped. */
export type TextForm = 'mail' | 'short'

/** Blocks of text so far. A tight one, such as a label over its value, has no empty line after it. */
class Lines {
  text = ''
  #between = ''
  readonly #apart: string

  constructor(apart: string) {
    this.#apart = apart
  }

  push(block: string, tight = false): void {
    if (block.trim() === '') return
    this.text += this.text === '' ? block : this.#between + block
    this.#between = tight ? '\n' : this.#apart
  }
}

type Emit = (run: Run, out: Lines) => void
export type TextProgram = (run: Run) => string

const lineWidth = 72

export function compileText(content: Content, context: Context, form: TextForm): TextProgram {
  const aside = form === 'mail' ? gather(context) : undefined
  const emit = compileAll(content, context, form)
  return (run) => {
    const out = new Lines(form === 'mail' ? '\n\n' : '\n')
    if (aside) Object.assign(aside, { notes: [], headings: [], numbers: new HeadingNumbers() })
    emit(run, out)
    const text = out.text.trim()
    return aside ? completed(text, aside) : text
  }
}

function compileAll(content: Content, context: Context, form: TextForm): Emit {
  const emits = content.map((block) => compileBlock(block, context, form))
  return (run, out) => {
    for (const emit of emits) emit(run, out)
  }
}

const silent: Emit = () => undefined

function compileBlock(block: Block, context: Context, form: TextForm): Emit {
  switch (block.type) {
    case 'paragraph': {
      context.knows('paragraphs', block.style, block.place)
      const speak = compileSpoken(block.children, context, block.place)
      const tight = isTight(block.style, context)
      return (run, out) => out.push(laid(speak(run), form), tight)
    }
    case 'heading':
      return compileHeading(block, context, form)
    case 'list':
      return compileList(block, context, form)
    case 'table':
    case 'columns':
    case 'image':
    case 'barcode':
    case 'chart':
      if (form === 'mail') return compileFigure(block, context)
      context.notHere(called[block.type], block.place, shortHint)
      return silent
    case 'box':
    case 'keep':
    case 'filler':
    case 'textColumns':
      return compileAll(block.children, context, form)
    case 'contents': {
      const { depth = 3 } = block
      if (asideOf(context)) return (_, out) => out.push(contentsMark(depth))
      context.notHere('A table of contents', block.place, shortHint)
      return silent
    }
    case 'rule':
      return form === 'mail' ? (_, out) => out.push('-'.repeat(lineWidth)) : silent
    case 'space':
    case 'pageBreak':
      return silent
    case 'button':
    case 'choice':
    case 'signature':
      return compileAct(block, context, form)
    case 'block':
    case 'choose':
    case 'each':
      return compileControl(block, context, form)
  }
}

const called = {
  table: 'A table',
  columns: 'Columns side by side',
  image: 'A picture',
  barcode: 'A barcode',
  chart: 'A chart',
} as const
const shortHint = 'Say it in words, or leave it out of this alternative'

/** A style that stays with the next block and leaves (almost) no space is a label. */
function isTight(style: string | undefined, context: Context): boolean {
  const look = style === undefined ? undefined : context.ground.sheet.paragraphs.get(style)
  return look !== undefined && look.keepWithNext && look.spaceAfter <= 3
}

function laid(text: string, form: TextForm): string {
  return form === 'mail' ? wrap(text, lineWidth).join('\n') : text.trim()
}

function compileHeading(
  block: Block & { type: 'heading' },
  context: Context,
  form: TextForm,
): Emit {
  const speak = compileSpoken(block.children, context, block.place)
  const aside = asideOf(context)
  const numbering = numberingOf(block, context)
  return (run, out) => {
    const words = speak(run)
    const number = words === '' ? '' : (aside?.numbers.next(block.level, numbering) ?? '')
    const text = laid(number === '' ? words : `${number} ${words}`, form)
    const title = words.replaceAll('\n', ' ')
    if (text !== '')
      aside?.headings.push({
        ...{ level: block.level, number, title, id: block.id },
        text: text.replaceAll('\n', ' '),
      })
    const underline = Math.max(...text.split('\n').map((line) => line.length))
    out.push(
      form === 'mail' && text !== ''
        ? `${text}\n${(block.level === 1 ? '=' : '-').repeat(underline)}`
        : text,
    )
  }
}

function compileList(block: Block & { type: 'list' }, context: Context, form: TextForm): Emit {
  const items = block.items.map((item) => compileAll(item, context, form))
  return (run, out) => {
    const lines: string[] = []
    for (const item of items) {
      const inner = new Lines('\n')
      item(run, inner)
      if (inner.text === '') continue
      const mark = block.ordered ? `${lines.length + (block.start ?? 1)}. ` : '- '
      lines.push(mark + inner.text.replaceAll('\n', `\n${' '.repeat(mark.length)}`))
    }
    out.push(lines.join('\n'))
  }
}

function compileControl(
  block: Block & { type: 'block' | 'choose' | 'each' },
  context: Context,
  form: TextForm,
): Emit {
  switch (block.type) {
    case 'block': {
      const found = context.block(block.name, block.place)
      return found ? compileAll(found.content, found.inner, form) : silent
    }
    case 'each': {
      const { repeat, inner } = context.repeat(block.of, block.as)
      const body = compileAll(block.children, inner, form)
      return (run, out) => run.each(repeat, () => body(run, out))
    }
    case 'choose': {
      const whens = block.whens.map((when) => ({
        test: context.slot(when.test, 'condition'),
        body: compileAll(when.children, context, form),
      }))
      const otherwise = compileAll(block.otherwise ?? [], context, form)
      return (run, out) => {
        for (const when of whens) if (run.test(when.test)) return when.body(run, out)
        otherwise(run, out)
      }
    }
  }
}

function compileAct(
  block: Block & { type: 'button' | 'choice' | 'signature' },
  context: Context,
  form: TextForm,
): Emit {
  switch (block.type) {
    case 'button': {
      const href = addressPieces(block.href, context, block.place)
      const label = compileSpoken(block.children, context, block.place)
      const between = form === 'mail' ? ':\n' : ': '
      return (run, out) => out.push(label(run) + between + sayAddress(href, run))
    }
    case 'signature': {
      const lines = [block.name, ...(block.role ? [block.role] : [])].map((line) =>
        context.pieces(line),
      )
      return (run, out) =>
        out.push(
          lines
            .map((line) => say(line, run))
            .filter(Boolean)
            .join('\n'),
        )
    }
    case 'choice':
      return compileChoice(block, context, form)
  }
}

function compileChoice(block: Block & { type: 'choice' }, context: Context, form: TextForm): Emit {
  const question = compileSpoken(block.question, context, block.place)
  const options = block.options.map((option) => ({
    value: option.value,
    label: context.pieces(option.label),
  }))
  const portal = context.slot({ source: 'links.portal' }, 'text')
  const { words } = context.ground
  return (run, out) => {
    const lines = options.map((option, i) => {
      const label = say(option.label, run)
      if (form === 'short') return words.reply(i + 1, label)
      return `- ${label}:\n  ${answerAddress(run.text(portal), block.id, option.value)}`
    })
    out.push([laid(question(run), form), ...lines].join('\n'))
  }
}

type Figure = Block & { type: 'table' | 'columns' | 'image' | 'barcode' | 'chart' }

/** What a short message cannot hold, in a text part. */
function compileFigure(block: Figure, context: Context): Emit {
  switch (block.type) {
    case 'table':
      return compileTable(block, context)
    case 'columns': {
      const columns = block.columns.map((column) => compileAll(column, context, 'mail'))
      return (run, out) => {
        for (const column of columns) column(run, out)
      }
    }
    case 'image':
      // A logo's alternative text is noise in a text; who sent it stands on the envelope.
      return silent
    case 'barcode': {
      const value = context.pieces(block.value)
      const alt = context.pieces(block.alt)
      return (run, out) => {
        const text = say(value, run)
        // What only a machine reads (a payment code of many lines) says nothing here.
        if (text.length <= 100 && !text.includes('\n')) out.push(`${say(alt, run)}\n${text}`)
      }
    }
    case 'chart': {
      const program = compileChartData(block, context)
      return (run, out) => {
        const { labels, series, shown } = chartData(program, run)
        const heads = ['', ...series.map(({ name }) => name)]
        const rows = labels.map((label, i): TextRow => ({
          kind: 'body',
          cells: [
            { text: label, align: 'start', span: 1 },
            ...shown.map((s) => ({ text: s[i]!, align: 'end' as const, span: 1 })),
          ],
        }))
        if (heads.some((text) => text !== ''))
          rows.unshift({
            kind: 'head',
            cells: heads.map((text, i) => ({ text, align: i === 0 ? 'start' : 'end', span: 1 })),
          })
        out.push(layTable(rows, 1 + shown.length, lineWidth).join('\n'))
      }
    }
  }
}

type EmitRows = (run: Run, out: TextRow[]) => void

function compileTable(block: Block & { type: 'table' }, context: Context): Emit {
  const rows = block.rows.filter(({ kind }) => kind !== 'carried' && kind !== 'brought')
  const emits = partsOf(rows, context).map((part) =>
    isGrouped(part) ? compileGroups(part, block, context) : compileRow(part, block, context),
  )
  return (run, out) => {
    const made: TextRow[] = []
    for (const emit of emits) emit(run, made)
    const lines = layTable(made, block.columns.length, lineWidth)
    out.push(lines.join('\n'))
  }
}

function compileGroups(
  part: GroupedRows,
  table: Block & { type: 'table' },
  context: Context,
): EmitRows {
  const entered = enterGroups(part.levels, part.repetition, context)
  const items = entered.items()
  const all = (emits: readonly EmitRows[]): EmitRows => {
    return (run, out) => emits.forEach((emit) => emit(run, out))
  }
  const rows = part.rows.map((row) => compileRow(row, table, entered.inner, row.each && items))
  return part.levels.reduceRight((inside, { headings, subtotals }, depth) => {
    const { repeat, inner } = entered.levels[depth]!
    const [before, after] = [headings, subtotals].map((own) =>
      all(own.map((row) => compileRow(row, table, inner))),
    )
    return (run, out) => run.eachGroup(repeat, () => all([before!, inside, after!])(run, out))
  }, all(rows))
}

type LastingKind = TextRow['kind']

/** Rows for where a page ends have no place where there are no pages. */
function isLasting(kind: TableRow['kind']): kind is LastingKind {
  return kind !== 'carried' && kind !== 'brought' && kind !== 'continued'
}

function compileRow(
  row: TableRow,
  table: Block & { type: 'table' },
  outer: Context,
  repeated = row.each && outer.repeat(row.each.of, row.each.as),
): EmitRows {
  const { kind } = row
  if (!isLasting(kind)) return () => undefined
  const context = repeated?.inner ?? outer
  let column = 0
  const cells = row.cells.map((cell) => {
    const align = cell.align ?? table.columns[column]?.align
    column += cell.colspan ?? 1
    return {
      speak: compileCell(cell, context),
      align: align === 'end' || align === 'center' ? align : ('start' as const),
      span: cell.colspan ?? 1,
    }
  })
  const test = row.test && context.slot(row.test, 'condition')
  const once = (run: Run, out: TextRow[]) => {
    if (test && !run.test(test)) return
    const said = cells.map(({ speak, align, span }) => ({ text: speak(run), align, span }))
    out.push({ kind, cells: said })
  }
  return repeated ? (run, out) => run.each(repeated.repeat, () => once(run, out)) : once
}

function compileCell(cell: TableCell, context: Context): (run: Run) => string {
  const [only] = cell.children
  if (cell.children.length === 1 && only?.type === 'paragraph')
    return compileSpoken(only.children, context, only.place)
  const emit = compileAll(cell.children, context, 'mail')
  return (run) => {
    const out = new Lines('\n')
    emit(run, out)
    return out.text
  }
}
