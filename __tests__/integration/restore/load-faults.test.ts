import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { BackupError } from '../../../src/core/errors.ts'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { Fingerprint } from '../../../src/fingerprint/fingerprint.ts'
import { wasCommitted } from '../../../src/postgres/apply/was-committed.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { flipBit, randomBelow } from '../../support/damage.ts'
import { descendantArguments, descendantRunning } from '../../support/family.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { fingerprintOf, haltingStore, type LoadRun, runLoad } from '../../support/run-load.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const MAJOR = 17
/** Where nothing else looks but the hashes: a flipped bit comes out as other data, or as other SQL. */
const UNCOMPRESSED = { compression: { kind: 'pg_dump', spec: '0' } } as const

let server: PostgresServer
let client: PostgresClient
let folder: string
let store: ObjectStore
let manifest: Manifest
let before: Fingerprint
const url = () => server.url('target')

beforeAll(async () => {
  client = await provideTestClient(MAJOR)
  server = await startPostgres({ major: MAJOR })
  folder = await mkdtemp(join(tmpdir(), 'load-faults-'))
  store = folderStore(join(folder, 'store'))
  await createDatabase(server, 'shop')
  await server.sql(
    'shop',
    `CREATE TABLE first (id int PRIMARY KEY, note text);
     INSERT INTO first SELECT i, md5(i::text) FROM generate_series(1, 60000) AS i;
     CREATE TABLE last (id int PRIMARY KEY, note text);
     INSERT INTO last SELECT i, md5(i::text) FROM generate_series(1, 60000) AS i;
     CREATE PROCEDURE busy() LANGUAGE plpgsql AS $$BEGIN INSERT INTO last VALUES (0);
     COMMIT;
     END$$;
     SELECT lo_from_bytea(4711, 'a large object')`,
  )
  manifest = (await runBackup({ url: server.url('shop'), client, store, request: UNCOMPRESSED })).manifest
  await createDatabase(server, 'target')
  await server.sql(
    'target',
    `CREATE TABLE first (id int PRIMARY KEY, other text); INSERT INTO first VALUES (-1, 'was here');
     CREATE TABLE kept (t text); INSERT INTO kept VALUES ('a'), ('b'); CREATE SEQUENCE counter;
     SELECT lo_from_bytea(4711, 'another large object')`,
  )
  before = await fingerprintOf(url(), client)
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const BEFORE = 'DROP TABLE public.first; SELECT lo_unlink(4711); DELETE FROM public.kept'

/** Loads into the target, over what is there, and expects it to fail and to leave everything as it was. */
async function failingLoad(run: Partial<LoadRun> = {}): Promise<BackupError> {
  const journal = openLedger()
  const error = await refusal(
    runLoad({
      ...{ url: url(), client, store, manifest, scratch: folder, load: { before: BEFORE } },
      ...run,
      parts: { journal, ...run.parts },
    }),
  )
  expect([...journal.open]).toEqual([])
  const running = descendantArguments().filter(([program = '']) => /\/(?:psql|pg_restore)$/.test(program))
  expect(running).toEqual([])
  expect(differences(before, await fingerprintOf(url(), client))).toEqual([])
  expect(await readdir(folder)).toEqual(['store'])
  return error
}

const share = (part: number): number => Math.floor(manifest.stored.bytes * part)

describe('a load in one transaction leaves the target as it was', () => {
  it('whichever bit of the stored backup was flipped', async () => {
    const random = randomBelow(4)
    for (let time = 0; time < 25; time++) {
      const classifyIntegrityFailure = await flipBit(store.url(manifest.key), random)
      const error = await failingLoad()
      expect(`${classifyIntegrityFailure.what}: ${error.code}`).toBe(
        `${classifyIntegrityFailure.what}: backup-altered`,
      )
      await classifyIntegrityFailure.undo()
    }
  })

  it('when the stored backup is cut off', async () => {
    const file = store.url(manifest.key)
    const whole = await flipBit(file, () => 0)
    await truncate(file, share(0.7))
    expect((await failingLoad()).code).toBe('backup-altered')
    await whole.undo()
  })

  it('when what passed is not found right', async () => {
    const check = () => ['public.first has other rows']
    const error = await failingLoad({ load: { before: BEFORE, check } })
    expect(error).toMatchObject({ kind: 'integrity', code: 'backup-altered' })
    expect(error.message).toContain('public.first has other rows')
  })

  it.for([
    ['psql', 0.3, 'SIGKILL', 'program-killed'],
    ['psql', 0.9, 'SIGTERM', 'program-ended-by-signal'],
    ['pg_restore', 0.3, 'SIGKILL', 'program-killed'],
    ['pg_restore', 0.9, 'SIGTERM', 'program-ended-by-signal'],
  ] as const)('when %s is killed at %d of the bytes, by %s', async ([program, at, signal, code]) => {
    const halting = haltingStore(store, share(at))
    const failed = failingLoad({ store: halting.store })
    await halting.halted
    process.kill(await descendantRunning(program, AbortSignal.timeout(10_000)), signal)
    halting.goOn()
    expect((await failed).code).toBe(code)
  })

  it.for([0.3, 0.9])('when the server ends the session at %d of the bytes', async at => {
    const halting = haltingStore(store, share(at))
    const failed = failingLoad({ store: halting.store })
    await halting.halted
    await expect
      .poll(() =>
        server.sql(
          'postgres',
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'target'`,
        ),
      )
      .toHaveLength(1)
    halting.goOn()
    expect(['server-shut-down', 'connection-lost']).toContain((await failed).code)
  })

  it.for([0, 0.01, 0.3, 0.6, 0.9])('when the run is cancelled at %d of the bytes', async at => {
    const controller = new AbortController()
    const halting = haltingStore(store, share(at))
    const failed = failingLoad({ store: halting.store, parts: { signal: controller.signal } })
    await halting.halted
    controller.abort(
      new BackupError({ kind: 'cancelled', code: 'cancelled', message: 'Cancelled.', hint: 'Nothing.' }),
    )
    expect((await failed).code).toBe('cancelled')
  })

  it('when it is cancelled in a statement that would go on for long, whose locks it does not leave behind', async () => {
    const controller = new AbortController()
    const failed = failingLoad({
      load: { before: `${BEFORE}; SELECT pg_sleep(600)` },
      parts: { signal: controller.signal },
    })
    const sleeping = `SELECT FROM pg_stat_activity WHERE datname = 'target' AND wait_event = 'PgSleep'`
    await expect.poll(() => server.sql('postgres', sleeping)).toHaveLength(1)
    controller.abort(
      new BackupError({ kind: 'cancelled', code: 'cancelled', message: 'Cancelled.', hint: 'Nothing.' }),
    )
    expect((await failed).code).toBe('cancelled')
  })

  it('when it is cancelled after the last byte, before anything was committed', async () => {
    const controller = new AbortController()
    const check = () => {
      controller.abort(
        new BackupError({ kind: 'cancelled', code: 'cancelled', message: 'Cancelled.', hint: 'Nothing.' }),
      )
      return []
    }
    const parts = { signal: controller.signal }
    expect((await failingLoad({ load: { before: BEFORE, check }, parts })).code).toBe('cancelled')
  })

  it('when a statement fails in the middle, and names what it was', async () => {
    const error = await failingLoad({
      load: { before: 'DROP TABLE public.first; CREATE TABLE public.last ()' },
    })
    expect(error.code).toBe('restore-object-exists')
    expect(error.message).toBe('Database target has already what is restored: relation "last".')
  })

  it('when the SQL that comes first fails', async () => {
    const error = await failingLoad({ load: { before: 'DELETE FROM public.kept; DROP TABLE public.none' } })
    expect(error.code).toBe('restore-object-missing')
    expect(error.message).toContain('table "none" does not exist')
  })

  it('when the server refuses to commit, because of a constraint that is checked last', async () => {
    const deferred = `${BEFORE};
      CREATE TABLE public.parent (id int PRIMARY KEY);
      CREATE TABLE public.child (id int CONSTRAINT has_parent REFERENCES public.parent DEFERRABLE INITIALLY DEFERRED);
      INSERT INTO public.child VALUES (1)`
    const error = await failingLoad({ load: { before: deferred } })
    expect(error.code).toBe('restore-foreign-key-violated')
    expect(error.message).toContain('has_parent')
  })

  it('when the server cannot be reached', async () => {
    const elsewhere = url().replace('target', 'nowhere')
    expect((await failingLoad({ url: elsewhere })).code).toBe('database-missing')
  })

  it('when the session may not have a setting that it needs', async () => {
    await server.sql('postgres', `CREATE ROLE loader LOGIN PASSWORD 'geheim'`)
    const load = { sessionSettings: ['SET session_replication_role = replica'] }
    const error = await failingLoad({ url: url().replace(/postgres:[^@]*@/, 'loader:geheim@'), load })
    expect(error.code).toBe('restore-replication-role-denied')
    expect(error.message).toContain('Role loader')
  })
})

/** The numbers of the archive's entries that are of a table, as the stock pg_restore lists them. */
async function idsOf(table: string): Promise<number[]> {
  const args = ['--list', store.url(manifest.key)]
  const { stdout } = await promisify(execFile)(client.program('pg_restore'), args)
  return stdout
    .split('\n')
    .filter(line => line.split(' ').includes(table))
    .map(line => Number.parseInt(line, 10))
}

describe('a load of a few entries', () => {
  it('brings these and nothing else', async () => {
    await createDatabase(server, 'few')
    const load = { ids: await idsOf('first') }
    await runLoad({ url: server.url('few'), client, store, manifest, scratch: folder, load })
    const { tables } = await fingerprintOf(server.url('few'), client)
    expect(tables).toEqual(manifest.fingerprint.tables.filter(({ name }) => name === 'first'))
  })

  it('is committed only when the rest of the backup has been read and is right too', async () => {
    const load = { ids: await idsOf('first'), before: BEFORE }
    // Far behind the last byte that pg_restore reads for them.
    const classifyIntegrityFailure = await flipBit(store.url(manifest.key), below =>
      below === 8 ? 3 : below - 20,
    )
    expect((await failingLoad({ load })).code).toBe('backup-altered')
    await classifyIntegrityFailure.undo()
  })
})

describe('a load in one transaction', () => {
  it('commits everything, into an empty database and over what was there', async () => {
    await createDatabase(server, 'whole')
    const other = server.url('whole')
    await runLoad({ url: other, client, store, manifest, scratch: folder })
    expect(differences(manifest.fingerprint, await fingerprintOf(other, client))).toEqual([])
    const drop = { before: 'DELETE FROM public.first', clean: true }
    await runLoad({ url: other, client, store, manifest, scratch: folder, load: drop })
    expect(differences(manifest.fingerprint, await fingerprintOf(other, client))).toEqual([])
  })

  it('says that it does not know, when the connection is lost while the server commits', async () => {
    await createDatabase(server, 'slow')
    const slow = `CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';
      CREATE TABLE public.waiting (id int);
      CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON public.waiting DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION public.wait();
      INSERT INTO public.waiting VALUES (1)`
    const failed = refusal(
      runLoad({
        ...{ url: server.url('slow'), client, store, manifest, scratch: folder },
        load: { before: slow },
      }),
    )
    const committing = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = 'slow' AND query LIKE 'COMMIT%' AND wait_event = 'PgSleep'`
    await expect.poll(() => server.sql('postgres', committing), { timeout: 20_000 }).toHaveLength(1)
    const error = await failed
    expect(error.code).toBe('restore-outcome-unknown')
    const [, id = ''] = /SELECT txid_status\((\d+)\)/.exec(error.hint) ?? []
    expect(await server.sql('slow', `SELECT txid_status(${id})`)).toEqual([{ txid_status: 'aborted' }])
  })
})

it('what became of a transaction is asked of the server, when psql can no longer say it', async () => {
  const connection = connectionTo(`${url()}?sslmode=disable`)
  const client = new pg.Client({ connectionString: url() })
  await client.connect()
  const begun = async (): Promise<string> => {
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: string }>('SELECT txid_current() AS id')
    return rows[0]?.id ?? expect.fail()
  }
  try {
    const committed = await begun()
    await client.query('COMMIT')
    const rolledBack = await begun()
    await client.query('ROLLBACK')
    expect(await wasCommitted(connection, committed)).toBe(true)
    expect(await wasCommitted(connection, rolledBack)).toBe(false)
    const running = await begun()
    const answer = wasCommitted(connection, running)
    await client.end()
    expect(await answer).toBe(false)
    expect(await wasCommitted(connection, '1; DROP TABLE kept')).toBeUndefined()
  } finally {
    await client.end().catch(() => {})
  }
})
