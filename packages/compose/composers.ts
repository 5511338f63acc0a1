/** The composers of a release: each compiled when first asked for, and kept. */
import { problem } from '@misiva/model'
import type { Alternative, Composed, Language, Problem, Release, Result } from '@misiva/model'
import { pickAlternative } from './alternatives.ts'
import type { Document } from '@misiva/typeset'
import { findSample } from './library/samples.ts'
import { compileTemplate } from './composer.ts'
import type { ComposeInput, Composer, Which, World } from './composing.ts'
import { sampleCustomer } from './program/names.ts'

/** A communication for a channel: which alternative serves it is found here. */
export interface ChannelInput extends ComposeInput {
  readonly template: string
  readonly channel: string
  readonly language: Language
  readonly tone?: string
}

/** One sample in one alternative, language and tone, as checking asks for it. */
export interface SampleTask extends Which {
  readonly sample: string
}

export interface Composers {
  composer(which: Which): Promise<Result<Composer>>
  compose(
    input: ChannelInput,
  ): Promise<Result<{ readonly alternative: string; readonly composed: Composed }>>
  /** Problems of composing one sample; none where all is well. */
  composeSample(task: SampleTask): Promise<readonly Problem[]>
  /** The sample as it would go out. */
  previewSample(task: SampleTask): Promise<Result<Composed>>
  /** What an author may want to know of fonts and pictures, though nothing is wrong. */
  readonly notes: readonly string[]
  /** The sample's pages before they are set; undefined where the alternative has none. */
  sampleDocument(task: SampleTask): Promise<Result<Document> | undefined>
}

/** A day for samples, so that two checks of the same content make the same bytes. */
const sampleDate = '2026-01-01T09:00:00Z'

/** What a record may go out with, after a look, but content may not be published with. */
const grave: ReadonlySet<string> = new Set(['MSV-P001', 'MSV-P002'])

export function createComposers(release: Release, world: World): Composers {
  const known = new Map<string, Promise<Result<Composer>>>()
  // Told with whatever sample comes first: they are the release's, and said once.
  let untold = world.findings?.wrong ?? []
  const composer = (which: Which): Promise<Result<Composer>> => {
    const { template, alternative, language, tone = 'neutral' } = which
    const key = JSON.stringify([template, alternative, language, tone])
    let found = known.get(key)
    if (!found) known.set(key, (found = compileTemplate(release, which, world)))
    return found
  }
  const previewSample = async (task: SampleTask): Promise<Result<Composed>> => {
    const made = await composer(task)
    if (!made.ok) return made
    const input = sampleInput(release, task)
    return input.ok ? made.value.compose(input.value) : input
  }
  return {
    composer,
    previewSample,
    notes: world.findings?.said ?? [],
    sampleDocument: async (task) => {
      const made = await composer(task)
      if (!made.ok) return made
      const input = sampleInput(release, task)
      return input.ok ? made.value.document?.(input.value) : input
    },
    composeSample: async (task) => {
      const found = untold
      untold = []
      const made = await previewSample(task)
      if (!made.ok) return [...found, ...made.problems]
      return [...found, ...(made.warnings ?? []).filter(({ code }) => grave.has(code))]
    },
    compose: async (input) => {
      const picked = pickAlternative(release, input.template, input.channel, input)
      if (!picked.ok) return picked
      if (!picked.value) return noneFor(input)
      const which = whichOf(input, picked.value)
      const made = await composer(which)
      if (!made.ok) return made
      const composed = made.value.compose(input)
      if (!composed.ok) return composed
      const value = { alternative: picked.value.name, composed: composed.value }
      return { ...composed, value }
    },
  }
}

function sampleInput(release: Release, task: SampleTask): Result<ComposeInput> {
  const template = release.templates.find(({ name }) => name === task.template)!
  const sample = findSample(template, task.sample)
  if (!sample) {
    const message = `There is no sample “${task.sample}” of “${task.template}”`
    return { ok: false, problems: [problem('MSV-C014', message, template.place)] }
  }
  return {
    ok: true,
    value: {
      data: sample.data,
      // Numbers and dates are written in the language being checked, whoever the sample is.
      customer: { ...sampleCustomer(sample.data, task.language), language: task.language },
      links: { portal: 'https://portal.example/m/sample' },
      date: sampleDate,
      key: sample.name,
      checked: true,
      open: true,
    },
  }
}

function whichOf(input: ChannelInput, alternative: Alternative): Which {
  return {
    template: input.template,
    alternative: alternative.name,
    language: input.language,
    ...(input.tone !== undefined && { tone: input.tone }),
  }
}

function noneFor(input: ChannelInput): Result<never> {
  const record = input.key === undefined ? '' : ` for record ${input.key}`
  const message = `“${input.template}” has no alternative for the channel “${input.channel}”${record}`
  return { ok: false, problems: [problem('MSV-C014', message)] }
}
