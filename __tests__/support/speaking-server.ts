import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { serverAccount } from './postgres-binaries.ts'
import { SERVER_ENV } from './postgres-cluster.ts'
import { query } from './query.ts'
import { serverTemp } from './temp-folders.ts'

const run = promisify(execFile)
/** Debian's server, which has PostgreSQL's messages in other languages; npm's has none. */
const BIN = '/usr/lib/postgresql/15/bin'
const MESSAGES = '/usr/share/locale/de/LC_MESSAGES/postgres-15.mo'

export interface SpeakingServer extends AsyncDisposable {
  readonly port: number
  readonly password: string
  url(database: string): string
  sql(database: string, text: string): Promise<Record<string, unknown>[]>
}

/** Why there is none on this machine; undefined where there is. */
export function noSpeakingServer(): string | undefined {
  return [join(BIN, 'postgres'), MESSAGES, '/usr/bin/localedef', '/usr/share/i18n/locales/de_DE'].every(
    existsSync,
  )
    ? undefined
    : "Debian's postgresql-15 and locales are not installed on this machine"
}

/** A server 15 whose databases can speak any of these languages: `ALTER DATABASE … SET lc_messages = 'de_DE.UTF-8'`. */
export async function startSpeakingServer(languages: readonly string[]): Promise<SpeakingServer> {
  const account = serverAccount()
  const folder = await mkdtemp(join(serverTemp(), 'pg-speaking-'))
  if (account) await chown(folder, account.uid, account.gid)
  await chmod(folder, 0o755)
  const locales = join(folder, 'locales')
  await mkdir(locales)
  // It ends with 1 for a mere warning.
  for (const language of languages)
    await run('localedef', ['-i', language, '-f', 'UTF-8', join(locales, `${language}.UTF-8`)]).catch(
      () => {},
    )
  const data = join(folder, 'data')
  // LC_ALL would silence lc_messages.
  const env = { PATH: SERVER_ENV.PATH, LOCPATH: locales, LC_CTYPE: 'C.UTF-8' }
  const as = { ...account, cwd: folder, env }
  const options = ['-D', data, '-U', 'postgres', '--encoding=UTF8', '--locale=C', '--no-sync', '--auth=trust']
  await run(join(BIN, 'initdb'), options, as)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off']
  const child = spawn(
    join(BIN, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])],
    { ...as, stdio: 'ignore' },
  )
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const sql = (database: string, text: string): Promise<Record<string, unknown>[]> =>
    query({ host: folder, port, user: 'postgres', database }, text)
  for (let look = 0; look < 200; look++) {
    if (await sql('postgres', 'SELECT 1').catch(() => undefined)) break
    await sleep(50)
  }
  return {
    port,
    password: 'any',
    url: database => `postgresql://postgres:any@127.0.0.1:${port}/${database}`,
    sql,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
