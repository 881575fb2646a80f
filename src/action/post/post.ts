import { lstat, readFile } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { info, warning } from '@actions/core'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import { messageOf } from '../../core/errors.ts'
import { removeTree } from '../../postgres/server/by-force.ts'
import { endServer } from '../../postgres/server/end-server.ts'
import { temporaryPlaces } from '../../postgres/server/server-places.ts'
import { isTemporaryFolderName } from '../../postgres/server/temporary-folder.ts'
import { toolkitCommands } from '../commands.ts'
import { readStoreInputs } from '../inputs/store-inputs.ts'
import { readRunner } from '../runner.ts'
import { openStore } from '../stores.ts'
import { cleanUp } from './clean-up.ts'
import { readCleanupTasks } from './state-journal.ts'

/** Undoing what is left must not hold up the job. Milliseconds. */
const LIMIT_MS = 60_000

/** What the post step does is not undone by another. */
const UNRECORDED: CleanupJournal = { record: () => () => {} }

/** Drops a scratch database that a killed drill left. */
export type DropScratchDatabase = (name: string, env: NodeJS.ProcessEnv, signal: AbortSignal) => Promise<void>

/**
 * Undoes what a killed main step left; after a run that ended by itself there is nothing to do. Never rejects.
 * @param dropScratchDatabase of the sub-action that creates them
 */
export async function undo(env: NodeJS.ProcessEnv, dropScratchDatabase?: DropScratchDatabase): Promise<void> {
  try {
    await undoTasks(env, dropScratchDatabase)
  } catch (error) {
    // The main step has failed already, and said why.
    warning(`Could not clean up after the run: ${messageOf(error)}`)
  }
}

async function undoTasks(
  env: NodeJS.ProcessEnv,
  dropScratchDatabase: DropScratchDatabase | undefined,
): Promise<void> {
  const tasks = readCleanupTasks()
  if (tasks.length === 0) return
  const { temp } = readRunner(env)
  const stores = readStoreInputs(env)
  const { done, failed } = await cleanUp(tasks, {
    storeOf: async name => stores && (await openStore(name, stores, UNRECORDED)),
    dropScratchDatabase: async (name, signal) => {
      if (!dropScratchDatabase) throw new Error('only a drill knows its server')
      await dropScratchDatabase(name, env, signal)
    },
    endProcess,
    endServer,
    removeDirectory: path => removeDirectory(path, temp),
    signal: AbortSignal.timeout(LIMIT_MS),
  })
  for (const each of done) info(`Cleaned up after the run: ${each}`)
  for (const each of failed) warning(`Could not clean up after the run: ${each}`)
}

/**
 * Removes a folder of a killed run, but nothing that could be somebody else's: only what is in the runner's own
 * temporary folder, and throwaway servers' folders, which bear a name of their own, in the system's.
 * @throws what is for people to read
 */
export async function removeDirectory(path: string, temp: string): Promise<void> {
  if (!isBelow(path, temp) && !(await isServers(path))) throw new Error(`${path} is not in ${temp}`)
  await removeTree(path)
}

function isBelow(path: string, temp: string): boolean {
  return resolve(path).startsWith(`${resolve(temp)}${sep}`)
}

async function isServers(path: string): Promise<boolean> {
  const places = temporaryPlaces().map(place => resolve(place))
  if (!places.includes(dirname(resolve(path))) || !isTemporaryFolderName(basename(path))) return false
  const found = await lstat(path).catch(() => undefined)
  return found === undefined || found.isDirectory()
}

/** What a program gets to end by itself. Milliseconds. */
const GRACE_MS = 1_000

/** Ends a process, but only if it still runs that program: process ids are used again. */
export async function endProcess(pid: number, program: string): Promise<boolean> {
  if (!(await commandLine(pid)).includes(program)) return false
  if (!signal(pid, 'SIGTERM')) return false
  await sleep(GRACE_MS)
  signal(pid, 'SIGKILL')
  return true
}

/** Empty where there is no such process. Small Linux images have no ps; other systems have no /proc. */
async function commandLine(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    const { stdout } = await toolkitCommands().run('ps', ['-o', 'command=', '-p', String(pid)])
    return stdout
  }
}

/** Returns whether there was such a process. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
