/** What can be set of each node. */
import type { ReactNode } from 'react'
import css from './editor.module.css'
import { TextInput } from './entries.tsx'
import type { FormInput } from './form-input.ts'
import { kitOf } from './form-kit.tsx'
import { Branches, Each, FieldForm, Test } from './logic-forms.tsx'
import { pagesForm } from './pages-forms.tsx'
import { pictureForm } from './picture-forms.tsx'
import { RefForm } from './ref-form.tsx'
import { RowForm, StyleBy, TableForm, Widths } from './table-forms.tsx'

/** Undefined where there is nothing to set. */
export function formOf(input: FormInput): ReactNode {
  const { node, host, set, say, readOnly } = input
  const { styles, blocks } = host.context
  const a = node.attrs
  const kit = kitOf(input)
  const { text, words, pick, named, align } = kit
  const cellStyles = named([...styles.cells, ...styles.paragraphs])
  switch (node.type.name) {
    case 'paragraph':
      return (
        <div className={css.two}>
          {pick('style', named(styles.paragraphs))}
          {align()}
        </div>
      )
    case 'heading':
      return (
        <>
          {pick('style', named(styles.paragraphs))}
          {text('id', 'headingId')}
        </>
      )
    case 'ref':
      return <RefForm {...input} />
    case 'field':
      return <FieldForm {...input} />
    case 'when':
    case 'condition':
      return <Test {...input} value={String(a['test'])} onChange={(test) => set({ test })} />
    case 'each':
      return <Each {...input} of={String(a['of'])} as={String(a['as'])} onChange={set} />
    case 'choose':
      return <Branches {...input} />
    case 'box':
      return pick('style', named(styles.boxes))
    case 'button':
      return words('href')
    case 'choice':
      return text('id')
    case 'choiceOption':
      return text('value', 'answer')
    case 'list':
      return a['ordered'] ? (
        <TextInput
          label={say('start')}
          value={String(a['start'] ?? 1)}
          readOnly={readOnly}
          onChange={(value) =>
            set({ start: value === '1' ? null : Number.parseInt(value, 10) || null })
          }
        />
      ) : undefined
    case 'columns':
      return (
        <>
          <Widths
            {...input}
            widths={a['widths'] as readonly string[]}
            onChange={(widths) => set({ widths })}
          />
          {text('gap')}
        </>
      )
    case 'space':
      return text('height')
    case 'reference':
      return pick(
        'name',
        blocks.map((name) => [name, name] as const),
        'blockName',
      )
    case 'table':
      return (
        <TableForm
          {...input}
          style={pick('style', named(styles.tables))}
          caption={words('caption')}
        />
      )
    case 'tableRow':
      return <RowForm {...input} styles={cellStyles} />
    case 'tableCell':
      return (
        <>
          <div className={css.two}>
            {pick('style', cellStyles)}
            {align()}
          </div>
          <StyleBy {...input} />
        </>
      )
    default:
      return pictureForm(input, kit) ?? pagesForm(input, kit)
  }
}
