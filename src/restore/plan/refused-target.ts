import type { Manifest } from '../../catalog/manifest.ts'
import { BackupError } from '../../core/errors.ts'
import { quoted } from '../../core/parsed.ts'
import type { TargetFacts } from '../../postgres/target/target-facts.ts'
import { contents, isEmpty } from './is-empty.ts'
import { isSource } from './is-source.ts'
import type { Refusal } from './refusal.ts'
import { isDataOnly } from './select-entries.ts'

/** What speaks against a restore into a target. */
export const targetRefusals: readonly Refusal[] = [
  (_manifest, target) =>
    target.isInRecovery
      ? new BackupError({
          kind: 'refusal',
          code: 'restore-target-standby',
          message: `${target.host} is a standby, which takes no changes.`,
          hint: 'Restore into its primary, or into another server.',
        })
      : undefined,

  (manifest, target, { allow }) =>
    isSource(manifest, target) === 'yes' && !allow.has('source')
      ? new BackupError({
          kind: 'refusal',
          code: 'restore-into-source',
          message: `${target.database} on ${target.host} is the very database that this backup was taken of.`,
          hint: 'Restore into another database and look at it first; if this one shall be overwritten, write allow: source.',
        })
      : undefined,

  (manifest, target, { allow, preset }) => {
    if (isSource(manifest, target) !== 'unknown' || allow.has('source') || isEmpty(target, preset))
      return undefined
    const { database, host } = target
    const { source } = manifest
    return new BackupError({
      kind: 'refusal',
      code: 'restore-maybe-source',
      message: `It is not known whether ${database} on ${host} is the very database that was backed up as ${source.database} on ${source.host}: ${whyUnknown(manifest, target)}.`,
      hint: 'Restore into an empty database, or make sure that it is another one, or is meant to be overwritten, and write allow: source. GRANT EXECUTE ON FUNCTION pg_control_system() on both servers lets it be reported, for backups taken from then on.',
    })
  },

  (manifest, target, { allow, preset, selection }) => {
    const held = contents(target, preset)
    // Rows alone need tables to go into.
    if (held.length === 0 || allow.has('not-empty') || isDataOnly(selection, manifest)) return undefined
    return new BackupError({
      kind: 'refusal',
      code: 'restore-target-not-empty',
      message: `${target.database} on ${target.host} is not empty: it has ${held.join(', ')}.`,
      hint: 'Restore into a new database; if what the backup has shall be replaced in this one, write allow: not-empty.',
    })
  },

  (_manifest, target, { confirm, preset }) => {
    const { database, host } = target
    const isHarmless = confirm === undefined && contents(target, preset).length === 0
    if (isHarmless || confirm === database) return undefined
    return new BackupError({
      kind: 'refusal',
      code: 'restore-not-confirmed',
      message:
        confirm === undefined
          ? `${database} on ${host} has contents that would be overwritten, and confirm is empty.`
          : `confirm is ${quoted(confirm)}, but the target is ${database} on ${host}.`,
      hint: `Make sure that this is the database that you mean, then write confirm: ${database}.`,
    })
  },

  ({ clientVersion }, target, { allow }) =>
    target.major < Number.parseInt(clientVersion, 10) && !allow.has('older-server')
      ? new BackupError({
          kind: 'refusal',
          code: 'restore-server-too-old',
          message: `The backup was dumped by PostgreSQL ${clientVersion}, and the target's server is older: ${target.version}.`,
          hint: 'Restore into a server of that major version or a newer one; if it shall be tried nevertheless, write allow: older-server.',
        })
      : undefined,
]

function whyUnknown(
  { source }: Pick<Manifest, 'source'>,
  { database, role, systemIdentifier }: Pick<TargetFacts, 'database' | 'role' | 'systemIdentifier'>,
): string {
  if (source.systemIdentifier !== undefined && systemIdentifier !== undefined)
    return 'address and name are the same, and the cluster has another identifier, as pg_upgrade gives it'
  const missing =
    source.systemIdentifier === undefined ? 'not in the manifest' : `kept from role ${role.name}`
  const same = source.database === database ? 'the names are' : 'the oid of the database is'
  return `the cluster's identifier is ${missing}, and ${same} the same`
}
