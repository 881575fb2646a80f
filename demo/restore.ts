import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter } from 'age-encryption'
import type { PostgresServer } from '../__tests__/support/postgres-server.ts'
import type { PostgresClient } from '../src/postgres/client/client.ts'
import type { Bucket } from './bucket.ts'
import type { Terminal } from './terminal.ts'

export interface RestoreParts {
  readonly terminal: Terminal
  readonly bucket: Bucket
  readonly key: string
  readonly identity: string
  readonly server: PostgresServer
  readonly client: PostgresClient
  readonly database: string
  /** An empty folder, removed by the caller. */
  readonly folder: string
  readonly signal: AbortSignal
}

/** Restores a backup with the programs that everybody has, and none of ours. */
export async function restoreWithStockTools(parts: RestoreParts): Promise<void> {
  const { terminal, bucket, key, folder, server, database } = parts
  const file = basename(key)
  for (const each of [key, `${key}.sha256`]) terminal.command(await bucket.fetch(each, folder))
  terminal.command(`sha256sum -c ${file}.sha256`)
  terminal.aside(await checkSum(folder, file))
  await server.sql('postgres', `CREATE DATABASE ${database} TEMPLATE template0`)
  terminal.command(`age -d -i key.txt ${file} \\\n  | pg_restore --no-owner --exit-on-error -d ${database}`)
  if (!onPath('age')) terminal.aside('(age is not installed here: its library for Node stands in)')
  await restore(parts, join(folder, file))
}

async function checkSum(folder: string, file: string): Promise<string> {
  const [expected] = (await readFile(join(folder, `${file}.sha256`), 'utf8')).split(' ')
  const hash = createHash('sha256')
  await pipeline(createReadStream(join(folder, file)), hash)
  if (hash.digest('hex') !== expected) throw new Error(`${file}: the checksum does not match`)
  return `${file}: OK`
}

async function restore(
  { folder, identity, server, client, database, signal }: RestoreParts,
  file: string,
): Promise<void> {
  const connection = {
    PGHOST: server.host,
    PGPORT: String(server.port),
    PGUSER: server.user,
    PGPASSWORD: server.password,
  }
  const program = client.program('pg_restore')
  const restoring = spawn(program, ['--no-owner', '--exit-on-error', '-d', database], {
    env: { PATH: process.env['PATH'], ...connection },
    stdio: ['pipe', 'ignore', 'pipe'],
    signal,
  })
  const restored = finished(restoring, 'pg_restore')
  const keyFile = join(folder, 'key.txt')
  await writeFile(keyFile, `${identity}\n`, { mode: 0o600 })
  if (onPath('age')) {
    const opening = spawn('age', ['-d', '-i', keyFile, file], { stdio: ['ignore', 'pipe', 'pipe'], signal })
    await Promise.all([finished(opening, 'age'), pipeline(opening.stdout, restoring.stdin), restored])
  } else {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const opened = await decrypter.decrypt(Readable.toWeb(createReadStream(file)))
    await Promise.all([pipeline(Readable.fromWeb(opened), restoring.stdin), restored])
  }
}

async function finished(child: ChildProcess, name: string): Promise<void> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    said += text
  })
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (...end) => resolve(end))
  })
  if (code !== 0) throw new Error(`${name} ended with ${signal ?? `exit code ${code}`}: ${said.trim()}`)
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some(folder => existsSync(join(folder, program)))
}
