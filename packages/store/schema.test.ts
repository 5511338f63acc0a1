import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { migrate } from './migrate.ts'
import { createTestDatabase } from './testing.ts'

/** Name, nullability and default of every column, and every constraint, index and trigger. */
const QUESTIONS = [
  `select format('%s.%s %s%s%s', table_name, column_name, udt_name,
      case is_nullable when 'NO' then ' not null' else '' end,
      case when column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS'
        then ' default ' || coalesce(column_default, 'generated') else '' end) as line
    from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`,
  `select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as line from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid <> 0
    order by conrelid::regclass::text collate "C", conname`,
  `select indexdef as line from pg_indexes where schemaname = 'public' order by indexname collate "C"`,
  `select format('%s %s', tgrelid::regclass, pg_get_triggerdef(oid)) as line from pg_trigger
    where not tgisinternal and tgrelid::regclass::text not like 'graphile_worker.%'
    order by tgrelid::regclass::text collate "C", tgname`,
]

const dumped = new URL('./schema.txt', import.meta.url)

test('the committed schema is the one the migrations make', async () => {
  const database = await createTestDatabase()
  try {
    const parts: string[] = []
    for (const question of QUESTIONS) {
      const { rows } = await database.pool.query(question)
      parts.push(rows.map((row) => row.line).join('\n'))
    }
    const now = `${parts.join('\n\n')}\n`
    if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(dumped, now)
    assert.equal(now, await readFile(dumped, 'utf8'), 'UPDATE_SCHEMA=1 writes the file anew')
  } finally {
    await database.close()
  }
})

test('the Kysely types name the columns of the database, and which may be null', async () => {
  const database = await createTestDatabase()
  try {
    const { rows } = await database.pool.query(
      `select table_name as t, column_name as c, is_nullable = 'YES' as nullable from information_schema.columns
        where table_schema = 'public'`,
    )
    const typed = await typedColumns()
    const real = new Map(rows.map((row) => [`${row.t}.${row.c}`, row.nullable as boolean]))
    assert.deepEqual([...typed.keys()].sort(), [...real.keys()].sort())
    for (const [column, nullable] of real) assert.equal(typed.get(column), nullable, column)
  } finally {
    await database.close()
  }
})

test('migrating again changes nothing, and an edited migration is refused', async () => {
  const database = await createTestDatabase()
  try {
    await migrate(database.url)
    await database.pool.query("update migration set sha256 = 'other' where number = 1")
    await assert.rejects(migrate(database.url), /MSV-S002.*edited/)
    await database.pool.query("update migration set sha256 = 'x', number = 9999 where number = 1")
    await assert.rejects(migrate(database.url), /MSV-S002/)
  } finally {
    await database.close()
  }
})

/** `table.column` → nullable, read from the interfaces of the schema files. */
async function typedColumns(): Promise<Map<string, boolean>> {
  const files = ['./schema.ts', './library-schema.ts']
  const texts = await Promise.all(
    files.map((file) => readFile(new URL(file, import.meta.url), 'utf8')),
  )
  const text = texts.join('\n')
  const tables = new Map<string, string>()
  for (const [, body] of text.matchAll(
    /export interface (?:Database|LibraryTables)[^{]*\{([\s\S]*?)\n\}/g,
  )) {
    for (const [, table, type] of body!.matchAll(/^ {2}(\w+): (\w+)/gm)) tables.set(type!, table!)
  }
  const columns = new Map<string, boolean>()
  for (const [, type, body] of text.matchAll(/export interface (\w+Table) \{([\s\S]*?)\n\}/g)) {
    for (const [, column, kind] of body!.matchAll(/^ {2}(\w+):([^\n]*(?:\n {4,}[^\n]*)*)/gm)) {
      columns.set(`${tables.get(type!)}.${column}`, /\| null/.test(kind!))
    }
  }
  return columns
}
