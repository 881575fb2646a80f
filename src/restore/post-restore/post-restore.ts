import { BackupError } from '../../core/errors.ts'
import type { PlannedRestore, PreparedRestore } from '../prepare.ts'
import type { PostRestoreStep } from '../report.ts'
import type { RestoreDeps, RestoreRequest } from '../request.ts'
import { analyzeDatabase } from './analyze.ts'
import { turnOutboundOff } from './outbound.ts'
import { runSql } from './run-sql.ts'

interface Care {
  readonly what: PostRestoreStep['what']
  /** Returns what is to be reported, a line each. */
  readonly take: () => Promise<readonly string[]>
}

/**
 * What is done with restored data, always, and each no matter what became of the others: what could reach out is switched off,
 * what must be masked is masked. A cancelled run does none of it.
 * @returns what was done, and why what was not failed
 */
export async function careFor(
  request: RestoreRequest,
  prepared: Pick<PreparedRestore, 'connection'>,
  planned: Pick<PlannedRestore, 'client' | 'plan'>,
  parts: RestoreDeps,
): Promise<{ readonly taken: readonly PostRestoreStep[]; readonly errors: readonly unknown[] }> {
  const { controller, reporter } = parts
  const taken: PostRestoreStep[] = []
  const errors: unknown[] = []
  for (const { what, take } of wantedCare(request, prepared, planned, parts)) {
    if (controller.signal.aborted) {
      taken.push({ what, outcome: 'not run', lines: [] })
      continue
    }
    try {
      const lines = await take()
      for (const line of lines) reporter.info(`${what}: ${line}`)
      reporter.info(`${what}: done`)
      taken.push({ what, outcome: 'done', lines })
    } catch (error) {
      taken.push({ what, outcome: 'failed', lines: [] })
      errors.push(error)
    }
  }
  return { taken, errors }
}

/** In this order: nothing reaches out while it is masked, and ANALYZE looks at what masking left. */
function wantedCare(
  { analyze, choices, postRestoreSql }: RestoreRequest,
  { connection }: Pick<PreparedRestore, 'connection'>,
  { client, plan }: Pick<PlannedRestore, 'client' | 'plan'>,
  { controller, env, journal, reporter }: RestoreDeps,
): Care[] {
  const { signal } = controller
  const say = (line: string): void => reporter.info(line)
  const outbound: Care = { what: 'disable-outbound', take: () => switchOff(connection, signal) }
  const sqlOf = (what: 'preset' | 'post-restore-sql', sql: string): Care => ({
    what,
    take: async () => {
      await runSql({ connection, client, name: what, sql, transaction: true }, { journal, env, say, signal })
      return []
    },
  })
  return [
    ...(choices.disableOutbound ? [outbound] : []),
    ...(postRestoreSql === undefined ? [] : [sqlOf('post-restore-sql', postRestoreSql)]),
    ...(plan.afterwards.length === 0 ? [] : [sqlOf('preset', plan.afterwards.join(';\n'))]),
    ...(analyze
      ? [{ what: 'analyze', take: () => analyzeDatabase(connection, { say, signal }) } as const]
      : []),
  ]
}

async function switchOff(
  connection: PreparedRestore['connection'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { leftAlone, off, stillOn } = await turnOutboundOff(connection, { signal })
  if (stillOn.length > 0) throw outboundStillOn(connection.database, stillOn)
  return [...off, ...leftAlone.map(line => `left alone: ${line}`)]
}

function outboundStillOn(database: string, stillOn: readonly string[]): BackupError {
  return new BackupError({
    kind: 'database',
    code: 'outbound-still-on',
    message: `Not all that reaches out of ${database} could be switched off: ${stillOn.join('; ')}.`,
    hint: 'Switch it off by hand now, before the copy writes to whom only production should; then restore as a role that may.',
  })
}
