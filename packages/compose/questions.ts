/**
 * The questions an alternative asks of a record, as plain words: what `choice` puts before the
 * customer. Whoever takes an answer finds here what was asked and which answers there were.
 */
import { problem } from '@misiva/model'
import type {
  Alternative,
  AlternativeVariant,
  Block,
  Content,
  Problem,
  Release,
  Result,
  TableRow,
  Template,
} from '@misiva/model'
import type { ComposeInput, Which } from './composing.ts'
import { compilationOf } from './compilation.ts'
import { pickVariant } from './folder/variants.ts'
import { say } from './program/context.ts'
import type { Context } from './program/context.ts'
import { namesOf } from './program/names.ts'
import { enterRow } from './program/rows.ts'
import { Run } from './program/scope.ts'
import { compileSpoken } from './text/inline.ts'

export interface Question {
  readonly id: string
  readonly text: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

type Ask = (run: Run, out: Question[]) => void

/**
 * Every question of the alternative for this record, each id once; of a passive alternative those of
 * its cover and of what it carries.
 */
export function questionsOf(
  release: Release,
  which: Which,
  input: ComposeInput,
): Result<readonly Question[]> {
  const template = release.templates.find(({ name }) => name === which.template)
  const alternative = template?.alternatives.find(({ name }) => name === which.alternative)
  if (!template || !alternative) {
    const message = `There is no “${which.alternative}” of “${which.template}”`
    return { ok: false, problems: [problem('MSV-C014', message)] }
  }
  const names = namesOf(release, template)
  if (!names.ok) return names
  const found: Question[] = []
  const problems: Problem[] = []
  const { scopeOf, localeFor } = names.value
  for (const variant of variantsOf(template, alternative, which, release)) {
    const task = { release, names: names.value, which }
    const context = compilationOf(task, alternative.channel, variant.language, 'text')
    const ask = asking(variant.content, context)
    problems.push(...context.ground.problems)
    if (context.ground.problems.length > 0) continue
    const scope = scopeOf(input.data, input.customer, input.links)
    const run = new Run(context.ground.frames, scope, localeFor(input.customer))
    ask(run, found)
    problems.push(...run.problems)
  }
  if (problems.length > 0) return { ok: false, problems }
  const first = found.filter(({ id }, at) => found.findIndex((other) => other.id === id) === at)
  return { ok: true, value: first }
}

function variantsOf(
  template: Template,
  alternative: Alternative,
  which: Which,
  { organisation }: Release,
): readonly AlternativeVariant[] {
  const pick = (variants: readonly AlternativeVariant[]) =>
    pickVariant(variants, which.language, which.tone ?? 'neutral', organisation.defaultLanguage)
  if (alternative.kind === 'active') return [pick(alternative.variants) ?? []].flat()
  const carried = template.alternatives.find(({ name }) => name === alternative.carries)
  const inside = carried?.kind === 'active' ? pick(carried.variants) : undefined
  return [pick(alternative.cover) ?? [], inside ?? []].flat()
}

function asking(content: Content, context: Context): Ask {
  const asks = content.map((block) => askingOf(block, context))
  return (run, out) => {
    for (const ask of asks) ask(run, out)
  }
}

const silent: Ask = () => undefined

function askingOf(block: Block, context: Context): Ask {
  switch (block.type) {
    case 'choice':
      return choice(block, context)
    case 'box':
    case 'keep':
      return asking(block.children, context)
    case 'columns':
      return asking(block.columns.flat(), context)
    case 'list':
      return asking(block.items.flat(), context)
    case 'table': {
      const rows = block.rows.map((row) => rowAsking(row, block.rows, context))
      return (run, out) => rows.forEach((row) => row(run, out))
    }
    case 'block': {
      const found = context.block(block.name, block.place)
      return found ? asking(found.content, found.inner) : silent
    }
    case 'each': {
      const { repeat, inner } = context.repeat(block.of, block.as)
      const body = asking(block.children, inner)
      return (run, out) => run.each(repeat, () => body(run, out))
    }
    case 'choose': {
      const whens = block.whens.map((when) => ({
        test: context.slot(when.test, 'condition'),
        body: asking(when.children, context),
      }))
      const otherwise = asking(block.otherwise ?? [], context)
      return (run, out) => {
        for (const when of whens) if (run.test(when.test)) return when.body(run, out)
        otherwise(run, out)
      }
    }
    default:
      return silent
  }
}

function rowAsking(row: TableRow, rows: readonly TableRow[], context: Context): Ask {
  // What is said where a table goes on over the page asks nothing anew.
  if (row.kind === 'carried' || row.kind === 'brought' || row.kind === 'continued') return silent
  const { inner, loop } = enterRow(row, rows, context)
  const test = row.test && inner.slot(row.test, 'condition')
  const body = asking(
    row.cells.flatMap((cell) => cell.children),
    inner,
  )
  return (run, out) =>
    loop(run, () => {
      if (!test || run.test(test)) body(run, out)
    })
}

function choice(block: Block & { type: 'choice' }, context: Context): Ask {
  const question = compileSpoken(block.question, context, block.place)
  const options = block.options.map(({ value, label }) => ({ value, label: context.pieces(label) }))
  return (run, out) => {
    const shown = options.map(({ value, label }) => ({ value, label: say(label, run).trim() }))
    out.push({ id: block.id, text: question(run).trim(), options: shown })
  }
}
