import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { childOptions, explainEnd } from '../postgres/children.ts'
import { libpqEnvironment } from '../postgres/connection/libpq-environment.ts'
import { dumpGlobals } from '../postgres/globals.ts'
import { stoppedWhenStalled } from '../postgres/stall/watch-program.ts'
import type { Prepared } from './prepare.ts'
import type { BackupDeps } from './request.ts'

export interface EncryptedGlobals {
  readonly key: string
  readonly encrypted: Buffer
  readonly bytes: number
  readonly sha256: string
}

/** The cluster's roles, sealed as the dump is. Small: held in memory as a whole. */
export async function encryptedGlobals(
  { controller, encryption, env, journal, reporter }: BackupDeps,
  { client, connection, keys, server }: Prepared,
): Promise<EncryptedGlobals> {
  const { signal } = controller
  const say = (line: string): void => reporter.info(line)
  const sql = await stoppedWhenStalled(
    { connection, program: 'pg_dumpall', say, signal },
    async (stop, started) => {
      started({})
      return await dumpGlobals(client, {
        database: server.database,
        child: childOptions(journal, libpqEnvironment(connection, env, server.sessionOptions), stop),
        explain: explainEnd(connection),
      })
    },
  )
  const encrypted =
    encryption.suffix === '' ? sql : await buffer(Readable.from([sql]).compose(encryption.encrypt(signal)))
  return {
    key: keys.globals,
    encrypted,
    bytes: encrypted.length,
    sha256: createHash('sha256').update(encrypted).digest('hex'),
  }
}
