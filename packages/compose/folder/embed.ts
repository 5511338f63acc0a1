/** `embed:` and `protect:` of an alternative in template.yaml. */
import {
  type Embedded,
  type EmbeddedSource,
  type Expression,
  type FacturX,
  type FileRelationship,
  type Problem,
  problem,
  type Protect,
  type TextTemplate,
} from '@misiva/model'
import { facturXName } from '../pages/factur-x.ts'
import { fileTypeOf } from './paths.ts'
import {
  checked,
  expression,
  flag,
  listOf,
  oneOf,
  record,
  type Shape,
  template,
  text,
} from './shape.ts'
import type { YamlNode } from './yaml.ts'

interface EmbeddedText {
  file?: string
  data?: string
  field?: Expression
  encoding?: 'text' | 'base64'
  name?: TextTemplate
  relationship?: FileRelationship
  mime?: string
  description?: TextTemplate
  when?: Expression
  facturX?: FacturX
}

const mime = checked(
  (value) => /^[\w.+-]+\/[\w.+-]+$/.test(value),
  'a media type',
  'as IANA names them: text/xml, application/pdf',
)

const fields = record<EmbeddedText>('An embedded file', {
  file: text,
  data: text,
  field: expression,
  encoding: oneOf('text', 'base64'),
  name: template,
  relationship: oneOf('Data', 'Source', 'Alternative', 'Supplement', 'Unspecified'),
  mime,
  description: template,
  when: expression,
  facturX: oneOf('MINIMUM', 'BASIC WL', 'BASIC', 'EN 16931', 'EXTENDED'),
})

const one: Shape<Embedded> = (node, problems) => {
  const read = fields(node, problems)
  const source = read && sourceOf(read, node, problems)
  return source && embedded(read, source, node, problems)
}

export const embed: Shape<readonly Embedded[]> = listOf(one, 'embed')

function sourceOf(
  { file, data, field, encoding }: EmbeddedText,
  node: YamlNode,
  problems: Problem[],
): EmbeddedSource | undefined {
  const given = [file, data, field].filter((each) => each !== undefined)
  if (given.length !== 1) {
    const hint = 'file: a path in the folder, data: a file beside this one, or field: a value'
    problems.push(node.refusal('An embedded file is one of file, data and field', hint))
    return undefined
  }
  if (encoding !== undefined && !field)
    problems.push(
      problem('MSV-C009', '“encoding” belongs to a field', node.at('/encoding'), 'remove it'),
    )
  if (file !== undefined) return { kind: 'file', path: file }
  if (data !== undefined) return { kind: 'data', name: data }
  return { kind: 'field', value: field!, encoding: encoding ?? 'text' }
}

function embedded(
  read: EmbeddedText,
  source: EmbeddedSource,
  node: YamlNode,
  problems: Problem[],
): Embedded | undefined {
  const { description, when, facturX, relationship } = read
  const path = source.kind === 'file' ? source.path : source.kind === 'data' ? source.name : ''
  const own = path.slice(path.lastIndexOf('/') + 1)
  const name = read.name ?? (own === '' ? undefined : [own])
  if (!name) {
    problems.push(node.refusal('An embedded field needs “name”', 'add name: data.xml'))
    return undefined
  }
  const plain = name.length === 1 && typeof name[0] === 'string' ? name[0] : undefined
  if (facturX !== undefined && plain !== facturXName)
    problems.push(
      problem(
        'MSV-C009',
        `An e-invoice by Factur-X is called “${facturXName}”`,
        node.at(read.name ? '/name' : ''),
        `add name: ${facturXName}`,
      ),
    )
  return {
    ...{ source, name, place: node.place },
    relationship: relationship ?? (source.kind === 'file' ? 'Supplement' : 'Data'),
    mime: read.mime ?? fileTypeOf(plain ?? own) ?? 'application/octet-stream',
    ...(description && { description }),
    ...(when && { when }),
    ...(facturX && { facturX }),
  }
}

const protection = record<Omit<Protect, 'place'>>(
  'protect',
  { password: template, owner: template, print: flag, copy: flag, change: flag },
  ['password'],
)

export const protect: Shape<Protect> = (node, problems) => {
  const read = protection(node, problems)
  if (read && read.password.every((part) => typeof part === 'string')) {
    const hint = 'name a field of the customer or the record: {{ customer.birthDate }}'
    problems.push(
      problem(
        'MSV-C018',
        'A password that is the same for everybody protects nobody',
        node.at('/password'),
        hint,
      ),
    )
  }
  return read && { ...read, place: node.place }
}
