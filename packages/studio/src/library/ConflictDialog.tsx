import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { readerText } from '@misiva/compose'
import { WordsDiff } from '../changes/Diff.tsx'
import { Dialog } from '../frame/Dialog.tsx'
import { useSpeech } from '../language/index.tsx'
import { mergedOf, partsOf, unitOf, usual } from './merging.ts'
import type { Choice, Part, Unit } from './merging.ts'
import type { Conflict } from './queries.ts'
import css from './conflict.module.css'

interface ConflictDialogProps {
  readonly conflict: Conflict
  readonly mine: string
  /** What both began with. */
  readonly ground: string
  readonly settle: (text: string) => void
}

/**
 * Two people saved one file: both versions paragraph by paragraph. What only one of them changed is
 * taken as it is; of what both changed somebody decides. Closing it is no choice.
 */
export function ConflictDialog({ conflict, mine, ground, settle }: ConflictDialogProps) {
  const { t, instant } = useSpeech()
  const { theirs } = conflict
  const unit = unitOf(theirs.path)
  const parts = useMemo(
    () => partsOf(ground, mine, theirs.text ?? '', unit),
    [ground, mine, theirs.text, unit],
  )
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(new Map())
  const [byHand, setByHand] = useState<string>()
  const name = theirs.editedBy?.name ?? t('theSystem')
  const merged = byHand ?? mergedOf(parts, choices, unit)
  const open = parts.filter((part, at) => !choices.has(at) && !usual(part)).length
  const every = (choice: Choice) =>
    setChoices(new Map(parts.flatMap((part, at) => (part.kind === 'same' ? [] : [[at, choice]]))))
  return (
    <Dialog title={t('conflictTitle')} size="xl" large>
      <p className="soft">
        {t(theirs.editedAt ? 'conflictBy' : 'conflictPublished', {
          name,
          time: theirs.editedAt ? instant(theirs.editedAt) : '',
        })}{' '}
        {t('conflictText')}
      </p>
      <div className={css.all}>
        <span className="soft small">{t('takeAll')}</span>
        {(['theirs', 'mine', 'both'] as const).map((choice) => (
          <Button
            key={choice}
            size="compact-xs"
            variant="default"
            disabled={byHand !== undefined}
            onClick={() => every(choice)}
          >
            {choiceWord(t, choice, name)}
          </Button>
        ))}
      </div>
      <div className={css.heads} aria-hidden="true">
        <h3>{t('theirs', { name })}</h3>
        <h3>{t('mine')}</h3>
      </div>
      <ol className={css.parts}>
        {parts.map((part, at) => (
          <PartRow
            key={at}
            part={part}
            shown={shownOf(part, unit, t)}
            name={name}
            choice={choices.get(at) ?? usual(part)}
            fixed={byHand !== undefined}
            choose={(choice) => setChoices((now) => new Map(now).set(at, choice))}
          />
        ))}
      </ol>
      <Result {...{ merged, byHand, setByHand, open }} />
      <div className={css.actions}>
        <Button disabled={merged === undefined} onClick={() => settle(merged!)}>
          {t('saveMerged')}
        </Button>
      </div>
    </Dialog>
  )
}

type Say = ReturnType<typeof useSpeech>['t']

const choiceWord = (t: Say, choice: Choice, name: string) =>
  choice === 'theirs' ? t('takeTheirs', { name }) : t(choice === 'mine' ? 'takeMine' : 'takeBoth')

type Shown = Pick<Part, 'ground' | 'mine' | 'theirs'>

/** Paragraphs as their readers know them; what is no words, or differs in no word, as it is written. */
function shownOf(part: Part, unit: Unit, t: Say): Shown {
  if (unit === 'line') return part
  const words = { subject: t('subject'), preheader: t('preheader'), block: t('kind_block') }
  const said = (text: string | null) => (text === null ? null : readerText(text, words))
  const [ground, mine, theirs] = [said(part.ground), said(part.mine), said(part.theirs)]
  if (ground === undefined || mine === undefined || theirs === undefined) return part
  const shown = { ground, mine, theirs }
  const pairs = [
    ['ground', 'mine'],
    ['ground', 'theirs'],
    ['mine', 'theirs'],
  ] as const
  const hides = pairs.some(([a, b]) => part[a] !== part[b] && shown[a] === shown[b])
  return hides ? part : shown
}

interface PartRowProps {
  readonly part: Part
  readonly shown: Shown
  readonly name: string
  readonly choice: Choice | undefined
  readonly fixed: boolean
  readonly choose: (choice: Choice) => void
}

function PartRow({ part, shown, name, choice, fixed, choose }: PartRowProps) {
  const { t } = useSpeech()
  const { kind } = part
  const { ground, mine, theirs } = shown
  if (kind === 'same')
    return (
      <li className={css.same}>
        <pre>{mine}</pre>
      </li>
    )
  const gone = <span className="soft">{ground === null ? '—' : t('takenAway')}</span>
  return (
    <li className={css.part} data-open={choice === undefined || undefined}>
      <div
        role="group"
        aria-label={t('theirs', { name })}
        data-taken={choice !== undefined && choice !== 'mine'}
      >
        <h4>{t('theirs', { name })}</h4>
        <pre tabIndex={0}>
          {theirs === null ? gone : <WordsDiff before={ground ?? ''} after={theirs} />}
        </pre>
      </div>
      <div
        role="group"
        aria-label={t('mine')}
        data-taken={choice !== undefined && choice !== 'theirs'}
      >
        <h4>{t('mine')}</h4>
        <pre tabIndex={0}>
          {mine === null ? gone : <WordsDiff before={ground ?? ''} after={mine} />}
        </pre>
      </div>
      <div className={css.choice}>
        <SegmentedControl
          size="xs"
          aria-label={t('whatStands')}
          disabled={fixed}
          value={choice ?? ''}
          onChange={(value) => choose(value as Choice)}
          data={(['theirs', 'mine', 'both'] as const).map((value) => ({
            value,
            label: choiceWord(t, value, name),
          }))}
        />
        <span className="soft small">
          {kind === 'both'
            ? choice === undefined && t('decideHere')
            : kind === 'mine'
              ? t('onlyYou')
              : t('onlyThem', { name })}
        </span>
      </div>
    </li>
  )
}

interface ResultProps {
  readonly merged: string | undefined
  readonly byHand: string | undefined
  readonly setByHand: (text: string | undefined) => void
  readonly open: number
}

/** What is saved, to be read once more and mended by hand. */
function Result({ merged, byHand, setByHand, open }: ResultProps) {
  const { t } = useSpeech()
  if (merged === undefined)
    return (
      <p role="status" className={css.open}>
        {t('decideOf', { n: open })}
      </p>
    )
  return (
    <div className={css.result}>
      <Textarea
        label={t('merged')}
        autosize
        minRows={4}
        maxRows={12}
        value={merged}
        onChange={(event) => setByHand(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      {byHand !== undefined && (
        <Button mt="xs" size="compact-xs" variant="subtle" onClick={() => setByHand(undefined)}>
          {t('backToChoices')}
        </Button>
      )}
    </div>
  )
}
