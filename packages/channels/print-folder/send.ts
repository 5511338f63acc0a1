import { problem, ProblemError } from '@misiva/model'
import type { Outcome, Outgoing, Receipt } from '@misiva/model'
import { resolve } from 'node:path'
import { paperOf } from './paper.ts'
import type { PrintSettings } from './settings.ts'
import { Spool } from './spool.ts'
import type { NewPiece, Piece } from './piece.ts'

/** Pieces written between two looks at the stop signal. */
const share = 100

const spools = new Map<string, Spool>()

function spoolOf(settings: PrintSettings): Spool {
  const folder = resolve(settings.folder)
  let spool = spools.get(folder)
  if (!spool) spools.set(folder, (spool = new Spool(folder)))
  return spool
}

/** Writes the pieces into the spool; a message already printed is told as printed, not again. */
export async function* send(
  batch: readonly Outgoing[],
  settings: PrintSettings,
  signal: AbortSignal,
): AsyncGenerator<Outcome> {
  const good: Outgoing[] = []
  const refused: Outcome[] = []
  for (const message of batch) {
    const why = fault(message)
    if (why) refused.push({ receipt: receipt(message.envelope.id, 'rejected', why) })
    else good.push(message)
  }
  for (let at = 0; at < good.length; at += share) {
    const some = good.slice(at, at + share)
    const outcomes = signal.aborted ? some.map(stopped) : await print(some, settings, at === 0)
    yield* outcomes
  }
  yield* refused
}

/** `first`: nothing of the batch is printed yet, so a spool that cannot be had is told by a throw. */
async function print(
  messages: readonly Outgoing[],
  settings: PrintSettings,
  first: boolean,
): Promise<Outcome[]> {
  try {
    const pieces = messages.map((message) => pieceOf(message, settings))
    const printed = await spoolOf(settings).print(pieces)
    return printed.map((piece) => ({ receipt: printedReceipt(piece) }))
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    if (first) {
      const told = problem('MSV-K001', `The spool folder ${settings.folder} said no: ${words}`)
      throw new ProblemError([told], { cause })
    }
    // Pieces written without an index line do not exist: sending them again is right.
    return messages.map(({ envelope }) => {
      return { receipt: receipt(envelope.id, 'deferred', words), retry: true }
    })
  }
}

function stopped({ envelope }: Outgoing): Outcome {
  return { receipt: receipt(envelope.id, 'deferred', 'stopped before it was printed'), retry: true }
}

/** The piece's line in the index, or undefined: then it was not printed. */
export async function lookup(
  messageId: string,
  settings: PrintSettings,
): Promise<Receipt | undefined> {
  try {
    const piece = await spoolOf(settings).find(messageId)
    return piece && printedReceipt(piece)
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    const told = problem('MSV-K001', `The spool folder ${settings.folder} said no: ${words}`)
    throw new ProblemError([told], { cause })
  }
}

function fault({ envelope, encoded }: Outgoing): string | undefined {
  if (addressLines(envelope.to).length === 0) return 'MSV-K002 there is no postal address'
  if (encoded.mediaType !== 'application/pdf') return 'MSV-K003 only PDF can be printed'
  return undefined
}

/** Address lines as they stand on the envelope: whole characters, no controls, no empty lines. */
export function addressLines(address: string): string[] {
  return address.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((line) => plain(line) || [])
}

const plain = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()

function pieceOf(outgoing: Outgoing, settings: PrintSettings): NewPiece {
  const { envelope, encoded, sha256 } = outgoing
  return {
    job: settings.job ?? envelope.date.slice(0, 10).replaceAll(/[^0-9-]/g, '_'),
    message: envelope.id,
    key: plain(envelope.key),
    customer: plain(envelope.customer),
    name: plain(envelope.toName),
    address: addressLines(envelope.to),
    country: envelope.country ?? '',
    pages: encoded.units,
    ...paperOf(outgoing, settings),
    file: fileName(envelope.key, envelope.id),
    sha256,
    size: encoded.bytes.byteLength,
    bytes: encoded.bytes,
  }
}

/**
 * `536365_0192f0c4-….pdf`: sorts by key, is a name on every system, cannot leave its folder. From
 * the message's id, not the piece number, so that a repeated attempt overwrites its own file.
 */
export function fileName(key: string, id: string): string {
  const safe = key
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${safe ? `${safe}_` : ''}${id.replaceAll(/[^\w-]/g, '-')}.pdf`
}

function printedReceipt(piece: Piece): Receipt {
  const detail = `piece ${piece.piece} of job ${piece.job}: ${piece.file}`
  const providerId = `${piece.job}/${piece.piece}`
  return { message: piece.message, kind: 'printed', at: piece.at, detail, providerId }
}

function receipt(message: string, kind: Receipt['kind'], detail: string): Receipt {
  const at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  return { message, kind, at, detail }
}
