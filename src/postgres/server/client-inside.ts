import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from '../../stream/child.ts'
import { CLIENT_PROGRAMS, type ClientProgram, type PostgresClient } from '../client/client.ts'
import { refusalOf } from './sandbox.ts'
import { quoted } from './sandbox-scripts.ts'
import type { ServerPlace } from './server-places.ts'

interface Surroundings extends Pick<ServerPlace, 'how' | 'settingsFolder' | 'socketFolder'> {
  readonly readable: readonly string[]
}

/**
 * A client whose programs are started as the server's are. Where there is no sandbox, but another account, that is those
 * which read no file of ours: psql, which alone can be made to start programs, and pg_dump.
 */
export async function clientInside(
  client: PostgresClient,
  { how, readable, settingsFolder, socketFolder }: Surroundings,
  signal: AbortSignal,
): Promise<PostgresClient> {
  const paths = new Map<ClientProgram, string>()
  if (how.kind === 'sandbox') {
    const shared = { readOnly: [socketFolder, ...readable], writable: [] }
    for (const name of CLIENT_PROGRAMS) paths.set(name, await how.sandbox.enter(client.program(name), shared))
  } else if (how.account) {
    for (const name of ['psql', 'pg_dump'] as const) {
      const path = await underAccount(client.program(name), join(settingsFolder, name), how.account)
      if ((await refusalOf(path, ['--version'], signal)) === undefined) paths.set(name, path)
    }
  }
  return { ...client, program: name => paths.get(name) ?? client.program(name) }
}

/** A program that starts another as an account, with no right to anything more. */
async function underAccount(program: string, path: string, { gid, uid }: Account): Promise<string> {
  const rights = `--reuid=${uid} --regid=${gid} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all`
  await writeFile(
    path,
    `#!/bin/sh\nPATH=/usr/bin:/bin:$PATH\nexec setpriv ${rights} ${quoted(program)} "$@"\n`,
  )
  await chmod(path, 0o755)
  return path
}
