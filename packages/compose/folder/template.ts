import {
  type ActiveAlternative,
  type Alternative,
  type AlternativeVariant,
  didYouMean,
  type Expression,
  type Language,
  type PassiveAlternative,
  type Place,
  type Problem,
  problem,
  type Sample,
  type Template,
  type TextTemplate,
} from '@misiva/model'
import {
  expression,
  instant,
  language,
  listOf,
  mapOf,
  record,
  type Shape,
  template,
  text,
} from './shape.ts'
import { neutralTone } from './variants.ts'
import type { YamlNode } from './yaml.ts'

/** One content file beside a template.yaml, with what its name says. */
export interface NamedVariant extends AlternativeVariant {
  readonly name: string
}

interface AlternativeSource {
  channel?: string
  when?: Expression
  master?: string
  carries?: string
  cover?: string
  filename?: TextTemplate
  place: Place
}

interface TemplateSource {
  topic: string
  languages: readonly Language[]
  tones?: readonly string[]
  master?: string
  effectiveFrom?: string
  effectiveUntil?: string
  alternatives: Readonly<Record<string, AlternativeSource>>
}

const fields = record<Omit<AlternativeSource, 'place'>>('An alternative', {
  channel: text,
  when: expression,
  master: text,
  carries: text,
  cover: text,
  filename: template,
})

const alternative: Shape<AlternativeSource> = (node, problems) => {
  const read = fields(node, problems)
  return read && { ...read, place: node.place }
}

const source = record<TemplateSource>(
  'template.yaml',
  {
    topic: text,
    languages: listOf(language, 'languages'),
    tones: listOf(text, 'tones'),
    master: text,
    effectiveFrom: instant,
    effectiveUntil: instant,
    alternatives: mapOf(alternative, 'alternatives'),
  },
  ['topic', 'languages', 'alternatives'],
)

/** `template.yaml` with the content files, contract and samples that stand beside it. */
export function readTemplate(
  name: string,
  root: YamlNode,
  variants: readonly NamedVariant[],
  contract: Template['contract'],
  samples: readonly Sample[],
  problems: Problem[],
): Template | undefined {
  const read = source(root, problems)
  if (!read) return undefined
  const names = Object.keys(read.alternatives)
  if (names.length === 0)
    problems.push(root.refusal('The template has no alternatives', 'add one for each channel'))
  const alternatives = names.map((key) => built(key, read, variants, root, problems))
  strays(read, variants, problems)
  const { topic, languages, effectiveFrom, effectiveUntil } = read
  return {
    name,
    topic,
    languages,
    tones: read.tones ?? [neutralTone],
    contract,
    samples,
    alternatives: alternatives.filter((a) => a !== undefined),
    ...(effectiveFrom !== undefined && { effectiveFrom }),
    ...(effectiveUntil !== undefined && { effectiveUntil }),
    place: root.place,
  }
}

function built(
  name: string,
  read: TemplateSource,
  variants: readonly NamedVariant[],
  root: YamlNode,
  problems: Problem[],
): Alternative | undefined {
  const of = read.alternatives[name]!
  const head = {
    name,
    channel: of.channel ?? name,
    ...(of.when && { when: of.when }),
    place: of.place,
  }
  const named = (wanted: string): AlternativeVariant[] =>
    variants.filter((v) => v.name === wanted).map(({ name: _, ...variant }) => variant)
  const at = (key: string): Place =>
    root.at(`/alternatives/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/${key}`)
  if (of.carries === undefined) {
    for (const key of ['cover', 'filename'] as const)
      if (of[key] !== undefined)
        problems.push(
          problem(
            'MSV-C009',
            `“${key}” belongs to an alternative that carries another`,
            at(key),
            'add carries: …, or remove it',
          ),
        )
    const master = of.master ?? read.master
    const active: ActiveAlternative = {
      kind: 'active',
      ...head,
      variants: named(name),
      ...(master !== undefined && { master }),
    }
    return active
  }
  const others = Object.keys(read.alternatives).filter(
    (other) => read.alternatives[other]!.carries === undefined,
  )
  if (!others.includes(of.carries)) {
    const why = Object.hasOwn(read.alternatives, of.carries)
      ? 'carries another itself'
      : 'is not an alternative of this template'
    problems.push(
      problem('MSV-C014', `“${of.carries}” ${why}`, at('carries'), didYouMean(of.carries, others)),
    )
    return undefined
  }
  if (of.cover === undefined)
    problems.push(
      problem(
        'MSV-C009',
        `The alternative “${name}” needs a cover text`,
        of.place,
        'add cover: NAME and write NAME.LANG.md beside this file',
      ),
    )
  const cover = named(of.cover ?? '')
  if (of.cover !== undefined && cover.length === 0)
    problems.push(
      problem(
        'MSV-C014',
        `There is no cover text “${of.cover}”`,
        at('cover'),
        didYouMean(of.cover, new Set(variants.map((v) => v.name))),
      ),
    )
  const passive: PassiveAlternative = {
    kind: 'passive',
    ...head,
    carries: of.carries,
    cover,
    filename: of.filename ?? ['document.pdf'],
  }
  return passive
}

/** Content files nothing asks for: mostly a name misspelt. */
function strays(
  read: TemplateSource,
  variants: readonly NamedVariant[],
  problems: Problem[],
): void {
  const used = new Set<string>()
  for (const [name, { carries, cover }] of Object.entries(read.alternatives))
    used.add(carries === undefined ? name : (cover ?? ''))
  for (const { name, file } of variants)
    if (!used.has(name))
      problems.push(
        problem(
          'MSV-C014',
          `No alternative of the template is called “${name}”`,
          { file, line: 1, column: 1 },
          didYouMean(name, used) ?? 'add it to template.yaml, or remove the file',
        ),
      )
}
