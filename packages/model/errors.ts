import type { Place } from './content.ts'

/**
 * Every expected failure of the program, by code. A code is never reused; a retired one stays in
 * the table with `retired: true`. `docs/errors.md` is held to this table by a test.
 *
 * C content · D data · K channel · L library · R run · S system · P pages
 */
export const codes = {
  'MSV-C001': {
    title: 'The expression does not parse',
    remedy: 'Correct the CEL expression at the place named.',
  },
  'MSV-C002': {
    title: 'Unknown field',
    remedy: 'Use a field of the contract, or add the field to contract.schema.json.',
  },
  'MSV-C003': { title: 'Wrong type', remedy: 'Convert the value or use a function that takes it.' },
  'MSV-C004': { title: 'Unknown block', remedy: 'Create blocks/NAME.md or correct the name.' },
  'MSV-C005': {
    title: 'Missing variant',
    remedy:
      'Write the variant for the language the template claims, or drop the language from template.yaml.',
  },
  'MSV-C006': {
    title: 'Cyclic block',
    remedy: 'Remove one of the references; a block cannot contain itself.',
  },
  'MSV-C007': {
    title: 'Missing image, font or file',
    remedy: 'Add the file to the content folder or correct its path.',
  },
  'MSV-C008': {
    title: 'Unknown style',
    remedy: 'Define the style in brand/style.yaml or correct the name.',
  },
  'MSV-C009': {
    title: 'Unknown directive or attribute',
    remedy: 'See docs/content.md for the directives and their attributes.',
  },
  'MSV-C010': {
    title: 'Not possible on this channel',
    remedy: 'Write the content differently for this channel, or choose by channel.',
  },
  'MSV-C011': {
    title: 'The file cannot be read as its format',
    remedy: 'Correct the YAML, JSON or Markdown at the place named.',
  },
  'MSV-C012': {
    title: 'The sample does not fit the contract',
    remedy: 'Correct the sample or the contract.',
  },
  'MSV-C013': {
    title: 'The value could not be computed',
    remedy: 'Guard the expression against missing data, for example with has().',
  },
  'MSV-C014': {
    title: 'Unknown template, alternative, topic or page master',
    remedy: 'Correct the name.',
  },
  'MSV-C015': {
    title: 'Unknown function',
    remedy: 'Use a function of docs/content.md; fields are written without brackets.',
  },
  'MSV-C016': {
    title: 'Never used',
    remedy: 'Put what has a condition first, and what always holds last.',
  },
  'MSV-C017': {
    title: 'A test of the content fails',
    remedy: 'Correct the content, or what templates/NAME/tests.yaml expects of it.',
  },
  'MSV-C018': {
    title: 'The password cannot protect the document',
    remedy: 'Use a field every customer has, of 6 characters or more and of 127 bytes at most.',
  },
  'MSV-C019': {
    title: 'The file cannot be carried in the document',
    remedy: 'Correct what templates/NAME/template.yaml embeds, or the data it is made of.',
  },
  'MSV-C020': {
    title: 'The reference leads nowhere',
    remedy: 'Give the heading this id, or correct the reference.',
  },
  'MSV-D001': {
    title: 'The row has the wrong number of columns',
    remedy: 'Correct the row in the source; quote fields that contain the delimiter.',
  },
  'MSV-D002': {
    title: 'Unknown or missing column',
    remedy: 'Name the columns as in the source description, or change the description.',
  },
  'MSV-D003': {
    title: 'The text is not in the encoding stated',
    remedy: 'Convert the file, or state its encoding in the source description.',
  },
  'MSV-D004': {
    title: 'The record has no customer',
    remedy: 'Fill the customer key in the source.',
  },
  'MSV-D005': {
    title: 'The value does not fit its type',
    remedy: 'Correct the value in the source.',
  },
  'MSV-D006': { title: 'The file is empty', remedy: 'Check the export that made it.' },
  'MSV-D007': {
    title: 'The record does not fit the contract',
    remedy: 'Correct the record or the mapping.',
  },
  'MSV-D008': {
    title: 'The record is too large',
    remedy: 'Raise limits.recordRows in the source description if it is genuine.',
  },
  'MSV-D009': {
    title: 'The file cannot be read',
    remedy: 'Check the path, its permissions and that it is complete.',
  },
  'MSV-D010': {
    title: 'The same key appears twice',
    remedy: 'Make keys unique, or sort the source so that a record stands together.',
  },
  'MSV-D011': {
    title: 'Unterminated quote',
    remedy: 'Close the quote; the field that opens it is named.',
  },
  'MSV-D012': {
    title: 'The row is not a JSON object',
    remedy: 'Correct the JSON at the place named.',
  },
  'MSV-K001': {
    title: 'The channel cannot be reached',
    remedy: 'Check the channel settings and that its server is up.',
  },
  'MSV-K002': {
    title: 'The address is not one of this channel',
    remedy: 'Correct the contact point.',
  },
  'MSV-K003': {
    title: 'The carrier refused the message',
    remedy: 'See the carrier’s words in the receipt.',
  },
  'MSV-R001': {
    title: 'The run does not reconcile',
    remedy: 'Report this with the run’s report: it should be impossible.',
  },
  'MSV-R002': {
    title: 'The run is already being worked on',
    remedy: 'Wait for the other process, or stop it.',
  },
  'MSV-R003': {
    title: 'The template is not used at this time',
    remedy: 'Name a template that is, or publish other effective dates in its template.yaml.',
  },
  'MSV-S001': {
    title: 'The port is taken',
    remedy: 'Stop the other program, or set the variable named.',
  },
  'MSV-S002': {
    title: 'The database cannot be reached',
    remedy: 'Check DATABASE_URL, or remove it to use the embedded server.',
  },
  'MSV-S003': { title: 'The setting is not valid', remedy: 'Correct the setting named.' },
  'MSV-S004': { title: 'Not found', remedy: 'Check the identifier.' },
  'MSV-S005': { title: 'The request is not valid', remedy: 'Correct the field named.' },
  'MSV-S006': {
    title: 'The program failed',
    remedy: 'This is a mistake of the program: report it with what the log says.',
  },
  'MSV-L001': {
    title: 'Somebody else changed it meanwhile',
    remedy:
      'Look at both versions, keep what is right of each, and save again on top of the newer one.',
  },
  'MSV-L002': {
    title: 'Four eyes',
    remedy: 'Let somebody approve it who did not edit it.',
  },
  'MSV-L003': { title: 'Nobody is signed in', remedy: 'Sign in and try again.' },
  'MSV-L004': {
    title: 'No right to do this',
    remedy: 'Ask an administrator for the role, or somebody who has it.',
  },
  'MSV-L005': {
    title: 'Not possible in this state',
    remedy: 'See the change’s timeline for what happened to it.',
  },
  'MSV-L006': {
    title: 'In use and to be retired',
    remedy: 'Take out the references named first, or keep the block.',
  },
  'MSV-L007': {
    title: 'The address and password do not fit',
    remedy: 'Check both; an administrator can set a new password.',
  },
  'MSV-L008': {
    title: 'Not a content file',
    remedy: 'Use the paths of docs/content.md: blocks/NAME.LANG.md, templates/NAME/…, brand/….',
  },
  'MSV-L009': {
    title: 'Nothing is published',
    remedy: 'Publish content first: misiva push CONTENT --publish.',
  },
  'MSV-P001': {
    title: 'No font has this character',
    remedy: 'List a font with the character under fallback in the style.',
  },
  'MSV-P002': {
    title: 'The picture cannot be used',
    remedy: 'Save it again as JPEG, PNG or plain SVG.',
  },
  'MSV-P003': {
    title: 'The content does not fit its frame',
    remedy: 'Make the frame larger or the content smaller.',
  },
} as const satisfies Record<string, { title: string; remedy: string; retired?: true }>

export type ErrorCode = keyof typeof codes

/** An expected failure, as a value: what, where, and what to do. */
export interface Problem {
  readonly code: ErrorCode
  readonly message: string
  readonly place?: Place
  readonly hint?: string
}

export function problem(code: ErrorCode, message: string, place?: Place, hint?: string): Problem {
  return { code, message, ...(place && { place }), hint: hint ?? codes[code].remedy }
}

/** `brand/style.yaml:3:5 MSV-C008 Unknown style “smal” (hint)`. */
export function formatProblem(p: Problem): string {
  const at = p.place ? `${p.place.file}:${p.place.line}:${p.place.column} ` : ''
  return `${at}${p.code} ${p.message}${p.hint ? `\n    hint: ${p.hint}` : ''}`
}

/** A result that is either a value or the problems that prevented it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings?: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Thrown only at the edge (command line, HTTP) to end a command with a Problem. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[], options?: { cause?: unknown }) {
    super(problems.map(formatProblem).join('\n'), options)
    this.name = 'ProblemError'
    this.problems = problems
  }
}
