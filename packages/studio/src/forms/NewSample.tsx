import { blankOf, edgeSamples, formFields, printJson } from '@misiva/compose'
import type { Template } from '@misiva/model'
import { useState } from 'react'
import { Entry, Written } from './entry.tsx'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'
import { useMaking } from './making.ts'
import { MakingDialog } from './MakingDialog.tsx'

interface NewSampleProps {
  readonly template: Template
  readonly change: string
  /** The file it is copied from; without one it is chosen what it starts from. */
  readonly copied?: string
  readonly close: () => void
  readonly made: (path: string) => void
}

const BLANK = '-'

/** Test data by another name: from nothing, from an edge of the contract, or from what there is. */
export function NewSample({ template, change, copied, close, made }: NewSampleProps) {
  const say = useSay()
  const source = template.samples.find(({ file }) => file === copied)
  const [name, setName] = useState(source ? `${source.name}-2` : '')
  const [from, setFrom] = useState(source?.name ?? BLANK)
  const path = `templates/${template.name}/samples/${name}.json`
  const making = useMaking(change, () => made(path))
  const edges = edgeSamples(template)
  const taken = template.samples.some((it) => it.name === name)
  const fits = /^[a-z0-9][a-z0-9-]*$/i.test(name) && !taken
  const data =
    from === BLANK
      ? blankOf(formFields(template.contract))
      : [...template.samples, ...edges].find((it) => it.name === from)?.data
  return (
    <MakingDialog
      title={say(copied ? 'copySample' : 'newSample')}
      {...{ close, fits, making }}
      create={() => making.create([{ path, text: `${printJson(data, '')}\n` }])}
    >
      <Written
        label={say('sampleName')}
        hint={say('nameHint')}
        value={name}
        readOnly={false}
        wrong={taken ? say('nameTaken') : undefined}
        onChange={setName}
      />
      <Entry label={say('startFrom')}>
        {(id) => (
          <select
            id={id}
            value={from}
            onChange={({ currentTarget: { value } }) => {
              setFrom(value)
              if (name === '' && value.startsWith('edge/')) setName(value.slice(5))
            }}
          >
            <option value={BLANK}>{say('blankData')}</option>
            <optgroup label={say('ownSamples')}>
              {template.samples.map((it) => (
                <option key={it.name}>{it.name}</option>
              ))}
            </optgroup>
            {edges.length > 0 && (
              <optgroup label={say('edgesOf')}>
                {edges.map((it) => (
                  <option key={it.name} value={it.name}>
                    {say(it.name.replace('/', '_') as Key)}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        )}
      </Entry>
    </MakingDialog>
  )
}
