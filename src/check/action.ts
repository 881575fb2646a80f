import { randomBytes } from 'node:crypto'
import { keysOf } from '../action/assumed-role.ts'
import { toolkitCommands } from '../action/commands.ts'
import type { ActionContext } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import { checkDatabaseGiven } from '../action/inputs/rules/connection-rules.ts'
import { openDecryption, openEncryption } from '../action/open-encryption.ts'
import { inDestination } from '../action/post/post.ts'
import { rootCertificatePath } from '../action/root-certificate-path.ts'
import { bucketOptions, openDestination } from '../action/stores.ts'
import { toolkitCache } from '../action/tool-cache.ts'
import { defineVerb } from '../action/verb.ts'
import { findClient } from '../postgres/client/find-client.ts'
import { resolveConnection } from '../postgres/connection/resolve.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
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
import type { CheckDeps, CheckRequest } from './request.ts'
import { checkSummary } from './summary.ts'

/** The check action. */
export const CHECK = defineVerb<CheckReport>(
  {
    verb: 'check',
    inputs: CHECK_INPUTS,
    failure: CHECK_WORDS,
    done: 'The check has ended',
    cleanedUp: 'what the check had written in the destination was removed; it changes nothing else',
    run,
    outputs: CHECK_OUTPUTS,
    summary: checkSummary,
    conclude(report, reporter) {
      for (const finding of report.findings) reporter.info(logLine(finding))
      for (const reason of reasonsToFail(report))
        for (const line of failureLines(reason)) reporter.failLine(line)
      for (const finding of report.findings)
        if (finding.outcome === 'warning') reporter.warning(`${finding.message} — ${finding.fix}`)
    },
    notice: checkNotice,
  },
  // The object that it had written is removed.
  env => ({ storeOf: inDestination(readCheckInputs(env)) }),
)

async function run(context: ActionContext): Promise<CheckReport> {
  const { inputs, request } = readCheckRequest(context)
  const { close, parts } = await createCheckDeps(inputs, context)
  try {
    return await check(request, parts)
  } finally {
    close()
  }
}

/** As `ok       database: Sign-in: …`. */
function logLine({ area, outcome, message, what }: Finding): string {
  return `${outcome.padEnd(8)} ${area}: ${what}: ${message}`
}

/**
 * What the user asked for, read once. A connection that cannot be used is handed on with what is wrong.
 * @throws BackupError `input-invalid` with every problem of the other inputs
 */
function readCheckRequest({ mask, reporter, runner, scratch }: ActionContext): {
  readonly inputs: CheckInputs
  readonly request: CheckRequest
} {
  const inputs = readCheckInputs(runner.env)
  for (const warning of inputs.warnings) reporter.warning(warning)
  return {
    inputs,
    request: {
      database: databaseOf(inputs, { mask, reporter, runner, scratch }),
      selection: inputs.selection,
      opens: inputs.encryption.kind !== 'age' || inputs.keys.identities.length > 0,
      locks: inputs.s3.objectLock !== undefined,
      folder: inputs.destination.kind === 'folder' ? inputs.destination.path : undefined,
      leastPrivilege: { wanted: inputs.leastPrivilege, use: useOf(inputs) },
    },
  }
}

function databaseOf(
  { connection }: CheckInputs,
  {
    mask,
    reporter,
    runner: { env },
    scratch,
  }: Pick<ActionContext, 'mask' | 'reporter' | 'runner' | 'scratch'>,
): CheckRequest['database'] {
  const { databaseUrl, sslmode, stallTimeoutMs } = connection
  const missing = checkDatabaseGiven(databaseUrl, env)
  if (missing.length > 0) return { problems: missing }
  const sslRootCert = rootCertificatePath(connection, scratch)
  const resolution = resolveConnection({ databaseUrl, sslmode, sslRootCert, stallTimeoutMs, env })
  if (!resolution.ok) return { problems: resolution.problems }
  mask(secretsOf(resolution.connection))
  for (const notice of resolution.notices) reporter.notice(notice)
  return { connection: resolution.connection }
}

function useOf({ destination, s3 }: CheckInputs): CheckRequest['leastPrivilege']['use'] {
  if (destination.kind === 'folder') return undefined
  const { bucket, prefix } = destination
  const keyId = s3.sse?.kind === 'aws:kms' ? (s3.sse.keyId ?? '') : undefined
  return {
    bucket,
    prefix,
    tags: s3.tags !== undefined,
    objectLock: s3.objectLock !== undefined,
    kmsKey: keyId === undefined || keyId.startsWith('arn:') ? keyId : '*',
  }
}

/** A check has no time for many: what fails is reported. */
const ATTEMPTS = 2

const REPOSITORY = "PostgreSQL's own repository, or the machine's apt sources"

/** Joins the adapters that check looks at everything with. */
async function createCheckDeps(
  inputs: CheckInputs,
  context: ActionContext,
): Promise<{ readonly parts: CheckDeps; close(): void }> {
  const { controller, journal, reporter, runner, scratch } = context
  const { env, temp } = runner
  const { destination } = inputs
  const { region, role } = inputs.s3
  // What it writes is removed again, and so never locked.
  const { objectLock: _never, ...options } = inputs.s3
  const s3 = { ...options, attempts: ATTEMPTS }
  const store = await openDestination(
    destination,
    s3,
    trace => journal.record({ kind: 'upload', store: 'destination', trace }),
    line => reporter.info(line),
  )
  const exam =
    destination.kind === 's3'
      ? s3BucketInspector({ ...bucketOptions(destination, s3), attempts: ATTEMPTS })
      : undefined
  const programs = { journal, scratch, searchPath: env['PATH'] ?? '' }
  return {
    parts: {
      store,
      exam,
      assumeRole:
        role && destination.kind === 's3'
          ? async () => {
              await keysOf(role, region, env)
              return `The role ${role.arn} was assumed, by OpenID Connect.`
            }
          : undefined,
      encryption: openEncryption(inputs.encryption, programs),
      decryption: openDecryption(inputs.keys, programs),
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
    },
    close: () => {
      store.close()
      exam?.close()
    },
  }
}
