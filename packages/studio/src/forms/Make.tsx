import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useRelease } from '../library/release.ts'
import type { LibraryObject } from '../library/queries.ts'
import css from './forms.module.css'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'
import { useMaking } from './making.ts'
import { NewAlternative } from './NewAlternative.tsx'
import { NewSample } from './NewSample.tsx'
import { NewVariant } from './NewVariant.tsx'

interface MakeProps {
  readonly object: LibraryObject
  readonly change: string
  /** The file that is open. */
  readonly file: string
  /** Opens what was made, beside another if one is given. */
  readonly open: (path: string, beside?: string) => void
}

type Kind = 'newSample' | 'copySample' | 'newAlternative' | 'newTests' | 'newVariant'

/** New files of an object: test data, tests, an alternative for a channel, a language or tone. */
export default function Make({ object, change, file, open }: MakeProps) {
  const say = useSay()
  const [asked, setAsked] = useState<Kind>()
  const release = useRelease(change)
  const isTemplate = object.kind === 'template'
  const isSample = file.includes('/samples/')
  const tests = `templates/${object.name}/tests.yaml`
  const kinds: readonly Kind[] = [
    ...(isTemplate ? (['newSample'] as const) : []),
    ...(isSample ? (['copySample'] as const) : []),
    ...(isTemplate ? (['newAlternative'] as const) : []),
    ...(isTemplate && !object.files.some(({ path }) => path === tests)
      ? (['newTests'] as const)
      : []),
    'newVariant',
  ]
  const making = useMaking(change, () => open(tests))
  const template = release?.templates.find(({ name }) => isTemplate && name === object.name)
  if (!release) return null
  const close = () => setAsked(undefined)
  const made = (path: string, beside?: string) => {
    close()
    open(path, beside)
  }
  const given = { release, change, close, made }
  return (
    <>
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {say('make')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((kind) => (
            <Menu.Item
              key={kind}
              onClick={() =>
                kind === 'newTests'
                  ? making.create([{ path: tests, text: '[]\n' }])
                  : setAsked(kind)
              }
            >
              {say(kind as Key)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {making.failure && (
        <p className={css.wrong} role="status">
          {making.failure}
        </p>
      )}
      {template && (asked === 'newSample' || asked === 'copySample') && (
        <NewSample
          {...given}
          template={template}
          {...(asked === 'copySample' && { copied: file })}
        />
      )}
      {template && asked === 'newAlternative' && <NewAlternative {...given} template={template} />}
      {asked === 'newVariant' && <NewVariant {...given} {...{ object, file }} />}
    </>
  )
}
