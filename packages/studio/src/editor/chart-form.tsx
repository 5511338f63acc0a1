import type { ReactNode } from 'react'
import { TextInput } from './entries.tsx'
import { ExpressionInput } from './ExpressionInput.tsx'
import type { FormInput } from './form-input.ts'

export const kinds = ['bar', 'horizontal', 'stacked', 'line', 'pie', 'donut', 'sparkline'] as const

interface ChartFormProps extends FormInput {
  readonly alt: ReactNode
  readonly size: ReactNode
  readonly kind: ReactNode
}

export function ChartForm({ node, setting, readOnly, set, say, alt, size, kind }: ChartFormProps) {
  const a = node.attrs
  return (
    <>
      {kind}
      <ExpressionInput
        label={say('data')}
        value={String(a['data'])}
        purpose="list"
        setting={setting}
        readOnly={readOnly}
        onChange={(data) => set({ data })}
      />
      <TextInput
        label={say('label')}
        value={String(a['label'])}
        readOnly={readOnly}
        onChange={(label) => set({ label })}
      />
      <ExpressionInput
        label={say('values')}
        value={(a['values'] as readonly string[]).join('\n')}
        purpose="any"
        setting={undefined}
        readOnly={readOnly}
        onChange={(text) => set({ values: text.split('\n').filter((line) => line.trim() !== '') })}
      />
      {alt}
      {size}
    </>
  )
}
