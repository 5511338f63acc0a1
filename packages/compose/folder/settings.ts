import type { Organisation, Problem, Topic } from '@misiva/model'
import {
  anything,
  currency,
  language,
  listOf,
  mapOf,
  oneOf,
  record,
  text,
  timeZone,
  whole,
} from './shape.ts'
import type { YamlNode } from './yaml.ts'

/** Until misiva.yaml says otherwise, so that the rest of a folder can be read. */
export const unnamedOrganisation: Organisation = {
  name: '',
  timeZone: 'UTC',
  defaultLanguage: 'en',
  currency: 'EUR',
  senders: {},
}

const organisation = record<Partial<Organisation>>('misiva.yaml', {
  name: text,
  timeZone,
  defaultLanguage: language,
  currency,
  senders: mapOf(text, 'senders'),
  customer: mapOf(anything, 'customer'),
})

/** `misiva.yaml`; what it lacks is reported, and stands in so that the rest can be read. */
export function readOrganisation(root: YamlNode, problems: Problem[]): Organisation {
  const read = organisation(root, problems) ?? {}
  for (const key of ['name', 'timeZone', 'defaultLanguage', 'currency'])
    if (root.isMap && !root.has(key))
      problems.push(root.refusal(`misiva.yaml needs “${key}”`, `add ${key}: …`))
  return { ...unnamedOrganisation, ...read }
}

interface TopicSource {
  class: Topic['class']
  channels: readonly string[]
  inDoubt?: Topic['inDoubt']
  title?: Readonly<Record<string, string>>
  linkDays?: number
}

const topic = record<TopicSource>(
  'A topic',
  {
    class: oneOf('service', 'regulatory', 'marketing'),
    channels: listOf(text, 'channels'),
    inDoubt: oneOf('resend', 'hold'),
    title: mapOf(text, 'title'),
    linkDays: whole(1, 3660),
  },
  ['class', 'channels'],
)

/** `topics.yaml`. What is not said about doubt is the safe way: hold. */
export function readTopics(root: YamlNode, problems: Problem[]): Topic[] {
  const read = mapOf(topic, 'topics.yaml')(root, problems) ?? {}
  return Object.entries(read).map(([name, source]) => ({
    name,
    inDoubt: 'hold',
    title: {},
    ...source,
  }))
}
