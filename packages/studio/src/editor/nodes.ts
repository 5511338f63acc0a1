/** Which nodes are shown how. */

/** Without content of their own. */
export const atoms = [
  'field',
  'page',
  'pages',
  'running',
  'ref',
  'tab',
  'inlineImage',
  'opaqueInline',
  'image',
  'barcode',
  'chart',
  'signature',
  'space',
  'pageBreak',
  'contents',
  'reference',
  'opaque',
  'rule',
]
/** Under a label that says what they do. */
export const containers = [
  'each',
  'when',
  'otherwise',
  'keep',
  'filler',
  'textColumns',
  'note',
  'box',
  'columns',
  'button',
  'choice',
  'choiceOption',
  'condition',
]

/** Drawn where a document is shown without an editor. */
export const drawn = new Set([
  'field',
  'image',
  'inlineImage',
  'barcode',
  'chart',
  'signature',
  'space',
  'pageBreak',
  'contents',
  'rule',
  'page',
  'pages',
  'running',
  'ref',
  'reference',
])
