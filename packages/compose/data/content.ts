/** Data files as the trees everything that asks after expressions can walk. */
import type { Block, Content, DataParts } from '@misiva/model'

/** Fields, repetitions and choices of a data file as blocks; the words around them are left out. */
export function asContent(parts: DataParts): Content {
  return parts.flatMap((part): Block[] => {
    if (typeof part === 'string') return []
    if (!('type' in part))
      return [
        {
          type: 'paragraph',
          children: [{ type: 'field', value: part }],
          ...(part.place && { place: part.place }),
        },
      ]
    if (part.type === 'each')
      return [{ type: 'each', of: part.of, as: part.as, children: asContent(part.parts) }]
    return [
      {
        type: 'choose',
        whens: part.whens.map((when) => ({ test: when.test, children: asContent(when.parts) })),
        ...(part.otherwise && { otherwise: asContent(part.otherwise) }),
      },
    ]
  })
}
