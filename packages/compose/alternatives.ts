/** Which alternative of a template serves a channel. */
import { compile, problem } from '@misiva/model'
import type { Alternative, Compiled, Customer, Release, Result, Template } from '@misiva/model'
import { namesOf } from './program/names.ts'
import type { Links } from './program/names.ts'

/** What a condition may ask: the record, whose it is, and where it can be read. */
export interface Asked {
  readonly data: Readonly<Record<string, unknown>>
  readonly customer: Customer
  readonly links?: Links
}

/** All alternatives of a template, in the order in which they are tried. */
export function listAlternatives(release: Release, template: string): readonly Alternative[] {
  return release.templates.find(({ name }) => name === template)?.alternatives ?? []
}

/**
 * The first alternative for the channel whose `when` holds; one without `when` always holds.
 * A condition that asks for what the record has not does not hold. Undefined where none serves.
 */
export function pickAlternative(
  release: Release,
  template: string,
  channel: string,
  asked: Asked,
): Result<Alternative | undefined> {
  const found = release.templates.find(({ name }) => name === template)
  if (!found)
    return {
      ok: false,
      problems: [problem('MSV-C014', `There is no template “${template}”`)],
    }
  const candidates = found.alternatives.filter((each) => each.channel === channel)
  if (candidates.every(({ when }) => when === undefined)) return { ok: true, value: candidates[0] }
  const names = namesOf(release, found)
  if (!names.ok) return names
  const links = asked.links ?? { portal: '' }
  const scope = names.value.scopeOf(asked.data, asked.customer, links)
  for (const alternative of candidates) {
    if (!alternative.when) return { ok: true, value: alternative }
    const condition = conditionOf(release, found, alternative)
    if (!condition.ok) return condition
    if (condition.value.evaluate(scope) === true) return { ok: true, value: alternative }
  }
  return { ok: true, value: undefined }
}

const conditions = new WeakMap<Alternative, Result<Compiled>>()

function conditionOf(
  release: Release,
  template: Template,
  alternative: Alternative,
): Result<Compiled> {
  let condition = conditions.get(alternative)
  if (condition) return condition
  const names = namesOf(release, template)
  condition = names.ok ? compile(alternative.when!, names.value.environment, 'condition') : names
  conditions.set(alternative, condition)
  return condition
}
