import {
  type Alternative,
  type AlternativeVariant,
  type DataFile,
  didYouMean,
  type Embedded,
  type Expression,
  type Language,
  type PassiveAlternative,
  type Place,
  type Problem,
  problem,
  type Protect,
  type Sample,
  type Template,
  type TextTemplate,
} from '@misiva/model'
import { embed, protect } from './embed.ts'
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
  embed?: readonly Embedded[]
  protect?: Protect
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
  embed,
  protect,
})

const alternativeSource: Shape<AlternativeSource> = (node, problems) => {
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
    alternatives: mapOf(alternativeSource, 'alternatives'),
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
  files: readonly DataFile[],
  problems: Problem[],
): Template | undefined {
  const read = source(root, problems)
  if (!read) return undefined
  const names = Object.keys(read.alternatives)
  if (names.length === 0)
    problems.push(root.refusal('The template has no alternatives', 'add one for each channel'))
  const alternatives = names.map((key) => built(key, { read, variants, root, problems }))
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
    ...(files.length > 0 && { files }),
    ...(effectiveFrom !== undefined && { effectiveFrom }),
    ...(effectiveUntil !== undefined && { effectiveUntil }),
    place: root.place,
  }
}

/** What building an alternative looks at. */
interface Beside {
  readonly read: TemplateSource
  readonly variants: readonly NamedVariant[]
  readonly root: YamlNode
  readonly problems: Problem[]
}

function built(name: string, beside: Beside): Alternative | undefined {
  const { read, root, problems } = beside
  const of = read.alternatives[name]!
  const given = { ...(of.when && { when: of.when }), ...(of.protect && { protect: of.protect }) }
  const head = { name, channel: of.channel ?? name, ...given, place: of.place }
  if (of.carries !== undefined) return passive(of, of.carries, head, beside)
  for (const key of ['cover', 'filename'] as const)
    if (of[key] !== undefined) {
      const message = `“${key}” belongs to an alternative that carries another`
      const hint = 'add carries: …, or remove it'
      problems.push(problem('MSV-C009', message, root.at(pointerTo(name, key)), hint))
    }
  const master = of.master ?? read.master
  return {
    kind: 'active',
    ...head,
    variants: textsOf(name, beside),
    ...(master !== undefined && { master }),
    ...(of.embed && of.embed.length > 0 && { embed: of.embed }),
  }
}

function textsOf(wanted: string, { variants }: Beside): AlternativeVariant[] {
  return variants
    .filter(({ name }) => name === wanted)
    .map(({ language: tag, tone, file, content, subject, preheader }) => ({
      language: tag,
      tone,
      file,
      content,
      ...(subject && { subject }),
      ...(preheader && { preheader }),
    }))
}

function pointerTo(alternative: string, key: string): string {
  return `/alternatives/${alternative.replaceAll('~', '~0').replaceAll('/', '~1')}/${key}`
}

type Head = Pick<Alternative, 'name' | 'channel' | 'when' | 'protect' | 'place'>

function passive(
  of: AlternativeSource,
  carries: string,
  head: Head,
  beside: Beside,
): PassiveAlternative | undefined {
  const { read, variants, root, problems } = beside
  const at = (key: string): Place => root.at(pointerTo(head.name, key))
  const all = Object.keys(read.alternatives)
  const others = all.filter((other) => read.alternatives[other]!.carries === undefined)
  if (!others.includes(carries)) {
    const why = all.includes(carries)
      ? 'carries another itself'
      : 'is not an alternative of this template'
    const hint = didYouMean(carries, others)
    problems.push(problem('MSV-C014', `“${carries}” ${why}`, at('carries'), hint))
    return undefined
  }
  if (of.embed) {
    const hint = `embed it in “${carries}”`
    problems.push(
      problem('MSV-C009', '“embed” belongs to the alternative carried', at('embed'), hint),
    )
  }
  const cover = textsOf(of.cover ?? '', beside)
  if (of.cover === undefined) {
    const hint = 'add cover: NAME and write NAME.LANG.md beside this file'
    const message = `The alternative “${head.name}” needs a cover text`
    problems.push(problem('MSV-C009', message, of.place, hint))
  } else if (cover.length === 0) {
    const hint = didYouMean(of.cover, new Set(variants.map(({ name }) => name)))
    problems.push(problem('MSV-C014', `There is no cover text “${of.cover}”`, at('cover'), hint))
  }
  return { kind: 'passive', ...head, carries, cover, filename: of.filename ?? ['document.pdf'] }
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
