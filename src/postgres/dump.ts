import { type Child, type ChildEnd, type ChildOptions, startChild } from '../stream/child.ts'
import { SecondaryError } from '../stream/ignore-broken-pipe.ts'
import type { PostgresClient } from './client/client.ts'
import type { Format, Mode, Selection } from './dump-choices.ts'

/** What the user chooses of a dump. */
export interface DumpChoices {
  readonly format: Format
  readonly mode: Mode
  readonly selection: Selection
  readonly noOwner: boolean
  readonly noAcl: boolean
  /** How long to wait for a table's lock; undefined waits for ever. */
  readonly lockTimeoutMs: number | undefined
}

export interface DumpOptions extends DumpChoices {
  /** The database's own encoding, as the server names it. */
  readonly encoding: string
  /** As pg_dump's `--compress` takes it for this client. */
  readonly compress: string
  /** Fail for a pattern of what is to be dumped that matches nothing; pg_dump leaves it out without a word otherwise. */
  readonly strict: boolean
}

/** pg_dump's arguments: no connection among them, that stays in the environment, out of every process list. */
export function dumpArguments(options: DumpOptions): string[] {
  const { selection } = options
  const each = (flag: string, patterns: readonly string[]): string[] =>
    patterns.map(pattern => `${flag}=${pattern}`)
  return [
    `--format=${options.format}`,
    `--compress=${options.compress}`,
    // No matter what client_encoding the database or the role asks for: one encoding makes names readable, and a dump's hash the
    // same everywhere. These two know no conversion.
    ...(['SQL_ASCII', 'MULE_INTERNAL'].includes(options.encoding) ? [] : ['--encoding=UTF8']),
    // Names each table on stderr as it comes; in SQL text it would add comments to the dump itself.
    ...(options.format === 'custom' ? ['--verbose'] : []),
    '--no-password',
    ...(options.mode === 'schema' ? ['--schema-only'] : []),
    ...(options.mode === 'data' ? ['--data-only'] : []),
    ...(options.noOwner ? ['--no-owner'] : []),
    ...(options.noAcl ? ['--no-privileges'] : []),
    ...(options.lockTimeoutMs === undefined ? [] : [`--lock-wait-timeout=${options.lockTimeoutMs}`]),
    ...(options.strict ? ['--strict-names'] : []),
    ...each('--table', selection.tables),
    ...each('--exclude-table', selection.excludeTables),
    ...each('--schema', selection.schemas),
    ...each('--exclude-schema', selection.excludeSchemas),
    ...each('--exclude-table-data', selection.excludeTableData),
  ]
}

/**
 * Starts pg_dump; the dump comes out of its stdout. `child.env` holds the connection (libpqEnvironment), and
 * `connectionArguments` what has no place there (libpqArguments).
 */
export function startDump(
  client: PostgresClient,
  options: DumpOptions,
  connectionArguments: readonly string[],
  child: ChildOptions,
): Child {
  return startChild(client.program('pg_dump'), [...dumpArguments(options), ...connectionArguments], child)
}

/**
 * Settles with pg_dump's own end: its stdout ends before its exit code is known, and a failed pg_dump may have written
 * hundreds of megabytes, or nothing, before.
 */
export async function dumpEnded(
  child: Child,
  explain: (child: Child, end: ChildEnd) => Error,
): Promise<void> {
  const end = await child.ended
  if ('code' in end && end.code === 0) return
  if (!('notStarted' in end) && !child.stdout.readableEnded) throw new SecondaryError('pg_dump was cut off')
  throw explain(child, end)
}
