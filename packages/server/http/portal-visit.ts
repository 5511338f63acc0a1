import type { FastifyRequest } from 'fastify'
import { chooseLanguage, type PageWorld, type PortalLanguage } from '@misiva/portal'
import {
  countOpening,
  findLink,
  readCommunication,
  recordReceipts,
  type CommunicationView,
  type MessageView,
  type PersonalLinkView,
} from '@misiva/record'
import type { House } from '../house.ts'
import type { Rooms } from './rooms.ts'

/** Somebody came by a personal link: which, to what, and how to speak to them. */
export interface Visit {
  readonly token: string
  /** The link's whole address. */
  readonly address: string
  readonly link: PersonalLinkView
  readonly communication: CommunicationView
  /** The message that carried the link; the last one where it was given by hand. */
  readonly carrier: MessageView | undefined
  readonly variant: { readonly language: string; readonly tone: string }
  readonly world: PageWorld & { readonly organisation: string }
  readonly timeZone: string
}

export async function visitOf(
  { house }: Rooms,
  token: string,
  acceptLanguage: string | undefined,
): Promise<Visit | undefined> {
  const sha256 = house.links.hashOf(token)
  const link = sha256 && (await findLink(house.db, sha256))
  const communication = link && (await readCommunication(house.db, link.communication))
  const release = communication && (await house.releases.load(communication.release))
  if (!link || !communication || !release) return undefined
  const { messages, recipient } = communication
  const carrier = messages.find(({ id }) => id === link.message) ?? messages.at(-1)
  const { language, tone } = carrier ?? { language: recipient.language, tone: 'neutral' }
  const { name, timeZone } = release.organisation
  return {
    ...{ token, link, communication, carrier, variant: { language, tone } },
    address: house.links.addressOf(token),
    world: { language: languageOf(language, acceptLanguage), organisation: name },
    timeZone: recipient.timeZone ?? timeZone,
  }
}

/** The message's language if the portal speaks it, else one of the browser's. */
export function languageOf(
  language: string | undefined,
  acceptLanguage: string | undefined,
): PortalLanguage {
  return chooseLanguage([language, acceptLanguage].filter(Boolean).join(','))
}

/** Counts a look and tells it of the message; a program that only asks ahead has seen nothing. */
export async function noteOpening(
  house: House,
  { link }: Visit,
  request: FastifyRequest,
): Promise<void> {
  const purpose = request.headers['sec-purpose'] ?? request.headers['purpose']
  if (request.method === 'HEAD' || purpose !== undefined) return
  await countOpening(house.db, link.id)
  if (link.message === null) return
  // To the minute: a page reloaded at once is one look at it.
  const at = Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' })
  await recordReceipts(house.db, [{ message: link.message, kind: 'opened', at: at.toString() }])
}
