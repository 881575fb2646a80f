import { cancellation } from '../core/cancellation.ts'
import { mayNotBeUndone } from '../postgres/apply/outcomes.ts'
import { describe } from '../postgres/connection/connection.ts'
import { atRest } from '../postgres/event-triggers.ts'
import type { Changes } from './compose-report.ts'
import { createRoles } from './create-roles.ts'
import { loadBackup } from './load/load-backup.ts'
import { logComparison, logPlan } from './log.ts'
import { careFor } from './post-restore/post-restore.ts'
import { type PlannedRestore, type PreparedRestore, prepareRestore } from './prepare.ts'
import {
  holdsItsOwn,
  type PreRestore,
  type RestoreOutcome,
  type RestoreReport,
  type TargetAfter,
  type TargetState,
} from './report.ts'
import type { RestoreDeps, RestoreRequest } from './request.ts'
import { backUpTarget } from './safety-backup.ts'
import { StageClock } from './stage-clock.ts'
import { dropAdditions } from './undo-additions.ts'
import { proveRestore } from './verify/prove-restore.ts'

/**
 * Restores one backup into a database: chosen, checked, planned, the target backed up first, loaded, proven, cared for.
 * Until the load begins a failure is thrown, and nothing was changed; from then on it is part of the report, which says in
 * which state the target is and how to go back.
 * @throws BackupError with the first cause
 */
export async function restore(request: RestoreRequest, parts: RestoreDeps): Promise<RestoreReport> {
  try {
    return await prepareAndRestore(request, parts)
  } catch (error) {
    throw cancellation(parts.controller.signal) ?? error
  }
}

async function prepareAndRestore(request: RestoreRequest, parts: RestoreDeps): Promise<RestoreReport> {
  const { controller, reporter } = parts
  const clock = new StageClock(parts)
  const prepared = await clock.stage('Prepare', () => prepareRestore(request, parts))
  const { refusals, targetIsEmpty, planned } = prepared
  const report = composeReport(request, prepared, parts, clock)
  if (planned) logPlan(planned, reporter)
  const none = noPreRestore(request, targetIsEmpty)
  if (refusals.length > 0 || request.dryRun || !planned)
    return report({ preRestore: none ?? { kind: 'to be made' } })

  return await parts.exclusively(prepared.connection, async () => {
    const preRestore =
      none ?? (await clock.timed('Back up the target', () => backUpTarget(request, prepared, parts)))
    if (preRestore.kind === 'made')
      reporter.info(
        `The way back, should it be needed: from: ${preRestore.manifest.key} (what is written to the target after ${preRestore.manifest.startedAt} is not in it)`,
      )
    controller.signal.throwIfAborted()
    return report(await change(request, prepared, planned, preRestore, parts, clock))
  })
}

async function change(
  request: RestoreRequest,
  prepared: PreparedRestore,
  planned: PlannedRestore,
  preRestore: PreRestore,
  parts: RestoreDeps,
  clock: StageClock,
): Promise<Changes> {
  const { controller, reporter } = parts
  const { signal } = controller
  const made: { createdRoles: readonly string[]; warnings: readonly string[] } = {
    createdRoles: [],
    warnings: [],
  }
  const care = (what: RestoreRequest): ReturnType<typeof careFor> =>
    clock.stage('Care for the restored data', () => careFor(what, prepared, planned, parts))
  let changed = false
  const onChange = (): void => {
    changed = true
  }
  try {
    if (planned.roles.length > 0) {
      const create = () => createRoles(prepared.connection, planned.roles, { signal })
      made.warnings = await clock.stage('Create roles', create)
      made.createdRoles = planned.plan.createsRoles
    }
    await clock.stage('Load', () => loadBackup(request, prepared, planned, onChange, { ...parts, signal }))
  } catch (error) {
    const target = stateAfterFailedLoad(error, changed, planned)
    const after = holdsItsOwn(target) ? undefined : await probeAfterLoad(prepared, planned, parts)
    // Anything that came in must not stay unmasked either.
    const cared = holdsItsOwn(target) ? undefined : await care({ ...request, analyze: false })
    const failure = { target, errors: [firstCause(error, signal), ...(cared?.errors ?? [])] }
    return { ...made, preRestore, after, failure, ...(cared && { afterCare: cared.taken }) }
  }
  reporter.info(`Loaded into ${describe(prepared.connection)}`)

  const seen = withEventTriggersDisabled(prepared)
  const after = await probeAfterLoad(seen, planned, parts)
  const errors: unknown[] = []
  const comparison = await clock
    .stage('Prove', () => proveRestore(request, seen, planned, parts))
    .catch((error: unknown) => void errors.push(error))
  if (comparison) logComparison(comparison, reporter)
  const cared = await care(request)
  const found = [...errors, ...cared.errors]
  const stopped = cancellation(signal)
  return {
    ...made,
    preRestore,
    after,
    ...(comparison && { comparison }),
    afterCare: cared.taken,
    ...((found.length > 0 || stopped) && {
      failure: { target: 'loaded', errors: stopped ? [stopped] : found },
    }),
  }
}

/** Why no backup of the target is made; undefined where one is. */
function noPreRestore({ preRestoreBackup }: RestoreRequest, targetIsEmpty: boolean): PreRestore | undefined {
  if (targetIsEmpty) return { kind: 'none', why: 'the target is empty' }
  return preRestoreBackup ? undefined : { kind: 'none', why: 'pre-restore-backup is false' }
}

/** What came with the backup to fire at each login must not change what is compared, nor keep us out. */
function withEventTriggersDisabled(prepared: PreparedRestore): PreparedRestore {
  const { connection, manifest, target } = prepared
  const mayFire =
    manifest.fingerprint.objects.some(({ kind }) => kind === 'EVENT TRIGGER') ||
    target.otherObjects.some(words => words.startsWith('event trigger '))
  return mayFire && target.mayDisableEventTriggers
    ? { ...prepared, connection: atRest(connection) }
    : prepared
}

/** What the way back needs; that it cannot be had is no failure of the restore. */
async function probeAfterLoad(
  { connection, manifest, target }: PreparedRestore,
  { plan }: PlannedRestore,
  { controller, probeTarget }: RestoreDeps,
): Promise<TargetAfter | undefined> {
  try {
    const now = await probeTarget(connection, controller.signal)
    // SQL text has no table of contents: all that it defines is loaded.
    const made = manifest.format === 'plain' ? manifest.fingerprint.objects : plan.load
    return { dropAdditions: dropAdditions(target, now, made), databaseBytes: now.databaseBytes }
  } catch {
    return undefined
  }
}

function stateAfterFailedLoad(
  error: unknown,
  changed: boolean,
  { strategy, plan }: PlannedRestore,
): TargetState {
  if (changed) return 'partly loaded'
  if (mayNotBeUndone(error)) return 'unknown'
  // Several sessions, and statements by themselves, are known to have begun; a transaction is undone except these.
  const undone = strategy.kind === 'streamed' && strategy.transaction
  return undone && plan.nonTransactionalSequences.length > 0 ? 'sequences set' : 'unchanged'
}

/** Somebody who cancels a run must learn all the same that nobody knows what became of the target. */
function firstCause(error: unknown, signal: AbortSignal): unknown {
  return mayNotBeUndone(error) ? error : (cancellation(signal) ?? error)
}

/** Puts down what was found out; what is returned adds what was changed. */
function composeReport(
  { choices, dryRun }: RestoreRequest,
  { manifest, refusals, target, planned }: PreparedRestore,
  { store }: RestoreDeps,
  clock: StageClock,
): (changes: Changes) => RestoreReport {
  const { database, host, port, version } = target
  return changes => {
    const report = {
      dryRun,
      asked: choices,
      manifest,
      location: store.location,
      target: { database, host, port, version },
      after: changes.after,
      plan: planned?.plan,
      strategy: planned?.strategy,
      refusals,
      preRestore: changes.preRestore,
      createdRoles: changes.createdRoles ?? [],
      comparison: changes.comparison,
      afterCare: changes.afterCare ?? [],
      failure: changes.failure,
      warnings: [...(planned?.warnings ?? []), ...(changes.warnings ?? [])],
      timing: clock.stages,
      ms: clock.ms,
    }
    return { ...report, outcome: outcomeOf(report) }
  }
}

function outcomeOf({
  comparison,
  dryRun,
  failure,
  refusals,
}: Omit<RestoreReport, 'outcome'>): RestoreOutcome {
  if (refusals.length > 0) return 'refused'
  if (failure) return 'failed'
  if (dryRun) return 'planned'
  if (!comparison || comparison.differences.length > 0) return 'different'
  return comparison.notVerified.length + comparison.missing > 0 ? 'partly proven' : 'proven'
}
