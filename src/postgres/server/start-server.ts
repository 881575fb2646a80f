import { appendFile, chown, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ledger } from '../../backup/ledger.ts'
import { type Account, type Child, type ChildEnd, startChild } from '../../stream/child.ts'
import type { ServerPrograms } from './server.ts'
import { doesNotStart } from './server-problems.ts'
import { configurationLines } from './server-settings.ts'

const POLL_MS = 20
/** An immediate shutdown; after 5 s the server itself kills those of its processes that have not ended. */
const ENDING = { signal: 'SIGQUIT', graceMs: 7_000 } as const

export interface StartRequest {
  readonly server: ServerPrograms
  readonly folder: string
  readonly settings: Readonly<Record<string, string>>
  /** The superuser's, which nobody but this process has. */
  readonly password: string
  readonly account: Account | undefined
  readonly ledger: Ledger
  readonly signal: AbortSignal
}

/** What the programs see of our environment: nothing that could change what they do. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Only roles with a password may connect. The superuser's is in the memory of this process alone, so that no code inside
 * of the server can connect back to it as the superuser. The word of the kernel (`peer`) would let it in: the server often
 * runs under our own account. A role that owns a database reaches the one that is named after it, and no other.
 */
const ACCESS = 'local all postgres scram-sha-256\nlocal sameuser all scram-sha-256\n'

/**
 * Makes the data directory, `data` in the folder.
 * @throws BackupError `server-start-failed`
 */
export async function initialise(request: StartRequest): Promise<void> {
  const { account, server, folder, password, settings, ledger, signal } = request
  signal.throwIfAborted()
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  // initdb also has passwords stored for scram-sha-256 from then on.
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const how = [...access, '-E', 'UTF8', '--locale=C', '--no-sync']
  try {
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
    if (account) await chown(passwordFile, account.uid, account.gid)
    const child = startChild(server.program('initdb'), ['-D', data, ...how], {
      ...childOptions(request),
      onStart: (pid, program) => ledger.record({ kind: 'process', pid, program }),
    })
    child.stdin.end()
    child.stdout.resume()
    const end = await child.ended
    signal.throwIfAborted()
    if (!('code' in end) || end.code !== 0) throw doesNotStart(server.version, whyNot(end, child.stderr()))
  } finally {
    await rm(passwordFile, { force: true })
  }
  await writeFile(join(data, 'pg_hba.conf'), ACCESS)
  await appendFile(join(data, 'postgresql.conf'), configurationLines(settings))
}

/**
 * Starts the server and waits until it takes connections.
 * @throws BackupError `server-start-failed`
 */
export async function startServer(request: StartRequest): Promise<Child> {
  const { server, folder, signal } = request
  const data = join(folder, 'data')
  const child = startChild(server.program('postgres'), ['-D', data], {
    ...childOptions(request),
    ending: ENDING,
  })
  child.stdout.resume()
  const ended = child.ended.then((end): Outcome => ({ end }))
  for (;;) {
    const outcome = await Promise.race([ended, sleep(POLL_MS)])
    signal.throwIfAborted()
    if (outcome) throw doesNotStart(server.version, whyNot(outcome.end, child.stderr()))
    // The postmaster tells its state in the eighth line (PostgreSQL 10 and newer).
    const file = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
    if (file.split('\n')[7]?.trim() === 'ready') return child
  }
}

interface Outcome {
  readonly end: ChildEnd
}

function childOptions({ account, folder, signal }: StartRequest) {
  return { env: ENVIRONMENT, cwd: folder, signal, ...(account ? { account } : {}) }
}

/** What is wrong with a setting is only logged, before an end that does not say which. */
const REASON = /\b(?:FATAL|PANIC|ERROR|error):|\bLOG:\s+(?:invalid|syntax|unrecognized|parameter)/

/** The last words of initdb, after any failure. */
const CLEANING_UP = /\bremoving (?:contents of )?(?:data|WAL) directory\b/

function whyNot(end: ChildEnd, stderr: string): string {
  if ('notStarted' in end) return end.notStarted.message
  if ('killedBy' in end) return `it was ended by ${end.killedBy} from outside`
  if (/^caught signal$/m.test(stderr)) return 'it was ended by a signal from outside'
  const lines = stderr.split('\n').flatMap(line => (CLEANING_UP.test(line) ? [] : line.trim()))
  const said = lines.find(line => REASON.test(line)) ?? lines.findLast(line => line !== '')
  if (said !== undefined) return said.replace(/^.*?\b[A-Za-z]+:\s+/, '')
  return `it ended with exit code ${end.code}`
}
