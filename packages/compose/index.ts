/**
 * Comes in: a release (templates, blocks, style sheet), or the files it is read from, and records
 * with their customers. Goes out: what each channel carries: pages as PDF, e-mail, portal pages,
 * short messages, the same bytes for the same input. Refuses: I/O, clocks and chance; content that
 * cannot be composed, by a problem with its place; a record that fails, by a problem that names it.
 */
export { listAlternatives, pickAlternative } from './alternatives.ts'
export type { Asked } from './alternatives.ts'
export { compileTemplate } from './composer.ts'
export type { ComposeInput, Composer, Which, World } from './composing.ts'
export { createComposers } from './composers.ts'
export type { ChannelInput, Composers, SampleTask } from './composers.ts'
export { customerView, namesOf, sampleCustomer } from './program/names.ts'
export type { Links, Names } from './program/names.ts'
export { contrast, darkColor } from './html/dark.ts'
export { mailFindings } from './html/clients.ts'
export type { MailFeature, MailFinding } from './html/clients.ts'
export { questionsOf } from './questions.ts'
export type { Question } from './questions.ts'
export { lossesOf } from './losses.ts'
export { sayableOn } from './translate.ts'
export type { Loss } from './losses.ts'
export { refine, resolveSheet } from './style/sheet.ts'
export type {
  BoxLook,
  ParagraphLook,
  ResolvedSheet,
  Sheet,
  TableLook,
  TextLook,
} from './style/sheet.ts'
export type { StyleProblem } from './style/resolver.ts'
export { parseEdges, parseLength, parsePaper } from './style/length.ts'
export type { Four } from './style/length.ts'
export { cutParts, economical, measure } from './text/gsm7.ts'
export type { Measured } from './text/gsm7.ts'
export { createWorld } from './world.ts'
export type { Tools } from './world.ts'
export { checkContent, checkFolder, checkReading, sampleTasks } from './folder/check.ts'
export type { CheckWorld } from './folder/check.ts'
export { unarchivable } from './folder/check-output.ts'
export { isContentFile } from './folder/paths.ts'
export { findTemplate, readContent, readFolder } from './folder/release.ts'
export type { Digest, Folder } from './folder/release.ts'
export { CheckMemory } from './folder/check-memory.ts'
export { LiveFolder } from './folder/live.ts'
export type { Draft, LiveReading, Put } from './folder/live.ts'
export { readMarkdown } from './folder/markdown.ts'
export type { ContentFile } from './folder/markdown.ts'
export { sourceOf } from './folder/source.ts'
export { printContent, printContentFile } from './folder/print.ts'
export type { Printable } from './folder/print.ts'
export { fallbackLanguages, pickVariant, serves } from './folder/variants.ts'
export { selectImpact } from './library/select.ts'
export type { ImpactTask } from './library/select.ts'
export { differByWords } from './library/words.ts'
export type { WordDifference } from './library/words.ts'
export { differByPixels } from './library/pixels.ts'
export type { Box, PixelDifference, Pixels } from './library/pixels.ts'
export { markHtml } from './library/mark-html.ts'
export { documentLines } from './library/document-text.ts'
export type { DocumentLine } from './library/document-text.ts'
export { edgePrefix, edgeSamples, findSample, firstSample } from './library/samples.ts'
export { faultyTests, judge, testedEdges, testsFor } from './library/assertions.ts'
export type { Evidence, TestedTask } from './library/assertions.ts'
export { graphOf, unusedObjects } from './library/graph.ts'
export type { Graph, Use } from './library/graph.ts'
export { searchContent } from './library/search.ts'
export type { Hit } from './library/search.ts'
export { nearDuplicates, textUnits } from './library/duplicates.ts'
export type { DuplicateOptions, NearDuplicate, TextUnit } from './library/duplicates.ts'
export { readability, readabilityOf } from './library/readability.ts'
export type { Readability } from './library/readability.ts'
export {
  editJson,
  JsonNumber,
  printed as printJson,
  readJson,
  renameJson,
} from './editor/edit-json.ts'
export { editYaml } from './editor/edit-yaml.ts'
export type { YamlPath } from './editor/edit-yaml.ts'
export { blankOf, formFields } from './editor/form.ts'
export type { FormField, FormKind } from './editor/form.ts'
export { moveYaml, readYamlValue } from './editor/yaml-order.ts'
export { holdTests } from './library/holding.ts'
export type { Held, Holding } from './library/holding.ts'
export { readerText } from './library/reader-text.ts'
export type { ReaderWords } from './library/reader-text.ts'
export { isStanding, namedInSheet, renameStyle } from './library/rename-style.ts'
export type { StyleRename } from './library/rename-style.ts'
export { fieldUses } from './library/field-uses.ts'
export type { FieldUse } from './library/field-uses.ts'
export { borderKeys, tableGrounds, tableLetters, tableRules } from './style/surfaces.ts'
export { readSheet } from './editor/sheet.ts'
export type { SheetProblem, SheetReading } from './editor/sheet.ts'
export { fromDocument } from './editor/from-document.ts'
export { blocksToDocument, toDocument } from './editor/to-document.ts'
export type { DocumentMark, DocumentNode } from './editor/document.ts'
export {
  operandKind,
  operatorsFor,
  quoted,
  readCondition,
  takesOperand,
  writeCondition,
} from './editor/conditions.ts'
export type { Condition, Operand, Operator, Rule } from './editor/conditions.ts'
export {
  checkIn,
  differingBlocks,
  itemsIn,
  repeatedIn,
  rowSetting,
  settingOf,
  textIn,
  valueIn,
} from './editor/setting.ts'
export type { Setting, SettingInput } from './editor/setting.ts'
export { fieldChoices, waysToShow } from './editor/fields.ts'
export type { FieldChoice } from './editor/fields.ts'
export { barcodeSvg, modulesOf } from './html/barcode.ts'
export { resolved } from './editor/resolve.ts'
export { scopesOfRows } from './editor/rows.ts'
export type { RowScope } from './program/grouping.ts'
