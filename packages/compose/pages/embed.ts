/** Files a document carries: those of the folder as they are, data files and fields made for each record. */
import { problem } from '@misiva/model'
import type { DataFile, Embedded, EmbeddedSource, FacturX } from '@misiva/model'
import type { Attachment, parseXml } from '@misiva/typeset'
import { compileData } from '../data/program.ts'
import { plainText } from '../data/plain.ts'
import { say } from '../program/context.ts'
import type { Context } from '../program/context.ts'
import { safeName } from '../program/file-name.ts'
import type { Run } from '../program/scope.ts'
import { near } from '../style/resolver.ts'

/** What the document is given for one record. */
export interface Carrying {
  readonly attachments: readonly Attachment[]
  /** Its e-invoice, if it has one. */
  readonly facturX: FacturX | undefined
}

export type EmbedProgram = (run: Run) => Carrying

type Bytes = (run: Run) => Uint8Array | undefined

/** Runs once for an alternative; what it returns runs once for a record. */
export async function compileEmbedded(
  list: readonly Embedded[],
  files: readonly DataFile[],
  context: Context,
): Promise<EmbedProgram> {
  // What makes pages is loaded where there are some to put files into.
  const { parseXml: readXml } = await import('@misiva/typeset')
  const each = list.map((embedded) => one(embedded, { files, readXml }, context))
  return (run) => {
    const attachments: Attachment[] = []
    let facturX: FacturX | undefined
    for (const make of each) {
      const made = make(run)
      if (!made) continue
      const { attachment, embedded } = made
      if (attachments.some(({ name }) => name === attachment.name)) {
        const message = `Two files of the document are called “${attachment.name}”`
        run.problems.push(problem('MSV-C019', message, embedded.place, 'give each its own name'))
      }
      attachments.push(attachment)
      facturX ??= embedded.facturX
    }
    return { attachments, facturX }
  }
}

interface Sources {
  readonly files: readonly DataFile[]
  readonly readXml: typeof parseXml
}

function one(embedded: Embedded, sources: Sources, context: Context) {
  const { relationship, mime, when } = embedded
  const name = context.pieces(embedded.name)
  const description = embedded.description && context.pieces(embedded.description)
  const test = when && context.slot(when, 'condition')
  const bytes = bytesOf(embedded.source, embedded, sources, context)
  return (run: Run): { attachment: Attachment; embedded: Embedded } | undefined => {
    if (test && !run.test(test)) return undefined
    const made = bytes(run)
    if (!made) return undefined
    const attachment: Attachment = {
      ...{ name: safeName(say(name, run)), mime, relationship, bytes: made },
      ...(description && { description: say(description, run) }),
    }
    return { attachment, embedded }
  }
}

const encoder = new TextEncoder()

function bytesOf(
  source: EmbeddedSource,
  { place }: Embedded,
  { files, readXml }: Sources,
  context: Context,
): Bytes {
  if (source.kind === 'file') {
    const { assets } = context.ground
    const asset = assets.get(source.path)
    if (!asset) context.refuse('MSV-C007', noFile(source.path), place, near(source.path, assets))
    return () => asset?.bytes
  }
  if (source.kind === 'data') {
    const file = files.find(({ name }) => name === source.name)
    if (!file) {
      const known = new Map(files.map((each) => [each.name, each]))
      context.refuse('MSV-C007', noDataFile(source.name), place, near(source.name, known))
      return () => undefined
    }
    const text = compileData(file, context, readXml)
    return (run) => encoder.encode(text(run))
  }
  const slot = context.slot(source.value, 'text')
  return (run) => {
    const text = plainText(run.read(slot))
    if (text === undefined || text === '') {
      const message = `“${source.value.source}” has nothing to carry`
      const hint = 'guard it with when:, or require it in the contract'
      run.problems.push(problem('MSV-C019', message, source.value.place ?? place, hint))
      return undefined
    }
    if (source.encoding === 'text') return encoder.encode(text)
    const bytes = fromBase64(text)
    if (bytes) return bytes
    const message = `“${source.value.source}” is not base64`
    run.problems.push(problem('MSV-C019', message, source.value.place ?? place))
    return undefined
  }
}

export const noFile = (path: string): string => `There is no file “${path}”`
export const noDataFile = (name: string): string =>
  `There is no data file “${name}” beside template.yaml`

/** Of RFC 4648 §4, white space aside; undefined where it is none. */
function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(text)
  } catch {
    return undefined
  }
}
