/** Everything a named style says, each value with its control. */
import { borderKeys, tableGrounds, tableLetters, tableRules } from '@misiva/compose'
import type { YamlPath } from '@misiva/compose'
import type { ParagraphLook } from '@misiva/compose'
import { ColourField, RuleField } from './ColourField.tsx'
import { ChoiceField, FlagField, LengthField, TextField, words } from './fields.tsx'
import { useSay } from './language/index.ts'
import type { Key, Say } from './language/index.ts'
import { inUnit, readLength } from './lengths.ts'
import type { Length, Unit } from './lengths.ts'
import { SidesField } from './SidesField.tsx'
import { trace } from './trace.ts'
import type { StyleKind } from './trace.ts'
import type { SheetModel } from './useSheet.ts'
import css from './sheet.module.css'

export interface StyleFormProps {
  readonly model: SheetModel
  readonly kind: Exclude<StyleKind, 'masters'>
  readonly name: string
}

interface Facts extends StyleFormProps {
  readonly say: Say
}

/** What every field of a style is given: its path, its label, and where its value comes from. */
function field({ model, kind, name, say }: Facts, key: string, label = key as Key) {
  const path: YamlPath = [...model.prefix, kind, name, key]
  const traced = trace(model.style, model.scope, kind, name, key)
  const from =
    traced &&
    (traced.scope !== model.scope && traced.style === name
      ? say('fromAll')
      : say('fromStyle', { style: traced.style }))
  return { key, model, path, label: say(label), from, said: words(traced?.value), traced }
}

type Field = ReturnType<typeof field>
const plain = ({ key: _, said: __, traced: ___, ...rest }: Field) => rest

/** Screens think in pixels, paper in points. */
const unitOf = (model: SheetModel): Unit =>
  model.scope === '' || model.scope === 'print' ? 'pt' : 'px'

export function StyleForm(props: StyleFormProps) {
  const say = useSay()
  const facts = { ...props, say }
  if (props.kind === 'tables') return <TableForm {...facts} />
  if (props.kind === 'boxes') return <BoxForm {...facts} />
  if (props.kind === 'cells') return <CellForm {...facts} />
  return (
    <>
      <LetterFields {...facts} />
      {props.kind === 'paragraphs' && <ParagraphFields {...facts} />}
    </>
  )
}

function lookOf({ model, kind, name }: Facts): Partial<ParagraphLook> | undefined {
  return kind === 'text' ? model.look.text.get(name) : model.look.paragraphs.get(name)
}

/** A length measured by the engine, in the unit the file says it in elsewhere. */
function measured(points: number | undefined, said: string, unit: Unit): Length | undefined {
  const read = said ? readLength(said, unit) : undefined
  if (read && read.unit !== 'em' && read.unit !== '%') return read
  return points === undefined ? undefined : inUnit(points, unit)
}

function LetterFields(facts: Facts) {
  const { model, kind, say } = facts
  const at = (key: string) => field(facts, key)
  const look = lookOf(facts)
  const families = familiesOf(model)
  const unit = unitOf(model)
  const weights = weightsOf(model, look?.font)
  const parents = [...model.look.paragraphs.keys()].filter((it) => it !== facts.name)
  return (
    <section className={css.group}>
      <h3>{say('letters')}</h3>
      {kind === 'paragraphs' && facts.name !== 'body' && (
        <ChoiceField
          {...plain(at('extends'))}
          choices={parents.map((it) => [it, it])}
          inherited="body"
        />
      )}
      <ChoiceField
        {...plain(at('font'))}
        choices={families.map((it) => [it, it])}
        inherited={look?.font}
      />
      <TextField
        {...plain(at('fallback'))}
        inherited={look?.fallback?.join(', ')}
        as={listed}
        options={families}
      />
      <LengthField
        {...plain(at('size'))}
        inherited={measured(look?.size, at('size').said, unit)}
        unit={unit}
      />
      <ChoiceField
        {...plain(at('weight'))}
        choices={weights.map((it) => [String(it), say('weightN', { n: String(it) })])}
        inherited={look?.weight === undefined ? undefined : String(look.weight)}
        as={Number}
      />
      <FlagField {...plain(at('italic'))} inherited={look?.italic} />
      <ColourField {...plain(at('color'))} inherited={look?.color} />
      <LengthField
        {...plain(at('letterSpacing'))}
        inherited={measured(look?.letterSpacing ?? 0, at('letterSpacing').said, unit)}
        unit={unit}
      />
      <TextField
        {...plain(at('features'))}
        inherited={look?.features?.join(', ')}
        as={listed}
        options={['tnum', 'lnum', 'onum', 'smcp', 'c2sc', 'case', 'zero', 'frac', '-liga']}
      />
    </section>
  )
}

const listed = (value: string) =>
  value
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)

const numberings = [
  ['decimal', '1, 2, 3'],
  ['lower-alpha', 'a, b, c'],
  ['upper-alpha', 'A, B, C'],
  ['lower-roman', 'i, ii, iii'],
  ['upper-roman', 'I, II, III'],
] as const

function ParagraphFields(facts: Facts) {
  const { model, say } = facts
  const at = (key: string) => field(facts, key)
  const look = lookOf(facts)
  const unit = unitOf(model)
  const length = (key: 'lineHeight' | 'spaceBefore' | 'spaceAfter' | 'indent') => (
    <LengthField
      {...plain(at(key))}
      inherited={measured(look?.[key], at(key).said, unit)}
      unit={unit}
    />
  )
  return (
    <section className={css.group}>
      <h3>{say('paragraphGroup')}</h3>
      {length('lineHeight')}
      {length('spaceBefore')}
      {length('spaceAfter')}
      {length('indent')}
      <ChoiceField
        {...plain(at('align'))}
        choices={(['start', 'center', 'end', 'justify'] as const).map((it) => [it, say(it)])}
        inherited={look?.align ?? 'start'}
      />
      <FlagField {...plain(at('hyphenate'))} inherited={look?.hyphenate} />
      <FlagField {...plain(at('keepWithNext'))} inherited={look?.keepWithNext} />
      {/^heading\d?/.test(facts.name) && (
        <ChoiceField
          {...plain(at('numbering'))}
          choices={[['none', say('notNumbered')], ...numberings]}
          inherited={look?.numbering ?? 'none'}
        />
      )}
    </section>
  )
}

function TableForm(facts: Facts) {
  const { model, say, name } = facts
  const look = model.look.tables.get(name)
  const styles = [...model.look.paragraphs.keys()].map((it) => [it, it] as const)
  const at = (key: string, label?: Key) => field(facts, key, label)
  const letters = (key: (typeof tableLetters)[number]) => (
    <ChoiceField
      {...plain(at(key, key === 'body' ? 'rows' : (key as Key)))}
      key={key}
      choices={styles}
      inherited={look?.[key]}
    />
  )
  return (
    <>
      <section className={css.group}>
        <h3>{say('letters')}</h3>
        {tableLetters.map(letters)}
        <StandsField facts={facts} inherited={look?.verticalAlign} />
      </section>
      <section className={css.group}>
        <h3>{say('grounds')}</h3>
        {tableGrounds.map((key) => (
          <ColourField key={key} {...plain(at(key))} inherited={look?.[key]} />
        ))}
      </section>
      <section className={css.group}>
        <h3>{say('rules')}</h3>
        <RuleFields facts={facts} keys={tableRules} />
        <SidesField
          {...plain(at('padding'))}
          inherited={at('padding').said || '2pt 4pt'}
          unit={unitOf(model)}
        />
      </section>
      <Borders {...facts} />
    </>
  )
}

/** Where content stands in a cell that is taller than it. */
function StandsField({ facts, inherited }: { facts: Facts; inherited: string | undefined }) {
  const { say } = facts
  return (
    <ChoiceField
      {...plain(field(facts, 'verticalAlign'))}
      choices={(['top', 'middle', 'bottom'] as const).map((it) => [it, say(it)])}
      inherited={inherited}
    />
  )
}

function RuleFields({ facts, keys }: { facts: Facts; keys: readonly string[] }) {
  return keys.map((key) => {
    const own = field(facts, key)
    return <RuleField key={key} {...plain(own)} inherited={own.said} />
  })
}

/** All around, and what one side has otherwise. */
function Borders(facts: Facts) {
  return (
    <section className={css.group}>
      <h3>{facts.say('borders')}</h3>
      <RuleFields facts={facts} keys={borderKeys} />
    </section>
  )
}

function CellForm(facts: Facts) {
  const { model, say, name } = facts
  const look = model.look.cells.get(name)
  const styles = [...model.look.paragraphs.keys()].map((it) => [it, it] as const)
  const at = (key: string, label?: Key) => field(facts, key, label)
  return (
    <>
      <section className={css.group}>
        <h3>{say('grounds')}</h3>
        <ColourField {...plain(at('background'))} inherited={look?.background} />
        <ChoiceField
          {...plain(at('paragraph', 'letters'))}
          choices={styles}
          inherited={look?.paragraph}
        />
        <StandsField facts={facts} inherited={look?.verticalAlign} />
        <SidesField
          {...plain(at('padding'))}
          inherited={at('padding').said || ''}
          unit={unitOf(model)}
        />
      </section>
      <Borders {...facts} />
    </>
  )
}

function BoxForm(facts: Facts) {
  const { model, say, name } = facts
  const look = model.look.boxes.get(name)
  const unit = unitOf(model)
  const at = (key: string) => field(facts, key)
  const length = (key: 'spaceBefore' | 'spaceAfter') => (
    <LengthField
      {...plain(at(key))}
      inherited={measured(look?.[key], at(key).said, unit)}
      unit={unit}
    />
  )
  return (
    <>
      <section className={css.group}>
        <h3>{say('grounds')}</h3>
        <ColourField {...plain(at('background'))} inherited={look?.background} />
        <SidesField
          {...plain(at('radius'))}
          inherited={at('radius').said || '0pt'}
          unit={unit}
          sides={corners}
        />
      </section>
      <Borders {...facts} />
      <section className={css.group}>
        <h3>{say('spaces')}</h3>
        <SidesField {...plain(at('padding'))} inherited={at('padding').said || '0pt'} unit={unit} />
        {length('spaceBefore')}
        {length('spaceAfter')}
      </section>
    </>
  )
}

const corners = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'] as const

/** Families of the sheet, in the order they are told. */
export function familiesOf({ style, scope }: SheetModel): readonly string[] {
  const all = [...style.fonts, ...(style.channels[scope]?.fonts ?? [])]
  return [...new Set(all.map(({ family }) => family))]
}

/** The weights a family has, else all there can be. */
function weightsOf({ style }: SheetModel, family: string | undefined): readonly number[] {
  const own = style.fonts.filter((font) => font.family === family).map(({ weight }) => weight)
  const all = own.length > 0 ? own : [100, 200, 300, 400, 500, 600, 700, 800, 900]
  return [...new Set(all)].toSorted((a, b) => a - b)
}
