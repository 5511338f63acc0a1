import { problem } from '@misiva/model'
import type { IntakeRecord, Misfit, Problem, Result } from '@misiva/model'
import { plainBytes, Unreadable } from './bytes.ts'
import { CsvRows } from './csv.ts'
import type { Written } from './description.ts'
import { Grouper } from './grouping.ts'
import type { Group, Grouped } from './grouping.ts'
import { readJsonList } from './json-list.ts'
import { JsonLinesRows } from './json.ts'
import { Keys } from './keys.ts'
import { readLines } from './lines.ts'
import { compileMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { parseWritten } from './parse.ts'
import { reject } from './rejection.ts'
import type { Rejection } from './rejection.ts'
import type { Row, RowBlock, RowReader } from './rows.ts'

/** A source description, parsed and with its expressions checked and compiled. */
export interface SourceDescription {
  readonly file: string
  readonly written: Written
  readonly mapping: Mapping
}

/**
 * Reads `sources/NAME.yaml`. All problems of the file are told at once, each with its place:
 * MSV-C011 no YAML, MSV-C009 an unknown setting, MSV-C001…C003 an expression that does not hold.
 */
export function parseSource(yaml: string, file: string): Result<SourceDescription> {
  const written = parseWritten(yaml, file)
  if (!written.ok) return written
  const mapping = compileMapping(written.value)
  if (!mapping.ok) return mapping
  return { ok: true, value: { file, written: written.value, mapping: mapping.value } }
}

/**
 * What a source gives, in its order. `position` counts records and rejections alike from 0 and is
 * the same at every reading of the same file, so that a reader may go on where it stopped.
 */
export type SourceItem =
  | { readonly position: number; readonly record: IntakeRecord; readonly rejected?: undefined }
  | { readonly position: number; readonly rejected: Rejection; readonly record?: undefined }

export interface ReadOptions {
  /** Position to begin at; what stands before is read but not mapped. */
  readonly from?: number
  /** Whether a record's data fit the template: the `misfits` of its bound contract, or problems. */
  readonly check?: (data: Readonly<Record<string, unknown>>) => readonly (Misfit | Problem)[]
}

/**
 * Reads a data file as a stream, holding one record at a time (all of them where rows of a record
 * do not stand together). Never throws for what is in the file or for a stream that fails: both
 * become rejections, and the good records go on. Compression is told by content.
 */
export async function* readSource(
  source: SourceDescription,
  stream: AsyncIterable<Uint8Array>,
  file: string,
  options: ReadOptions = {},
): AsyncGenerator<SourceItem, void, undefined> {
  const finisher = new Finisher(source, file, options)
  const grouper = new Grouper(source.written, source.mapping, file)
  let broken: Problem | undefined
  try {
    for await (const block of rowBlocks(source, stream, file, finisher)) {
      for (const remark of block.remarks ?? []) yield* finisher.give(remarked(remark, file))
      for (const grouped of grouper.take(block.rows)) yield* finisher.give(grouped)
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    broken = error.problem
  }
  for (const grouped of grouper.end(broken && cutOff(broken))) yield* finisher.give(grouped)
  if (broken) yield* finisher.give(remarked(broken, file))
}

function remarked(found: Problem, file: string): Rejection {
  return reject('file', [found], { rows: 0, place: { file, line: 1, column: 1 } })
}

/** The record that was being read when the file ended badly: rows of it may be lost. */
function cutOff(broken: Problem): Problem {
  const { place: _, ...rest } = broken
  return { ...rest, message: `The file ends badly here, and rows may be missing: ${rest.message}` }
}

async function* rowBlocks(
  { written, mapping }: SourceDescription,
  stream: AsyncIterable<Uint8Array>,
  file: string,
  finisher: Finisher,
): AsyncGenerator<RowBlock> {
  const bytes = notEmpty(plainBytes(stream, file), file)
  const { columns, encoding, limits, csv } = written
  const report = csv.unknownColumns !== 'ignore'
  if (written.format === 'json') {
    const { values } = mapping
    const limit = limits.rowBytes
    yield* readJsonList(bytes, {
      columns,
      values,
      encoding,
      path: written.path,
      limit,
      report,
      file,
    })
    return
  }
  const reader: RowReader =
    written.format === 'csv'
      ? new CsvRows(columns, mapping.values, csv, file)
      : new JsonLinesRows(columns, mapping.values, file, report)
  finisher.reader = reader
  try {
    for await (const block of readLines(bytes, encoding, limits.rowBytes, file))
      yield reader.push(block)
  } catch (error) {
    yield reader.end(true)
    throw error
  }
  yield reader.end(false)
}

const byteOrderMarks = new Set([0xef, 0xbb, 0xbf, 0xff, 0xfe])

/** Passes bytes on; throws Unreadable, MSV-D006, when they end without anything but blanks. */
async function* notEmpty(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  let empty = true
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    empty &&= chunk.every((byte) => byte <= 0x20 || byteOrderMarks.has(byte))
    yield chunk
  }
  if (empty)
    throw new Unreadable(
      problem(
        'MSV-D006',
        length === 0 ? 'The file is empty' : 'The file holds nothing but blanks',
        {
          file,
          line: 1,
          column: 1,
        },
      ),
    )
}

function unfit(found: Misfit | Problem): Problem {
  if ('code' in found) return found
  return problem('MSV-D007', `${found.path || 'The record'} ${found.message}`)
}

/** Turns groups into records, finds keys that come twice, and numbers what comes out. */
class Finisher {
  reader: RowReader | undefined
  private readonly source: SourceDescription
  private readonly file: string
  private readonly options: ReadOptions
  private readonly keys = new Keys()
  private position = 0

  constructor(source: SourceDescription, file: string, options: ReadOptions) {
    this.source = source
    this.file = file
    this.options = options
  }

  *give(grouped: Grouped): Generator<SourceItem> {
    const position = this.position++
    const isGroup = 'problems' in grouped
    const key = isGroup ? (this.source.mapping.keyOf(grouped.rows) ?? grouped.key) : undefined
    const fresh = key === undefined || key === '' || this.keys.add(key)
    if (position < (this.options.from ?? 0)) return
    if (!isGroup) yield { position, rejected: grouped }
    else {
      const made = this.finish(grouped, key!, fresh)
      yield 'scope' in made ? { position, rejected: made } : { position, record: made }
    }
  }

  private finish(group: Group, key: string, fresh: boolean): IntakeRecord | Rejection {
    const found = this.faults(group, key, fresh)
    if (found.length > 0) return this.rejected(found, group, key)
    const mapped = this.source.mapping.map(group.rows, key)
    if ('problem' in mapped)
      return this.rejected([this.placed(mapped.problem, group, mapped.column)], group, key)
    const misfits = this.options.check?.(mapped.data) ?? []
    if (misfits.length > 0) return this.rejected(misfits.map(unfit), group, key)
    const { customer, data } = mapped
    return { key, customer, data, rows: group.count, line: group.line }
  }

  private faults(group: Group, key: string, fresh: boolean): readonly Problem[] {
    if (group.problems.length > 0) return group.problems
    const { keyColumn } = this.source.mapping
    if (key === '') {
      const words = `${keyColumn ?? 'The key'} is empty: the record has no key`
      return [this.placed(problem('MSV-D005', words), group, keyColumn)]
    }
    if (fresh) return []
    const words = this.source.written.group
      ? `Record ${key} came before: its rows do not stand together, or its key is not its own`
      : `Record ${key} came before`
    return [this.placed(problem('MSV-D010', words), group, keyColumn)]
  }

  private rejected(problems: readonly Problem[], group: Group, key: string): Rejection {
    const place = { file: this.file, line: group.line, column: 1 }
    return reject(key === '' ? 'row' : 'record', problems, {
      ...(key !== '' && { key }),
      rows: group.count,
      place,
    })
  }

  private placed(found: Problem, group: Group, column: string | undefined): Problem {
    if (found.place) return found
    const first: Row | undefined = group.first
    const at = column !== undefined && first ? this.reader?.placeOf?.(first, column) : undefined
    return { ...found, place: { file: this.file, ...(at ?? { line: group.line, column: 1 }) } }
  }
}
