/** A template of nothing but specimens, made for the style sheet being edited. */
import { editYaml } from '@misiva/compose'
import type { Edit } from '../preview/protocol.ts'
import { specimenWords } from './specimen-words.ts'
import type { SpecimenWords } from './specimen-words.ts'

export const SPECIMEN = 'style-specimen'
const folder = `templates/${SPECIMEN}/`

/** Real size at 96 pixels to the inch, where the column beside the controls is 560 pixels wide. */
const paper = { size: '148mm 236mm', margin: '12mm 12mm 10mm 12mm' }

/** The style being edited: the specimen shows it where its kind stands. */
export interface Chosen {
  readonly kind: string
  readonly name?: string | undefined
  /** Table and box shown where none is being edited. */
  readonly table?: string | undefined
  readonly box?: string | undefined
}

/** Files of the specimen: the sheet with a master of its own, and one alternative for each form. */
export function specimenFiles(
  sheet: string,
  chosen: Chosen,
  language: string,
  channels: readonly string[],
): ReadonlyMap<string, Edit> {
  const said = specimenWords(language)
  const edit = editYaml(sheet, ['masters', SPECIMEN], paper)
  const files = new Map<string, Edit>([
    ['brand/style.yaml', edit.ok ? edit.value : sheet],
    [`${folder}template.yaml`, settings(language, channels)],
    [`${folder}contract.schema.json`, '{ "type": "object", "properties": {} }'],
    [`${folder}samples/specimen.json`, '{}'],
    ['topics.yaml', `specimen: { class: service, channels: [${channels.join(', ')}] }\n`],
  ])
  for (const channel of channels)
    files.set(
      `${folder}${channel}.${language}.md`,
      `---\nsubject: '${said.title}'\n---\n\n${contentOf(chosen, said)}`,
    )
  return files
}

function settings(language: string, channels: readonly string[]): string {
  const alternatives = channels.map((it) => `  ${it}: { channel: ${it} }`)
  return [
    'topic: specimen',
    `languages: [${language}]`,
    `master: ${SPECIMEN}`,
    'alternatives:',
    ...alternatives,
    '',
  ].join('\n')
}

function contentOf({ kind, name, table, box }: Chosen, said: SpecimenWords): string {
  const styled = (which: string, otherwise: string | undefined) => {
    const style = kind === which ? name : otherwise
    return style ? `style=${style}` : ''
  }
  const heading = /^heading[1-6]$/.test(name ?? '')
  const own =
    kind === 'paragraphs' && name && name !== 'body' && !heading
      ? `:::paragraph{style=${name}}\n${said.ownStyle.replace('{name}', `:strong[${name}]`)}\n\n${said.second}\n:::\n`
      : ''
  const span = kind === 'text' && name ? ` :span[${said.span}]{style=${name}}` : ''
  const deeper = /^heading([4-6])$/.exec(name ?? '')?.[1]
  return [
    `# ${said.title}`,
    own,
    `${said.lead}${span}`,
    `${said.marks} :strong[${said.strong}], :em[${said.emphasis}], :code[AB-2049], [${said.link}](https://example.com).`,
    ...(deeper ? [`${'#'.repeat(Number(deeper))} ${said.heading2}`] : []),
    `## ${said.heading2}`,
    said.items.map((item) => `- ${item}`).join('\n'),
    tableOf(styled('tables', table), said, kind === 'cells' ? name : undefined),
    `### ${said.heading3}`,
    boxOf(styled('boxes', box), said),
    `::button[${said.button}]{href="https://example.com"}`,
    said.last,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function tableOf(style: string, { table, caption }: SpecimenWords, cell?: string): string {
  const [head, ...rows] = table
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const [total = [], ...items] = rows.toReversed()
  // A cell style is shown by one cell among others.
  const body = items.map((cells, i) =>
    cell && i === 0 ? cells.with(cells.length - 1, `{style=${cell}} ${cells.at(-1)}`) : cells,
  )
  return [
    `:::table{${style} columns="1fr 22mm 28mm" caption="${caption}"}`,
    line(head!),
    '| :--- | ---: | ---: |',
    ...body.toReversed().map(line),
    line([`{total} ${total[0]}`, ...total.slice(1)]),
    ':::',
  ].join('\n')
}

const boxOf = (style: string, { box }: SpecimenWords) =>
  `:::box{${style}}\n:strong[${box[0]}]\n\n${box[1]}\n:::`
