import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries, type Major, serverAccount } from './postgres-binaries.ts'
import { type ClusterOptions, createCluster, SERVER_ENV } from './postgres-cluster.ts'
import { query } from './query.ts'

export { availableMajors, type Major } from './postgres-binaries.ts'

export interface ServerOptions extends ClusterOptions {
  readonly major: Major
  /** Other programs than the embedded ones of that major. */
  readonly binaries?: Binaries
  /** The password of `postgres` over TCP (scram); a random one if not given. The socket needs none. */
  readonly password?: string
}

export interface PostgresServer extends AsyncDisposable {
  readonly major: Major
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: 'postgres'
  readonly password: string
  readonly socketDir: string
  readonly dataDir: string
  readonly pid: number
  /** `postgresql://…` with the password, over TCP. */
  url(database: string): string
  /** Runs SQL as superuser over the socket, past TLS and passwords; returns the rows of the last statement. */
  sql(database: string, text: string): Promise<Record<string, unknown>[]>
  /** What the server has written to its log so far. */
  log(): string
  /** Sends a signal to the postmaster; `stop` still has to follow. */
  kill(signal: NodeJS.Signals): void
  stop(): Promise<void>
}

/** Starts a throwaway server on a free port of the loopback interface. `await using`, or call `stop`. */
export async function startPostgres(options: ServerOptions): Promise<PostgresServer> {
  const binaries = options.binaries ?? (await findBinaries(options.major))
  const cluster = await createCluster(binaries, options)
  try {
    const started = await startOnFreePort(binaries, cluster)
    return await handOver({ ...started, ...cluster, options })
  } catch (error) {
    await rm(cluster.folder, { recursive: true, force: true })
    throw error
  }
}

interface Cluster {
  readonly folder: string
  readonly dataDir: string
}

interface Started {
  readonly child: ChildProcess
  readonly port: number
}

/** Another process can take the port between the look and the bind: then the next one is tried. */
async function startOnFreePort(binaries: Binaries, { folder, dataDir }: Cluster): Promise<Started> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const logFile = join(folder, 'server.log')
    const log = openSync(logFile, 'w')
    const child = spawn(join(binaries.native, 'bin', 'postgres'), ['-D', dataDir, '-p', String(port)], {
      ...serverAccount(),
      cwd: folder,
      env: SERVER_ENV,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    const startError = new Promise<Error>(resolve => child.once('error', resolve))
    const outcome = await Promise.race([startError, ready(child, dataDir)])
    if (outcome === 'ready') return { child, port }
    if (outcome instanceof Error) throw outcome
    const text = readFileSync(logFile, 'utf8')
    const taken = text.includes('Address already in use')
    if (!taken || attempt === 5) throw new Error(`PostgreSQL ${binaries.major} did not start:\n${text}`)
  }
}

/** The postmaster writes its state into the eighth line of its pid file. */
async function ready(child: ChildProcess, dataDir: string): Promise<'ready' | 'ended'> {
  const file = join(dataDir, 'postmaster.pid')
  while (child.exitCode === null && child.signalCode === null) {
    if (existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready') return 'ready'
    await sleep(20)
  }
  return 'ended'
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

interface Parts extends Started, Cluster {
  readonly options: ServerOptions
}

async function handOver({ child, port, folder, dataDir, options }: Parts): Promise<PostgresServer> {
  const { pid } = child
  if (pid === undefined) throw new Error('PostgreSQL has no process id')
  const password = options.password ?? randomBytes(12).toString('hex')
  const ended = new Promise<void>(resolve =>
    (child.exitCode ?? child.signalCode) === null ? child.once('exit', () => resolve()) : resolve(),
  )
  const lastResort = (): void => endAtOnce(child, folder, dataDir)
  process.once('exit', lastResort)
  const stop = async (): Promise<void> => {
    process.removeListener('exit', lastResort)
    child.kill('SIGINT')
    const impatience = setTimeout(() => child.kill('SIGQUIT'), 10_000)
    await ended
    clearTimeout(impatience)
    // After a SIGKILL of the postmaster its children take a moment to notice.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  const sql = (database: string, text: string): Promise<Record<string, unknown>[]> =>
    query({ host: folder, port, user: 'postgres', database }, text)
  // READ WRITE: the settings under test may make read-only transactions the default.
  const setPassword = `BEGIN READ WRITE; ALTER USER postgres PASSWORD ${pg.escapeLiteral(password)}; COMMIT`
  await sql('postgres', setPassword).catch(async error => {
    await stop()
    throw error
  })
  return {
    major: options.major,
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    socketDir: folder,
    dataDir,
    pid,
    url: database =>
      `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    sql,
    log: () => readFileSync(join(folder, 'server.log'), 'utf8'),
    kill: signal => void child.kill(signal),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** A process that exits without `stop` takes its server along. Synchronous, as the event of a process's exit must be. */
function endAtOnce(child: ChildProcess, folder: string, dataDir: string): void {
  child.kill('SIGQUIT')
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let wait = 0; wait < 100 && existsSync(join(dataDir, 'postmaster.pid')); wait++)
    Atomics.wait(clock, 0, 0, 20)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
}
