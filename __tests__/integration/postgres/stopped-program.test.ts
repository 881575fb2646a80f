import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CleanupJournal } from '../../../src/core/cleanup-journal.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'
import type { GpgSettings } from '../../../src/encryption/gpg-stage.ts'
import { noEncryption } from '../../../src/encryption/none.ts'
import { decryptionWith } from '../../../src/encryption/opening.ts'
import type { Connection } from '../../../src/postgres/connection/connection.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { filesIn } from '../../support/files-in.ts'
import { hasProgram } from '../../support/programs.ts'
import { useRestoreWorld } from '../../support/restore-world.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { runVerify } from '../../support/run-verify.ts'

const world = useRestoreWorld(17)
const STALL_MS = 1_000
/** The stall timeout, a look at the process, SIGKILL, and what is before and after in a run. */
const IN_TIME_MS = 15_000
const PASSPHRASE = 'correct horse battery staple'

beforeAll(async () => {
  await world().database(
    'full',
    `CREATE TABLE rows AS SELECT i, (SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 200) WHERE i > 0) AS text
       FROM generate_series(1, 3000) i`,
  )
})

function impatient(database: string): Connection {
  return { ...connectionTo(`${world().server.url(database)}?sslmode=disable`), stallTimeoutMs: STALL_MS }
}

/** A journal that stops each process of a program some time after it was started. */
function stopping(wanted: string, afterMs: number): CleanupJournal {
  const journal = openLedger()
  return {
    record(task) {
      if (task.kind === 'process' && task.program === wanted) stopSoon(task.pid, afterMs)
      return journal.record(task)
    },
  }
}

function stopSoon(pid: number, afterMs: number): void {
  setTimeout(() => {
    try {
      process.kill(pid, 'SIGSTOP')
    } catch {
      // It has ended.
    }
  }, afterMs)
}

function gpgSettings(more: Partial<GpgSettings> = {}): Omit<GpgSettings, 'passphrase'> {
  return {
    ...{ searchPath: process.env['PATH'] ?? '', scratch: world().folder, stallTimeoutMs: STALL_MS },
    ...more,
  }
}

/** Stops the program of a later start than the first. */
function stopAtStart(wanted: number): NonNullable<GpgSettings['onStart']> {
  let starts = 0
  return pid => {
    starts += 1
    if (starts === wanted) stopSoon(pid, 0)
    return () => {}
  }
}

async function newStore() {
  const path = await mkdtemp(join(world().folder, 'stopped-'))
  return { path, store: folderStore(path) }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const begun = performance.now()
  const result = await work
  expect(performance.now() - begun).toBeLessThan(IN_TIME_MS)
  return result
}

describe('a program that is stopped during a backup ends it, and nothing is stored', () => {
  it.each([0, 200])('pg_restore, %i ms after its start', async afterMs => {
    const { path, store } = await newStore()
    const backup = world().backup('full', {
      ...{ store, request: { connection: impatient('full') } },
      parts: { shelves: [{ name: 'destination', store }], journal: stopping('pg_restore', afterMs) },
    })
    const { code, message } = await inTime(refusal(backup))
    expect({ code, message }).toMatchObject({
      code: 'program-stalled',
      message: expect.stringMatching(/^pg_restore made no progress for \d.* it was stopped by a signal/),
    })
    expect(await filesIn(path)).toEqual([])
  })

  it('gpg', async ctx => {
    if (!(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
    const { path, store } = await newStore()
    const settings = gpgSettings({ onStart: stopAtStart(2) })
    const backup = world().backup('full', {
      ...{ store, request: { connection: impatient('full') } },
      parts: {
        shelves: [{ name: 'destination', store }],
        encryption: gpgPassphrase({ ...settings, passphrase: PASSPHRASE }),
      },
    })
    const { code, message } = await inTime(refusal(backup))
    expect(message).toMatch(/^gpg made no progress for /)
    expect(code).toBe('program-stalled')
    expect(await filesIn(path)).toEqual([])
  })
})

describe('a program that is stopped while a backup is verified ends that, and the backup is not blamed', () => {
  it.for(['pg_restore', 'gpg'])('%s', async (program, ctx) => {
    if (!(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
    const { store } = await newStore()
    const encryption = gpgPassphrase({ ...gpgSettings(), passphrase: PASSPHRASE })
    const { client, server } = world()
    await runBackup({ url: server.url('full'), client, store, parts: { encryption } })
    const journal = stopping('pg_restore', 0)
    const verifying = runVerify({
      ...{ store, client, scratch: world().folder },
      parts: {
        stallTimeoutMs: STALL_MS,
        ...(program === 'pg_restore' && { journal }),
        decryption: decryptionWith(
          { identities: [], passphrase: PASSPHRASE },
          // The first opens it for a look at the key.
          gpgSettings(program === 'gpg' ? { onStart: stopAtStart(2) } : {}),
        ),
      },
    })
    const { verifications } = await inTime(verifying)
    expect(verifications).toMatchObject([{ outcome: 'not verified', problem: { code: 'program-stalled' } }])
    expect(verifications[0]?.problem?.message).toContain(`${program} made no progress`)
  })
})

describe('a program that is stopped while a backup is restored', () => {
  it('ends it, and the target is as before', async () => {
    const manifest = await world().backup('full')
    await world().database('half')
    const report = await inTime(
      world().restore(manifest, 'half', {
        request: { connection: impatient('half') },
        parts: { journal: stopping('pg_restore', 100) },
      }),
    )
    expect(report.failure?.errors[0]).toMatchObject({ code: 'program-stalled' })
    expect(await world().value('half', `SELECT count(*)::int FROM pg_class WHERE relname = 'rows'`)).toBe(0)
  })
})

describe('a store that takes bytes slowly', () => {
  it('is waited for, and no program is blamed', async () => {
    let passed = 0
    const slowly = (): Transform =>
      new Transform({
        async transform(chunk: Buffer, _encoding, done) {
          const before = passed
          passed += chunk.length
          // Now and then for longer than stall-timeout, as a part of an upload.
          if (Math.floor(before / 3e6) !== Math.floor(passed / 3e6)) await pause(3 * STALL_MS)
          // A cipher has memory of its own.
          done(null, Buffer.from(chunk))
        },
      })
    const { store } = await newStore()
    const manifest = await world().backup('full', {
      ...{ store, request: { connection: impatient('full') } },
      parts: {
        shelves: [{ name: 'destination', store }],
        encryption: { ...noEncryption(), suffix: '.age', encrypt: slowly },
      },
    })
    expect(passed).toBe(manifest.stored.bytes)
    expect(passed).toBeGreaterThan(9e6)
  })
})
