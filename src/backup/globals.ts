import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { childOptions, explainEnd } from '../postgres/children.ts'
import { libpqEnvironment } from '../postgres/connection/libpq-environment.ts'
import { dumpGlobals } from '../postgres/globals.ts'
import { stoppedWhenStalled } from '../postgres/stall/watch-program.ts'
import type { Prepared } from './prepare.ts'
import type { BackupParts } from './request.ts'

export interface SealedGlobals {
  readonly key: string
  readonly sealed: Buffer
  readonly bytes: number
  readonly sha256: string
}

/** The cluster's roles, sealed as the dump is. Small: held in memory as a whole. */
export async function sealedGlobals(
  { controller, encryption, env, ledger, reporter }: BackupParts,
  { client, connection, keys, server }: Prepared,
): Promise<SealedGlobals> {
  const { signal } = controller
  const say = (line: string): void => reporter.info(line)
  const sql = await stoppedWhenStalled(
    { connection, program: 'pg_dumpall', say, signal },
    async (stop, started) => {
      started({})
      return await dumpGlobals(client, {
        database: server.database,
        child: childOptions(ledger, libpqEnvironment(connection, env, server.sessionOptions), stop),
        explain: explainEnd(connection),
      })
    },
  )
  const sealed =
    encryption.suffix === '' ? sql : await buffer(Readable.from([sql]).compose(encryption.seal(signal)))
  return {
    key: keys.globals,
    sealed,
    bytes: sealed.length,
    sha256: createHash('sha256').update(sealed).digest('hex'),
  }
}
