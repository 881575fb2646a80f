import { type Account, startChild } from '../../stream/child.ts'
import { nothingStarts } from './server-problems.ts'

/** What the machine has run out of says nothing of the account. */
const EXHAUSTED = /\bE(?:MFILE|NFILE|AGAIN|NOMEM)\b/

/**
 * Whether a short program ends well under an account: the only sure answer to what that may reach.
 * @throws BackupError `server-start-failed`
 */
export async function succeeds(
  program: string,
  args: readonly string[],
  account: Account | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  signal.throwIfAborted()
  const options = { env: { PATH: '/usr/bin:/bin' }, cwd: '/', signal }
  const child = startChild(program, args, { ...options, ...(account ? { account } : {}) })
  child.stdin.end()
  child.stdout.resume()
  const end = await child.ended
  signal.throwIfAborted()
  if ('notStarted' in end && EXHAUSTED.test(end.notStarted.message))
    throw nothingStarts(end.notStarted.message)
  return 'code' in end && end.code === 0
}
