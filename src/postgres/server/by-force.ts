import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What sudo gets: it may ask a directory that does not answer. Milliseconds. */
const SUDO_LIMIT_MS = 20_000

/**
 * What programs in a sandbox leave may belong to an account that is not this step's, where it was made through sudo: so it
 * is through sudo that they are ended and their files removed.
 */
async function asRoot(program: string, args: readonly string[]): Promise<void> {
  await run('sudo', ['-n', program, ...args], { timeout: SUDO_LIMIT_MS })
}

/** Sends a signal to processes; those that have ended meanwhile are passed over, and so are those that are not ours to end. */
export async function signalAll(pids: readonly number[], name: NodeJS.Signals): Promise<void> {
  const notOurs = pids.filter(pid => {
    try {
      process.kill(pid, name)
      return false
    } catch (error) {
      return hasCode(error, ['EPERM'])
    }
  })
  if (notOurs.length > 0) await asRoot('kill', [`-${name.slice(3)}`, ...notOurs.map(String)]).catch(() => {})
}

/**
 * Removes a folder with all that is in it; links are removed, not followed. Processes that were killed may just be ending,
 * and put a last file there.
 * @throws the reason of the file system
 */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  } catch (error) {
    if (!hasCode(error, ['EACCES', 'EPERM'])) throw error
    await asRoot('rm', ['-rf', '--one-file-system', '--', path]).catch(() => {
      throw error
    })
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
