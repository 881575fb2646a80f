import { randomBytes } from 'node:crypto'
import { keysOf } from '../action/assumed-role.ts'
import { toolkitCommands } from '../action/commands.ts'
import type { ActionContext } from '../action/context.ts'
import { openDecryption, openEncryption } from '../action/open-encryption.ts'
import { bucketOptions, withDestination } from '../action/stores.ts'
import { toolkitCache } from '../action/tool-cache.ts'
import { defineVerb } from '../action/verb.ts'
import { findClient } from '../postgres/client/find-client.ts'
import { s3BucketInspector } from '../storage/s3/bucket-inspector.ts'
import { check } from './check.ts'
import { type CheckReport, reasonsToFail } from './check-report.ts'
import { CHECK_WORDS } from './failure-words.ts'
import type { Finding } from './finding.ts'
import { CHECK_INPUTS } from './input-table.ts'
import { type CheckInputs, readCheckInputs } from './inputs.ts'
import { checkNotice } from './notice.ts'
import { CHECK_OUTPUTS } from './outputs.ts'
import { thisMachinesNames } from './probes/addresses.ts'
import { checkSummary } from './summary.ts'

/** The check action. */
export const CHECK = defineVerb({
  verb: 'check',
  inputs: CHECK_INPUTS,
  failure: CHECK_WORDS,
  done: 'The check has ended',
  cleanedUp: 'what the check had written in the destination was removed; it changes nothing else',
  read: readCheckInputs,
  run,
  outputs: CHECK_OUTPUTS,
  summary: checkSummary,
  conclude(report, reporter) {
    for (const finding of report.findings) reporter.info(logLine(finding))
    reporter.failFor(reasonsToFail(report))
    for (const finding of report.findings)
      if (finding.outcome === 'warning') reporter.warning(`${finding.message} — ${finding.fix}`)
  },
  notice: checkNotice,
})

/** As `ok       database: Sign-in: …`. */
function logLine({ area, outcome, message, what }: Finding): string {
  return `${outcome.padEnd(8)} ${area}: ${what}: ${message}`
}

/** A check has no time for many: what fails is reported. */
const ATTEMPTS = 2

const REPOSITORY = "PostgreSQL's own repository, or the machine's apt sources"

async function run(inputs: CheckInputs, context: ActionContext): Promise<CheckReport> {
  const { controller, journal, reporter, runner } = context
  const { env, temp } = runner
  const { destination } = inputs
  const { region, role } = inputs.s3
  // What it writes is removed again, and so never locked.
  const { objectLock: _never, ...options } = inputs.s3
  const s3 = { ...options, attempts: ATTEMPTS }
  const exam =
    destination.kind === 's3'
      ? s3BucketInspector({ ...bucketOptions(destination, s3), attempts: ATTEMPTS })
      : undefined
  try {
    return await withDestination({ destination, s3 }, 'to write', context, store =>
      check(inputs.request, {
        store,
        exam,
        assumeRole:
          role && destination.kind === 's3'
            ? async () => {
                await keysOf(role, region, env)
                return `The role ${role.arn} was assumed, by OpenID Connect.`
              }
            : undefined,
        encryption: openEncryption(inputs.encryption, s3, context),
        decryption: openDecryption(inputs.keys, s3, context),
        names: thisMachinesNames,
        findClient: async wanted => ({
          ...(await findClient(wanted, { cache: toolkitCache(), commands: toolkitCommands(), env })),
          from: inputs.repository === undefined ? REPOSITORY : 'client-repository',
        }),
        temp,
        journal,
        reporter,
        now: () => new Date(),
        random: bytes => randomBytes(bytes),
        signal: controller.signal,
      }),
    )
  } finally {
    exam?.close()
  }
}
