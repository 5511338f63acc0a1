/** What makes an e-invoice of a document that carries one: its metadata (Factur-X 1.0, ZUGFeRD 2). */
import type { FacturX } from '@misiva/model'

/** The name readers look for. */
export const facturXName = 'factur-x.xml'

const namespace = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'

const properties = [
  ['DocumentFileName', 'Name of the embedded XML invoice'],
  ['DocumentType', 'INVOICE'],
  ['Version', 'Version of the XML schema'],
  ['ConformanceLevel', 'Profile of the XML invoice'],
] as const

/** PDF/A wants a schema it does not know described (ISO 19005-3 §6.6.2.3). */
export const facturXSchema = [
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>',
  `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>`,
  '<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>',
  ...properties.map(
    ([name, description]) =>
      `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
  ),
  '</rdf:Seq></pdfaSchema:property></rdf:li>',
].join('')

/** What the document's XMP says of its invoice. */
export function facturXMetadata(level: FacturX): string {
  return `<rdf:Description rdf:about="" xmlns:fx="${namespace}"><fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>${facturXName}</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>${level}</fx:ConformanceLevel></rdf:Description>`
}
