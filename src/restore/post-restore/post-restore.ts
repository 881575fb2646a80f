import { BackupError } from '../../core/errors.ts'
import type { PreparedRestore, Way } from '../prepare.ts'
import type { AfterCare } from '../report.ts'
import type { RestoreParts, RestoreRequest } from '../request.ts'
import { analyzeDatabase } from './analyze.ts'
import { turnOutboundOff } from './outbound.ts'
import { runSql } from './run-sql.ts'

interface Care {
  readonly what: AfterCare['what']
  /** Returns what is to be told, a line each. */
  readonly take: () => Promise<readonly string[]>
}

/**
 * What is done with restored data, always, and each whatever became of the others: what could reach out is switched off,
 * what must be masked is masked. A cancelled run does none of it.
 * @returns what was done, and why what was not failed
 */
export async function careFor(
  request: RestoreRequest,
  prepared: Pick<PreparedRestore, 'connection'>,
  way: Pick<Way, 'client' | 'plan'>,
  parts: RestoreParts,
): Promise<{ readonly taken: readonly AfterCare[]; readonly errors: readonly unknown[] }> {
  const { controller, reporter } = parts
  const taken: AfterCare[] = []
  const errors: unknown[] = []
  for (const { what, take } of wantedCare(request, prepared, way, parts)) {
    if (controller.signal.aborted) {
      taken.push({ what, outcome: 'not run', told: [] })
      continue
    }
    try {
      const told = await take()
      for (const line of told) reporter.info(`${what}: ${line}`)
      reporter.info(`${what}: done`)
      taken.push({ what, outcome: 'done', told })
    } catch (error) {
      taken.push({ what, outcome: 'failed', told: [] })
      errors.push(error)
    }
  }
  return { taken, errors }
}

/** In this order: nothing reaches out while it is masked, and ANALYZE looks at what masking left. */
function wantedCare(
  { analyze, choices, postRestoreSql }: RestoreRequest,
  { connection }: Pick<PreparedRestore, 'connection'>,
  { client, plan }: Pick<Way, 'client' | 'plan'>,
  { controller, env, ledger, reporter }: RestoreParts,
): Care[] {
  const { signal } = controller
  const say = (line: string): void => reporter.info(line)
  const outbound: Care = { what: 'disable-outbound', take: () => switchOff(connection, signal) }
  const sqlOf = (what: 'preset' | 'post-restore-sql', sql: string): Care => ({
    what,
    take: async () => {
      await runSql({ connection, client, name: what, sql, transaction: true }, { ledger, env, say, signal })
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
