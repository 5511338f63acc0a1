/** One form of content for each kind of channel. A channel states what it takes; nothing here asks its name. */
import { economical } from './text/gsm7.ts'
import type { Composed, ErrorCode, Problem } from '@misiva/model'
import { problem } from '@misiva/model'
import type { Attachment, Document, Warning, WarningCode } from '@misiva/typeset'
import type { Head } from './composing.ts'
import { compileEmail } from './html/email.ts'
import { compilePortal } from './html/portal.ts'
import { compilePages } from './pages/document.ts'
import { compileEmbedded } from './pages/embed.ts'
import type { Carrying } from './pages/embed.ts'
import { facturXMetadata, facturXSchema } from './pages/factur-x.ts'
import { compileProtect, saltOf } from './pages/protect.ts'
import { printingOf } from './pages/sheets.ts'
import type { Run } from './program/scope.ts'
import { compileText } from './text/blocks.ts'
import type { FormSource, Form } from './form.ts'

/** Undefined after a problem was noted. */
export async function compileForm(source: FormSource): Promise<Form | undefined> {
  switch (source.takes) {
    case 'pages':
      return pagesForm(source)
    case 'mime':
      return compileEmail(source)
    case 'html':
      return compilePortal(source)
    case 'text':
      return textForm(source)
    case 'speech':
    case 'json':
      source.context.notHere('This content', source.place)
      return undefined
  }
}

function textForm({ context, variant }: FormSource): Form {
  const program = compileText(variant.content, context, 'short')
  return {
    compose: (run) => {
      const { text, encoding, segments } = economical(program(run))
      return { composed: { kind: 'text', text, encoding, segments }, warnings: [] }
    },
  }
}

async function pagesForm(source: FormSource): Promise<Form | undefined> {
  const { context, variant, world, place, alternative, files } = source
  const { typesetter } = world
  const program = compilePages(variant.content, context, alternative?.master, place)
  const embed = alternative?.embed && (await compileEmbedded(alternative.embed, files, context))
  const protect = alternative?.protect && (await compileProtect(alternative.protect, context))
  if (!typesetter) {
    context.refuse('MSV-C010', 'Pages need a typesetter, and there is none here', place)
    return undefined
  }
  const document = (run: Run, head: Head): Document => {
    const plain = program(run, { title: head.title, created: head.date })
    return embed ? carrying(plain, embed(run)) : plain
  }
  return {
    document,
    compose: (run, head, input) => {
      const own = protect?.(run, saltOf(input))
      const protection = input.open ? undefined : (input.protection ?? own)
      const plain = document(run, head)
      const whole = protection ? { ...plain, protection, conformance: 'none' as const } : plain
      const typeset = typesetter.typeset(whole)
      const { pdf, pages, warnings } = typeset
      const found = warnings.map(asProblem)
      // A letter without the payment code it speaks of must not go out; the rest can be looked at.
      warnings.forEach(({ code }, i) => code === 'bad-barcode' && run.problems.push(found[i]!))
      const composed: Composed = {
        ...{ kind: 'pages', title: head.title, pdf, pages, printing: printingOf(typeset) },
        ...(protection && { protected: true }),
        ...(plain.attachments && { attachments: plain.attachments.map(asFile) }),
      }
      return { composed, warnings: found }
    },
  }
}

/** PDF/A-3 is PDF/A-2 that may carry files of any kind (ISO 19005-3). */
function carrying(document: Document, { attachments, facturX }: Carrying): Document {
  if (attachments.length === 0) return document
  const archive = { ...document, attachments, conformance: 'PDF/A-3b' } as const
  if (!facturX) return archive
  return { ...archive, xmp: [facturXMetadata(facturX)], xmpSchemas: [facturXSchema] }
}

const asFile = ({ name, mime, bytes }: Attachment) => ({ filename: name, mediaType: mime, bytes })

const codeOf: Readonly<Partial<Record<WarningCode, ErrorCode>>> = {
  'missing-font': 'MSV-C007',
  'missing-glyph': 'MSV-P001',
  'missing-image': 'MSV-C007',
  'corrupt-image': 'MSV-P002',
  'unsafe-svg': 'MSV-P002',
  'unsupported-svg': 'MSV-P002',
  'simplified-image': 'MSV-P002',
  'bad-barcode': 'MSV-C013',
  'bad-value': 'MSV-C013',
  'missing-target': 'MSV-C009',
  'duplicate-id': 'MSV-C009',
}

/** The typesetter's warning in the program's terms, at the place of its block. */
function asProblem(warning: Warning): Problem {
  const [, file, line] = /^(.*):(\d+)$/.exec(warning.source ?? '') ?? []
  const place = file === undefined ? undefined : { file, line: Number(line), column: 1 }
  return problem(codeOf[warning.code] ?? 'MSV-P003', warning.message, place)
}
