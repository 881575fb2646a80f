import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { quoteLiteral } from '../../core/sql-quoting.ts'
import type { Seen } from '../../stream/silence.ts'
import type { Connection, Endpoint } from '../connection/connection.ts'
import { ASKING, beginningSql } from '../probe/beginning.ts'
import { connectTo, type Wire } from '../probe/connect.ts'

/** Whose silence is asked about: a process of the server, or all that a program of ours has begun since it was started. */
export type Whose = { readonly pid: number } | { readonly startedMsAgo: number }

/** What a busy server needs for a second connection, and no more: it was silent long enough before. Milliseconds. */
const SHORTEST_LOOK_MS = 5_000
const LONGEST_LOOK_MS = 20_000
const SAMPLES = 4
const BETWEEN_SAMPLES_MS = 300
/** A new connection is refused since the server starts or stops: what was waited for has gone. */
const GONE = ['57P01', '57P02', '57P03']

interface Activity {
  readonly state: string | null
  readonly wait: string | null
  readonly at: string | null
  readonly progress: string | null
}

/** Of PostgreSQL's views of progress only what exists in the server's version: it refuses the name of another. */
const activityQuery = (which: string): string => `
  WITH ours AS (${which})
  SELECT a.state, a.wait_event_type AS wait, a.query_start::text AS at,
         (SELECT string_agg(c.command || ' ' || to_jsonb(p)::text, ',')
            FROM unnest(CASE WHEN current_setting('server_version_num')::int >= 140000
                             THEN ARRAY['CREATE INDEX', 'ANALYZE', 'COPY'] ELSE ARRAY['CREATE INDEX', 'ANALYZE'] END) c (command)
            CROSS JOIN LATERAL pg_stat_get_progress_info(c.command) p WHERE p.pid = a.pid) AS progress
    FROM ours a`

/**
 * Asks the server on a connection of its own what the sessions of ours are at. Never throws but the signal's reason: a
 * server that cannot be asked is one that is stalled.
 * @param endpoint the one that is silent
 */
export async function lookAtServer(
  connection: Connection,
  endpoint: Endpoint,
  whose: Whose,
  signal: AbortSignal,
): Promise<Seen> {
  const limitMs = Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, connection.stallTimeoutMs))
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), limitMs)
  let wire: Wire | undefined
  try {
    wire = await connectTo(
      { ...connection, connectTimeoutS: Math.min(connection.connectTimeoutS, limitMs / 1000) },
      endpoint,
      AbortSignal.any([signal, limit.signal]),
    )
    await wire.ask(beginningSql(ASKING))
    return await sample(wire, activityQuery(ownSessions(connection, whose)))
  } catch (error) {
    signal.throwIfAborted()
    return limit.signal.aborted ? { kind: 'stalled', words: NO_ANSWER } : seenBy(error)
  } finally {
    clearTimeout(timer)
    await wire?.close()
  }
}

const NO_ANSWER = 'it does not answer on a second connection either'

/** A refusal is an answer, such as that there is no connection left, or that a token has expired. */
function seenBy(error: unknown): Seen {
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : undefined
  if (code === undefined || GONE.includes(code)) return { kind: 'stalled', words: NO_ANSWER }
  return {
    kind: 'at work',
    words: `it answers, but lets nobody in to look (SQLSTATE ${code})`,
    evidence: code,
  }
}

/**
 * A program's sessions are known by their name, which some poolers replace: without it, by being the oldest of the role
 * since the program was started.
 */
function ownSessions({ applicationName }: Connection, whose: Whose): string {
  if ('pid' in whose)
    return `SELECT * FROM pg_stat_activity WHERE ${whose.pid} IN (pid, (to_jsonb(pg_stat_activity)->>'leader_pid')::int)`
  const seconds = Math.ceil(whose.startedMsAgo / 1000) + 1
  return `
    SELECT * FROM (
      SELECT *, application_name = ${quoteLiteral(applicationName)} AS named, min(xact_start) OVER () AS oldest,
             bool_or(application_name = ${quoteLiteral(applicationName)}) OVER () AS any_named
        FROM pg_stat_activity
       WHERE pid <> pg_backend_pid() AND usename = current_user AND datname = current_database()
         AND xact_start >= clock_timestamp() - interval '${seconds} s') s
     WHERE CASE WHEN any_named THEN named ELSE xact_start = oldest END`
}

async function sample(wire: Wire, query: string): Promise<Seen> {
  const seen: Activity[][] = []
  for (let taken = 0; taken < SAMPLES; taken += 1) {
    if (taken > 0) await pause(BETWEEN_SAMPLES_MS)
    seen.push((await wire.ask<Activity & pg.QueryResultRow>(query)).rows)
  }
  const all = seen.flat()
  if (all.length === 0) return { kind: 'stalled', words: 'it has no session of this run any more' }
  const working = all.filter(({ state, wait }) => state === 'active' && wait !== 'Client')
  const moved = new Set(seen.map(rows => JSON.stringify(rows.map(({ progress }) => progress)))).size > 1
  if (working.length === 0 && !moved)
    return { kind: 'stalled', words: 'it says that its session waits for this side' }
  const locked = working.length > 0 && working.every(({ wait }) => wait === 'Lock')
  const words = locked ? 'its session waits for a lock of another' : 'its session is at work'
  return { kind: 'at work', words, evidence: JSON.stringify(all) }
}
