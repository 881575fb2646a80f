import { rm } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { info, warning } from '@actions/core'
import { messageOf } from '../backup/errors.ts'
import { type CleanUpParts, cleanUp } from '../operations/clean-up.ts'
import { endProcess } from './end-process.ts'
import { readBackupInputs } from './inputs/read-backup-inputs.ts'
import { readRunner } from './runner.ts'
import { readLeftovers } from './state-ledger.ts'
import { openStore } from './stores.ts'

/** Undoing what is left must not hold up the job. Milliseconds. */
const LIMIT_MS = 60_000

/** The post step of the backup action. */
export async function postBackup(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => {
    const inputs = readBackupInputs(env)
    const nothing = { record: () => () => {} }
    return name => openStore(name, inputs, nothing)
  })
}

/** The post step of a sub-action that writes to no store. */
export async function postReading(env: NodeJS.ProcessEnv): Promise<void> {
  await undo(env, () => () => undefined)
}

/** Undoes what a killed main step left; after a run that ended by itself there is nothing to do. */
async function undo(env: NodeJS.ProcessEnv, stores: () => CleanUpParts['storeOf']): Promise<void> {
  try {
    await undoLeftovers(env, stores)
  } catch (error) {
    // The main step has failed already, and said why.
    warning(`Could not clean up after the killed run: ${messageOf(error)}`)
  }
}

async function undoLeftovers(env: NodeJS.ProcessEnv, stores: () => CleanUpParts['storeOf']): Promise<void> {
  const leftovers = readLeftovers()
  if (leftovers.length === 0) return
  const { temp } = readRunner(env)
  const { done, failed } = await cleanUp(leftovers, {
    storeOf: stores(),
    endProcess,
    removeDirectory: async path => {
      if (!resolve(path).startsWith(`${resolve(temp)}${sep}`)) throw new Error(`${path} is not in ${temp}`)
      await rm(path, { recursive: true, force: true })
    },
    signal: AbortSignal.timeout(LIMIT_MS),
  })
  for (const what of done) info(`Cleaned up after the killed run: ${what}`)
  for (const what of failed) warning(`Could not clean up after the killed run: ${what}`)
}
