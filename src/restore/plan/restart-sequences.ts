import { quoteIdentifier, unquoteIdentifier } from '../../core/sql-quoting.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { TargetFacts, TargetSequence } from '../../postgres/target/target-facts.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { keyOf } from './data-of-tables.ts'

/** Sequences of the target that the load sets and does not make. */
export interface ExistingSequences {
  /** SQL that makes setting them a part of the transaction; empty where there are none. */
  readonly restart: string
  /** Those that the role may set and not alter: they keep what was set, no matter what becomes of the transaction. */
  readonly nonTransactionalSequences: readonly TableName[]
}

/**
 * What setval has done stays when its transaction is rolled back. ALTER SEQUENCE … RESTART gives a sequence a new place on
 * disk first, and setval writes into that: rolled back, the sequence has its old place again, and the value in it.
 */
export function restartSequences(
  load: readonly TocEntry[],
  { sequences }: Pick<TargetFacts, 'sequences'>,
): ExistingSequences {
  const made = new Set(load.filter(({ kind }) => kind === 'SEQUENCE').map(({ id }) => id))
  const set = new Set(
    load.flatMap(({ data, dependencies }) =>
      data?.of === 'sequence' && !dependencies.some(id => made.has(id)) ? [written(data.sequence)] : [],
    ),
  )
  const existing = sequences.filter(sequence => set.has(keyOf(sequence)))
  return {
    restart: existing
      .filter(({ alterable }) => alterable)
      .map(restart)
      .join('\n'),
    nonTransactionalSequences: existing
      .filter(({ alterable }) => !alterable)
      .map(({ name, schema }) => ({ schema, name })),
  }
}

function restart({ name, schema }: TargetSequence): string {
  return `ALTER SEQUENCE ${quoteIdentifier(schema)}.${quoteIdentifier(name)} RESTART;`
}

const WRITTEN = /^("(?:[^"]|"")+"|[^".]+)\.("(?:[^"]|"")+"|[^".]+)$/s

/** Which names PostgreSQL puts in quotes differs from version to version. */
function written(sequence: string): string {
  const [, schema = '', name = ''] = WRITTEN.exec(sequence) ?? []
  return keyOf({ schema: unquoteIdentifier(schema), name: unquoteIdentifier(name) })
}
