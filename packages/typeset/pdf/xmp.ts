/** XMP metadata (ISO 16684-1) with the PDF/A and PDF/UA identification schemas. */
import type { Document } from '../document.ts'

function escape(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- XML forbids them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(
        /[&<>"]/g,
        (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string,
      )
  )
}

/** PDF/A knows no PDF/UA mark, so its schema is declared (ISO 19005-2 §6.6.2.3). */
const UA_SCHEMA =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>'

/** The property stands once: all schemas that are not PDF/A's own are described in it. */
function extensions(schemas: readonly string[]): string {
  if (schemas.length === 0) return ''
  return `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>${schemas.join('')}</rdf:Bag></pdfaExtension:schemas></rdf:Description>`
}

/** Everything but the title and the dates, as finished bytes. */
interface Frame {
  readonly head: Uint8Array
  readonly tail: Uint8Array
}

const frames = new Map<string, Frame>()
const encoder = new TextEncoder()

/** The packet as UTF-8. What is the same in most documents of a run is made once. */
export function xmp(
  document: Document,
  conformance: string,
  accessible: boolean,
  producer: string,
): Uint8Array {
  const { lang, author, subject, creator, keywords, xmp: extra, xmpSchemas } = document
  const listed = keywords?.length || extra?.length || xmpSchemas?.length
  const lists = listed ? JSON.stringify([keywords, extra, xmpSchemas]) : ''
  const key = `${lang}\n${author}\n${subject}\n${creator}\n${conformance}\n${accessible}\n${producer}\n${lists}`
  let frame = frames.get(key)
  if (frame === undefined) {
    if (frames.size > 200) frames.clear()
    frames.set(key, (frame = frameOf(document, conformance, accessible, producer)))
  }
  const date = escape(document.created)
  const own = encoder.encode(
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:MetadataDate>${date}</xmp:MetadataDate>` +
      inEveryLanguage('title', document.title),
  )
  const { head, tail } = frame
  const out = new Uint8Array(head.length + own.length + tail.length)
  out.set(head)
  out.set(own, head.length)
  out.set(tail, head.length + own.length)
  return out
}

function inEveryLanguage(name: string, text: string): string {
  return `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escape(text)}</rdf:li></rdf:Alt></dc:${name}>`
}

function frameOf(
  document: Document,
  conformance: string,
  accessible: boolean,
  producer: string,
): Frame {
  const claim = /^PDF\/A-(\d)([a-z])$/.exec(conformance)
  const head =
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
  let out = `<dc:language><rdf:Bag><rdf:li>${escape(document.lang)}</rdf:li></rdf:Bag></dc:language><dc:format>application/pdf</dc:format>`
  if (document.author !== undefined) {
    out += `<dc:creator><rdf:Seq><rdf:li>${escape(document.author)}</rdf:li></rdf:Seq></dc:creator>`
  }
  if (document.subject !== undefined) out += inEveryLanguage('description', document.subject)
  if (document.keywords?.length) {
    out += `<pdf:Keywords>${escape(document.keywords.join(', '))}</pdf:Keywords>`
  }
  if (document.creator !== undefined) {
    out += `<xmp:CreatorTool>${escape(document.creator)}</xmp:CreatorTool>`
  }
  out += `<pdf:Producer>${escape(producer)}</pdf:Producer>`
  if (claim) {
    out += `<pdfaid:part>${claim[1]}</pdfaid:part><pdfaid:conformance>${(claim[2] as string).toUpperCase()}</pdfaid:conformance>`
  }
  if (accessible) out += '<pdfuaid:part>1</pdfuaid:part>'
  out += '</rdf:Description>'
  if (claim) out += extensions([...(accessible ? [UA_SCHEMA] : []), ...(document.xmpSchemas ?? [])])
  for (const extra of document.xmp ?? []) out += extra
  out += '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
  return { head: encoder.encode(head), tail: encoder.encode(out) }
}

/** ISO 8601 to a PDF date (ISO 32000-1 §7.9.4); undefined where it is no instant. */
export function pdfDate(instant: string): string | undefined {
  const m =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|([+-])(\d\d):?(\d\d))$/.exec(
      instant,
    )
  if (!m) return undefined
  const zone = m[7] === 'Z' ? 'Z' : `${m[8]}${m[9]}'${m[10]}'`
  return `D:${m[1]}${m[2]}${m[3]}${m[4]}${m[5]}${m[6] ?? '00'}${zone}`
}
