import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import { isRelation, isTable } from '../../postgres/toc/entry-kinds.ts'
import { managedSchema } from '../../presets/preset.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import { LOSS_WARNINGS } from './loss-warnings.ts'
import { MEMBERSHIP_WARNINGS } from './membership-warnings.ts'
import { named } from './named.ts'
import type { RestoreContext } from './rules/skip-rule.ts'
import { isDataOnly } from './select-entries.ts'
import type { PlanDraft, Warning } from './warning.ts'

/** What is odd about a restore, but no reason to stop: one line each. */
export function planWarnings(draft: PlanDraft, context: RestoreContext): string[] {
  return WARNINGS.flatMap(warning => warning(draft, context) ?? [])
}

const WARNINGS: readonly Warning[] = [
  otherEncoding,
  staying,
  uncheckedKeys,
  sequencesLeft,
  platformGrants,
  ...MEMBERSHIP_WARNINGS,
  ...LOSS_WARNINGS,
]

/** UTF8 holds everything, and SQL_ASCII takes any bytes. */
function otherEncoding(_settled: PlanDraft, { manifest, target }: RestoreContext): string | undefined {
  const { encoding } = manifest.source
  if (encoding === target.encoding || target.encoding === 'SQL_ASCII') return undefined
  if (target.encoding === 'UTF8')
    return encoding === 'SQL_ASCII'
      ? 'The backup is of an SQL_ASCII database, whose bytes may be no valid UTF8: the restore then fails.'
      : undefined
  return `The backup's encoding is ${encoding}, the target's ${target.encoding}, which may lack characters of it: the restore then fails.`
}

function staying({ load }: PlanDraft, { choices, manifest, target }: RestoreContext): string | undefined {
  if (choices.selection.kind !== 'all' || isDataOnly(choices.selection, manifest)) return undefined
  const made = new Set(load.filter(isRelation).map(keyOf))
  const stay = target.relations.filter(
    ({ schema, name }) =>
      !made.has(keyOf(entryName(schema, name))) && managedSchema(choices.preset, schema) === undefined,
  )
  if (stay.length === 0 || load.length === 0) return undefined
  return `The target has what the backup does not: ${named(stay.map(qualifiedName))}. It stays (a partition of a replaced table as a table of its own); where it needs what is replaced, the restore fails.`
}

function uncheckedKeys(
  { load }: PlanDraft,
  { choices, manifest, target }: RestoreContext,
): string | undefined {
  const { selection } = choices
  if (selection.kind === 'all' || !isDataOnly(selection, manifest) || load.length === 0) return undefined
  return target.role.setsReplicationRole || choices.preset !== undefined
    ? 'Rows are loaded without a check of foreign keys and without triggers: those that point to tables that are not restored may point to nothing, which the proof then says.'
    : undefined
}

function sequencesLeft({ load }: PlanDraft, { choices, manifest }: RestoreContext): string | undefined {
  if (manifest.mode !== 'data' || choices.selection.kind !== 'tables' || load.length === 0) return undefined
  return "A backup of rows only does not say which sequences are these tables' own: set them yourself with setval."
}

function platformGrants({ load }: PlanDraft, { choices, target }: RestoreContext): string | undefined {
  if (choices.preset !== 'supabase' || !load.some(isTable)) return undefined
  const others =
    target.role.name === 'postgres' ? '' : `, which are those of role postgres, not of ${target.role.name}`
  return choices.noAcl
    ? `Tables get the default privileges of their schema${others}: GRANT and REVOKE of single tables are left out (no-acl), so what was taken from anon or authenticated is theirs again.`
    : undefined
}
