import { type Account, startChild } from '../../stream/child.ts'

/** Whether a short program ends well under an account: the only sure answer to what that may reach. */
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
  return 'code' in end && end.code === 0
}
