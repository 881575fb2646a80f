import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { info, warning } from '@actions/core'
import { messageOf } from '../core/errors.ts'
import { type CleanUpParts, cleanUp } from '../operations/clean-up.ts'
import { dropScratchDatabase } from '../postgres/scratch-database.ts'
import { endServer } from '../postgres/server/end-server.ts'
import { resolveDrillServer } from './drill-server.ts'
import { endProcess } from './end-process.ts'
import { readBackupInputs } from './inputs/read-backup-inputs.ts'
import { readCheckInputs } from './inputs/read-check-inputs.ts'
import { type DrillInputs, readDrillInputs } from './inputs/read-drill-inputs.ts'
import { readPruneInputs } from './inputs/read-prune-inputs.ts'
import { readRestoreInputs } from './inputs/read-restore-inputs.ts'
import { removeDirectory } from './remove-directory.ts'
import { readRunner } from './runner.ts'
import { readLeftovers } from './state-ledger.ts'
import { openDestination, openStore } from './stores.ts'

/** Undoing what is left must not hold up the job. Milliseconds. */
const LIMIT_MS = 60_000

/** The post step of the backup action. */
export async function postBackup(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => {
    const inputs = readBackupInputs(env)
    const nothing = { record: () => () => {} }
    return { storeOf: name => openStore(name, inputs, nothing) }
  })
}

/** The post step of the restore action: what a pre-restore backup left unfinished is taken back. */
export async function postRestore(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => ({ storeOf: inDestination(readRestoreInputs(env)) }))
}

/** The post step of the prune action: a copy that was being archived is taken back. */
export async function postPrune(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => ({ storeOf: inDestination(readPruneInputs(env)) }))
}

/** The post step of the check action: the object that it had written is removed. */
export async function postCheck(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => ({ storeOf: inDestination(readCheckInputs(env)) }))
}

/** The post step of the drill action. */
export async function postDrill(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => {
    const inputs = readDrillInputs(env)
    return {
      storeOf: inDestination(inputs),
      dropScratchDatabase: (name, signal) => dropFrom(inputs.server, name, env, signal),
    }
  })
}

function inDestination({
  destination,
  s3,
}: Pick<DrillInputs, 'destination' | 's3'>): CleanUpParts['storeOf'] {
  const remembered = (): void => {}
  return name => (name === 'destination' ? openDestination(destination, s3, () => remembered) : undefined)
}

async function dropFrom(
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

/** The post step of a sub-action that writes to no store. */
export async function postReading(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => ({}))
}

/** What of the run's surroundings can be reached again, from its inputs. */
type Reach = Partial<Pick<CleanUpParts, 'storeOf' | 'dropScratchDatabase'>>

/** Undoes what a killed main step left; after a run that ended by itself there is nothing to do. */
async function undo(env: NodeJS.ProcessEnv, reach: () => Reach): Promise<void> {
  try {
    await undoLeftovers(env, reach)
  } catch (error) {
    // The main step has failed already, and said why.
    warning(`Could not clean up after the run: ${messageOf(error)}`)
  }
}

async function undoLeftovers(env: NodeJS.ProcessEnv, reach: () => Reach): Promise<void> {
  const leftovers = readLeftovers()
  if (leftovers.length === 0) return
  const { temp } = readRunner(env)
  const { done, failed } = await cleanUp(leftovers, {
    storeOf: () => undefined,
    dropScratchDatabase: async () => {
      throw new Error('only a drill knows its server')
    },
    ...reach(),
    endProcess,
    endServer,
    removeDirectory: path => removeDirectory(path, temp),
    signal: AbortSignal.timeout(LIMIT_MS),
  })
  for (const what of done) info(`Cleaned up after the run: ${what}`)
  for (const what of failed) warning(`Could not clean up after the run: ${what}`)
}
