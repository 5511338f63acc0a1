import { z } from 'zod'
import { ProblemError, problem, type AnyChannel, type Problem } from '@misiva/model'

/** Settings of the house for any channel, beside the channel's own. */
export interface Given {
  /** As the channel's schema takes them; undefined if nothing is set. */
  readonly own: unknown
  /** Messages a second at most. */
  readonly pace: number | undefined
}

/**
 * Reads a channel's settings from the environment: `MISIVA_EMAIL_HOST` is `host` of the channel installed
 * as `email`, `MISIVA_SMS_RECEIPT_WAIT` is `receiptWait` of `sms`. `MISIVA_EMAIL_PACE` bounds messages a
 * second on any channel. Throws MSV-S003 with the variable's name, for an unknown one too.
 */
export function readChannelSettings(
  name: string,
  plugin: AnyChannel,
  environment: Readonly<Record<string, string | undefined>>,
): Given {
  const prefix = prefixOf(name)
  const kinds = propertyTypes(plugin)
  const variables = Object.entries(environment).filter(
    ([key, value]) => key.startsWith(prefix) && value !== undefined && value !== '',
  ) as [string, string][]
  const problems: Problem[] = []
  let pace: number | undefined
  const own: Record<string, unknown> = {}
  for (const [variable, value] of variables) {
    if (variable === `${prefix}PACE`) {
      pace = Number(value)
      if (!(pace > 0))
        problems.push(problem('MSV-S003', `${variable}: a number above 0, not “${value}”`))
      continue
    }
    const key = camel(variable.slice(prefix.length))
    const kind = kinds.get(key)
    if (kind === undefined) {
      const known = [...kinds.keys()].map((k) => prefix + snake(k)).join(', ')
      problems.push(
        problem(
          'MSV-S003',
          `${variable}: ${plugin.name} has no such setting`,
          undefined,
          `It has ${known}.`,
        ),
      )
    } else own[key] = typed(value, kind)
  }
  if (Object.keys(own).length > 0) {
    const checked = plugin.settings.safeParse(own)
    for (const issue of checked.error?.issues ?? []) {
      const variable = prefix + snake(issue.path.join('_'))
      problems.push(problem('MSV-S003', `${variable}: ${issue.message}`))
    }
    if (checked.success && problems.length === 0) return { own: checked.data, pace }
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return { own: undefined, pace }
}

/** The variables a channel is set by, under the name it is installed with. */
export function channelVariables(name: string, plugin: AnyChannel): string[] {
  const prefix = prefixOf(name)
  return [...[...propertyTypes(plugin).keys()].map((key) => prefix + snake(key)), `${prefix}PACE`]
}

const prefixOf = (name: string) => `MISIVA_${name.toUpperCase().replaceAll('-', '_')}_`

/** JSON Schema type of each setting: text from the environment becomes what the schema expects. */
function propertyTypes(plugin: AnyChannel): Map<string, string> {
  const schema = z.toJSONSchema(plugin.settings, { unrepresentable: 'any', io: 'input' }) as {
    properties?: Record<string, { type?: string }>
  }
  return new Map(
    Object.entries(schema.properties ?? {}).map(([key, value]) => [key, value.type ?? 'string']),
  )
}

function typed(value: string, kind: string): unknown {
  if (kind === 'number' || kind === 'integer') return Number(value)
  if (kind === 'boolean')
    return value === 'true' || value === '1'
      ? true
      : value === 'false' || value === '0'
        ? false
        : value
  return value
}

const camel = (name: string) =>
  name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const snake = (name: string) => name.replace(/[A-Z]/g, '_$&').toUpperCase()
