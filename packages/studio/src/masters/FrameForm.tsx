import type { FrameSource } from '@misiva/model'
import { IconTrash } from '@tabler/icons-react'
import { ChoiceField, LengthField, TextField } from '../sheet/fields.tsx'
import { useSay } from '../sheet/language/index.ts'
import type { SheetModel } from '../sheet/useSheet.ts'
import sheet from '../sheet/sheet.module.css'

interface FrameFormProps {
  readonly model: SheetModel
  readonly path: readonly (string | number)[]
  readonly frame: FrameSource
  readonly blocks: readonly string[]
  readonly remove: () => void
}

/** One frame in numbers. */
export function FrameForm({ model, path, frame, blocks, remove }: FrameFormProps) {
  const say = useSay()
  const at = (key: string) => ({ model, path: [...path, key] })
  return (
    <div role="group" aria-label={`${say('frame')} ${frame.name}`}>
      <TextField {...at('name')} label={say('name')} needed />
      <ChoiceField
        {...at('block')}
        label={say('block')}
        choices={blocks.map((it) => [it, it])}
        needed
      />
      <ChoiceField
        {...at('pages')}
        label={say('pages')}
        choices={[
          ['first', say('pages_first')],
          ['rest', say('pages_rest')],
          ['last', say('pages_last')],
          ['all', say('pages_all')],
        ]}
        inherited="first"
      />
      <ChoiceField
        {...at('box')}
        label={say('box')}
        choices={[...model.look.boxes.keys()].map((it) => [it, it])}
        inherited={say('nothing')}
      />
      <LengthField {...at('x')} label={say('x')} unit="mm" needed />
      <LengthField {...at('y')} label={say('y')} unit="mm" needed />
      <LengthField {...at('width')} label={say('width')} unit="mm" needed />
      <LengthField {...at('height')} label={say('height')} unit="mm" needed />
      {!model.readOnly && (
        <button type="button" className={sheet.small} onClick={remove}>
          <IconTrash size={14} aria-hidden /> {say('removeFrame')}
        </button>
      )}
    </div>
  )
}
