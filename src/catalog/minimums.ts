import { BackupError } from '../core/errors.ts'
import type { TableName } from '../fingerprint/copy-statement.ts'
import { type Fingerprint, qualifiedName } from '../fingerprint/fingerprint.ts'
import type { Mode } from '../postgres/dump-choices.ts'

/** What a backup must hold to be one. */
export interface Minimums {
  /** Of the dump as pg_dump wrote it. */
  readonly bytes: number
  readonly tables: number
  /** `schema.table`, or a name alone for any schema. */
  readonly expectTables: readonly string[]
}

/** What in a dump is counted, and what is known by name. */
export interface Contents {
  /** The tables that it really carries: by their data, or by their definition where only the schema is dumped. */
  readonly tables: readonly TableName[]
  /** Tables that it defines, too: a partitioned one has no data of its own, an excluded one none in this dump. */
  readonly defined: readonly TableName[]
}

export function contentsOf({ objects, tables }: Fingerprint, mode: Mode): Contents {
  const defined = objects.filter(({ kind }) => kind === 'TABLE' || kind === 'FOREIGN TABLE')
  return { tables: mode === 'schema' ? defined : tables, defined }
}

/** @throws BackupError `backup-too-small`: an empty or partial database must not pass for a backup */
export function checkMinimums(
  minimums: Minimums,
  { dumpBytes, contents }: { readonly dumpBytes: number; readonly contents: Contents },
): void {
  const shortfalls = [
    ...tooFewBytes(minimums, dumpBytes),
    ...tooFewTables(minimums, contents.tables),
    ...missing(minimums, [...contents.tables, ...contents.defined]),
  ]
  if (shortfalls.length === 0) return
  throw new BackupError({
    kind: 'integrity',
    code: 'backup-too-small',
    message: `The dump holds less than it must: ${shortfalls.map(({ message }) => message).join('; ')}.`,
    hint: `Check that the URL names the right database and that the role sees its tables; nothing was stored. ${shortfalls.map(({ hint }) => hint).join(' ')}`,
  })
}

interface Shortfall {
  readonly message: string
  readonly hint: string
}

function tooFewBytes({ bytes }: Minimums, dumpBytes: number): Shortfall[] {
  if (dumpBytes >= bytes) return []
  return [
    { message: `${dumpBytes} bytes, min-size is ${bytes}`, hint: 'Lower min-size if this size is right.' },
  ]
}

function tooFewTables(minimums: Minimums, tables: readonly TableName[]): Shortfall[] {
  if (tables.length >= minimums.tables) return []
  return [
    {
      message: `${tables.length} tables, min-tables is ${minimums.tables}`,
      hint: 'Lower min-tables (0 accepts an empty database) if this number is right.',
    },
  ]
}

function missing({ expectTables }: Minimums, tables: readonly TableName[]): Shortfall[] {
  const present = new Set(
    tables.flatMap(table => [qualifiedName(table), `${table.schema}.${table.name}`, table.name]),
  )
  const whenEmpty = expectTables.filter(table => !present.has(table))
  if (whenEmpty.length === 0) return []
  return [
    {
      message: `expect-tables names ${whenEmpty.join(', ')}, not in the dump`,
      hint: 'Write tables as schema.table, as they are named in the database.',
    },
  ]
}
