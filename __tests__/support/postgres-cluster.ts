import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, cacheFolder, publish, serverAccount } from './postgres-binaries.ts'
import { serverTemp } from './temp-folders.ts'

const run = promisify(execFile)
const { PATH = '/usr/bin:/bin' } = process.env
/** What a server's programs get to see of our environment: no PG* variable of the caller's. */
export const SERVER_ENV = { PATH, LC_ALL: 'C' }

export interface ClusterOptions {
  /** Lines for postgresql.conf, e.g. `{ timezone: 'Asia/Tokyo' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** PEM texts: turns TLS on. */
  readonly ssl?: { readonly cert: string; readonly key: string }
}

/** A fresh data directory, owned by the server's account: `folder` also takes the socket and the log. */
export async function createCluster(
  binaries: Binaries,
  options: ClusterOptions,
): Promise<{ folder: string; dataDir: string }> {
  const template = await dataTemplate(binaries)
  const folder = await ownedFolder('pg-')
  const dataDir = join(folder, 'data')
  try {
    // -p: PostgreSQL refuses a data directory that others can read.
    await run('cp', ['-Rp', template, dataDir], { ...serverAccount(), cwd: folder })
    await configure(dataDir, folder, options)
    return { folder, dataDir }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** A new cluster, made once per version and copied from then on: initdb takes a second or two, the copy 50 ms. */
async function dataTemplate({ version, native }: Binaries): Promise<string> {
  const cache = await cacheFolder()
  const template = join(cache, `cluster-${version}`)
  if (existsSync(join(template, 'data', 'PG_VERSION'))) return join(template, 'data')
  // On the file system that it stays on, whole: what is thrown away may be in memory.
  const draft = await ownedFolder('pg-draft-', cache)
  const args = ['-D', join(draft, 'data'), '-U', 'postgres', '--encoding=UTF8', '--locale=C', '--no-sync']
  args.push('--auth-local=trust', '--auth-host=scram-sha-256')
  await run(join(native, 'bin', 'initdb'), args, { ...serverAccount(), cwd: draft, env: SERVER_ENV })
  await publish(draft, template)
  return join(template, 'data')
}

async function ownedFolder(prefix: string, place = serverTemp()): Promise<string> {
  const folder = await mkdtemp(join(place, prefix))
  const account = serverAccount()
  if (account) await chown(folder, account.uid, account.gid)
  await chmod(folder, 0o755)
  return folder
}

async function configure(
  dataDir: string,
  socketDir: string,
  { settings, ssl }: ClusterOptions,
): Promise<void> {
  const account = serverAccount()
  for (const [name, text] of Object.entries({ 'server.crt': ssl?.cert, 'server.key': ssl?.key })) {
    if (text === undefined) continue
    await writeFile(join(dataDir, name), text, { mode: 0o600 })
    if (account) await chown(join(dataDir, name), account.uid, account.gid)
  }
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketDir,
    // Survives a killed process all the same, which tests do; only the machine must not crash.
    fsync: 'off',
    full_page_writes: 'off',
    ...(ssl ? { ssl: 'on' } : {}),
    ...settings,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
  await appendFile(join(dataDir, 'postgresql.conf'), lines.join(''))
}
