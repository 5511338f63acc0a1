import type { YamlPath } from '@misiva/compose'
import type { Problem } from '@misiva/model'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useSay } from './language/index.ts'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

export interface Property {
  /** As the file says it, or as it was typed and refused; undefined where it is not said here. */
  readonly own: unknown
  readonly problem: Problem | undefined
  readonly put: (value: unknown) => void
  readonly clear: () => void
  readonly readOnly: boolean
}

interface Refused {
  readonly value: unknown
  readonly problem: Problem
  /** What the file said meanwhile: when that changes, what was refused is forgotten. */
  readonly over: unknown
}

/** One value of the sheet. What the checker refuses stays in the control, with the reason. */
export function useProperty(model: SheetModel, path: YamlPath): Property {
  const [refused, setRefused] = useState<Refused>()
  const said = model.at(path)
  const held = refused && refused.over === said ? refused : undefined
  return {
    own: held ? held.value : said,
    problem: held?.problem ?? model.problemsAt(path)[0],
    put: (value) => {
      const problem = model.put(path, value)
      setRefused(problem && { value, problem, over: said })
    },
    clear: () => {
      setRefused(undefined)
      model.put(path, undefined)
    },
    readOnly: model.readOnly,
  }
}

/** What the control is told about itself. */
export interface Handles {
  readonly id: string
  readonly 'aria-label'?: string
  readonly 'aria-invalid'?: true
  readonly 'aria-describedby'?: string
}

interface RowProps {
  readonly label: string
  readonly property: Property
  /** What holds where the value is not said here. */
  readonly from?: string | undefined
  readonly wide?: boolean
  /** Several controls for one value: named as a group. */
  readonly group?: boolean
  /** A value that has to be there. */
  readonly needed?: boolean
  readonly children: (handles: Handles) => ReactNode
}

/** A label, its control, where the value comes from, and what is wrong with it. */
export function Row({ label, property, from, wide, group, needed, children }: RowProps) {
  const id = useId()
  const say = useSay()
  const { own, problem, readOnly, clear } = property
  const handles: Handles = {
    id,
    ...(problem && { 'aria-invalid': true, 'aria-describedby': `${id}-told` }),
  }
  const said = own !== undefined
  const inside = (
    <>
      {group ? (
        <span className={css.label} id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label className={css.label} htmlFor={id}>
          {label}
        </label>
      )}
      <div className={css.control}>{children(handles)}</div>
      <div className={css.origin}>
        {said && !needed && !readOnly ? (
          <button
            type="button"
            className={css.reset}
            title={from ? say('resetTo', { from }) : say('reset')}
            aria-label={`${say('reset')}: ${label}`}
            onClick={clear}
          >
            <IconArrowBackUp size={14} aria-hidden />
          </button>
        ) : (
          !said && from && <span className={css.from}>{from}</span>
        )}
      </div>
      {problem && (
        <p className={css.told} id={`${id}-told`} aria-live="polite">
          {problem.message}
          {problem.hint && <span className="soft"> {problem.hint}</span>}
        </p>
      )}
    </>
  )
  const mark = {
    className: css.row,
    'data-own': said || undefined,
    'data-wide': wide || undefined,
    'data-bad': problem ? true : undefined,
  }
  return group ? (
    <div role="group" aria-labelledby={`${id}-label`} {...mark}>
      {inside}
    </div>
  ) : (
    <div {...mark}>{inside}</div>
  )
}
