import {
  type Alternative,
  type AlternativeVariant,
  compileContract,
  compile,
  didYouMean,
  effectiveOf,
  type Language,
  type Place,
  type Problem,
  problem,
  type Release,
  type Takes,
  type Template,
} from '@misiva/model'
import { asContent } from '../data/content.ts'
import { faultyTests, testedEdges } from '../library/assertions.ts'
import { namesOf } from '../program/names.ts'
import { type Digest, type Folder, inOrder, readFolder } from './release.ts'
import type { CheckMemory } from './check-memory.ts'
import { Checking } from './check-blocks.ts'
import type { Ground } from './check-ground.ts'
import { checkOutput } from './check-output.ts'
import { checkReferences } from './check-references.ts'
import { runningBlocks } from '../style/running.ts'
import { resolveSheet } from '../style/sheet.ts'
import { fallbackLanguages, neutralTone, pickVariant, serves } from './variants.ts'

/** What checking is told of the world around the content. */
export interface CheckWorld {
  /** The form of content a channel carries; undefined for a channel nobody has. */
  readonly takes?: (channel: string) => Takes | undefined
  /** Composes one sample; its problems are part of the check. Left out: nothing is composed. */
  readonly composeSample?: (task: SampleTask) => Promise<readonly Problem[]>
  /** Where a JSON pointer leads in a file of the folder, as `readFolder` knows it. */
  readonly placeIn?: (file: string, pointer: string) => Place
  /** What checking told before, where the release comes from a `LiveFolder`; the rest of the world the same. */
  readonly memory?: CheckMemory
}

/** One sample in one alternative, language and tone. */
export interface SampleTask {
  readonly template: string
  readonly alternative: string
  readonly language: Language
  readonly tone: string
  readonly sample: string
}

/** The forms of the channels that everybody has, where nobody says otherwise. */
const usual: Readonly<Record<string, Takes>> = {
  print: 'pages',
  email: 'mime',
  sms: 'text',
  portal: 'html',
  voice: 'speech',
}

/**
 * Everything that can be known to be wrong before content is published: each expression against its
 * scope, each name against what there is, each language against what a template claims, each
 * sample against its contract; then each sample is composed. All problems, in order of place.
 */
export async function checkContent(release: Release, world: CheckWorld = {}): Promise<Problem[]> {
  const checker = new ReleaseChecker(release, world)
  const problems = checker.check()
  if (!world.composeSample) return inOrder(problems)
  const refused = new Set(checker.refused)
  for (const template of release.templates) {
    // A template that was refused would say the same again, sample by sample.
    if (refused.has(template.name)) continue
    for (const task of sampleTasks(template)) problems.push(...(await world.composeSample(task)))
  }
  return inOrder(problems)
}

/** Every sample in every alternative, language and tone the template claims; edges where tested. */
export function sampleTasks(template: Template): SampleTask[] {
  const tasks: SampleTask[] = []
  for (const { name: alternative } of template.alternatives)
    for (const language of template.languages)
      for (const tone of template.tones)
        for (const sample of [
          ...template.samples.map(({ name }) => name),
          ...testedEdges(template, { alternative, language, tone }),
        ])
          tasks.push({ template: template.name, alternative, language, tone, sample })
  return tasks
}

class ReleaseChecker {
  readonly #release: Release
  readonly #takes: (channel: string) => Takes | undefined
  readonly #placeIn: (file: string, pointer: string) => Place
  readonly #problems: Problem[] = []
  readonly #memory: CheckMemory | undefined
  #usedBlocks = new Set<string>()
  /** Templates in which something is wrong. */
  readonly refused: string[] = []

  constructor(release: Release, world: CheckWorld) {
    this.#release = release
    this.#takes = world.takes ?? ((channel) => usual[channel])
    this.#placeIn = world.placeIn ?? ((file) => ({ file, line: 1, column: 1 }))
    this.#memory = world.memory
  }

  check(): Problem[] {
    const blocks = new Map(this.#release.blocks.map((block) => [block.name, block]))
    const all = new Set<string>()
    for (const template of this.#release.templates) {
      const known = this.#memory?.recall(this.#release, template, blocks)
      const before = this.#problems.length
      this.#usedBlocks = new Set(known?.blocks.keys())
      if (known) this.#problems.push(...known.problems)
      else this.#template(template)
      for (const name of this.#usedBlocks) all.add(name)
      const problems = this.#problems.slice(before)
      if (problems.length > 0) this.refused.push(template.name)
      if (!known)
        this.#memory?.keep(this.#release, template, blocks, { problems, used: this.#usedBlocks })
    }
    this.#usedBlocks = all
    this.#unusedBlocks()
    return this.#problems
  }

  #say(code: Problem['code'], message: string, place: Place | undefined, hint?: string): void {
    this.#problems.push(problem(code, message, place, hint))
  }

  #file(template: Template, pointer: string): Place {
    return this.#placeIn(`templates/${template.name}/template.yaml`, pointer)
  }

  #template(template: Template): void {
    const { topics, organisation } = this.#release
    const names = topics.map(({ name }) => name)
    if (!names.includes(template.topic))
      this.#say(
        'MSV-C014',
        `There is no topic “${template.topic}”`,
        this.#file(template, '/topic'),
        didYouMean(template.topic, names) ?? 'add it to topics.yaml',
      )
    const lastResort = fallbackLanguages(organisation.defaultLanguage, organisation.defaultLanguage)
    if (!template.languages.some((language) => lastResort.includes(language)))
      this.#say(
        'MSV-C005',
        `The template has no “${organisation.defaultLanguage}”, which every other language falls back to`,
        this.#file(template, '/languages'),
        `add ${organisation.defaultLanguage} to languages, and its texts`,
      )
    const { from, until } = effectiveOf(template, organisation.timeZone)
    if (from && until && Temporal.Instant.compare(until, from) <= 0)
      this.#say(
        'MSV-C016',
        'The template ends before it begins',
        this.#file(template, '/effectiveUntil'),
        'let effectiveUntil be later than effectiveFrom',
      )
    const usable = this.#contract(template)
    this.#order(template)
    this.#problems.push(...faultyTests(this.#release, template, this.#takes))
    for (const alternative of template.alternatives)
      this.#alternative(template, alternative, usable)
    if (usable) this.#dataFiles(template)
  }

  /** Data files have no channel and no language: only what they compute can be wrong. */
  #dataFiles(template: Template): void {
    const names = namesOf(this.#release, template)
    const [alternative] = template.alternatives
    if (!names.ok || !alternative) return
    const { defaultLanguage: language } = this.#release.organisation
    const ground = this.#ground(template, alternative, { language, tone: neutralTone }, undefined)
    for (const { file, parts } of template.files ?? [])
      new Checking(ground, names.value.environment).content(asContent(parts), file)
  }

  /** The contract, and the samples against it; false where no expression can be checked. */
  #contract(template: Template): boolean {
    const file = `templates/${template.name}/contract.schema.json`
    const contract = compileContract(template.contract, (pointer) => this.#placeIn(file, pointer))
    if (!contract.ok) {
      this.#problems.push(...contract.problems)
      return false
    }
    for (const sample of template.samples)
      for (const { pointer, path, message } of contract.value.misfits(sample.data))
        this.#say(
          'MSV-C012',
          `${path || 'The sample'} ${message}`,
          this.#placeIn(sample.file, pointer),
        )
    return true
  }

  /** Of several alternatives for one channel, those after an unconditional one are never used. */
  #order(template: Template): void {
    const always = new Map<string, string>()
    for (const { name, channel, when, place } of template.alternatives) {
      const before = always.get(channel)
      if (before !== undefined)
        this.#say(
          'MSV-C016',
          `“${name}” is never used: “${before}” always serves the channel “${channel}” before it`,
          place,
        )
      else if (!when) always.set(channel, name)
    }
  }

  #alternative(template: Template, alternative: Alternative, usable: boolean): void {
    const takes = this.#takes(alternative.channel)
    if (!takes)
      this.#say(
        'MSV-C014',
        `No channel is called “${alternative.channel}”`,
        alternative.place,
        didYouMean(alternative.channel, Object.keys(usual)),
      )
    const names = usable ? namesOf(this.#release, template) : undefined
    const variants = alternative.kind === 'active' ? alternative.variants : alternative.cover
    this.#languages(template, alternative, variants)
    if (!names?.ok) return
    if (alternative.when) {
      const when = compile(alternative.when, names.value.environment, 'condition')
      if (!when.ok) this.#problems.push(...when.problems)
    }
    for (const [i, variant] of variants.entries()) {
      const checking = new Checking(
        this.#ground(template, alternative, variant, takes),
        names.value.environment,
      )
      checking.variant(variant)
      checkReferences(variant.content, {
        contentOf: (name) => this.#contentOf(name, variant),
        problems: this.#problems,
      })
      if (i === 0 && alternative.kind === 'passive') checking.template(alternative.filename)
    }
    checkOutput(alternative, {
      ...{ release: this.#release, template, takes: this.#takes, problems: this.#problems },
      environment: names.value.environment,
    })
    if (alternative.kind === 'active' && takes === 'pages')
      this.#master(template, alternative.master, alternative, names.value.environment)
  }

  #ground(
    template: Template,
    alternative: Alternative,
    variant: Pick<AlternativeVariant, 'language' | 'tone'>,
    takes: Takes | undefined,
  ): Ground {
    return {
      release: this.#release,
      sheet: resolveSheet(this.#release.style, alternative.channel).sheet,
      language: variant.language,
      tone: variant.tone,
      channel: alternative.channel,
      takes,
      template: template.name,
      problems: this.#problems,
      usedBlocks: this.#usedBlocks,
    }
  }

  #contentOf(name: string, { language, tone }: Pick<AlternativeVariant, 'language' | 'tone'>) {
    const { blocks, organisation } = this.#release
    const block = blocks.find((each) => each.name === name)
    return (
      block && pickVariant(block.variants, language, tone, organisation.defaultLanguage)?.content
    )
  }

  /** Every language claimed is written, in the neutral tone at least. */
  #languages(
    template: Template,
    alternative: Alternative,
    variants: readonly AlternativeVariant[],
  ): void {
    const neutral = variants.filter(({ tone }) => tone === neutralTone)
    const what =
      alternative.kind === 'active' ? alternative.name : `cover text of ${alternative.name}`
    for (const [i, language] of template.languages.entries()) {
      if (serves(neutral, language)) continue
      const tones = variants.filter((v) => v.language === language).map((v) => v.tone)
      const hint =
        tones.length > 0
          ? `only ${tones.join(', ')} is written; the neutral tone is the one others fall back to`
          : undefined
      this.#say(
        'MSV-C005',
        `The ${what} is not written in “${language}”, which the template claims`,
        this.#file(template, `/languages/${i}`),
        hint ??
          `write templates/${template.name}/${textName(alternative, variants)}.${language}.md, or drop ${language}`,
      )
    }
  }

  /** The page master, and its running content in each language. */
  #master(
    template: Template,
    name: string | undefined,
    alternative: Alternative,
    environment: Parameters<typeof compile>[1],
  ): void {
    const { masters } = resolveSheet(this.#release.style, alternative.channel).sheet
    if (name === undefined || !Object.hasOwn(masters, name)) {
      const message =
        name === undefined
          ? `“${alternative.name}” has no page master`
          : `There is no page master “${name}”`
      this.#say(
        'MSV-C014',
        message,
        name === undefined ? alternative.place : this.#file(template, '/master'),
        didYouMean(name ?? '', Object.keys(masters)) ??
          'describe it under masters in brand/style.yaml',
      )
      return
    }
    const at = `/masters/${name}`
    const blocks = runningBlocks(masters[name]!)
    for (const language of template.languages)
      for (const tone of template.tones) {
        const checking = new Checking(
          this.#ground(template, alternative, { language, tone }, 'pages'),
          environment,
        )
        for (const { block, at: key } of blocks)
          checking.block(block, this.#placeIn('brand/style.yaml', `${at}/${key}`))
      }
  }

  /** Blocks no template uses: what can be said without knowing their data. */
  #unusedBlocks(): void {
    const { blocks, organisation } = this.#release
    for (const block of blocks) {
      const { defaultLanguage } = organisation
      if (!pickVariant(block.variants, defaultLanguage, neutralTone, defaultLanguage))
        this.#say(
          'MSV-C005',
          `The block “${block.name}” has no neutral text in “${defaultLanguage}”`,
          { file: block.variants[0]!.file, line: 1, column: 1 },
          'it is the one all others fall back to',
        )
      if (this.#usedBlocks.has(block.name)) continue
      for (const variant of block.variants) {
        const ground: Ground = {
          release: this.#release,
          sheet: resolveSheet(this.#release.style, '').sheet,
          language: variant.language,
          tone: variant.tone,
          channel: '',
          takes: undefined,
          template: undefined,
          problems: this.#problems,
          usedBlocks: new Set(),
        }
        new Checking(ground, undefined).content(variant.content, variant.file)
      }
    }
  }
}

function textName(alternative: Alternative, variants: readonly AlternativeVariant[]): string {
  if (alternative.kind === 'active') return alternative.name
  const file = variants[0]?.file ?? alternative.name
  return file.slice(file.lastIndexOf('/') + 1).split('.', 1)[0]!
}

/** Reads and checks a folder: the problems of both at once, whatever could be read being checked. */
export async function checkFolder(
  files: ReadonlyMap<string, Uint8Array>,
  digest: Digest,
  worldOf: (release: Release) => Omit<CheckWorld, 'placeIn'> = () => ({}),
): Promise<{ readonly release: Release; readonly problems: readonly Problem[] }> {
  const folder = readFolder(files, digest)
  return checkReading(folder, worldOf(folder.release))
}

/** The same of a folder that has been read, as a `LiveFolder` reads it. */
export async function checkReading(
  { release, problems, placeIn }: Folder,
  { composeSample, ...world }: Omit<CheckWorld, 'placeIn'>,
): Promise<{ readonly release: Release; readonly problems: readonly Problem[] }> {
  // Composing what was only half read would tell of consequences, not causes.
  const compose = problems.length === 0 && composeSample ? { composeSample } : {}
  const found = await checkContent(release, { ...world, ...compose, placeIn })
  return { release, problems: inOrder([...problems, ...found]) }
}
