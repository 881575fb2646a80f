import { BackupError } from '../core/errors.ts'
import { ARCHIVE_INCOMPLETE } from '../fingerprint/unreadable.ts'
import { type Child, type ChildEnd, type ChildOptions, startChild } from '../stream/child.ts'
import type { PostgresClient } from './client/client.ts'

/** Roles and tablespaces of any cluster are far smaller; more than this is something else. Bytes. */
const MOST = 32 * 1024 * 1024
const LAST_WORDS = '-- PostgreSQL database cluster dump complete'

/**
 * The cluster's roles, their settings and its tablespaces as SQL, without passwords: these need a superuser to read, and
 * do not belong into a backup (pg_dumpall's `--no-role-passwords`).
 */
export async function dumpGlobals(
  client: PostgresClient,
  {
    database,
    child: options,
    explain,
  }: {
    readonly database: string
    readonly child: ChildOptions
    readonly explain: (child: Child, end: ChildEnd) => Error
  },
): Promise<Buffer> {
  // As libpq reads it: a bare name with a = or :// in it would be taken for a whole connection string.
  const connect = `--database=dbname='${database.replaceAll(/['\\]/g, '\\$&')}'`
  const args = ['--globals-only', '--no-role-passwords', '--no-password', connect]
  const child = startChild(client.program('pg_dumpall'), args, options)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of child.stdout) {
    bytes += chunk.length
    if (bytes > MOST) child.kill()
    else chunks.push(chunk)
  }
  const end = await child.ended
  options.signal.throwIfAborted()
  if (!('code' in end) || end.code !== 0) throw explain(child, end)
  const sql = Buffer.concat(chunks)
  if (!sql.includes(LAST_WORDS)) throw incomplete()
  return sql
}

function incomplete(): BackupError {
  return new BackupError({
    ...ARCHIVE_INCOMPLETE,
    message: "The dump of the roles ends too early: pg_dumpall's closing line was not found.",
    hint: 'Run it again, or leave the roles out with globals: false; nothing was stored.',
  })
}
