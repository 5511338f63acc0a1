import { createHash } from 'node:crypto'
import { questionsOf, type Question } from '@misiva/compose'
import { ProblemError } from '@misiva/model'
import type { Alternative, Customer, Release, Takes } from '@misiva/model'
import type { CommunicationView } from '@misiva/record'
import { createComposers } from '../composers.ts'
import type { Composers } from '../composers.ts'
import type { House } from '../house.ts'
import { fileName } from './file-names.ts'
import { notFound } from './problems.ts'
import type { Carried } from './render/index.ts'

export interface Offered {
  readonly name: string
  readonly channel: string
  /** Undefined where the channel is not installed any more. */
  readonly takes: Takes | undefined
}

/** What alternatives of a communication that were not sent would have looked like. */
export interface Previews {
  alternatives(communication: CommunicationView): Promise<readonly Offered[]>
  /**
   * Composes and encodes, as sending would have; kept in memory only. Its links lead to `address`, to
   * nothing without one.
   */
  compose(communication: CommunicationView, alternative: string, address?: string): Promise<Carried>
  /** What an alternative asks this customer. */
  questions(
    communication: CommunicationView,
    alternative: string,
    variant: { readonly language: string; readonly tone: string },
  ): Promise<readonly Question[]>
}

// A page image asks for its bytes again, so the last few previews stay: 64 of some 100 KB.
const KEPT = 64
/** Composers of this many releases stay compiled. */
const RELEASES = 4

export function createPreviews(house: House): Previews {
  const composers = new Map<string, Composers>()
  const made = new Map<string, Promise<Carried>>()
  const takes = (channel: string) => house.channels.get(channel)?.plugin.takes

  const composersOf = (release: Release) =>
    kept(composers, release.hash, RELEASES, () => createComposers(release, takes))

  const releaseOf = async (communication: CommunicationView) => {
    const release = await house.releases.load(communication.release)
    if (!release) throw notFound(`The release ${communication.release} is not stored here.`)
    return release
  }

  return {
    async alternatives(communication) {
      const offered = alternativesOf(await releaseOf(communication), communication)
      return offered.map(({ name, channel }) => ({ name, channel, takes: takes(channel) }))
    },
    async questions(communication, alternative, variant) {
      const release = await releaseOf(communication)
      const { template, data, dated, key } = communication
      const which = { template, alternative, ...variant }
      const customer = communication.recipient as Customer
      const links = { portal: house.links.likeness(communication.id) }
      const found = questionsOf(release, which, { data, customer, links, date: dated, key })
      if (!found.ok) throw new ProblemError(found.problems)
      return found.value
    },
    compose(communication, name, address = house.links.likeness(communication.id)) {
      const known = `${communication.id}/${name} ${address}`
      return kept(made, known, KEPT, async () => {
        try {
          const release = await releaseOf(communication)
          const alternative = alternativesOf(release, communication).find((it) => it.name === name)
          if (!alternative)
            throw notFound(`The template “${communication.template}” has no alternative “${name}”.`)
          const composers = composersOf(release)
          return await carry(house, composers, release, { communication, alternative, address })
        } catch (error) {
          made.delete(known)
          throw error
        }
      })
    },
  }
}

function alternativesOf(release: Release, { template }: CommunicationView): readonly Alternative[] {
  return release.templates.find(({ name }) => name === template)?.alternatives ?? []
}

async function carry(
  house: House,
  composers: Composers,
  release: Release,
  what: {
    readonly communication: CommunicationView
    readonly alternative: Alternative
    readonly address: string
  },
): Promise<Carried> {
  const { communication, address } = what
  const { name, channel } = what.alternative
  const installed = house.channels.get(channel)
  if (!installed) throw notFound(`The channel “${channel}” is not installed here.`)
  const { id, key, template, data, dated } = communication
  const customer = communication.recipient as Customer
  const { language } = communication.messages.at(-1) ?? customer
  const composed = await composers.compose({
    template,
    channel,
    alternative: name,
    language,
    tone: 'neutral',
    data,
    customer,
    key,
    date: dated,
    links: { portal: address },
  })
  if (!composed.ok) throw new ProblemError(composed.problems)
  const from = release.organisation.senders[channel] ?? release.organisation.name
  const to = (customer.contactPoints ?? []).find((it) => it.channel === channel)?.address
  const encoded = await installed.plugin.encode(
    composed.value.composed,
    {
      id,
      from,
      key,
      language,
      date: dated,
      // Where the customer has no address of this kind the preview still needs a well-formed one.
      to: to ?? (installed.plugin.takes === 'mime' ? 'customer@example.invalid' : customer.name),
      toName: customer.name,
      customer: customer.key,
    },
    installed.settings,
  )
  const sha256 = createHash('sha256').update(encoded.bytes).digest('hex')
  return {
    bytes: encoded.bytes,
    sha256,
    mediaType: encoded.mediaType,
    file: `${fileName(key)}.${encoded.extension}`,
    base: `/api/communications/${id}/previews/${encodeURIComponent(name)}`,
    from: installed.plugin.takes === 'text' ? from : null,
  }
}

/** The value under `key`, made if it is missing; the one not made for longest goes first. */
function kept<T>(map: Map<string, T>, key: string, most: number, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const value = make()
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > most && oldest !== undefined) map.delete(oldest)
  return value
}
