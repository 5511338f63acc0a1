import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatProblem, type IntakeRecord, type Release } from '@misiva/model'
import { safe } from '@misiva/record'
import { stageLine } from '../stages.ts'
import { profiledComposing } from '../profiled-composing.ts'
import { readChannelSettings } from '../channel-settings.ts'
import { installed } from '../channels.ts'
import {
  createComposing,
  type ComposedTask,
  type Composing,
  type ComposeTask,
} from '../composing.ts'
import { readContentFolder } from '../content-folder.ts'
import type { Channels } from '../house.ts'
import { createLinks } from '../links.ts'
import { checkNames } from './names.ts'
import { readReleaseFiles } from '../open-house.ts'
import { openSource, records } from '../reading.ts'
import { readSettings, type Settings } from '../settings.ts'

export interface Options {
  readonly content: string
  readonly data: string
  readonly channel: string
  readonly out: string
  readonly source?: string
  readonly limit?: number
  readonly date?: string
  readonly json?: boolean
  readonly profile?: boolean
}

interface Sum {
  documents: number
  pages: number
  bytes: number
  failed: number
}

export async function compose(template: string, options: Options): Promise<void> {
  const began = performance.now()
  const settings = readSettings(process.env)
  const files = await readContentFolder(options.content)
  const release = readReleaseFiles(files)
  checkNames(release, template, options.channel)
  const profiled = options.profile && (await profiledComposing(release, offlineChannels(settings)))
  const composing = profiled || createComposing(offlineChannels(settings), settings.threads)
  composing.warm(release)
  try {
    const source = await openSource(files, options.data, options.source)
    const sum: Sum = { documents: 0, pages: 0, bytes: 0, failed: 0 }
    await mkdir(join(options.out, options.channel), { recursive: true })
    const tasks = taskMaker(release, template, options, settings)
    let group: IntakeRecord[] = []
    const under = new Set<Promise<void>>()
    const hand = async () => {
      const batch = group
      group = []
      const work = composeGroup(composing, release, batch, tasks, options, sum)
      under.add(work)
      void work.finally(() => under.delete(work)).catch(() => {})
      // A few groups ahead keep every thread busy; more would only fill the memory.
      if (under.size > 3) await Promise.race(under)
    }
    let read = 0
    for await (const { record, rejected } of records(source, release, template)) {
      if (record) group.push(record)
      if (rejected) {
        sum.failed += 1
        process.stderr.write(`${formatProblem(rejected)}\n`)
      }
      read += 1
      if (group.length >= composing.threads * 32) await hand()
      if (read === options.limit) break
    }
    await hand()
    await Promise.all(under)
    print(sum, (performance.now() - began) / 1000, options)
    if (profiled && !options.json)
      process.stdout.write(`${stageLine(profiled.stages.take(), sum.documents)} a document\n`)
    if (sum.failed > 0 && sum.documents === 0) process.exitCode = 1
  } finally {
    await composing.close()
  }
}

/** The channels as far as composing needs them: nothing listens behind them. */
function offlineChannels(settings: Settings): Channels {
  const all = new Map(
    installed.map(({ name, channel: plugin }) => [
      name,
      {
        ...{ name, plugin, sandbox: true },
        settings: readChannelSettings(name, plugin, settings.environment).own ?? {},
      },
    ]),
  )
  return { names: [...all.keys()], get: (name) => all.get(name) }
}

function taskMaker(release: Release, template: string, options: Options, settings: Settings) {
  const date = options.date ?? `${Temporal.Now.plainDateISO('UTC').toString()}T00:00:00Z`
  const links = createLinks(settings.url)
  const { defaultLanguage, senders, name } = release.organisation
  const { languages } = release.templates.find((candidate) => candidate.name === template)!
  return ({ key, customer, data }: IntakeRecord): ComposeTask => {
    const { channel } = options
    const id = stableId(`${release.hash} ${template} ${channel} ${key}`)
    const base = customer.language.split('-')[0]!
    const language =
      [customer.language, base].find((tag) => languages.includes(tag)) ?? defaultLanguage
    return {
      ...{ id, template, channel, language, customer, tone: 'neutral' },
      data: JSON.stringify(data),
      portal: links.likeness(id),
      envelope: {
        ...{ id, language, date, key },
        from: senders[channel] ?? name,
        to:
          customer.contactPoints.find((point) => point.channel === channel)?.address ??
          nowhere(channel),
        toName: customer.name,
        customer: customer.key,
      },
    }
  }
}

/** A customer without an address on the channel still gets a document to look at. */
function nowhere(channel: string): string {
  const takes = installed.find(({ name }) => name === channel)!.channel.takes
  return takes === 'mime' ? 'nobody@example.invalid' : ''
}

/** A UUID (version 8, RFC 9562) made of the record, so that the same input gives the same bytes. */
function stableId(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

async function composeGroup(
  composing: Composing,
  release: Release,
  group: readonly IntakeRecord[],
  taskOf: (record: IntakeRecord) => ComposeTask,
  options: Options,
  sum: Sum,
): Promise<void> {
  if (group.length === 0) return
  const results = await composing.compose(release, group.map(taskOf))
  await Promise.all(results.map((result, index) => keep(result, group[index]!.key, options, sum)))
}

async function keep(result: ComposedTask, key: string, options: Options, sum: Sum): Promise<void> {
  if (!result.ok) {
    sum.failed += 1
    process.exitCode = 1
    for (const found of result.problems) process.stderr.write(`${formatProblem(found)}\n`)
    return
  }
  await writeFile(
    join(options.out, options.channel, `${safe(key)}.${result.extension}`),
    result.bytes,
  )
  sum.documents += 1
  sum.pages += result.units
  sum.bytes += result.bytes.byteLength
}

function print(sum: Sum, elapsed: number, options: Options): void {
  const { documents, pages, bytes, failed } = sum
  const seconds = Math.round(elapsed * 1000) / 1000
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ documents, pages, bytes, seconds, failed })}\n`)
    return
  }
  const rate = Math.round(documents / elapsed)
  process.stdout.write(
    `${documents} documents, ${pages} pages, ${(bytes / 1e6).toFixed(1)} MB in ${seconds} s (${rate}/s), ${failed} failed; in ${join(options.out, options.channel)}\n`,
  )
}
