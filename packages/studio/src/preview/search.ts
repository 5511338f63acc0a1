/** What the preview keeps in its address. */
export interface PreviewSearch {
  readonly change?: string
  readonly template?: string
  readonly sample?: string
  readonly language?: string
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export function readPreviewSearch(search: Record<string, unknown>): PreviewSearch {
  const [change, template] = [text(search['change']), text(search['template'])]
  const [sample, language] = [text(search['sample']), text(search['language'])]
  return {
    ...(change && { change }),
    ...(template && { template }),
    ...(sample && { sample }),
    ...(language && { language }),
  }
}
