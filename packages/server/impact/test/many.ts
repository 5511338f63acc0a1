import { fileURLToPath } from 'node:url'
import { readContentFolder } from '../../content-folder.ts'

const retailer = fileURLToPath(new URL('../../../../examples/retailer', import.meta.url))

export interface Many {
  readonly templates: number
  readonly languages: readonly string[]
  readonly samples: readonly string[]
}

const promise: Readonly<Record<string, string>> = {
  en: 'We answer every question within two working days.',
  es: 'Respondemos a cualquier pregunta en dos días laborables.',
  de: 'Wir beantworten jede Frage innerhalb von zwei Werktagen.',
  fr: 'Nous répondons à toute question sous deux jours ouvrés.',
}

/**
 * The retailer's content with its template many times over, each time under a name and with words of
 * its own, in four alternatives that all use the block `promise`.
 */
export async function manyTemplates(many: Many): Promise<Map<string, Uint8Array>> {
  const all = await readContentFolder(retailer)
  const files = new Map([...all].filter(([path]) => !path.startsWith('templates/')))
  for (const language of many.languages)
    files.set(`blocks/promise.${language}.md`, encode(`${promise[language]}\n`))
  const text = (path: string) => new TextDecoder().decode(all.get(`templates/invoice/${path}`)!)
  for (let n = 1; n <= many.templates; n++) {
    const folder = `templates/letter-${String(n).padStart(2, '0')}`
    files.set(`${folder}/template.yaml`, encode(templateYaml(many.languages)))
    files.set(`${folder}/contract.schema.json`, encode(text('contract.schema.json')))
    for (const sample of many.samples)
      files.set(`${folder}/samples/${sample}.json`, encode(text(`samples/${sample}.json`)))
    for (const alternative of ['print', 'email', 'sms', 'portal'])
      for (const language of many.languages)
        files.set(
          `${folder}/${alternative}.${language}.md`,
          encode(`${text(`${alternative}.${language}.md`)}\n${n}.\n\n::block{name=promise}\n`),
        )
  }
  return files
}

function templateYaml(languages: readonly string[]): string {
  const alternatives = ['print', 'email', 'sms', 'portal'].map(
    (name) => `  ${name}: { channel: ${name} }\n`,
  )
  return `topic: invoice\nlanguages: [${languages.join(', ')}]\nmaster: letter\nalternatives:\n${alternatives.join('')}`
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
