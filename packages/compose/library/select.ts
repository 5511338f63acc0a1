/**
 * What a change can alter: of every alternative, language and tone, all that composing it reads, in
 * the old release and in the new. Where both read the same, the result is the same bytes, and
 * nothing is composed. Everything else is a task.
 */
import type {
  Alternative,
  AlternativeVariant,
  Language,
  Release,
  Sample,
  StyleSheet,
  Takes,
  Template,
} from '@misiva/model'
import { fallbackLanguages, pickVariant, serves } from '../folder/variants.ts'
import { refine } from '../style/refine.ts'
import { bare, equalBytes } from './alike.ts'
import { contentsOf } from './contents.ts'
import type { Reached } from './contents.ts'
import { stylesOf } from './styles.ts'

/** One sample in one alternative, language and tone that may come out differently. */
export interface ImpactTask {
  readonly template: string
  readonly alternative: string
  readonly channel: string
  readonly takes: Takes
  readonly language: Language
  readonly tone: string
  readonly sample: string
  /** Which of the two releases has it. */
  readonly sides: 'both' | 'before' | 'after'
  /** Languages the template claims in which what changed here is not written. */
  readonly missing: readonly Language[]
  /** Languages whose own text of what changed here was left as it was. */
  readonly behind: readonly Language[]
}

export type TakesOf = (channel: string) => Takes | undefined

/** Every task, by template, alternative, language, tone and sample, in the new release's order. */
export function selectImpact(before: Release, after: Release, takes: TakesOf): ImpactTask[] {
  const old = new Side(before, takes)
  const now = new Side(after, takes)
  const names = new Set([...after.templates, ...before.templates].map(({ name }) => name))
  const same = new SameBytes(before, after)
  return [...names].flatMap((name) => ofTemplate(name, old, now, same))
}

function ofTemplate(name: string, old: Side, now: Side, same: SameBytes): ImpactTask[] {
  const was = old.template(name)
  const is = now.template(name)
  const both = [is, was].filter((template) => template !== undefined)
  const alternatives = unique(both.flatMap((t) => t.alternatives.map((a) => a.name)))
  const languages = unique(both.flatMap(({ languages }) => languages))
  const tones = unique(both.flatMap(({ tones }) => tones))
  const samples = unique(both.flatMap(({ samples }) => samples.map((sample) => sample.name)))
  return alternatives.flatMap((alternative) =>
    languages.flatMap((language) =>
      tones.flatMap((tone) => {
        const which = { alternative, language, tone }
        return ofVariant(old.read(was, which), now.read(is, which), { samples, old, now, same })
      }),
    ),
  )
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}

interface WhichVariant {
  readonly alternative: string
  readonly language: Language
  readonly tone: string
}

/** All that composing an alternative in a language and tone reads. */
interface Read {
  readonly template: Template
  readonly alternative: Alternative
  readonly takes: Takes
  readonly which: WhichVariant
  /** JSON, without where things stand. */
  readonly key: string
  readonly assets: readonly string[]
  readonly reached: readonly Reached[]
}

interface Sides {
  readonly samples: readonly string[]
  readonly old: Side
  readonly now: Side
  readonly same: SameBytes
}

function ofVariant(was: Read | undefined, is: Read | undefined, sides: Sides): ImpactTask[] {
  const one = is ?? was
  if (!one) return []
  const alike =
    was !== undefined &&
    is !== undefined &&
    was.key === is.key &&
    was.takes === is.takes &&
    is.assets.every((path) => sides.same.asset(path))
  const notes = is && was ? translations(was, is, sides.now) : { missing: [], behind: [] }
  return sides.samples.flatMap((sample): ImpactTask[] => {
    const before = was && sampleOf(was.template, sample)
    const after = is && sampleOf(is.template, sample)
    if (!before && !after) return []
    if (alike && before && after && sameJson(before.data, after.data)) return []
    return [
      {
        template: one.template.name,
        alternative: one.alternative.name,
        channel: one.alternative.channel,
        takes: one.takes,
        language: one.which.language,
        tone: one.which.tone,
        sample,
        sides: before && after ? 'both' : after ? 'after' : 'before',
        ...notes,
      },
    ]
  })
}

function sampleOf(template: Template, name: string): Sample | undefined {
  return template.samples.find((sample) => sample.name === name)
}

function sameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Where the words changed in this language: who has no such words, and whose were left alone. */
function translations(was: Read, is: Read, now: Side): Pick<ImpactTask, 'missing' | 'behind'> {
  const missing = new Set<Language>()
  const behind = new Set<Language>()
  const { language, tone } = is.which
  for (const text of is.reached) {
    const old = was.reached.find(({ name }) => name === text.name)
    if (old?.json === text.json) continue
    // A text that only serves by falling back is not this language's own.
    if (!serves([text.variant], language)) {
      missing.add(language)
      continue
    }
    for (const other of is.template.languages) {
      if (other === language) continue
      if (!serves(text.variants, other)) {
        missing.add(other)
        continue
      }
      const { defaultLanguage } = now.release.organisation
      const mine = pickVariant(text.variants, other, tone, defaultLanguage)
      const theirs = old && pickVariant(old.variants, other, tone, defaultLanguage)
      const own = fallbackLanguages(language, language)
      if (!mine || !theirs || own.includes(mine.language)) continue
      if (bare(mine.content) === bare(theirs.content)) behind.add(other)
    }
  }
  return { missing: [...missing], behind: [...behind].filter((l) => !missing.has(l)) }
}

class Side {
  readonly release: Release
  readonly #takes: TakesOf
  readonly #contents: ReturnType<typeof contentsOf>
  readonly #sheets = new Map<string, StyleSheet>()
  readonly #house: string

  constructor(release: Release, takes: TakesOf) {
    this.release = release
    this.#takes = takes
    this.#contents = contentsOf(release)
    const { senders: _, ...house } = release.organisation
    this.#house = bare(house)
  }

  template(name: string): Template | undefined {
    return this.release.templates.find((template) => template.name === name)
  }

  #sheet(channel: string): StyleSheet {
    let sheet = this.#sheets.get(channel)
    if (!sheet) this.#sheets.set(channel, (sheet = refine(this.release.style, channel)))
    return sheet
  }

  /** Undefined where this release does not have it. */
  read(template: Template | undefined, which: WhichVariant): Read | undefined {
    const alternative = template?.alternatives.find(({ name }) => name === which.alternative)
    if (!template || !alternative) return undefined
    if (!template.languages.includes(which.language) || !template.tones.includes(which.tone))
      return undefined
    const takes = this.#takes(alternative.channel)
    if (!takes) return undefined
    const own = this.#one(template, alternative, takes, which)
    const carried =
      alternative.kind === 'passive'
        ? template.alternatives.find(({ name }) => name === alternative.carries)
        : undefined
    const inside = carried && this.#takes(carried.channel)
    const rest = carried && inside ? this.#one(template, carried, inside, which) : undefined
    return {
      template,
      alternative,
      takes,
      which,
      key: JSON.stringify([own.key, rest?.key, this.#house, standing(template, alternative)]),
      assets: [...own.assets, ...(rest?.assets ?? [])],
      reached: [...own.reached, ...(rest?.reached ?? [])],
    }
  }

  #one(template: Template, alternative: Alternative, takes: Takes, which: WhichVariant) {
    const { defaultLanguage } = this.release.organisation
    const variants = alternative.kind === 'active' ? alternative.variants : alternative.cover
    const variant = pickVariant(variants, which.language, which.tone, defaultLanguage)
    const sheet = this.#sheet(alternative.channel)
    const master =
      takes === 'pages' && alternative.kind === 'active'
        ? (sheet.masters[alternative.master ?? ''] ?? Object.values(sheet.masters)[0])
        : undefined
    const contents = this.#contents.of(variant, which.tone, takes === 'pages' ? master : undefined)
    const style = stylesOf(this.release.style, sheet, takes, contents)
    const own: Reached[] = variant
      ? [
          {
            name: `${template.name}/${alternative.name}`,
            json: headJson(variant),
            variant,
            variants,
          },
        ]
      : []
    return {
      key: JSON.stringify([
        alternative.channel,
        variant && headJson(variant),
        variant?.language,
        alternative.kind === 'passive' ? bare(alternative.filename) : undefined,
        takes === 'pages' && alternative.kind === 'active' ? alternative.master : undefined,
        carriedKey(template, alternative),
        contents.blocks.map(({ name, json }) => [name, json]),
        style.key,
      ]),
      assets: [...contents.images, ...style.fonts, ...carriedFiles(alternative)],
      reached: [...own, ...contents.blocks],
    }
  }
}

/** What stands over all variants: the data's description, what is known of customers, the choice. */
function standing(template: Template, alternative: Alternative): string {
  const attributes = template.samples.flatMap(({ data }) => {
    const customer = data['customer'] as { attributes?: Record<string, unknown> } | undefined
    return Object.entries(customer?.attributes ?? {}).map(([name, value]) => [name, typeof value])
  })
  const known = unique(attributes.map((pair) => pair.join())).toSorted()
  // Whether this one serves depends on those of its channel that stand before it.
  const at = template.alternatives.indexOf(alternative)
  const choice = template.alternatives
    .slice(0, at + 1)
    .filter(({ channel }) => channel === alternative.channel)
    .map(({ name, when }) => [name, when?.source])
  return JSON.stringify([template.contract, known, choice])
}

/** What its pages carry and how they open; undefined for most. */
function carriedKey(template: Template, alternative: Alternative): string | undefined {
  const embed = alternative.kind === 'active' ? alternative.embed : undefined
  const { protect } = alternative
  if (!embed && !protect) return undefined
  const names = new Set(embed?.map(({ source }) => source.kind === 'data' && source.name))
  return bare([protect, embed, template.files?.filter(({ name }) => names.has(name))])
}

function carriedFiles(alternative: Alternative): readonly string[] {
  const embed = alternative.kind === 'active' ? (alternative.embed ?? []) : []
  return embed.flatMap(({ source }) => (source.kind === 'file' ? [source.path] : []))
}

function headJson({ subject, preheader, content }: AlternativeVariant): string {
  return bare({ subject, preheader, content })
}

/** Compares the bytes of assets by path, each path once. */
class SameBytes {
  readonly #before: ReadonlyMap<string, Uint8Array>
  readonly #after: ReadonlyMap<string, Uint8Array>
  readonly #known = new Map<string, boolean>()

  constructor(before: Release, after: Release) {
    this.#before = new Map(before.assets.map(({ path, bytes }) => [path, bytes]))
    this.#after = new Map(after.assets.map(({ path, bytes }) => [path, bytes]))
  }

  asset(path: string): boolean {
    let known = this.#known.get(path)
    if (known === undefined) {
      known = equalBytes(this.#before.get(path), this.#after.get(path))
      this.#known.set(path, known)
    }
    return known
  }
}
