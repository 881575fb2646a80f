import { readBackup } from '../../catalog/read-backup.ts'
import type { Mode } from '../../postgres/dump-choices.ts'
import type { RestoreSelection } from '../plan/restore-choices.ts'
import { queuesOfText } from '../plan/switch-off-queues.ts'
import type { PlannedRestore, PreparedRestore } from '../prepare.ts'
import type { RestoreDeps, RestoreRequest } from '../request.ts'
import type { Comparison } from './comparison.ts'
import { askDanglingKeys } from './dangling-keys.ts'
import { proveLoaded } from './prove-loaded.ts'
import { isMadeByLoad, tablesUnchecked, withKeys } from './unchecked-keys.ts'

/**
 * Compares the target with what the plan says that it must be. Rows that came without a check are what was backed up, and
 * may point to what the target does not have: foreign keys are asked as well.
 */
export async function proveRestore(
  { choices }: RestoreRequest,
  { connection, manifest, target }: Pick<PreparedRestore, 'connection' | 'manifest' | 'target'>,
  { client, plan }: PlannedRestore,
  { controller, decryption, env, journal, probe, reporter, store }: RestoreDeps,
): Promise<Comparison> {
  const { signal } = controller
  const { selection } = choices
  const { sessionOptions } = await probe(connection, signal)
  const { encoding } = target
  const comparison = await proveLoaded(
    {
      connection,
      manifest,
      client,
      plan,
      encoding,
      sessionOptions,
      mode: modeOf(selection, manifest.mode),
      // With their definitions comes what needs them, such as views: then all of it is looked at.
      ...(selection.kind === 'tables' && !selection.definitions && { tables: plan.expected.tables }),
      switchedOff: queuesOfText(manifest, choices),
      restored: { owners: !choices.noOwner, privileges: !choices.noAcl },
      readDump: (sink, until) => readBackup({ manifest, store, decryption, signal: until }, sink).done,
    },
    { journal, env, reporter, signal },
  )
  const isOfConcern: Parameters<typeof askDanglingKeys>[2]['isOfConcern'] = key => !isMadeByLoad(key, plan)
  return withKeys(
    comparison,
    await askDanglingKeys(connection, tablesUnchecked(plan), { isOfConcern, signal }),
  )
}

function modeOf(selection: RestoreSelection, archived: Mode): Mode {
  if (selection.kind === 'tables') return selection.definitions ? archived : 'data'
  return selection.kind === 'all' && selection.mode !== 'full' ? selection.mode : archived
}
