import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reporter } from '../../../src/core/reporter.ts'
import { lockOfBackup, withAdvisoryLock } from '../../../src/postgres/advisory-lock.ts'
import { parseAdvisoryLock } from '../../../src/postgres/advisory-lock-key.ts'
import { resolveConnection } from '../../../src/postgres/connection/resolve.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres({ major: 17 })
})
afterAll(() => server?.stop())

interface Holding {
  readonly name?: string
  readonly waitMs?: number
  readonly reporter?: Reporter
  readonly signal?: AbortSignal
}

function hold<T>(
  work: () => Promise<T>,
  { name = 'deploy', waitMs = 0, ...parts }: Holding = {},
): Promise<T> {
  const resolution = resolveConnection({ databaseUrl: server.url('postgres'), sslmode: 'disable', env: {} })
  const lock = parseAdvisoryLock(name)
  if (!resolution.ok || !lock.ok) throw new Error('not read')
  const signal = new AbortController().signal
  return withAdvisoryLock(
    resolution.connection,
    lockOfBackup(lock.value, waitMs),
    { signal, reporter: silentReporter, ...parts },
    work,
  )
}

/** A migration's session. */
async function migration(): Promise<pg.Client & AsyncDisposable> {
  const { socketDir: host, port, user } = server
  const client = new pg.Client({ host, port, user, database: 'postgres' })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

async function tryLock(client: pg.Client, key: string): Promise<unknown> {
  const { rows } = await client.query(
    `SELECT pg_try_advisory_lock(${key}) AS taken, pg_advisory_unlock_all()`,
  )
  return rows[0]?.taken
}

const DEPLOY = "hashtextextended('deploy', 0)"

describe('while an advisory lock is held', () => {
  it.each([
    ['deploy', DEPLOY],
    ['72707369', '72707369'],
    ['-8999999999999999999', '-8999999999999999999'],
  ])('nobody else can take %s, and afterwards anybody can', async (name, key) => {
    await using other = await migration()
    expect(await hold(() => tryLock(other, key), { name })).toBe(false)
    expect(await tryLock(other, key)).toBe(true)
  })

  it('no transaction is open, for which CREATE INDEX CONCURRENTLY would wait', async () => {
    await using other = await migration()
    await other.query('CREATE TABLE orders (id int)')
    await hold(() => other.query('CREATE INDEX CONCURRENTLY ON orders (id)'))
  })

  it('it may be lost with its session: the work goes on, and that is reported', async () => {
    await using other = await migration()
    const warnings: string[] = []
    const reporter = { ...silentReporter, warning: (line: string) => void warnings.push(line) }
    const losing = async (): Promise<string> => {
      const holders = "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"
      await other.query(`SELECT pg_terminate_backend(pid, 10000) FROM (${holders}) AS held`)
      return 'done'
    }
    expect(await hold(losing, { reporter })).toBe('done')
    expect(warnings).toEqual([expect.stringContaining('Advisory lock deploy was lost')])
  })

  it('a run that is cancelled lets go of it', async () => {
    await using other = await migration()
    const controller = new AbortController()
    const cancelled = hold(
      async () => {
        controller.abort(new Error('cancelled'))
        throw controller.signal.reason
      },
      { signal: controller.signal },
    )
    await expect(cancelled).rejects.toThrow('cancelled')
    await other.query(`SELECT pg_advisory_lock(${DEPLOY})`)
  })

  it('work that fails lets go of it, and its own error is reported', async () => {
    await using other = await migration()
    const failing = hold(() => Promise.reject(new Error('the disk is full')))
    await expect(failing).rejects.toThrow('the disk is full')
    expect(await tryLock(other, DEPLOY)).toBe(true)
  })
})

describe('an advisory lock that another session holds', () => {
  it('is refused at once where nobody wants to wait, and nothing is begun', async () => {
    await using other = await migration()
    await other.query(`SELECT pg_advisory_lock(${DEPLOY})`)
    const begun: string[] = []
    await expect(hold(async () => begun.push('work'))).rejects.toMatchObject({
      kind: 'refusal',
      code: 'advisory-lock-taken',
      message: expect.stringContaining('deploy'),
    })
    await expect(hold(async () => begun.push('work'), { waitMs: 50 })).rejects.toMatchObject({
      code: 'advisory-lock-taken',
    })
    expect(begun).toEqual([])
  })

  it('is waited for where that is asked for', async () => {
    await using other = await migration()
    await other.query(`SELECT pg_advisory_lock(${DEPLOY})`)
    const waiting: Reporter = {
      ...silentReporter,
      info: line => {
        if (line.includes('waiting for it')) void other.query('SELECT pg_advisory_unlock_all()')
      },
    }
    expect(await hold(async () => 'done', { waitMs: 60_000, reporter: waiting })).toBe('done')
  })

  it('is not waited for any longer when the run is cancelled', async () => {
    await using other = await migration()
    await other.query(`SELECT pg_advisory_lock(${DEPLOY})`)
    const controller = new AbortController()
    const cancelling: Reporter = { ...silentReporter, info: () => controller.abort(new Error('cancelled')) }
    const held = hold(async () => 'done', {
      ...{ waitMs: 60_000, reporter: cancelling, signal: controller.signal },
    })
    await expect(held).rejects.toThrow('cancelled')
  })
})

it('the name of a lock cannot carry SQL', () => {
  for (const text of ["a', 0)--", '9223372036854775808', '1.5', 'é', ''])
    expect(parseAdvisoryLock(text).ok).toBe(false)
})
