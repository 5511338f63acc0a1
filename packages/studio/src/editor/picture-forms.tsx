/** What is set of pictures, codes, charts and signatures. */
import type { ReactNode } from 'react'
import { ChartForm, kinds as chartKinds } from './chart-form.tsx'
import type { FormInput } from './form-input.ts'
import css from './editor.module.css'
import type { Kit } from './form-kit.tsx'

const symbologies = [
  'qrcode',
  'code128',
  'datamatrix',
  'ean13',
  'pdf417',
  'azteccode',
  'interleaved2of5',
  'gs1-128',
]

/** Undefined where the node is none of these. */
export function pictureForm(input: FormInput, kit: Kit): ReactNode | undefined {
  const { node, host, say } = input
  const { images } = host.context
  const { text, words, size, align, pick, named } = kit
  const shownFields = () => (
    <>
      {pick(
        'fit',
        (['', 'contain', 'cover', 'fill', 'none'] as const).map((fit) => [
          fit,
          say(fit === '' ? 'standard' : `fit_${fit}`),
        ]),
      )}
      <div className={css.two}>
        {text('crop')}
        {text('focus')}
      </div>
    </>
  )
  switch (node.type.name) {
    case 'image':
      return (
        <>
          {pick(
            'src',
            images.map((path) => [path, path] as const),
            'image',
          )}
          {words('alt')}
          {size()}
          {text('maxWidth')}
          {shownFields()}
          {align()}
        </>
      )
    case 'barcode':
      return (
        <>
          {pick(
            'symbology',
            symbologies.map((name) => [name, name] as const),
          )}
          {words('value')}
          {words('alt')}
          {words('text', 'codeText')}
          {text('options', 'codeOptions')}
          {size()}
        </>
      )
    case 'chart':
      return (
        <ChartForm
          {...input}
          alt={words('alt')}
          size={size()}
          kind={pick(
            'kind',
            chartKinds.map((kind) => [kind, say(`kind_${kind}`)] as const),
          )}
        />
      )
    case 'signature':
      return (
        <>
          {words('name')}
          {words('role')}
          {pick('image', named(images))}
        </>
      )
    default:
      return undefined
  }
}
