/** Tests of content: which apply to a composition, and whether it passes. */
import { didYouMean, problem } from '@misiva/model'
import type {
  Composed,
  ContentTest,
  Expectation,
  Place,
  Problem,
  Release,
  Takes,
  Template,
} from '@misiva/model'
import { serves } from '../folder/variants.ts'
import type { DocumentLine } from './document-text.ts'
import { edgePrefix, edgeSamples } from './samples.ts'

/** What a test is about: one composition of a template. */
export interface TestedTask {
  readonly alternative: string
  readonly language: string
  readonly tone: string
  readonly sample: string
}

/** What is known of a composition when its tests are held. */
export interface Evidence {
  readonly composed: Composed
  /** Text of each page as it can be read off it; where the composition is pages. */
  readonly pages?: readonly string[]
  /** The lines of the document before it was set, which know from what file they come. */
  readonly lines?: readonly DocumentLine[]
}

/** The forms of content an expectation means something for; undefined for every form. */
function meantFor(expects: Expectation): Takes | undefined {
  switch (expects.kind) {
    case 'fits':
    case 'tagged':
    case 'block':
      return 'pages'
    case 'segments':
      return 'text'
    case 'contains':
    case 'notContains':
      return expects.page === undefined ? undefined : 'pages'
    case 'edges':
      return undefined
  }
}

/** The tests that apply to one composition of a template. */
export function testsFor(
  template: Template,
  task: TestedTask,
  takes: Takes,
): readonly ContentTest[] {
  return (template.tests ?? []).filter((test) => {
    if (test.expects.kind === 'edges' || !narrowsTo(test, task)) return false
    const meant = meantFor(test.expects)
    return meant === undefined || meant === takes
  })
}

/** Whether a test is about a composition; about edge samples only where it names them. */
export function narrowsTo(
  test: ContentTest,
  { alternative, language, tone, sample }: TestedTask,
): boolean {
  return (
    (test.alternatives?.includes(alternative) ?? true) &&
    (test.languages?.includes(language) ?? true) &&
    (test.tones?.includes(tone) ?? true) &&
    (test.samples?.includes(sample) ?? !sample.startsWith(edgePrefix))
  )
}

/** Names of edge samples that a composition in this alternative, language and tone is tested with. */
export function testedEdges(
  template: Template,
  which: Omit<TestedTask, 'sample'>,
): readonly string[] {
  const { tests } = template
  if (!tests?.length) return []
  return edgeSamples(template)
    .map(({ name }) => name)
    .filter((sample) =>
      tests.some((test) =>
        test.expects.kind === 'edges'
          ? narrowsTo({ ...test, samples: test.samples ?? [sample] }, { ...which, sample })
          : test.samples?.includes(sample) === true && narrowsTo(test, { ...which, sample }),
      ),
    )
}

/** What is wrong with the tests themselves: names there are not, and what means nothing there. */
export function faultyTests(
  release: Release,
  template: Template,
  takesOf: (channel: string) => Takes | undefined,
): Problem[] {
  return (template.tests ?? []).flatMap((test) => faults(release, template, test, takesOf))
}

function faults(
  release: Release,
  template: Template,
  test: ContentTest,
  takesOf: (channel: string) => Takes | undefined,
): Problem[] {
  const { place, expects } = test
  const found: Problem[] = []
  const alternatives = template.alternatives.map(({ name }) => name)
  const missing = (what: string, name: string, known: readonly string[], verb = 'is called') =>
    found.push(problem('MSV-C014', `No ${what} ${verb} “${name}”`, place, didYouMean(name, known)))
  for (const named of test.alternatives ?? []) {
    const alternative = template.alternatives.find(({ name }) => name === named)
    const takes = alternative && takesOf(alternative.channel)
    const meant = meantFor(expects)
    if (!alternative) missing('alternative of the template', named, alternatives)
    else if (takes !== undefined && meant !== undefined && takes !== meant)
      found.push(notThere(named, meant, place))
  }
  const languages = template.languages.map((language) => ({ language }))
  for (const language of test.languages ?? [])
    if (!serves(languages, language))
      missing('language the template claims', language, template.languages, 'is')
  for (const tone of test.tones ?? [])
    if (!template.tones.includes(tone)) missing('tone of the template', tone, template.tones)
  const samples = [...template.samples, ...edgeSamples(template)].map(({ name }) => name)
  for (const sample of test.samples ?? [])
    if (!samples.includes(sample)) missing('sample', sample, samples)
  const blocks = release.blocks.map(({ name }) => name)
  if (expects.kind === 'block' && !blocks.includes(expects.name))
    found.push(
      problem(
        'MSV-C004',
        `There is no block “${expects.name}”`,
        place,
        didYouMean(expects.name, blocks),
      ),
    )
  return found
}

function notThere(alternative: string, meant: Takes, place: Place | undefined): Problem {
  const message =
    meant === 'pages'
      ? `“${alternative}” has no pages to test`
      : `“${alternative}” is no short message: it has no segments`
  return problem('MSV-C010', message, place, 'name another alternative, or leave it out')
}

/** Undefined where the composition is as expected; otherwise MSV-C017 at the place of the test. */
export function judge(
  test: ContentTest,
  evidence: Evidence,
  template: string,
  task: TestedTask,
): Problem | undefined {
  const why = failure(test.expects, evidence)
  if (!why) return undefined
  const { alternative, language, tone, sample } = task
  const toned = tone === 'neutral' ? '' : ` ${tone}`
  const where = `${template}/${alternative} ${language}${toned}, sample ${sample}`
  return problem('MSV-C017', `${why.message} (${where})`, test.place, why.hint)
}

interface Failure {
  readonly message: string
  readonly hint?: string
}

function failure(expects: Expectation, evidence: Evidence): Failure | undefined {
  const { composed, pages = [] } = evidence
  switch (expects.kind) {
    case 'fits':
      return composed.kind !== 'pages' || composed.pages <= expects.pages
        ? undefined
        : {
            message: `It should fit ${counted(expects.pages, 'page')} and has ${composed.pages}`,
            hint: 'shorten the content, or let it have more pages',
          }
    case 'segments':
      return composed.kind !== 'text' || composed.segments <= expects.most
        ? undefined
        : tooLong(expects.most, composed)
    case 'contains':
      return lacks(expects, evidence)
    case 'notContains': {
      const text = textAt(expects.page, evidence)
      return text === undefined || !words(text).includes(words(expects.text))
        ? undefined
        : { message: `It should not say “${expects.text}”${on(expects.page)}, and does` }
    }
    case 'block':
      return misplaced(expects, pages, evidence.lines ?? [])
    case 'tagged': {
      const tagged = composed.kind === 'pages' && isTagged(composed.pdf)
      return tagged === expects.is
        ? undefined
        : { message: expects.is ? 'The document is not tagged' : 'The document is tagged' }
    }
    case 'edges':
      return undefined
  }
}

function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}

function tooLong(most: number, composed: Composed & { kind: 'text' }): Failure {
  const { segments, encoding, text } = composed
  const costly = [...new Set(text)].filter((c) => c.codePointAt(0)! > 0x7f)
  const hint =
    encoding === 'UCS-2' && costly.length > 0
      ? `shorten it; with any of ${costly.slice(0, 8).join(' ')} a segment may hold 70 characters instead of 160`
      : 'shorten it'
  return {
    message: `It should take ${counted(most, 'segment')} and takes ${segments} (${encoding}, ${[...text].length} characters)`,
    hint,
  }
}

function lacks(
  expects: Expectation & { kind: 'contains' },
  evidence: Evidence,
): Failure | undefined {
  const { page } = expects
  const text = textAt(page, evidence)
  if (text !== undefined && says(text, expects.text)) return undefined
  const pages = evidence.pages ?? []
  const found = pages.findIndex((each) => says(each, expects.text))
  if (page === undefined) return { message: `It does not say “${expects.text}”` }
  if (text === undefined)
    return { message: `There is no page ${page}: it has ${counted(pages.length, 'page')}` }
  const elsewhere = found < 0 ? 'it says it nowhere' : `it stands on page ${found + 1}`
  return { message: `It does not say “${expects.text}”${on(page)}; ${elsewhere}` }
}

function on(page: number | 'last' | undefined): string {
  return page === undefined ? '' : page === 'last' ? ' on the last page' : ` on page ${page}`
}

/** What can be read; undefined where there is no such page. */
function textAt(page: number | 'last' | undefined, { composed, pages, lines }: Evidence) {
  if (page !== undefined) return pages?.at(page === 'last' ? -1 : page - 1)
  switch (composed.kind) {
    case 'pages':
      return [...(pages ?? []), ...(lines ?? []).map(({ text }) => text)].join('\n')
    case 'mime':
      return [composed.subject, composed.text, visible(composed.html)].join('\n')
    case 'text':
      return composed.text
    case 'html':
      return [composed.title, visible(composed.html)].join('\n')
  }
}

/** Words of HTML, roughly: enough to find what stands within one element. */
function visible(html: string): string {
  return html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi, ' ')
    .replaceAll(/<\/?(?:a|b|i|em|strong|span|sub|sup|u|s|code)\b[^>]*>/gi, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity]!)
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': ' ', '&#39;': "'" },
}

/** As it is read: words parted by one space, one broken at a line's end whole again. */
function words(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/(\p{L})[\u00ad\u0002\ufffe\u2010-]\r?\n(?=\p{Ll})/gu, '$1')
    .replaceAll(/[\u00ad\u0002\ufffe\u200b\u2060]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** What remains of a text however its lines are broken: nothing but letters, figures and signs. */
function bones(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u00ad\u0002\ufffe\u200b\u2060\u2010\u2011-]+/g, '')
}

/** A compound may have been broken after its own hyphen: then only the bones are left to compare. */
function says(text: string, wanted: string): boolean {
  return words(text).includes(words(wanted)) || bones(text).includes(bones(wanted))
}

/** All lines the block gave stand on the page. */
function misplaced(
  expects: Expectation & { kind: 'block' },
  pages: readonly string[],
  lines: readonly DocumentLine[],
): Failure | undefined {
  const { name, page } = expects
  const own = lines.filter(({ source }) => source && isOf(source, name))
  if (own.length === 0)
    return {
      message: `The block “${name}” is not in it`,
      hint: 'if only some samples show the block, name them: sample: [ … ]',
    }
  const parts = own.flatMap(({ text }) => text.split(/[\t\n]/).filter((part) => part.trim() !== ''))
  const stands = (each: string) => {
    const there = bones(each)
    return parts.every((part) => there.includes(bones(part)))
  }
  const wanted = pages.at(page === 'last' ? -1 : page - 1)
  if (wanted !== undefined && stands(wanted)) return undefined
  const found = pages.findIndex(stands)
  const where =
    found >= 0 ? `it stands on page ${found + 1}` : `it is on no single page of ${pages.length}`
  return { message: `The block “${name}” is not wholly${on(page)}; ${where}` }
}

/** `blocks/legal-notice.es.formal.md:3`. */
function isOf(source: string, block: string): boolean {
  const rest = source.startsWith(`blocks/${block}.`) ? source.slice(`blocks/${block}.`.length) : ''
  return /^(?:[A-Za-z0-9-]+\.)?(?:[a-z-]+\.)?md:\d+$/.test(rest)
}

/**
 * PDF/UA-1 (ISO 14289-1 §5): a document with a structure tree says so in its metadata, which stand
 * uncompressed; the tree itself is compressed.
 */
function isTagged(pdf: Uint8Array): boolean {
  return /<pdfuaid:part>1</.test(new TextDecoder('latin1').decode(pdf))
}
