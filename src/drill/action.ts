import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ActionContext, clientProvider, serverProvider } from '../action/context.ts'
import { readTable } from '../action/inputs/reading.ts'
import { openDecryption } from '../action/open-encryption.ts'
import { readRunner } from '../action/runner.ts'
import { withDestination } from '../action/stores.ts'
import { defineVerb } from '../action/verb.ts'
import { openCommand } from '../encryption/open-command.ts'
import { dropScratchDatabase } from './database/scratch-database.ts'
import { drill } from './drill.ts'
import { DRILL_WORDS } from './failure-words.ts'
import { DRILL_INPUTS } from './input-table.ts'
import { type DrillInputs, readDrillInputs, settleServer } from './inputs.ts'
import { drillNotice } from './notice.ts'
import { DRILL_OUTPUTS } from './outputs.ts'
import type { DrillReport } from './record/findings.ts'
import { drillSummary } from './summary.ts'

/** The drill action. */
export const DRILL = defineVerb({
  verb: 'drill',
  inputs: DRILL_INPUTS,
  failure: DRILL_WORDS,
  done: 'The drill has ended, and its record is kept beside the backup',
  cleanedUp:
    'the server that the drill started, or its scratch database, and every file of it are gone; the backup was only read',
  read: readDrillInputs,
  run,
  outputs: DRILL_OUTPUTS,
  summary: drillSummary,
  conclude(report, reporter) {
    reporter.failFor(report.reasons)
    if (report.record.outcome === 'partly proven')
      reporter.warning('Not everything could be compared: the job summary lists what, and why')
  },
  notice: drillNotice,
  dropScratchDatabase: dropFromServer,
})

async function run(inputs: DrillInputs, context: ActionContext): Promise<DrillReport> {
  const { controller, journal, reporter, runner, scratch } = context
  const { env } = runner
  return await withDestination(inputs, 'to write', context, async store => {
    const drilled = await drill(inputs.request, {
      store,
      decryption: openDecryption(inputs.keys, inputs.s3, context),
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
    })
    const { method } = drilled.findings.manifest.encryption
    return {
      ...drilled,
      location: store.location,
      url: key => store.url(key),
      endpoint: inputs.s3.endpoint,
      openCommand: file => openCommand(method, file),
      warnings: inputs.warnings,
    }
  })
}

/** In the post step: drops the scratch database from the server that the inputs name. */
export async function dropFromServer(
  name: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const scratch = await mkdtemp(join(readRunner(env).temp, 'pg-backup-post-'))
  try {
    const server = settleServer(readTable(DRILL_INPUTS, env), { env, scratch })
    if (!server.ok) throw new Error(server.problems.map(({ message }) => message).join('; '))
    if (!server.connection) throw new Error('server-url is empty now')
    await dropScratchDatabase(server.connection, name, { signal })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
