import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { descendantRunning } from '../../support/family.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { hasProgram } from '../../support/programs.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { runVerify } from '../../support/run-verify.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const MAJOR = 17
const PASSPHRASE = 'correct horse battery staple'
/** How long a test looks for the program that it kills: some passes over a dump need none. Milliseconds. */
const LIMIT_MS = 3_000

let server: PostgresServer
let client: PostgresClient
let folder: string

beforeAll(async () => {
  client = await provideTestClient(MAJOR, { exact: false })
  server = await startPostgres({ major: MAJOR })
  folder = await mkdtemp(join(tmpdir(), 'killed-'))
  await createDatabase(server, 'shop')
  await server.sql(
    'shop',
    `CREATE TABLE orders AS SELECT id, (SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 8)) AS note
       FROM generate_series(1, 20000) AS id`,
  )
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A store that stops half-way through each dump until `between` has run. */
function pausing(store: ObjectStore, between: () => Promise<void>): ObjectStore {
  return {
    ...store,
    async get(key, signal) {
      const whole = await store.get(key, signal)
      if (!key.includes('.dump')) return whole
      const { bytes } = (await store.head(key, signal)) ?? { bytes: 0 }
      return Readable.from(
        (async function* () {
          let read = 0
          for await (const chunk of whole) {
            const before = read
            read += chunk.length
            yield chunk
            if (before < bytes / 2 && read >= bytes / 2) await between()
          }
        })(),
        { objectMode: false },
      )
    },
  }
}

describe('a pg_dump that is ended by SIGTERM during a backup', () => {
  it('is named as ended by a signal, at whatever place of its messages it was', async () => {
    await server.sql('shop', Array.from({ length: 200 }, (_, i) => `CREATE TABLE t${i} (id int)`).join(';'))
    const codes: unknown[] = []
    for (let afterMs = 20; afterMs <= 300; afterMs += 20) {
      const journal = openLedger()
      const backup = runBackup({
        ...{ url: server.url('shop'), client, store: folderStore(join(folder, `ended-${afterMs}`)) },
        parts: {
          journal: {
            record(task) {
              const forget = journal.record(task)
              if (task.kind !== 'process' || task.program !== 'pg_dump') return forget
              const timer = setTimeout(() => process.kill(task.pid, 'SIGTERM'), afterMs)
              return () => {
                clearTimeout(timer)
                forget()
              }
            },
          },
        },
      })
      codes.push(
        await backup.then(
          () => 'too late',
          (error: unknown) => (error instanceof BackupError ? error.code : error),
        ),
      )
    }
    expect(new Set(codes)).toContain('program-ended-by-signal')
    expect(codes.filter(code => code !== 'program-ended-by-signal' && code !== 'too late')).toEqual([])
  })
})

describe('a program that is killed while a backup is verified', () => {
  const programs = ['gpg', 'pg_restore'] as const
  it.for(
    programs.flatMap(program =>
      (['SIGKILL', 'SIGTERM', 'SIGSEGV'] as const).map(sign => ({ program, sign })),
    ),
  )(
    '$program by $sign: is named as the cause, and the backup is not blamed',
    async ({ program, sign }, ctx) => {
      if (!(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
      const path = join(folder, `${program}-${sign}`)
      const gpg = { passphrase: PASSPHRASE, searchPath: process.env['PATH'] ?? '', scratch: folder }
      const parts = { encryption: gpgPassphrase(gpg) }
      await runBackup({ url: server.url('shop'), client, store: folderStore(path), parts })
      let killed = false
      const store = pausing(folderStore(path), async () => {
        const pid = await descendantRunning(program, AbortSignal.timeout(LIMIT_MS)).catch(() => undefined)
        if (pid === undefined) return
        killed = process.kill(pid, sign)
        await pause(100)
      })
      const keys = { passphrase: PASSPHRASE }
      const { verifications } = await runVerify({ store, client, scratch: folder, keys })
      expect(killed).toBe(true)
      const [{ outcome, problem } = { outcome: undefined, problem: undefined }] = verifications
      expect(problem?.kind, problem?.message).toBe('environment')
      expect(problem?.message).toContain(program)
      expect(problem?.hint).not.toMatch(/do not trust|backup again/i)
      expect(outcome).not.toBe('ok')
    },
  )
})
