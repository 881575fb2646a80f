import { BackupError } from '../../core/errors.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { ForeignKey, TargetTrigger } from '../../postgres/target/target-facts.ts'
import { keyOf } from './data-of-tables.ts'
import type { ExistingTable } from './existing-tables.ts'
import { named } from './named.ts'
import type { RestoreContext } from './rules/skip-rule.ts'

/**
 * Rows are loaded as they are, in any order, into tables that stay with their triggers and foreign keys: without either,
 * where the role may say so. Where it may not, what would act on the rows, or keep them out, is refused before.
 * @throws BackupError `restore-rows-hindered`
 */
export function refuseHinderedRows(tables: readonly ExistingTable[], context: RestoreContext): void {
  const { choices, target } = context
  const { name, setsReplicationRole } = target.role
  if (choices.preset !== undefined && !setsReplicationRole)
    throw hindered(name, `which preset ${choices.preset} needs`, [])
  if (setsReplicationRole) {
    if (!choices.disableOutbound) return
    const role = loadsAs(tables, context)
    const triggers = triggersThatFire(role, tables, target.triggers)
    if (triggers.length > 0) throw hinderedAlways(triggers, role)
    return
  }
  const triggers = triggersThatFire('origin', tables, target.triggers)
  const early = target.foreignKeys.filter(key => isTooEarly(key, tables))
  const pointing = pointingFromElsewhere(target.foreignKeys, tables)
  const all = [
    ...triggers.map(trigger => `trigger ${trigger}`),
    ...early.map(({ name: key, references, table }) => keyInWords(key, table, references)),
    ...pointing.map(({ name: key, references, table }) => keyInWords(key, table, references)),
  ]
  if (all.length > 0)
    throw hindered(
      name,
      `so what the target's tables have would act on the rows as they are loaded: ${named(all, 10)}`,
      pointing.map(({ table }) => qualifiedName(table)),
    )
}

/**
 * What session_replication_role is while rows are loaded. Extensions' tables alone are loaded with triggers, since their own
 * belong to their rows: pg_cron learns of its jobs by one.
 */
export function loadsAs(
  tables: readonly ExistingTable[],
  { choices, target }: Pick<RestoreContext, 'choices' | 'target'>,
): 'origin' | 'replica' {
  if (choices.preset !== undefined) return 'replica'
  const own = tables.some(({ condition }) => condition === undefined)
  return own && target.role.setsReplicationRole ? 'replica' : 'origin'
}

/** Names of triggers that fire for rows of these tables. */
export function triggersThatFire(
  role: 'origin' | 'replica',
  tables: readonly ExistingTable[],
  triggers: readonly TargetTrigger[],
): string[] {
  const filled = new Set(tables.map(keyOf))
  return triggers
    .filter(({ fires, table }) => (fires === role || fires === 'always') && filled.has(keyOf(table)))
    .map(({ name, table }) => `${name} on ${qualifiedName(table)}`)
}

/** Whether rows that point to others come before those. */
function isTooEarly({ references, table }: ForeignKey, tables: readonly ExistingTable[]): boolean {
  const from = tables.find(each => keyOf(each) === keyOf(table))
  const to = tables.find(each => keyOf(each) === keyOf(references))
  return from !== undefined && to !== undefined && from !== to && from.filled.first < to.filled.last
}

/** Foreign keys of tables that stay as they are, to some that are emptied. */
export function pointingFromElsewhere(
  foreignKeys: readonly ForeignKey[],
  tables: readonly ExistingTable[],
): ForeignKey[] {
  const emptied = new Set(tables.filter(({ mayHoldRows }) => mayHoldRows).map(keyOf))
  return foreignKeys.filter(
    ({ references, table }) => emptied.has(keyOf(references)) && !emptied.has(keyOf(table)),
  )
}

export function keyInWords(
  name: string,
  table: ForeignKey['table'],
  references: ForeignKey['table'],
): string {
  return `foreign key ${name} of ${qualifiedName(table)} to ${qualifiedName(references)}`
}

function hindered(role: string, why: string, others: readonly string[]): BackupError {
  return new BackupError({
    kind: 'refusal',
    code: 'restore-rows-hindered',
    message: `Role ${role} may not set session_replication_role, ${why}.`,
    hint: `Let a superuser GRANT SET ON PARAMETER session_replication_role TO ${role} (PostgreSQL 15 and newer), restore as a role that may set it, disable or drop what is named${others.length > 0 ? `, or restore ${named(others)} too` : ''}.`,
  })
}

function hinderedAlways(triggers: readonly string[], role: 'origin' | 'replica'): BackupError {
  const always =
    role === 'replica'
      ? 'no matter what session_replication_role is'
      : "as those of the tables' extensions must"
  return new BackupError({
    kind: 'refusal',
    code: 'restore-rows-hindered',
    message: `Triggers of the target would fire for each row that is loaded, ${always}, and might reach out of the database: ${named(triggers, 10)}.`,
    hint: 'Disable them with ALTER TABLE … DISABLE TRIGGER until the restore is done, or write disable-outbound: false.',
  })
}
