/**
 * A template's alternative compiled for one language and tone, and what it makes of a record.
 * After compiling, no parser runs: expressions are closures, styles are resolved, HTML is cut into
 * pieces. One composer serves any number of records.
 */
import { problem } from '@misiva/model'
import type {
  Alternative,
  AlternativeVariant,
  Composed,
  Language,
  PassiveAlternative,
  Place,
  Problem,
  Release,
  Result,
  Takes,
  Template,
} from '@misiva/model'
import type { Document } from '@misiva/typeset'
import { pickVariant } from './folder/variants.ts'
import { attach } from './carry.ts'
import { compilationOf } from './compilation.ts'
import { compileForm } from './forms.ts'
import type { Form } from './form.ts'
import { say } from './program/context.ts'
import type { Context, Pieces } from './program/context.ts'
import { compileProtect } from './pages/protect.ts'
import { namesOf } from './program/names.ts'
import type { Names } from './program/names.ts'
import { Run } from './program/scope.ts'
import type { Frame } from './program/scope.ts'
import { near } from './style/resolver.ts'
import type { Which, World, Composer, ComposeInput, Head } from './composing.ts'

/** Compiles one alternative. Problems are all that were found, each with its place. */
export async function compileTemplate(
  release: Release,
  which: Which,
  world: World,
): Promise<Result<Composer>> {
  const template = release.templates.find(({ name }) => name === which.template)
  if (!template) return refused(`There is no template “${which.template}”`, undefined)
  const alternative = template.alternatives.find(({ name }) => name === which.alternative)
  if (!alternative) {
    const known = Object.fromEntries(template.alternatives.map(({ name }) => [name, true]))
    const message = `The template “${template.name}” has no alternative “${which.alternative}”`
    return refused(message, template.place, near(which.alternative, known))
  }
  const names = namesOf(release, template)
  if (!names.ok) return names
  const task: Task = { release, template, names: names.value, which, world }
  if (alternative.kind === 'passive') return compilePassive(task, alternative)
  return compileVariant(task, alternative, alternative.variants)
}

interface Task {
  readonly release: Release
  readonly template: Template
  readonly names: Names
  readonly which: Which
  readonly world: World
}

function refused(message: string, place: Place | undefined, hint?: string): Result<never> {
  return { ok: false, problems: [problem('MSV-C014', message, place, hint)] }
}

/** Makes more of a compiled form: what a passive alternative adds to its cover. */
type Around = (form: Form, context: Context, reads: Set<string>) => Promise<Result<Form>>

async function compileVariant(
  task: Task,
  alternative: Alternative,
  variants: readonly AlternativeVariant[],
  around?: Around,
): Promise<Result<Composer>> {
  const { release, which, world } = task
  const tone = which.tone ?? 'neutral'
  const { defaultLanguage } = release.organisation
  const takes = world.takes(alternative.channel)
  if (!takes) {
    const message = `“${alternative.name}” is for the channel “${alternative.channel}”, which nobody has`
    return refused(message, alternative.place)
  }
  const variant = pickVariant(variants, which.language, tone, defaultLanguage)
  if (!variant) {
    const message = `“${alternative.name}” of “${task.template.name}” has no variant for ${which.language} ${tone}`
    return { ok: false, problems: [problem('MSV-C005', message, alternative.place)] }
  }
  const reads = new Set([variant.file])
  const context = compilationOf(task, alternative.channel, variant.language, takes, reads)
  const place = { file: variant.file, line: 1, column: 1 }
  const title = context.pieces(variant.subject ?? [])
  const inner = await compileForm({
    ...{ takes, context, variant, title, world, place },
    alternative: alternative.kind === 'active' ? alternative : undefined,
    files: task.template.files ?? [],
  })
  const form = inner && around ? await around(inner, context, reads) : ok(inner)
  const problems = [...context.ground.problems, ...(form.ok ? [] : form.problems)]
  if (problems.length > 0 || !form.ok || !form.value) return { ok: false, problems }
  const head = { alternative, takes, variant, frames: context.ground.frames, title, reads }
  return { ok: true, value: new VariantComposer(task, head, form.value) }
}

function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

interface Compiled {
  readonly alternative: Alternative
  readonly takes: Takes
  readonly variant: AlternativeVariant
  readonly frames: readonly Frame[]
  readonly title: Pieces
  readonly reads: ReadonlySet<string>
}

class VariantComposer implements Composer {
  readonly template: string
  readonly alternative: string
  readonly channel: string
  readonly takes: Takes
  readonly language: Language
  readonly tone: string
  readonly reads: ReadonlySet<string>
  readonly document?: (input: ComposeInput) => Result<Document>
  readonly #names: Names
  readonly #compiled: Compiled
  readonly #form: Form

  constructor(task: Task, compiled: Compiled, form: Form) {
    this.template = task.template.name
    this.alternative = compiled.alternative.name
    this.channel = compiled.alternative.channel
    this.takes = compiled.takes
    this.language = compiled.variant.language
    this.tone = compiled.variant.tone
    this.reads = compiled.reads
    this.#names = task.names
    this.#compiled = compiled
    this.#form = form
    const { document } = form
    if (document) this.document = (input) => this.#with(input, document)
  }

  compose(input: ComposeInput): Result<Composed> {
    const made = this.#with(input, this.#form.compose)
    if (!made.ok) return made
    const { composed, warnings } = made.value
    return warnings.length > 0
      ? { ok: true, value: composed, warnings: this.#named(warnings, input) }
      : { ok: true, value: composed }
  }

  #with<T>(input: ComposeInput, make: (run: Run, head: Head, input: ComposeInput) => T): Result<T> {
    const names = this.#names
    if (input.checked !== true) {
      const misfits = names.contract.misfits(input.data)
      if (misfits.length > 0) {
        const problems = misfits.map(({ path, message }) =>
          problem('MSV-D007', `${path || 'The record'} ${message}`),
        )
        return { ok: false, problems: this.#named(problems, input) }
      }
    }
    const scope = names.scopeOf(input.data, input.customer, input.links)
    const run = new Run(this.#compiled.frames, scope, names.localeFor(input.customer))
    const title = say(this.#compiled.title, run)
    const head: Head = { title, date: input.date }
    const made = make(run, head, input)
    if (run.problems.length > 0) return { ok: false, problems: this.#named(run.problems, input) }
    return { ok: true, value: made }
  }

  /** Problems say which record of which template they are about. */
  #named(problems: readonly Problem[], input: ComposeInput): readonly Problem[] {
    const record = input.key === undefined ? '' : `, record ${input.key}`
    const where = `${this.template}/${this.alternative} ${this.language}${record}`
    return problems.map((found) => ({
      ...found,
      message: `${found.message} (${where})`,
      place: found.place ?? { file: this.#compiled.variant.file, line: 1, column: 1 },
    }))
  }
}

/** The standard cover text, and under it what the alternative carried makes, unchanged. */
async function compilePassive(
  task: Task,
  alternative: PassiveAlternative,
): Promise<Result<Composer>> {
  const which = { ...task.which, alternative: alternative.carries }
  if (alternative.carries === alternative.name)
    return refused(`“${alternative.name}” carries itself`, alternative.place)
  const carried = await compileTemplate(task.release, which, task.world)
  if (!carried.ok) return carried
  return compileVariant(task, alternative, alternative.cover, async (form, context, reads) => {
    for (const file of carried.value.reads) reads.add(file)
    const filename = context.pieces(alternative.filename)
    const protect = alternative.protect && (await compileProtect(alternative.protect, context))
    return attach(form, carried.value, { filename, protect }, alternative)
  })
}
