import type { Mode } from '../backup/choices.ts'
import { compareRestored } from '../backup/restore/compare-restored.ts'
import type { Comparison } from '../backup/restore/comparison.ts'
import type { RestoreSelection } from '../backup/restore/restore-choices.ts'
import { fingerprintDatabase } from './fingerprint-database.ts'
import type { PreparedRestore, Way } from './prepare-restore.ts'
import type { RestoreParts, RestoreRequest } from './restore-request.ts'

/** Dumps the target again, storing nothing, and compares it with what the plan says that it must be. */
export async function proveRestore(
  { choices }: RestoreRequest,
  { connection, manifest, target }: Pick<PreparedRestore, 'connection' | 'manifest' | 'target'>,
  { client, plan }: Way,
  { controller, env, ledger, probe }: RestoreParts,
): Promise<Comparison> {
  const { signal } = controller
  const { selection } = choices
  const { sessionOptions } = await probe(connection, signal)
  const actual = await fingerprintDatabase(
    {
      connection,
      client,
      mode: modeOf(selection, manifest.mode),
      like: plan.expected,
      // With their definitions comes what needs them, such as views: then all of it is looked at.
      ...(selection.kind === 'tables' && !selection.definitions && { tables: plan.expected.tables }),
      encoding: target.encoding,
      sessionOptions,
    },
    { ledger, env, signal },
  )
  const archiveMajor = Number.parseInt(manifest.clientVersion, 10)
  return compareRestored(plan.expected, actual, {
    extras: plan.extras,
    skipped: plan.skip,
    restored: { owners: !choices.noOwner, privileges: !choices.noAcl },
    definitions:
      client.major === archiveMajor
        ? 'compared'
        : {
            notVerified: `pg_dump ${client.major} words definitions otherwise than pg_dump ${archiveMajor}, which made the backup`,
          },
  })
}

function modeOf(selection: RestoreSelection, archived: Mode): Mode {
  if (selection.kind === 'tables') return selection.definitions ? archived : 'data'
  return selection.kind === 'all' && selection.mode !== 'full' ? selection.mode : archived
}
