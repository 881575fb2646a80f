import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { inSession } from '../../../src/postgres/probe/in-session.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17)

beforeAll(async () => {
  await world().server.sql('postgres', `CREATE ROLE hurried SUPERUSER LOGIN PASSWORD 'p'`)
})

describe('a session that the server ends between two queries', () => {
  it.each([
    ['idle_in_transaction_session_timeout', 'idle-in-transaction timeout'],
    ['transaction_timeout', 'transaction timeout'],
  ])('by %s is reported so by the query that follows', async (setting, words) => {
    await world().server.sql(
      'postgres',
      `ALTER ROLE hurried RESET ALL; ALTER ROLE hurried SET ${setting} = 300`,
    )
    const url = `postgresql://hurried:p@127.0.0.1:${world().server.port}/postgres?sslmode=disable`
    const asking = inSession(connectionTo(url), { signal: AbortSignal.timeout(30_000) }, async session => {
      await pause(1_000)
      return await session.rows('SELECT 1')
    })
    const { code, message } = await refusal(asking)
    expect(code).toBe('session-timeout')
    expect(message).toContain(words)
  })

  it('because an administrator did is reported so', async () => {
    const { server } = world()
    const url = `${server.url('postgres')}?sslmode=disable&application_name=to-be-ended`
    const asking = inSession(connectionTo(url), { signal: AbortSignal.timeout(30_000) }, async session => {
      await server.sql(
        'postgres',
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to-be-ended'`,
      )
      await pause(300)
      return await session.rows('SELECT 1')
    })
    expect((await refusal(asking)).code).toBe('server-shut-down')
  })
})
