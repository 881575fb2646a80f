import type { PostgresServer } from '../support/postgres-server.ts'
import type { Gate } from '../support/s3-proxy.ts'
import { createDatabase } from '../support/sql-folder.ts'

/**
 * A database of one table of text. At 100 MB it is more than the parts in memory and all pipes and sockets on the way hold together, so
 * that pg_dump and the server's backend are in the middle of it while the store takes nothing.
 */
export async function loadBig(
  server: PostgresServer,
  { database = 'big', megabytes = 100 } = {},
): Promise<void> {
  await createDatabase(server, database)
  await server.sql(
    database,
    `CREATE TABLE log AS SELECT id, repeat(md5(id::text), 31) AS line FROM generate_series(1, ${megabytes * 1000}) AS id`,
  )
}

/** As many bytes in the dump as in the tables. */
export const UNCOMPRESSED = { compression: 'none' }

/** The store has the first part and takes no other. */
export const MID_STREAM: Gate = {
  at: 'before',
  holds: ({ operation, part = 0 }) => operation === 'UploadPart' && part > 1,
}
