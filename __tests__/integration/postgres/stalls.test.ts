import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Reporter } from '../../../src/core/reporter.ts'
import type { Connection } from '../../../src/postgres/connection/connection.ts'
import { inSession } from '../../../src/postgres/probe/in-session.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { useRestoreWorld } from '../../support/restore-world.ts'
import { stallingPassage } from '../../support/stalling-passage.ts'
import { lockAwaited, lockTable } from '../../support/table-lock.ts'

const world = useRestoreWorld(17)
const STALL_MS = 1_000
const RANDOM_TEXT = `(SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 100) WHERE i > 0)`

beforeAll(async () => {
  await world().database(
    'full',
    `CREATE TABLE rows AS SELECT i, ${RANDOM_TEXT} AS text FROM generate_series(1, 3000) i`,
  )
})

/** The connection of a database at a port, with a short patience. */
function impatient(database: string, port = world().server.port): Connection {
  const url = new URL(world().server.url(database))
  url.port = String(port)
  return { ...connectionTo(`${url}?sslmode=disable`), stallTimeoutMs: STALL_MS, connectTimeoutS: 5 }
}

function listening(): { readonly reporter: Reporter; readonly lines: string[] } {
  const lines: string[] = []
  return { lines, reporter: { ...silentReporter, info: line => void lines.push(line) } }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const begun = performance.now()
  const result = await work
  expect(performance.now() - begun).toBeLessThan(20_000)
  return result
}

describe('a server that stops without closing anything', () => {
  it('ends a session that has asked it something, within stall-timeout', async () => {
    await using passage = await stallingPassage(world().server.port)
    const connection = impatient('full', passage.port)
    const asking = inSession(connection, { signal: AbortSignal.timeout(60_000) }, async session => {
      passage.freeze()
      return await session.rows('SELECT 1')
    })
    const { code, message } = await inTime(refusal(asking))
    expect(code).toBe('database-stalled')
    expect(message).toMatch(/^127\.0\.0\.1:\d+ made no progress for 1\.\d s while the answer to a query was/)
    expect(message).toContain('does not answer on a second connection either')
  })

  it.each([
    ['everything', undefined, 'it does not answer on a second connection either'],
    ['the connection of pg_dump alone', 'alone', 'it says that its session waits for this side'],
  ] as const)('ends a dump in which it stops %s', async (_, alone, why) => {
    await using passage = await stallingPassage(world().server.port)
    passage.freezeAfter(1_000_000, alone)
    const connection = impatient('full', passage.port)
    const { code, message } = await inTime(refusal(world().backup('full', { request: { connection } })))
    expect(code).toBe('database-stalled')
    expect(message).toContain('while pg_dump was waited for')
    expect(message).toContain(why)
  })

  it('ends a restore, and the target is as before', async () => {
    const manifest = await world().backup('full')
    await world().database('half')
    await using passage = await stallingPassage(world().server.port)
    passage.freezeAfter(1_000_000)
    const restoring = world().restore(manifest, 'half', {
      request: { connection: impatient('half', passage.port) },
    })
    const { failure } = await restoring
    expect(failure?.errors[0]).toMatchObject({ code: 'database-stalled' })
    const tables = `SELECT count(*)::int FROM pg_class WHERE relname = 'rows' AND relkind = 'r'`
    await expect.poll(() => world().value('half', tables), { timeout: 10_000 }).toBe(0)
  })
})

describe('a server that is at work for longer than stall-timeout', () => {
  it('is waited for while pg_dump waits for the lock of another, which is logged', async () => {
    const { lines, reporter } = listening()
    const lock = await lockTable(world().server, 'full', 'rows')
    const backup = world().backup('full', { request: { connection: impatient('full') }, parts: { reporter } })
    await lockAwaited(world().server, 'full', AbortSignal.timeout(30_000))
    await pause(5 * STALL_MS)
    await lock[Symbol.asyncDispose]()
    await backup
    expect(lines.filter(line => line.startsWith('Still waiting for pg_dump, ')).length).toBeGreaterThan(0)
    expect(lines.join('\n')).toContain('its session waits for a lock of another')
  })

  it.each([
    ['in one transaction', 'psql', 1],
    ['by two sessions', 'pg_restore', 2],
  ] as const)('is waited for while it builds an index %s', async (_, program, jobs) => {
    const name = `slow_${jobs}`
    await world().database(
      name,
      `CREATE FUNCTION slowly(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN pg_catalog.pg_sleep(5) IS NULL THEN 0 ELSE $1 END';
       CREATE TABLE one (id int); CREATE INDEX slow ON one (slowly(id)); INSERT INTO one VALUES (1)`,
    )
    const manifest = await world().backup(name)
    await world().database(`${name}_target`)
    const { lines, reporter } = listening()
    const report = await world().restore(manifest, `${name}_target`, {
      request: { connection: impatient(`${name}_target`), load: { jobs, singleTransaction: 'auto' } },
      parts: { reporter },
    })
    expect(report.outcome).toBe('proven')
    expect(lines.join('\n')).toMatch(
      new RegExp(`Still waiting for ${program}, \\d\\.\\d s: its session is at work`),
    )
  })

  it('is waited for by a session of ours', async () => {
    const lines: string[] = []
    const options = { signal: AbortSignal.timeout(60_000), say: (line: string) => void lines.push(line) }
    const rows = await inSession(impatient('full'), options, session => session.rows('SELECT pg_sleep(4)'))
    expect(rows).toHaveLength(1)
    expect(lines.join('\n')).toContain('its session is at work')
  })
})
