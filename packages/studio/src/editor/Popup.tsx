import type { FieldChoice } from '@misiva/compose'
import type { Editor } from '@tiptap/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PopupKeys, Trigger } from './behaviour.ts'
import { triggerKey } from './behaviour.ts'
import { flatFields } from './ConditionBuilder.tsx'
import css from './editor.module.css'
import { settingAt } from './facts.ts'
import type { Host } from './host.ts'
import { insert, insertField, insertions } from './insertions.ts'
import { useSay } from './language/index.ts'
import { fieldChoices, waysToShow } from '@misiva/compose'
import type { Contract } from '@misiva/model'

interface PopupProps {
  readonly editor: Editor
  readonly host: Host
  readonly keys: PopupKeys
  readonly trigger: Trigger
  readonly contract: Contract
}

interface Offer {
  readonly key: string
  readonly title: string
  readonly aside?: string | undefined
  readonly note?: string | undefined
  readonly take: () => void
}

/** What `/` and `{{` offer, at the cursor; the editor keeps the focus and hands over the arrows. */
export function Popup({ editor, host, keys, trigger, contract }: PopupProps) {
  const say = useSay()
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const offers = offersFor(trigger, editor, host, contract, say)
  const chosen = Math.min(at, Math.max(offers.length - 1, 0))
  useEffect(() => setAt(0), [trigger.query, trigger.kind])
  useEffect(() => {
    keys.handle = (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (by && offers.length > 0) setAt((chosen + by + offers.length) % offers.length)
      else if ((event.key === 'Enter' || event.key === 'Tab') && offers[chosen])
        offers[chosen].take()
      else return false
      return true
    }
    return () => {
      keys.handle = undefined
    }
  })
  useLayoutEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const place = editor.view.coordsAtPos(trigger.from)
  const room = window.innerHeight - place.bottom
  const style =
    room > 320
      ? { left: place.left, top: place.bottom + 6 }
      : { left: place.left, bottom: window.innerHeight - place.top + 6 }
  const label = say(trigger.kind === 'field' ? 'chooseField' : 'insert')
  return (
    <div className={css.popup} style={style}>
      {offers.length === 0 ? (
        <p className="soft">{say(trigger.kind === 'field' ? 'noFields' : 'nothingFound')}</p>
      ) : (
        <ul ref={list} role="listbox" aria-label={label}>
          {offers.map((offer, i) => (
            <li
              key={offer.key}
              role="option"
              aria-selected={i === chosen}
              onMouseDown={(event) => {
                event.preventDefault()
                offer.take()
              }}
            >
              <span>
                {offer.title}
                {offer.note && <small>{offer.note}</small>}
              </span>
              {offer.aside && <span className={css.aside}>{offer.aside}</span>}
            </li>
          ))}
        </ul>
      )}
      <p className="unseen" role="status">
        {offers[chosen]?.title}
      </p>
    </div>
  )
}

function offersFor(
  trigger: Trigger,
  editor: Editor,
  host: Host,
  contract: Contract,
  say: ReturnType<typeof useSay>,
): readonly Offer[] {
  const query = trigger.query.trim().toLocaleLowerCase()
  const range = { from: trigger.from, to: editor.state.selection.from }
  const without = (then: () => void) => () => {
    editor.chain().focus().deleteRange(range).run()
    then()
  }
  if (trigger.kind === 'field')
    return fieldsAt(editor, host, contract)
      .filter((field) => matches(field, query))
      .slice(0, 40)
      .map((field) => ({
        key: field.path,
        title: field.path,
        aside: field.shown ?? field.words,
        note: field.description,
        take: without(() => insertField(editor, waysToShow(field.type, field.path)[0]!)),
      }))
  return insertions
    .filter(({ key, also }) => `${say(key)} ${key} ${also}`.toLocaleLowerCase().includes(query))
    .map((insertion) => ({
      key: insertion.key,
      title: say(insertion.key),
      take: without(() => insert(editor, insertion, host)),
    }))
}

function matches({ path, description = '', shown = '' }: FieldChoice, query: string): boolean {
  const all = `${path} ${description} ${shown}`.toLocaleLowerCase()
  return query.split(/[\s.]+/).every((part) => all.includes(part))
}

/** Fields that show something, of the names that hold at the cursor; those of repetitions first. */
export function fieldsAt(editor: Editor, host: Host, contract: Contract): readonly FieldChoice[] {
  if (!host.setting) return []
  const { doc, selection } = editor.state
  const setting = settingAt(doc, selection.from, host.setting)
  const all = setting === host.setting ? host.fields : fieldChoices(setting, contract)
  const shown = flatFields(all).filter(({ type }) => !/^(list|map|bool)/.test(type))
  const outer = new Set(host.fields.map(({ name }) => name))
  const own = (field: FieldChoice) => (outer.has(field.path.split('.')[0]!) ? 1 : 0)
  return shown.toSorted((a, b) => own(a) - own(b))
}

export function triggerOf(editor: Editor): Trigger | null {
  return triggerKey.getState(editor.state) ?? null
}
