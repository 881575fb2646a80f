import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type ActionContext, clientProvider, serverProvider } from '../action/context.ts'
import { failureLines } from '../action/failure.ts'
import { openDecryption, openEncryption } from '../action/open-encryption.ts'
import { inDestination } from '../action/post/post.ts'
import { readRunner } from '../action/runner.ts'
import { openDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import type { Wanted } from '../catalog/choose.ts'
import { sinceWhen } from '../catalog/since.ts'
import type { EncryptionRecord } from '../encryption/encryption.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { secretsOf } from '../postgres/connection/secrets.ts'
import { encryptionLike } from '../restore/action.ts'
import type { ObjectStore } from '../storage/store.ts'
import { dropScratchDatabase } from './database/scratch-database.ts'
import { drill } from './drill.ts'
import { DRILL_WORDS } from './failure-words.ts'
import { DRILL_INPUTS } from './input-table.ts'
import { type DrillInputs, readDrillInputs } from './inputs.ts'
import { drillNotice } from './notice.ts'
import { DRILL_OUTPUTS } from './outputs.ts'
import type { DrillReport } from './record/findings.ts'
import type { DrillDeps, DrillRequest } from './request.ts'
import { resolveDrillServer } from './server-connection.ts'
import { drillSummary } from './summary.ts'

/** The drill action. */
export const DRILL = defineVerb<DrillReport>(
  {
    verb: 'drill',
    inputs: DRILL_INPUTS,
    failure: DRILL_WORDS,
    done: 'The drill has ended, and its record is kept beside the backup',
    cleanedUp:
      'the server that the drill started, or its scratch database, and every file of it are gone; the backup was only read',
    run,
    outputs: DRILL_OUTPUTS,
    summary: drillSummary,
    conclude(report, reporter) {
      for (const reason of report.reasons) for (const line of failureLines(reason)) reporter.failLine(line)
      if (report.record.outcome === 'partly proven')
        reporter.warning('Not everything could be compared: the job summary lists what, and why')
    },
    notice: drillNotice,
  },
  env => {
    const inputs = readDrillInputs(env)
    return {
      storeOf: inDestination(inputs),
      dropScratchDatabase: (name, signal) => dropFrom(inputs.server, name, env, signal),
    }
  },
)

async function run(context: ActionContext): Promise<DrillReport> {
  const { inputs, request } = readDrillRequest(context)
  const { parts, store, close, openCommand } = await createDrillDeps(inputs, context)
  try {
    const drilled = await drill(request, parts)
    const { encryption } = drilled.findings.manifest
    return {
      ...drilled,
      location: store.location,
      url: key => store.url(key),
      endpoint: inputs.s3.endpoint,
      openCommand: file => openCommand(encryption, file),
      warnings: inputs.warnings,
    }
  } finally {
    close()
  }
}

export async function dropFrom(
  server: DrillInputs['server'],
  name: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  if (!server) throw new Error('server-url is empty now')
  const scratch = await mkdtemp(join(readRunner(env).temp, 'pg-backup-post-'))
  try {
    const resolution = resolveDrillServer(server, env, scratch)
    if (!resolution.ok) throw new Error(resolution.problems.map(({ message }) => message).join('; '))
    await dropScratchDatabase(resolution.connection, name, { signal })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** More sessions bring a server down rather than a restore forward. */
const MOST_JOBS = 64

/**
 * What the user asked for, read once. Everything that is odd but no reason to stop is reported here.
 * @throws BackupError `input-invalid` with every problem of every input
 */
function readDrillRequest(context: ActionContext): {
  readonly inputs: DrillInputs
  readonly request: DrillRequest
} {
  const { reporter, runner, scratch } = context
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
      server: serverOf(inputs, context),
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
  { mask, reporter, runner, scratch }: ActionContext,
): Connection | undefined {
  if (!server) return undefined
  const resolution = resolveDrillServer(server, runner.env, scratch)
  if (!resolution.ok) throw new Error('a connection that was accepted is refused')
  mask(secretsOf(resolution.connection))
  for (const notice of resolution.notices) reporter.notice(notice)
  return resolution.connection
}

interface WiredDrill {
  readonly parts: DrillDeps
  readonly store: ObjectStore
  /** The command that opens a file that was sealed so, with stock tools; undefined where nothing is sealed. */
  openCommand(record: EncryptionRecord, file: string): string | undefined
  close(): void
}

/** Joins the adapters that drill reads the backup with, restores it with, and writes its record with. */
async function createDrillDeps(inputs: DrillInputs, context: ActionContext): Promise<WiredDrill> {
  const { controller, journal, reporter, runner, scratch } = context
  const { env } = runner
  const store = await openDestination(
    inputs.destination,
    inputs.s3,
    trace => journal.record({ kind: 'upload', store: 'destination', trace }),
    line => reporter.info(line),
  )
  const programs = { journal, scratch, searchPath: env['PATH'] ?? '' }
  return {
    store,
    openCommand: (record, file) =>
      openEncryption(encryptionLike(record, inputs.keys.passphrase), programs).openCommand(file),
    parts: {
      store,
      decryption: openDecryption(inputs.keys, programs),
      journal,
      reporter,
      env,
      scratch,
      folder: runner.temp,
      now: () => new Date(),
      random: bytes => randomBytes(bytes),
      provideClient: clientProvider(inputs.repository, context),
      provideServer: serverProvider(inputs.repository, context),
      signal: controller.signal,
    },
    close: () => store.close(),
  }
}
