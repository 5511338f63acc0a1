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

const organisation = record<Omit<Organisation, 'senders'> & { senders?: Organisation['senders'] }>(
  'misiva.yaml',
  {
    name: text,
    timeZone,
    defaultLanguage: language,
    currency,
    senders: mapOf(text, 'senders'),
    customer: mapOf(anything, 'customer'),
  },
  ['name', 'timeZone', 'defaultLanguage', 'currency'],
)

export function readOrganisation(root: YamlNode, problems: Problem[]): Organisation | undefined {
  const read = organisation(root, problems)
  return read && { senders: {}, ...read }
}

interface TopicSource {
  class: Topic['class']
  channels: readonly string[]
  inDoubt?: Topic['inDoubt']
  title?: Readonly<Record<string, string>>
}

const topic = record<TopicSource>(
  'A topic',
  {
    class: oneOf('service', 'regulatory', 'marketing'),
    channels: listOf(text, 'channels'),
    inDoubt: oneOf('resend', 'hold'),
    title: mapOf(text, 'title'),
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
