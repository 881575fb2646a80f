import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresClient } from '../../src/postgres/client/client.ts'

const BROKEN = `#!/bin/sh
case "$1" in --version | -V) exec "$REAL" "$@" ;; esac
cat > /dev/null
echo 'pg_restore: error: could not read from input file: end of file' >&2
exit 1
`

/** A client in a new folder whose pg_dump is that of another one, and whose pg_restore finds each archive cut. */
export async function withBrokenProof(client: PostgresClient, folder: string): Promise<PostgresClient> {
  const bin = join(folder, 'bin')
  await mkdir(bin, { recursive: true })
  const put = (name: string, script: string) => writeFile(join(bin, name), script, { mode: 0o755 })
  for (const name of ['pg_dump', 'pg_dumpall', 'psql'] as const)
    await put(name, `#!/bin/sh\nexec '${client.program(name)}' "$@"\n`)
  await put('pg_restore', BROKEN.replace('$REAL', client.program('pg_restore')))
  return { ...client, program: name => join(bin, name) }
}
