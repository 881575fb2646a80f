import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '../connection/connection.ts'
import { inSession } from '../probe/in-session.ts'

/** A run that has failed waits for an answer, but not for long. Milliseconds. */
const LONGEST_MS = 20_000
/** The server needs a moment to see that psql is gone. Milliseconds. */
const PAUSE_MS = 200

/**
 * Asks the server what became of a transaction whose client is gone.
 * @param id as txid_current gave it
 * @returns whether it was committed; undefined where the server cannot be asked, or no longer knows
 */
export async function wasCommitted(connection: Connection, id: string): Promise<boolean | undefined> {
  if (!/^\d+$/.test(id)) return undefined
  try {
    return await inSession(connection, { signal: AbortSignal.timeout(LONGEST_MS) }, async session => {
      for (;;) {
        const [row] = await session.rows<{ status: string | null }>(`SELECT txid_status(${id}) AS status`)
        if (row?.status !== 'in progress') return row?.status ? row.status === 'committed' : undefined
        await session.next('COMMIT')
        await pause(PAUSE_MS)
      }
    })
  } catch {
    return undefined
  }
}
