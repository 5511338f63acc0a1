/** What stands around the pages: catalog, structure root, outline, metadata, resources, files. */
import type { Attachment, Document } from '../document.ts'
import type { Font } from '../text/font.ts'
import { STRUCTURE } from './codes.ts'
import type { Coder } from './coder.ts'
import { ascii, type FinishedStreams, type PdfFile } from './file.ts'
import type { FontProgram } from './fontprogram.ts'
import { writeFont } from './fontprogram.ts'
import { nameObject, num, textString } from './number.ts'
import type { Page, PendingLink, Sink } from './sink.ts'
import { type Stream, writeStream } from './stream.ts'
import { pdfDate, xmp } from './xmp.ts'

export const PRODUCER = 'Misiva'

/** Objects that have the same number in every file of a typesetter. */
export const CATALOG = 1
export const PAGES = 2
export const RESOURCES = 3
export const METADATA = 4
export const INTENT = 5
export const PROFILE = 6
export const INFO = 7
export const FIRST_FONT = 8

export interface Surroundings {
  readonly document: Document
  readonly conformance: string
  readonly accessible: boolean
  readonly fonts: readonly Font[]
  readonly programs: readonly FontProgram[]
  /** Compressed output profile. */
  readonly profile: FinishedStreams
  /** Makes the font objects of glyphs beyond the prepared subsets. */
  extraPrograms(sink: Sink): { readonly name: string; readonly program: FontProgram }[]
  onMissingTarget(link: PendingLink): void
}

/** Writes everything but the pages' content; gives the entries of the trailer. */
export function writeSurroundings(sink: Sink, around: Surroundings): string {
  const { file } = sink
  writeLinks(sink, around)
  writeResources(sink, around)
  const tree = around.accessible ? writeStructure(sink) : ''
  const kids = sink.pages.map((p) => p.ref).join(' ')
  file.object(PAGES, `<</Type/Pages/Count ${sink.pages.length}/Kids[${kids}]>>`)
  const meta = xmp(around.document, around.conformance, around.accessible, PRODUCER)
  file.stream(METADATA, '/Type/Metadata/Subtype/XML', meta)
  file.common(
    INTENT,
    `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2-1)/DestOutputProfile ${PROFILE} 0 R>>`,
  )
  file.finished(around.profile, true)
  const outline = writeOutline(sink, around.document)
  const files = writeAttachments(file, around.document)
  const { document } = around
  file.common(
    CATALOG,
    `<</Type/Catalog/Pages ${PAGES} 0 R/Metadata ${METADATA} 0 R/Lang${textString(document.lang)}` +
      `/OutputIntents[${INTENT} 0 R]/ViewerPreferences<</DisplayDocTitle true${printing(sink, document)}>>` +
      // Revision 6 encryption came to PDF 1.7 as an extension of it.
      (document.protection ? '/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>' : '') +
      `${tree}${outline}${files}>>`,
  )
  file.object(INFO, info(document))
  return `/Root ${CATALOG} 0 R/Info ${INFO} 0 R`
}

/** Preferences of PDF 1.7 for the print dialog (ISO 32000-1 Table 150). */
function printing({ pages }: Sink, { duplex }: Document): string {
  const edge = duplex?.flip === 'shortEdge' ? 'Short' : 'Long'
  const first = pages[0]?.master
  const sizes = pages.some((p) => p.master.width !== first?.width || p.height !== first.height)
  return (duplex ? `/Duplex/DuplexFlip${edge}Edge` : '') + (sizes ? '/PickTrayByPDFSize true' : '')
}

/** The information dictionary says what the XMP says, for readers that know only it. */
function info(document: Document): string {
  const date = pdfDate(document.created)
  let out = `<</Title${textString(document.title)}/Producer${textString(PRODUCER)}`
  if (document.author !== undefined) out += `/Author${textString(document.author)}`
  if (document.subject !== undefined) out += `/Subject${textString(document.subject)}`
  if (document.keywords?.length) out += `/Keywords${textString(document.keywords.join(', '))}`
  if (document.creator !== undefined) out += `/Creator${textString(document.creator)}`
  if (date !== undefined) out += `/CreationDate(${date})/ModDate(${date})`
  return out + '>>'
}

export function writePage(page: Page): void {
  const { file, accessible } = page.sink
  const { master } = page
  // What is still to write is the running content, which goes under the body.
  const flushed = page.streams.splice(0)
  page.flush()
  const streams = [...page.streams, ...flushed]
  const content = streams.length === 1 ? streams[0] : `[${streams.join(' ')}]`
  const out = file.open(page.object)
  const box = `/MediaBox[0 0 ${num(master.width)} ${num(master.height)}]`
  const head = `<</Type/Page/Parent ${PAGES} 0 R${box}/Resources ${RESOURCES} 0 R${accessible ? '/Tabs/S' : ''}/Contents `
  out.put(STRUCTURE.common(head))
  let body = content
  if (accessible) body += `/StructParents ${page.parentKey}`
  if (page.annotations.length > 0) body += `/Annots[${page.annotations.join(' ')}]`
  const rotate = turned(master.rotate)
  if (rotate !== 0) body += `/Rotate ${rotate}`
  out.text(body + '>>\n')
  file.shut()
}

/** Degrees clockwise by which a page is turned for showing. */
export function turned(rotate = 0): 0 | 90 | 180 | 270 {
  const quarters = ((Math.round(rotate / 90) % 4) + 4) % 4
  return ([0, 90, 180, 270] as const)[quarters] ?? 0
}

function writeStructure(sink: Sink): string {
  const { file } = sink
  sink.closeAll()
  const numbers = file.alloc()
  writeParents(file.open(numbers), sink.parentTree)
  file.shut()
  file.object(
    sink.treeRoot,
    `<</Type/StructTreeRoot/K ${sink.root.ref}/ParentTree ${numbers} 0 R/ParentTreeNextKey ${sink.parentTree.length}>>`,
  )
  return `/StructTreeRoot ${sink.treeRoot} 0 R/MarkInfo<</Marked true>>`
}

function writeParents(out: Coder, tree: Sink['parentTree']): void {
  out.text('<</Nums[')
  tree.forEach((entry, key) => {
    STRUCTURE.int(out, key)
    if (typeof entry === 'number') STRUCTURE.ref(out, entry)
    else {
      out.put(OPEN)
      for (const object of entry) STRUCTURE.ref(out, object)
      out.put(SHUT)
    }
    out.put(GAP)
  })
  out.text(']>>\n')
}

const OPEN = STRUCTURE.piece('[')
const SHUT = STRUCTURE.piece(']')
const GAP = STRUCTURE.piece(' ')

function writeResources(sink: Sink, around: Surroundings): void {
  const { file } = sink
  let fonts = ''
  around.programs.forEach((program, i) => {
    if (!sink.fontsUsed[i]) return
    fonts += `/F${i} ${program.base} 0 R`
    writeFont(file, program, true)
  })
  for (const { name, program } of around.extraPrograms(sink)) {
    fonts += `${name} ${program.base} 0 R`
    writeFont(file, program, false)
  }
  let pictures = ''
  const written = new Map<Stream, number>()
  for (const [picture, { object, name }] of sink.images) {
    pictures += `${name} ${object} 0 R`
    writeStream(file, picture.stream, written, object)
  }
  file.object(RESOURCES, `<</Font<<${fonts}>>${pictures === '' ? '' : `/XObject<<${pictures}>>`}>>`)
}

function writeLinks(sink: Sink, around: Surroundings): void {
  for (const link of sink.links) {
    let target = ''
    if (link.to.startsWith('#')) {
      const at = sink.destinations.get(link.to.slice(1))
      if (at) target = `/Dest[${at.page.ref}/XYZ null ${num(at.page.height - at.y)} null]`
      else around.onMissingTarget(link)
    } else target = `/A<</S/URI/URI${uri(link.to)}>>`
    sink.file.object(
      link.object,
      `<</Type/Annot/Subtype/Link/Rect[${link.rect}]/Border[0 0 0]/F 4/Contents${textString(link.description)}/StructParent ${link.parentKey}${target}>>`,
    )
  }
}

/** A URI is ASCII; what is not is percent-encoded. */
function uri(to: string): string {
  const text = to.replace(/[^\x21-\x7e]/gu, (c) => {
    const bytes = new TextEncoder().encode(c)
    return [...bytes].map((b) => '%' + b.toString(16).toUpperCase().padStart(2, '0')).join('')
  })
  return textString(text)
}

interface OutlineItem {
  readonly object: number
  readonly title: string
  readonly dest: string
  readonly level: number
  readonly kids: OutlineItem[]
}

function writeOutline(sink: Sink, document: Document): string {
  const { headings, file } = sink
  if (document.outline === false || headings.length < (document.outline === true ? 1 : 2)) return ''
  const root: OutlineItem = { object: file.alloc(), title: '', dest: '', level: 0, kids: [] }
  const path: OutlineItem[] = [root]
  for (const heading of headings) {
    while ((path.at(-1) as OutlineItem).level >= heading.level) path.pop()
    const item: OutlineItem = {
      object: file.alloc(),
      title: heading.text,
      dest: `[${heading.page.ref}/XYZ null ${num(heading.page.height - heading.y)} null]`,
      level: heading.level,
      kids: [],
    }
    ;(path.at(-1) as OutlineItem).kids.push(item)
    path.push(item)
  }
  const write = (item: OutlineItem): number => {
    let count = item.kids.length
    item.kids.forEach((kid, i) => {
      const below = write(kid)
      count += below
      const previous = item.kids[i - 1]
      const next = item.kids[i + 1]
      file.object(
        kid.object,
        `<</Title${textString(kid.title)}/Parent ${item.object} 0 R/Dest${kid.dest}` +
          (previous ? `/Prev ${previous.object} 0 R` : '') +
          (next ? `/Next ${next.object} 0 R` : '') +
          kidRange(kid, below) +
          '>>',
      )
    })
    return count
  }
  const count = write(root)
  file.object(root.object, `<</Type/Outlines${kidRange(root, count)}>>`)
  return `/Outlines ${root.object} 0 R/PageMode/UseOutlines`
}

function kidRange(item: OutlineItem, count: number): string {
  const first = item.kids[0]
  const last = item.kids.at(-1)
  return first && last ? `/First ${first.object} 0 R/Last ${last.object} 0 R/Count ${count}` : ''
}

function writeAttachments(file: PdfFile, document: Document): string {
  const list = document.attachments
  if (!list?.length) return ''
  const specs: { name: string; ref: string }[] = []
  for (const attachment of list)
    specs.push({ name: attachment.name, ref: fileSpec(file, attachment, document) })
  const refs = specs.map((s) => s.ref).join(' ')
  specs.sort((a, b) => (a.name < b.name ? -1 : 1))
  const names = specs.map((s) => `${textString(s.name)}${s.ref}`).join('')
  return `/AF[${refs}]/Names<</EmbeddedFiles<</Names[${names}]>>>>`
}

const PACKED = /^(?:application\/(?:pdf|zip|vnd\.openxml.*)|image\/(?:png|jpeg|gif|webp))$/

function fileSpec(file: PdfFile, attachment: Attachment, document: Document): string {
  const stream = file.alloc()
  const date = pdfDate(attachment.modified ?? document.created)
  const params = `/Params<</Size ${attachment.bytes.length}${date ? `/ModDate(${date})` : ''}>>`
  const dictionary = `/Type/EmbeddedFile/Subtype${nameObject(attachment.mime)}${params}`
  // What is packed already would cost 5 ms for 100 KB, to become no smaller.
  if (PACKED.test(attachment.mime)) file.stream(stream, dictionary, attachment.bytes)
  else file.compressed(stream, dictionary, attachment.bytes, 6)
  const spec = file.alloc()
  const name = textString(attachment.name)
  const description =
    attachment.description === undefined ? '' : `/Desc${textString(attachment.description)}`
  file.object(
    spec,
    `<</Type/Filespec/F${name}/UF${name}/AFRelationship/${attachment.relationship}${description}/EF<</F ${stream} 0 R/UF ${stream} 0 R>>>>`,
  )
  return `${spec} 0 R`
}

export { ascii }
