import { readFile } from 'node:fs/promises'
import type { Account } from '../../stream/child.ts'
import { noAccount } from './server-problems.ts'

/** Of the accounts that every Linux has, the one with the least rights first. */
const PREFERRED = ['nobody', 'postgres', 'daemon']

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
