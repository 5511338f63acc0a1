import { Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconBraces,
  IconItalic,
  IconKeyboard,
  IconLink,
  IconList,
  IconListNumbers,
  IconMessage,
  IconPlus,
  IconUnderline,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { setBlockType } from '@tiptap/pm/commands'
import { redo, undo } from '@tiptap/pm/history'
import { wrapInList } from '@tiptap/pm/schema-list'
import type { Command } from '@tiptap/pm/state'
import type { ReactNode } from 'react'
import css from './editor.module.css'
import type { Host } from './host.ts'
import { insert, insertions } from './insertions.ts'
import { useSay } from './language/index.ts'

interface ToolbarProps {
  readonly editor: Editor
  readonly host: Host
  readonly names: boolean
  readonly readOnly: boolean
  readonly onNames: (names: boolean) => void
  readonly onKeys: () => void
  /** Whether anyone may comment here; also who may not write. */
  readonly comments: boolean
  /** Undefined where nothing that could be commented on is selected. */
  readonly onComment: (() => void) | undefined
}

export function Toolbar(props: ToolbarProps) {
  const { editor, host, names, readOnly, comments, onNames, onKeys, onComment } = props
  const say = useSay()
  const run = (command: Command) => () => {
    command(editor.state, editor.view.dispatch)
    editor.view.focus()
  }
  const toggle = (mark: string) => () => editor.chain().focus().toggleMark(mark).run()
  const list = editor.schema.nodes['list']!
  return (
    <div className={css.toolbar} role="toolbar" aria-label={say('toolbar')}>
      {!readOnly && (
        <>
          <Tool label={say('undo')} onClick={run(undo)} disabled={!undo(editor.state)}>
            <IconArrowBackUp size={17} />
          </Tool>
          <Tool label={say('redo')} onClick={run(redo)} disabled={!redo(editor.state)}>
            <IconArrowForwardUp size={17} />
          </Tool>
          <Kind editor={editor} />
          {(['strong', 'emphasis', 'underline'] as const).map((mark) => {
            const Icon = { strong: IconBold, emphasis: IconItalic, underline: IconUnderline }[mark]
            return (
              <Tool
                key={mark}
                label={say(mark)}
                pressed={editor.isActive(mark)}
                onClick={toggle(mark)}
              >
                <Icon size={17} />
              </Tool>
            )
          })}
          <Tool
            label={say('link')}
            pressed={editor.isActive('link')}
            disabled={editor.state.selection.empty && !editor.isActive('link')}
            onClick={() =>
              editor.isActive('link')
                ? editor.chain().focus().unsetMark('link').run()
                : editor
                    .chain()
                    .focus()
                    .setMark('link', { href: ['https://'], run: 0 })
                    .run()
            }
          >
            <IconLink size={17} />
          </Tool>
          <Tool label={say('bullets')} onClick={run(wrapInList(list, { ordered: false }))}>
            <IconList size={17} />
          </Tool>
          <Tool label={say('numbers')} onClick={run(wrapInList(list, { ordered: true }))}>
            <IconListNumbers size={17} />
          </Tool>
          <span className={css.divide} />
          <button
            type="button"
            className={css.named}
            onClick={() => editor.chain().focus().insertContent('{{ ').run()}
          >
            <IconBraces size={17} aria-hidden /> {say('field')}
          </button>
          <InsertMenu editor={editor} host={host} />
        </>
      )}
      {comments && (
        <Tool label={say('comment')} disabled={!onComment} onClick={() => onComment?.()}>
          <IconMessage size={17} />
        </Tool>
      )}
      <span className={css.grow} />
      <div className={css.modes} role="group" aria-label={say('showNamesHint')}>
        <button type="button" aria-pressed={!names} onClick={() => onNames(false)}>
          {say('showValues')}
        </button>
        <button type="button" aria-pressed={names} onClick={() => onNames(true)}>
          {say('showNames')}
        </button>
      </div>
      <Tool label={say('keys')} onClick={onKeys}>
        <IconKeyboard size={17} />
      </Tool>
    </div>
  )
}

interface ToolProps {
  readonly label: string
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Tool({ label, pressed, disabled, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className={css.tool}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

function Kind({ editor }: { readonly editor: Editor }) {
  const say = useSay()
  const { parent } = editor.state.selection.$from
  const level = parent.type.name === 'heading' ? Number(parent.attrs['level']) : 0
  return (
    <select
      className={css.kind}
      aria-label={say('paragraph')}
      value={level}
      onChange={({ currentTarget }) => {
        const next = Number(currentTarget.value)
        const { paragraph, heading } = editor.schema.nodes
        const command =
          next === 0 ? setBlockType(paragraph!) : setBlockType(heading!, { level: next })
        command(editor.state, editor.view.dispatch)
        editor.view.focus()
      }}
    >
      <option value={0}>{say('paragraph')}</option>
      {[1, 2, 3, 4, 5, 6].map((n) => (
        <option key={n} value={n}>
          {say('headingN', { n })}
        </option>
      ))}
    </select>
  )
}

function InsertMenu({ editor, host }: { readonly editor: Editor; readonly host: Host }) {
  const say = useSay()
  return (
    <Menu position="bottom-start" shadow="md" returnFocus={false} withinPortal>
      <Menu.Target>
        <button type="button" className={css.named}>
          <IconPlus size={17} aria-hidden /> {say('insert')}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={css.menu}>
        {insertions.map((insertion) => (
          <Menu.Item key={insertion.key} onClick={() => insert(editor, insertion, host)}>
            {say(insertion.key)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
