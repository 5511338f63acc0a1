/** Checks what stands around an alternative's pages: the files they carry, and their password. */
import type {
  Alternative,
  Environment,
  Expression,
  Problem,
  Takes,
  TextTemplate,
} from '@misiva/model'
import { compile, didYouMean, problem } from '@misiva/model'
import type { Release, Template } from '@misiva/model'
import { noDataFile, noFile } from '../pages/embed.ts'

export interface OutputGround {
  readonly release: Release
  readonly template: Template
  readonly environment: Environment
  readonly takes: (channel: string) => Takes | undefined
  readonly problems: Problem[]
}

/** What it is that opens with a password; undefined where nobody knows its channel. */
function pagesOf(alternative: Alternative, { template, takes }: OutputGround): Takes | undefined {
  if (alternative.kind === 'active') return takes(alternative.channel)
  const carried = template.alternatives.find(({ name }) => name === alternative.carries)
  return carried && takes(carried.channel)
}

export function checkOutput(alternative: Alternative, ground: OutputGround): void {
  const { protect } = alternative
  const embed = alternative.kind === 'active' ? alternative.embed : undefined
  if (!protect && !embed) return
  const { problems } = ground
  const takes = pagesOf(alternative, ground)
  if (takes !== undefined && takes !== 'pages') {
    const what = protect ? 'A password' : 'An embedded file'
    const place = (protect ?? embed?.[0])?.place ?? alternative.place
    const message = `${what} is not possible on the channel “${alternative.channel}”`
    problems.push(problem('MSV-C010', message, place, 'only pages, as PDF, can have one'))
  }
  if (protect) for (const each of [protect.password, protect.owner ?? []]) template(each, ground)
  for (const { source, name, description, when, place } of embed ?? []) {
    template(name, ground)
    if (description) template(description, ground)
    if (when) expression(when, 'condition', ground)
    if (source.kind === 'field') expression(source.value, 'text', ground)
    const { assets } = ground.release
    const files = ground.template.files ?? []
    if (source.kind === 'file' && !assets.some(({ path }) => path === source.path)) {
      const hint =
        didYouMean(
          source.path,
          assets.map(({ path }) => path),
        ) ?? 'put it into the folder files'
      problems.push(problem('MSV-C007', noFile(source.path), place, hint))
    }
    if (source.kind === 'data' && !files.some((file) => file.name === source.name)) {
      const hint = didYouMean(
        source.name,
        files.map((file) => file.name),
      )
      problems.push(problem('MSV-C007', noDataFile(source.name), place, hint))
    }
  }
}

function template(parts: TextTemplate, ground: OutputGround): void {
  for (const part of parts) if (typeof part !== 'string') expression(part, 'text', ground)
}

function expression(
  it: Expression,
  purpose: 'text' | 'condition',
  { environment, problems }: OutputGround,
): void {
  const made = compile(it, environment, purpose)
  if (!made.ok) problems.push(...made.problems)
}

/** Alternatives whose pages claim no PDF/A, since PDF/A forbids a password. */
export function unarchivable(release: Release): readonly Alternative[] {
  return release.templates.flatMap(({ alternatives }) =>
    alternatives.filter(({ protect }) => protect !== undefined),
  )
}
