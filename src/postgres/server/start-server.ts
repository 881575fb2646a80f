import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CleanupJournal } from '../../core/cleanup-journal.ts'
import { type Child, startChild } from '../../stream/child.ts'
import type { ServerPlace } from './server-places.ts'
import { doesNotStart } from './server-problems.ts'
import { configurationLines, quotedValue } from './server-settings.ts'

/** An immediate shutdown; after 5 s the server itself kills those of its processes that have not ended. */
const ENDING = { signal: 'SIGQUIT', graceMs: 7_000 } as const
/** In a sandbox everything ends with its first process. */
const ENDING_OF_SANDBOX = { signal: 'SIGKILL', graceMs: 7_000 } as const

export interface StartRequest extends ServerPlace {
  readonly settings: Readonly<Record<string, string>>
  /** The superuser's, which nobody but this process has. */
  readonly password: string
  readonly journal: CleanupJournal
  readonly signal: AbortSignal
}

/** What the programs see of our environment: nothing that could change what they do. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Only roles with a password may connect. The superuser's is in the memory of this process alone, so that no code inside
 * of the server can connect back to it as the superuser. The word of the kernel (`peer`) would let it in: the server may
 * run under our own account. A role that owns a database reaches the one that is named after it, and no other.
 */
const ACCESS = 'local all postgres scram-sha-256\nlocal sameuser all scram-sha-256\n'

/**
 * Makes the data directory, and what the server reads when it starts: outside of that directory, which may belong to
 * another account.
 * @throws BackupError `server-start-failed`
 */
export async function initialise(request: StartRequest): Promise<void> {
  const { data, journal, server, settings, settingsFolder, signal } = request
  signal.throwIfAborted()
  const password = await writeReadable(settingsFolder, 'password', request.password)
  await writeReadable(settingsFolder, 'pg_hba.conf', ACCESS)
  await writeReadable(settingsFolder, 'postgresql.conf', configurationOf(data, settingsFolder, settings))
  // initdb also has passwords stored for scram-sha-256 from then on.
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${password}`]
  const how = [...access, '-E', 'UTF8', '--locale=C', '--no-sync']
  const child = startChild(server.program('initdb'), ['-D', data, ...how], {
    ...childOptions(request),
    onStart: (pid, program) => journal.record({ kind: 'process', pid, program }),
  })
  child.stdin.end()
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-1000)
  })
  const end = await child.ended
  await rm(password)
  signal.throwIfAborted()
  if (!('code' in end) || end.code !== 0)
    throw doesNotStart(server.version, end, `${said}\n${child.stderr()}`)
}

/** Readable to the server's account, regardless of our umask: the folder above lets nobody else through. */
async function writeReadable(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  await chmod(path, 0o644)
  return path
}

/** What initdb found out of the machine, and ours after it. */
function configurationOf(data: string, folder: string, settings: StartRequest['settings']): string {
  const own = configurationLines({ hba_file: join(folder, 'pg_hba.conf'), ...settings })
  return `include ${quotedValue(join(data, 'postgresql.conf'))}\n${own}`
}

/**
 * Starts the server and waits until it takes connections, which it says in its log.
 * @throws BackupError `server-start-failed`
 */
export async function startServer(request: StartRequest): Promise<Child> {
  const { data, how, server, settingsFolder, signal } = request
  const ready = Promise.withResolvers<undefined>()
  const child = startChild(
    server.program('postgres'),
    ['-D', data, '-c', `config_file=${join(settingsFolder, 'postgresql.conf')}`],
    {
      ...childOptions(request),
      ending: how.kind === 'sandbox' ? ENDING_OF_SANDBOX : ENDING,
      onStderrLine: line => {
        if (line.includes('database system is ready to accept connections')) ready.resolve(undefined)
      },
    },
  )
  child.stdin.end()
  child.stdout.resume()
  const end = await Promise.race([child.ended, ready.promise])
  signal.throwIfAborted()
  if (end) throw doesNotStart(server.version, end, child.stderr())
  return child
}

function childOptions({ folder, how, signal }: StartRequest) {
  const account = how.kind === 'no sandbox' ? how.account : undefined
  return { env: ENVIRONMENT, cwd: folder, signal, ...(account ? { account } : {}) }
}
