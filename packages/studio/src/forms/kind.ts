/** Which files of a template have a form: told by their place. */
export type FormName = 'sample' | 'settings' | 'tests' | 'contract'

export function formName(path: string): FormName | undefined {
  const file = /^templates\/[^/]+\/(.+)$/.exec(path)?.[1]
  if (file === 'template.yaml') return 'settings'
  if (file === 'tests.yaml') return 'tests'
  if (file === 'contract.schema.json') return 'contract'
  return file && /^samples\/[^/]+\.json$/.test(file) ? 'sample' : undefined
}

export const templateOf = (path: string): string => path.split('/')[1] ?? ''
