import type { Channel } from '../api/client.ts'
import { useSpeech } from '../language/index.tsx'
import css from './channels.module.css'

interface Property {
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly secret?: boolean
  readonly properties?: Readonly<Record<string, Property>>
}

interface Line {
  readonly path: string
  readonly property: Property
  readonly value: unknown
}

/** A channel's settings, drawn from its own schema; to be read, for now. */
export function SettingsForm({ channel }: { channel: Channel }) {
  const { t } = useSpeech()
  const schema = channel.settingsSchema as Property
  const lines = linesOf(schema, channel.settings, '')
  return (
    <section>
      <h3>{t('settings')}</h3>
      {lines.length === 0 ? (
        <p className="soft">{t('noSettings')}</p>
      ) : (
        <>
          <dl className={css.pairs}>
            {lines.map((line) => (
              <div key={line.path}>
                <dt title={line.property.description}>{line.property.title ?? line.path}</dt>
                <dd>
                  <Value line={line} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="soft small">{t('settingsNote')}</p>
        </>
      )}
    </section>
  )
}

function linesOf(schema: Property, values: Record<string, unknown>, before: string): Line[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = before ? `${before}.${name}` : name
    const value = values[name]
    if (property.properties && typeof value === 'object' && value !== null)
      return linesOf(property, value as Record<string, unknown>, path)
    return [{ path, property, value }]
  })
}

function Value({ line: { property, value } }: { line: Line }) {
  const { t, number } = useSpeech()
  if (value === undefined || value === null || value === '')
    return <span className="soft">{t('unset')}</span>
  if (property.secret) return <span className="soft">{t('secretSet')}</span>
  if (typeof value === 'boolean') return <>{t(value ? 'yes' : 'no')}</>
  // A port is a name, not an amount: it takes no thousands separator.
  if (typeof value === 'number')
    return <code>{Number.isInteger(value) ? String(value) : number(value, 3)}</code>
  return <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
}
