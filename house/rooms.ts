/** The rooms and who may import whom: design's law as data, read by the law test and by nobody else. */
export interface Room {
  readonly folder: string
  readonly name: string
  readonly mayImport: readonly string[]
  /** No I/O: no `node:` modules, no clock, no chance. */
  readonly pure: boolean
}

const channels = ['email-smtp', 'sms-smpp', 'print-folder', 'portal']

const room = (folder: string, mayImport: readonly string[], pure = false, name?: string): Room => ({
  folder: `packages/${folder}`,
  name: name ?? `@misiva/${folder}`,
  mayImport,
  pure,
})

const nouns = '@misiva/model'
const aroundStore = [nouns, '@misiva/store']

export const rooms: readonly Room[] = [
  room('model', [], true),
  room('typeset', [], true),
  room('compose', [nouns, '@misiva/typeset'], true),
  room('decide', [nouns], true),
  room('store', [nouns]),
  room('intake', aroundStore),
  room('deliver', aroundStore),
  room('record', aroundStore),
  room('learn', aroundStore),
  ...channels.map((c) => room(`channels/${c}`, [nouns], false, `@misiva/channel-${c}`)),
  room(
    'server',
    [
      ...[
        'model',
        'typeset',
        'compose',
        'decide',
        'store',
        'intake',
        'deliver',
        'record',
        'learn',
      ].map((r) => `@misiva/${r}`),
      ...channels.map((c) => `@misiva/channel-${c}`),
      // The pages customers see are plain functions from values to HTML; the server serves them.
      '@misiva/portal',
    ],
    false,
    'misiva',
  ),
  room('studio', [nouns, '@misiva/compose', '@misiva/typeset']),
  room('portal', [nouns, '@misiva/compose', '@misiva/typeset']),
]
