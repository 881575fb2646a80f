import { generateIdentity, identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { ageEncryption } from '../../../src/encryption/age.ts'
import { differences } from '../../../src/fingerprint/differences.ts'
import { withTargetLocked } from '../../../src/postgres/target/lock-target.ts'
import type { RestoreReport } from '../../../src/restore/report.ts'
import { connectionTo, refusal } from '../../support/ask-server.ts'
import { silentReporter } from '../../support/client-for-tests.ts'
import { OBJECTS_IN_TABLES } from '../../support/restore-samples.ts'
import { useRestoreWorld } from '../../support/restore-world.ts'

const world = useRestoreWorld(17)

function codes({ refusals }: RestoreReport): string[] {
  return refusals.map(({ code }) => code)
}

describe('a restore is refused, and changes nothing,', () => {
  it('into the very database that was backed up', async () => {
    const { backup, database, fingerprint, restore } = world()
    await database('source', OBJECTS_IN_TABLES)
    const manifest = await backup('source')
    const choices = { allow: new Set(['not-empty'] as const), confirm: 'source' }
    const report = await restore(manifest, 'source', { choices })
    expect(report).toMatchObject({ outcome: 'refused', plan: undefined })
    expect(codes(report)).toEqual(['restore-into-source'])
    expect(differences(manifest.fingerprint, await fingerprint('source'))).toEqual([])
  })

  it('into a database that holds something, unless that is allowed and its name is written', async () => {
    const { backup, database, restore, value } = world()
    await database('full_source', OBJECTS_IN_TABLES)
    await database('full', 'CREATE TABLE kept AS SELECT 1 AS one')
    const manifest = await backup('full_source')
    expect(codes(await restore(manifest, 'full'))).toContain('restore-target-not-empty')
    const allow = new Set(['not-empty'] as const)
    expect(codes(await restore(manifest, 'full', { choices: { allow } }))).toEqual(['restore-not-confirmed'])
    const other = await restore(manifest, 'full', { choices: { allow, confirm: 'fulll' } })
    expect(codes(other)).toEqual(['restore-not-confirmed'])
    expect(
      await value('full', `SELECT count(*)::int FROM pg_class WHERE relname IN ('orders', 'kept')`),
    ).toBe(1)
  })

  it('while another restore changes that database, and into another one it is not', async () => {
    const { backup, database, restore, server, value } = world()
    await database('locked_source', OBJECTS_IN_TABLES)
    await database('locked')
    await database('unlocked')
    const manifest = await backup('locked_source')
    const inside: string[] = []
    await withTargetLocked(
      connectionTo(`${server.url('locked')}?sslmode=disable`),
      { reporter: silentReporter, signal: new AbortController().signal },
      async () => {
        inside.push((await refusal(restore(manifest, 'locked'))).code)
        inside.push((await restore(manifest, 'unlocked')).outcome)
      },
    )
    expect(inside).toEqual(['restore-running', 'proven'])
    expect(await value('locked', `SELECT count(*)::int FROM pg_class WHERE relname = 'orders'`)).toBe(0)
    expect(await restore(manifest, 'locked')).toMatchObject({ outcome: 'proven' })
  })

  it('where a key is wrong or missing, which is reported first', async () => {
    const { backup, database, restore, client } = world()
    await database('sealed_source', OBJECTS_IN_TABLES)
    const recipients = [await identityToRecipient(await generateIdentity())]
    const manifest = await backup('sealed_source', { parts: { encryption: ageEncryption({ recipients }) } })
    const asked: string[] = []
    const parts = {
      probeTarget: async () => {
        asked.push('target')
        throw new Error('must not be asked')
      },
      provideClient: async () => client,
    }
    const error = await refusal(restore(manifest, 'sealed_source', { parts }))
    expect(error.code).toBe('decryption-key-missing')
    expect(asked).toEqual([])
  })

  it('where a backup is not there, or has no table of that name', async () => {
    const { backup, database, restore } = world()
    await database('named_source', OBJECTS_IN_TABLES)
    await database('named')
    const manifest = await backup('named_source')
    const nothing = { wanted: { kind: 'key', key: 'no/such_backup_20260101_000000.dump' } } as const
    expect((await refusal(restore(manifest, 'named', { request: nothing }))).code).toBe('backup-not-found')
    const selection = {
      kind: 'tables',
      tables: [{ schema: 'public', name: 'order' }],
      definitions: true,
    } as const
    const report = await restore(manifest, 'named', { choices: { selection } })
    expect(codes(report)).toEqual(['restore-table-unknown'])
  })

  it('where the target cannot be backed up first', async () => {
    const { backup, database, restore, fingerprint, server } = world()
    await database('unbacked_source', OBJECTS_IN_TABLES)
    await database('unbacked', 'CREATE TABLE mine AS SELECT 1 AS one')
    await server.sql(
      'unbacked',
      `CREATE ROLE reader LOGIN PASSWORD 'reader'; ALTER DATABASE unbacked OWNER TO reader;
       REVOKE ALL ON mine FROM PUBLIC`,
    )
    const before = await fingerprint('unbacked')
    const manifest = await backup('unbacked_source')
    const url = server.url('unbacked').replace(/\/\/postgres:[^@]*@/, '//reader:reader@')
    const error = await refusal(
      restore(manifest, 'unbacked', {
        url,
        choices: { allow: new Set(['not-empty']), confirm: 'unbacked' },
      }),
    )
    expect(error).toMatchObject({ code: 'pre-restore-backup-failed', kind: 'refusal' })
    expect(error.message).toMatch(/nothing was changed.*permission denied|nothing was changed.*may not/s)
    expect(error.cause).toBeInstanceOf(BackupError)
    expect(differences(before, await fingerprint('unbacked'))).toEqual([])
  })
})

describe('a dry run', () => {
  it('says the plan and all that stands in its way, and changes nothing at all', async () => {
    const { backup, database, fingerprint, restore, store } = world()
    await database('dry_source', OBJECTS_IN_TABLES)
    await database('dry', `CREATE TABLE orders (id int); INSERT INTO orders VALUES (7); CREATE TABLE kept ()`)
    const manifest = await backup('dry_source')
    const before = await fingerprint('dry')
    const keys = async (): Promise<string[]> => {
      const all: string[] = []
      for await (const { key } of store.list('dry', AbortSignal.timeout(10_000))) all.push(key)
      return all
    }
    const stored = await keys()
    const dryRun = { request: { dryRun: true } }
    const hindered = await restore(manifest, 'dry', dryRun)
    expect(hindered.outcome).toBe('refused')
    expect(codes(hindered)).toEqual(expect.arrayContaining(['restore-target-not-empty']))
    expect(hindered.plan?.drops).toEqual(['table public.orders'])
    expect(hindered.plan?.load.map(({ kind }) => kind)).toContain('TABLE DATA')
    expect(hindered).toMatchObject({
      preRestore: { kind: 'to be made' },
      strategy: { kind: 'streamed', transaction: true },
    })
    const choices = { allow: new Set(['not-empty'] as const), confirm: 'dry' }
    const free = await restore(manifest, 'dry', { ...dryRun, choices })
    expect(free).toMatchObject({ outcome: 'planned', refusals: [], comparison: undefined, afterCare: [] })
    expect(differences(before, await fingerprint('dry'))).toEqual([])
    expect(await keys()).toEqual(stored)
  })
})
