import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { differences } from '../../fingerprint/differences.ts'
import type { PlannedRestore, PreparedRestore } from '../prepare.ts'
import type { RestoreRequest } from '../request.ts'
import { fetchDump } from './fetch-dump.ts'
import type { Load, LoadDeps } from './load.ts'
import { restoreFile } from './parallel.ts'
import { loadStreamed } from './streamed.ts'

/** Brings the backup into the target, the way that was settled. `onChange`: when what a failure would leave begins. */
export async function loadBackup(
  { choices }: RestoreRequest,
  { connection, manifest }: Pick<PreparedRestore, 'connection' | 'manifest'>,
  { client, strategy, plan }: PlannedRestore,
  onChange: () => void,
  parts: LoadDeps,
): Promise<void> {
  const load: Load = {
    manifest,
    client,
    connection,
    ids: manifest.format === 'custom' ? plan.load.map(({ id }) => id) : undefined,
    clean: plan.clean,
    noOwner: choices.noOwner,
    noAcl: choices.noAcl,
    before: plan.before,
    last: plan.last,
    sessionSettings: plan.sessionSettings,
    onChange,
  }
  if (strategy.kind === 'streamed') {
    const { transaction } = strategy
    await loadStreamed({ ...load, transaction, check: passed => differences(plan.expected, passed) }, parts)
    return
  }
  const file = join(parts.scratch, 'restore.dump')
  try {
    parts.reporter.info(
      'Downloading the backup: nothing is changed before every byte of it is known to be right',
    )
    await fetchDump(manifest, file, parts)
    parts.reporter.info(`Loading it by ${strategy.jobs} sessions`)
    await restoreFile({ ...load, file, jobs: strategy.jobs }, parts)
  } finally {
    await rm(file, { force: true })
  }
}
