import type { ContentTest, Expectation, Problem } from '@misiva/model'
import { problem } from '@misiva/model'
import { flag, language, listOf, record, type Shape, text, whole } from './shape.ts'
import type { YamlNode } from './yaml.ts'

interface TestSource {
  alternative?: readonly string[]
  language?: readonly string[]
  tone?: readonly string[]
  sample?: readonly string[]
  fits?: number
  segments?: number
  contains?: string
  notContains?: string
  page?: number | 'last'
  block?: string
  onPage?: number | 'last'
  tagged?: boolean
  edges?: boolean
}

/** `2`, `2 pages` or `1 page`. */
const pages: Shape<number> = (node, problems) => {
  const match = /^([1-9]\d{0,3})(?: pages?)?$/.exec(String(node.scalar))
  if (match) return Number(match[1])
  problems.push(node.refusal('This must be a number of pages', 'write fits: 2 pages'))
  return undefined
}

const page: Shape<number | 'last'> = (node, problems) => {
  if (node.scalar === 'last') return 'last'
  if (typeof node.scalar === 'number') return whole(1, 9999)(node, problems)
  problems.push(node.refusal('This must be the number of a page, or last'))
  return undefined
}

const source = record<TestSource>('A test', {
  alternative: listOf(text, 'alternative'),
  language: listOf(language, 'language'),
  tone: listOf(text, 'tone'),
  sample: listOf(text, 'sample'),
  fits: pages,
  segments: whole(1, 255),
  contains: text,
  notContains: text,
  page,
  block: text,
  onPage: page,
  tagged: flag,
  edges: flag,
})

const hint =
  'say one of: fits: 2 pages · segments: 1 · contains: … · notContains: … · block: … with onPage: 1 · tagged: true · edges: true'

const one: Shape<ContentTest> = (node, problems) => {
  const told = problems.length
  const read = source(node, problems)
  if (!read) return undefined
  const expectations = expectationsOf(read)
  if (expectations.length !== 1) {
    const why = expectations.length === 0 ? 'expects nothing' : 'expects more than one thing'
    // Where a part was refused, that is the reason.
    if (problems.length === told)
      problems.push(problem('MSV-C009', `The test ${why}`, node.place, hint))
    return undefined
  }
  const { alternative, language: inLanguage, tone, sample } = read
  return {
    ...(alternative && { alternatives: alternative }),
    ...(inLanguage && { languages: inLanguage }),
    ...(tone && { tones: tone }),
    ...(sample && { samples: sample }),
    expects: expectations[0]!,
    place: node.place,
  }
}

function expectationsOf(read: TestSource): Expectation[] {
  const { fits, segments, contains, notContains, page: at, block, onPage, tagged, edges } = read
  const on = at === undefined ? {} : { page: at }
  const found: Expectation[] = []
  if (fits !== undefined) found.push({ kind: 'fits', pages: fits })
  if (segments !== undefined) found.push({ kind: 'segments', most: segments })
  if (contains !== undefined) found.push({ kind: 'contains', text: contains, ...on })
  if (notContains !== undefined) found.push({ kind: 'notContains', text: notContains, ...on })
  if (block !== undefined && onPage !== undefined)
    found.push({ kind: 'block', name: block, page: onPage })
  if (tagged !== undefined) found.push({ kind: 'tagged', is: tagged })
  if (edges === true) found.push({ kind: 'edges' })
  return found
}

/** `tests.yaml` of a template: a list of tests. */
export function readTests(root: YamlNode, problems: Problem[]): readonly ContentTest[] {
  return listOf(one, 'tests.yaml')(root, problems) ?? []
}
