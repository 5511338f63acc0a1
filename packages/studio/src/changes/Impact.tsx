import { Progress } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { useKeys } from '../frame/keys.ts'
import { useSpeech } from '../language/index.tsx'
import { ChannelMark } from '../marks/ChannelMark.tsx'
import { Compared } from './Compared.tsx'
import { filtered, ImpactFilters, pagesGained, segmentsGained } from './ImpactFilters.tsx'
import type { ImpactFilter } from './ImpactFilters.tsx'
import type { Change, ImpactItem } from './queries.ts'
import { useImpact } from './useImpact.ts'
import css from './impact.module.css'

const keyOf = (it: ImpactItem) =>
  [it.template, it.alternative, it.channel, it.language, it.tone, it.sample].join(' ')

/** Whom the change reaches: every composition that differs, as it was and as it will be. */
export function Impact({ change }: { change: Change }) {
  const { t } = useSpeech()
  const files = change.files.map(({ path, sha256 }) => `${path} ${sha256}`).join()
  const impact = useImpact(change.id, files, change.files.length > 0)
  const [filter, setFilter] = useState<ImpactFilter>({ differing: true })
  const [chosen, setChosen] = useState<string>()
  const shown = useMemo(() => filtered(impact.items, filter), [impact.items, filter])
  const item = shown.find((it) => keyOf(it) === chosen) ?? shown[0]
  const list = useRef<HTMLElement>(null)
  const move = (by: number) => {
    const at = item ? shown.indexOf(item) : -1
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))]
    if (!next) return
    setChosen(keyOf(next))
    list.current
      ?.querySelector(`[data-key="${CSS.escape(keyOf(next))}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({ j: () => move(1), k: () => move(-1) })
  if (change.files.length === 0) return <p className="soft">{t('noFilesYet')}</p>
  return (
    <>
      <Summary items={impact.items} tasks={impact.tasks} standing={impact.standing} />
      {impact.items.length > 0 && (
        <div className={css.impact}>
          <nav className={`sheet ${css.list}`} aria-label={t('impact')} ref={list}>
            <ImpactFilters
              items={impact.items}
              filter={filter}
              shown={shown.length}
              set={setFilter}
            />
            <Groups items={shown} current={item} choose={(it) => setChosen(keyOf(it))} />
          </nav>
          {item ? (
            <Compared key={keyOf(item)} item={item} />
          ) : (
            <p className="soft">
              {impact.standing !== 'done'
                ? t('chooseItem')
                : t(impact.items.some((it) => it.changed) ? 'noMatches' : 'impactNothing')}
            </p>
          )}
        </div>
      )}
    </>
  )
}

interface SummaryProps {
  readonly items: readonly ImpactItem[]
  readonly tasks: number | undefined
  readonly standing: 'working' | 'done' | 'failed'
}

function Summary({ items, tasks = 0, standing }: SummaryProps) {
  const { t } = useSpeech()
  const sums = useMemo(() => sumUp(items), [items])
  const changed = items.filter((it) => it.changed).length
  const facts = [
    sums.pages > 0 && ([t('pagesGained', { n: sums.pages }), 'warn'] as const),
    sums.pages < 0 && ([t('pagesLost', { n: -sums.pages }), 'good'] as const),
    sums.segments > 0 && ([t('segmentsGained', { n: sums.segments }), 'warn'] as const),
    sums.segments < 0 && ([t('segmentsLost', { n: -sums.segments }), 'good'] as const),
    sums.missing.length > 0 &&
      ([t('missingTranslation', { languages: sums.missing.join(', ') }), 'bad'] as const),
    sums.behind.length > 0 &&
      ([t('behindTranslation', { languages: sums.behind.join(', ') }), 'warn'] as const),
    sums.problems > 0 && ([t('problems', { n: sums.problems }), 'bad'] as const),
  ].filter((it) => it !== false)
  return (
    <div className={css.summary}>
      {standing === 'working' && (
        <Progress
          value={tasks > 0 ? (items.length / tasks) * 100 : 4}
          animated
          size="xs"
          aria-label={t('impact')}
          className={css.progress}
        />
      )}
      <p role="status" className={css.sum}>
        {standing === 'working'
          ? t('impactWorking', { done: items.length, tasks })
          : standing === 'failed'
            ? t('impactFailed')
            : t('impactDone', { changed, tasks: items.length })}
      </p>
      <ul className={css.facts}>
        {facts.map(([text, tone]) => (
          <li key={text} data-tone={tone} className={css.fact}>
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

function sumUp(items: readonly ImpactItem[]) {
  const sum = (pick: (it: ImpactItem) => number) => items.reduce((total, it) => total + pick(it), 0)
  return {
    pages: sum(pagesGained),
    segments: sum(segmentsGained),
    missing: [...new Set(items.flatMap((it) => it.missing))],
    behind: [...new Set(items.flatMap((it) => it.behind))],
    problems: sum((it) => it.problems.length),
  }
}

interface GroupsProps {
  readonly items: readonly ImpactItem[]
  readonly current: ImpactItem | undefined
  readonly choose: (item: ImpactItem) => void
}

/** By template, and in it by alternative and language: as one would look for a letter. */
function Groups({ items, current, choose }: GroupsProps) {
  const templates = Map.groupBy(items, (it) => it.template)
  return [...templates].map(([template, ofTemplate]) => (
    <section key={template}>
      <h2 className={css.template}>{template}</h2>
      {[...Map.groupBy(ofTemplate, (it) => `${it.alternative} ${it.language} ${it.tone}`)].map(
        ([key, group]) => (
          <div key={key} className={css.group}>
            <div className={css.groupHead}>
              <ChannelMark channel={group[0]!.channel} />
              <span className="soft small">
                {[
                  group[0]!.alternative === group[0]!.channel ? '' : group[0]!.alternative,
                  group[0]!.language,
                  group[0]!.tone === 'neutral' ? '' : group[0]!.tone,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <ul>
              {group.map((it) => (
                <li key={it.sample}>
                  <button
                    type="button"
                    data-key={keyOf(it)}
                    aria-current={it === current}
                    onClick={() => choose(it)}
                    className={css.item}
                  >
                    <span>{it.sample}</span>
                    <Differs item={it} />
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
    </section>
  ))
}

function Differs({ item }: { item: ImpactItem }) {
  const { t, word } = useSpeech()
  const { pagesBefore, pagesAfter, segmentsBefore, segmentsAfter, differs } = item
  const gained =
    item.takes === 'pages' &&
    pagesBefore !== null &&
    pagesAfter !== null &&
    pagesBefore !== pagesAfter
      ? t('pagesFromTo', { a: pagesBefore, b: pagesAfter })
      : segmentsBefore !== null && segmentsAfter !== null && segmentsBefore !== segmentsAfter
        ? t('segmentsFromTo', { a: segmentsBefore, b: segmentsAfter })
        : undefined
  if (!item.changed) return <span className="soft small">{t('unchanged')}</span>
  return (
    <span className={css.differs}>
      {gained ? (
        <strong>{gained}</strong>
      ) : (
        <span className="soft small">{differs[0] && word('differ', differs[0])}</span>
      )}
    </span>
  )
}
