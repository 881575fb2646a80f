import type { TableName } from '../../fingerprint/copy-statement.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { ForeignKey } from '../../postgres/target/target-facts.ts'
import { entryName, keyOf } from '../plan/data-of-tables.ts'
import type { RestorePlan } from '../plan/restore-plan.ts'
import { sanitized } from '../plan/sanitized.ts'
import type { Comparison } from './comparison.ts'

/** A foreign key of the target, and how many rows point to nothing by it; undefined where that could not be asked. */
export interface AskedKey extends ForeignKey {
  readonly dangling: number | undefined
}

/**
 * The tables that rows were loaded into, or deleted from, while no foreign key was checked: none where the load had the
 * server check them.
 */
export function tablesUnchecked({
  empties,
  load,
  sessionSettings,
}: Pick<RestorePlan, 'empties' | 'load' | 'sessionSettings'>): readonly TableName[] {
  if (!sessionSettings.some(setting => /session_replication_role/i.test(setting))) return []
  const filled = load.flatMap(({ data }) => (data?.of === 'table' ? [data.table] : []))
  return [...new Map([...filled, ...empties].map(table => [keyOf(table), table])).values()]
}

/** Whether the load itself made a key, after the rows: the server has checked all of them then, no matter what the session is. */
export function isMadeByLoad({ name, table }: ForeignKey, { load }: Pick<RestorePlan, 'load'>): boolean {
  const own = entryName(table.schema, `${table.name} ${sanitized(name)}`)
  return load.some(entry => entry.kind === 'FK CONSTRAINT' && keyOf(entry) === keyOf(own))
}

/** Rows that point to nothing are no state that a database of such a key is ever in: they differ, no matter what was backed up. */
export function withKeys(comparison: Comparison, keys: readonly AskedKey[]): Comparison {
  const broken = keys.flatMap(key =>
    key.dangling === undefined || key.dangling === 0
      ? []
      : [
          `${inWords(key)}: ${key.dangling} ${key.dangling === 1 ? 'row points' : 'rows point'} to nothing, since the rows came without a check`,
        ],
  )
  const open = keys.flatMap(key =>
    key.dangling === undefined
      ? [
          `${inWords(key)}: the rows came without a check, and whether all of them point to something cannot be asked`,
        ]
      : [],
  )
  return {
    ...comparison,
    differences: [...comparison.differences, ...broken],
    notVerified: [...comparison.notVerified, ...open],
  }
}

function inWords({ name, references, table }: ForeignKey): string {
  return `foreign key ${name} of ${qualifiedName(table)} to ${qualifiedName(references)}`
}
