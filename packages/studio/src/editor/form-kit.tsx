/** The entries of one node's form, each of an attribute by its name. */
import type { TextTemplate } from '@misiva/model'
import type { ReactNode } from 'react'
import css from './editor.module.css'
import { Pick, TemplateInput, TextInput } from './entries.tsx'
import type { Options } from './entries.tsx'
import type { FormInput } from './form-input.ts'
import type { Key } from './language/index.ts'

export interface Kit {
  readonly text: (key: string, label?: Key) => ReactNode
  /** Text with fields in it. */
  readonly words: (key: string, label?: Key) => ReactNode
  readonly number: (key: 'priority' | 'depth' | 'level' | 'count') => ReactNode
  readonly pick: (key: string, options: Options, label?: Key) => ReactNode
  /** Names to pick from, or none of them. */
  readonly named: (names: readonly string[]) => Options
  readonly align: () => ReactNode
  readonly size: () => ReactNode
}

export function kitOf({ node, setting, set, say, readOnly }: FormInput): Kit {
  const a = node.attrs
  const entry = (key: string, label = key as Key) => ({
    label: say(label),
    value: String(a[key] ?? ''),
    readOnly,
    onChange: (value: string) => set({ [key]: value === '' ? null : value }),
  })
  const text = (key: string, label?: Key) => <TextInput {...entry(key, label)} />
  const pick = (key: string, options: Options, label?: Key) => (
    <Pick {...entry(key, label)} options={options} />
  )
  return {
    text,
    pick,
    words: (key, label = key as Key) => (
      <TemplateInput
        {...{ label: say(label), setting, readOnly }}
        value={a[key] as TextTemplate | null}
        onChange={(value) => set({ [key]: value })}
      />
    ),
    number: (key) => (
      <TextInput
        {...entry(key)}
        onChange={(value) => {
          if (/^\d{0,3}$/.test(value)) set({ [key]: value === '' ? null : Number(value) })
        }}
      />
    ),
    named: (names) => [['', say('standard')], ...names.map((name) => [name, name] as const)],
    align: () =>
      pick('align', [
        ['', say('standard')],
        ['start', say('alignStart')],
        ['center', say('alignCenter')],
        ['end', say('alignEnd')],
        ...(node.isTextblock ? [['justify', say('alignJustify')] as const] : []),
      ]),
    size: () => (
      <div className={css.two}>
        {text('width')}
        {text('height')}
      </div>
    ),
  }
}
