import { availableParallelism } from 'node:os'
import type { Wanted } from '../catalog/choose.ts'
import { sinceWhen } from '../catalog/since.ts'
import type { DrillRequest } from '../operations/drill-request.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
import { resolveDrillServer } from './drill-server.ts'
import { type DrillInputs, readDrillInputs } from './inputs/read-drill-inputs.ts'
import type { Wiring } from './wiring.ts'

/** More sessions bring a server down rather than a restore forward. */
const MOST_JOBS = 64

/**
 * What the user asked for, read once. Everything that is odd but no reason to stop is told here.
 * @throws BackupError `input-invalid` with every problem of every input
 */
export function readDrillRequest(wiring: Wiring): {
  readonly inputs: DrillInputs
  readonly request: DrillRequest
} {
  const { reporter, runner, scratch } = wiring
  const inputs = readDrillInputs(runner.env, server => {
    const resolution = resolveDrillServer(server, runner.env, scratch)
    return resolution.ok ? [] : resolution.problems
  })
  for (const warning of inputs.warnings) reporter.warning(warning)
  const { budgets, checks, jobs, missingExtensions, record, trusted } = inputs
  return {
    inputs,
    request: {
      ...{ budgets, checks, missingExtensions, record, trusted },
      wanted: wantedOf(inputs),
      jobs: jobs === 'auto' ? Math.min(MOST_JOBS, availableParallelism()) : jobs,
      server: serverOf(inputs, wiring),
      stallTimeoutMs: inputs.s3.stallTimeoutMs,
      run: runner.run,
    },
  }
}

function wantedOf({ backupClass, before, from, series }: DrillInputs): Wanted {
  if (from.kind === 'key') return from
  const until = before && sinceWhen(before, new Date())
  return { kind: 'newest', series, backupClass, before: until, prefersWhole: true }
}

function serverOf(
  { server }: DrillInputs,
  { mask, reporter, runner, scratch }: Wiring,
): Connection | undefined {
  if (!server) return undefined
  const resolution = resolveDrillServer(server, runner.env, scratch)
  if (!resolution.ok) throw new Error('a connection that was accepted is refused')
  mask(secretsOf(resolution.connection))
  for (const notice of resolution.notices) reporter.notice(notice)
  return resolution.connection
}
