import { Kbd, Modal } from '@mantine/core'
import css from './editor.module.css'
import { useSay } from './language/index.ts'
import type { Key } from './language/index.ts'

const lines: readonly (readonly [Key, readonly string[]])[] = [
  ['keyField', ['{{']],
  ['keySlash', ['/']],
  ['keyParent', ['Esc']],
  ['keyProperties', ['Alt', 'Enter']],
  ['keyMove', ['Alt', '↑ ↓']],
  ['keyHeading', ['Ctrl', 'Alt', '0 … 6']],
  ['numbers', ['Ctrl', 'Shift', '7']],
  ['bullets', ['Ctrl', 'Shift', '8']],
  ['keyCells', ['Tab']],
  ['keyBreak', ['Shift', 'Enter']],
  ['strong', ['Ctrl', 'B']],
  ['emphasis', ['Ctrl', 'I']],
  ['underline', ['Ctrl', 'U']],
  ['undo', ['Ctrl', 'Z']],
  ['redo', ['Ctrl', 'Shift', 'Z']],
]

export function Keys({
  opened,
  onClose,
}: {
  readonly opened: boolean
  readonly onClose: () => void
}) {
  const say = useSay()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={say('keys')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <dl className={css.keys}>
        {lines.map(([key, strokes]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>
              {strokes.map((stroke) => (
                <Kbd key={stroke}>{stroke}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
