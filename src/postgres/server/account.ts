import { readFile } from 'node:fs/promises'
import { type Account, startChild } from '../../stream/child.ts'
import { noAccount, nothingStarts } from './server-problems.ts'

/** Of the accounts that every Linux has, the one with the least rights first. */
export const PREFERRED = ['nobody', 'postgres', 'daemon']

/**
 * Whom a server runs as: PostgreSQL refuses root. It also wants its account to have a name.
 * @returns undefined for ourselves
 * @throws BackupError `server-account-missing`
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''))
  const [first] = [...PREFERRED.flatMap(name => accounts.get(name) ?? []), ...accounts.values()]
  if (!first) throw noAccount('/etc/passwd has no other')
  return first
}

/** The accounts other than root's, by name. */
export function parsePasswd(text: string): Map<string, Account> {
  const lines = text.split('\n').map(line => line.split(':'))
  return new Map(
    lines.flatMap(([name = '', , uid = '', gid = '']) =>
      /^\d+$/.test(uid) && /^\d+$/.test(gid) && Number(uid) > 0
        ? [[name, { uid: Number(uid), gid: Number(gid) }] as const]
        : [],
    ),
  )
}

/** What the machine has run out of says nothing of the account. */
export const EXHAUSTED = /\bE(?:MFILE|NFILE|AGAIN|NOMEM)\b/

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
