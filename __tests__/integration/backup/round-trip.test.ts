import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ageEncryption } from '../../../src/encryption/age.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'
import { differences } from '../../../src/fingerprint/differences.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { libpqEnvironment } from '../../../src/postgres/connection/libpq-environment.ts'
import { resolveConnection } from '../../../src/postgres/connection/resolve.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { createNastyRoles, loadNasty } from '../../support/nasty-database.ts'
import { availableMajors, type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { hasProgram } from '../../support/programs.ts'
import { runBackup } from '../../support/run-backup.ts'

const run = promisify(execFile)
/** A value of 100 MB is tried with one major; the others get a smaller one. Bytes. */
const bigValueBytes = (major: number): number => (major === 17 ? 100_000_000 : 5_000_000)

describe.each(availableMajors())('a backup of PostgreSQL %i', major => {
  let server: PostgresServer
  /** Where it is restored: what a client of 17 or newer dumps, no server before 17 loads (transaction_timeout). */
  let target: PostgresServer
  let client: PostgresClient
  let folder: string

  beforeAll(async () => {
    client = await provideTestClient(major, { exact: false })
    server = await startPostgres({ major })
    const newer = availableMajors().find(each => each === client.major && each >= 17 && major < 17)
    target = newer === undefined ? server : await startPostgres({ major: newer })
    if (target !== server) await createNastyRoles(target)
    folder = await mkdtemp(join(tmpdir(), 'round-trip-'))
    await loadNasty(server, 'nasty', { bigValueBytes: bigValueBytes(major) })
    await loadNasty(server, 'nasty_small', { bigValueBytes: 1_000_000 })
  })
  afterAll(async () => {
    await server?.stop()
    if (target !== server) await target?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** Restores with nothing but the stock programs, as the summary says the user to. */
  async function restore(file: string, database: string): Promise<void> {
    await target.sql('postgres', `CREATE DATABASE ${database}`)
    const resolution = resolveConnection({ databaseUrl: target.url(database), sslmode: 'disable', env: {} })
    if (!resolution.ok) throw new Error('unusable URL')
    const env = libpqEnvironment(resolution.connection, process.env)
    const args = file.endsWith('.sql')
      ? (['psql', '--quiet', '--set=ON_ERROR_STOP=1', `--file=${file}`] as const)
      : (['pg_restore', '--no-owner', '--no-acl', '--exit-on-error', `--dbname=${database}`, file] as const)
    const [program, ...rest] = args
    await run(client.program(program), rest, { env, maxBuffer: 1 << 26 })
  }

  it('restores with sha256sum and pg_restore to the same fingerprint, everything odd included', async () => {
    const store = folderStore(join(folder, 'open'))
    const { manifest } = await runBackup({ url: server.url('nasty'), client, store })
    const file = store.url(manifest.key)
    await run('sha256sum', ['-c', `${basename(file)}.sha256`], { cwd: dirname(file) })
    await restore(file, 'restored_open')
    const again = await runBackup({ url: target.url('restored_open'), client, store })
    expect(differences(manifest.fingerprint, again.manifest.fingerprint)).toEqual([])
    expect(manifest.contents.rows).toBeGreaterThan(20)
  })

  it('restores with sha256sum, age and pg_restore to the same fingerprint', async ctx => {
    const identity = await generateIdentity()
    const store = folderStore(join(folder, 'age'))
    const { manifest } = await runBackup({
      url: server.url('nasty_small'),
      client,
      store,
      parts: { encryption: ageEncryption({ recipients: [await identityToRecipient(identity)] }) },
    })
    const file = store.url(manifest.key)
    await run('sha256sum', ['-c', `${basename(file)}.sha256`], { cwd: dirname(file) })
    if (!(await hasProgram('age')))
      return ctx.skip('no age program here; its own suite opens such files with the library')
    await writeFile(join(folder, 'key.txt'), `${identity}\n`)
    const archive = join(folder, 'nasty.dump')
    await run('age', ['-d', '-i', join(folder, 'key.txt'), '-o', archive, file])
    await restore(archive, 'restored_age')
    const again = await runBackup({ url: target.url('restored_age'), client, store })
    expect(differences(manifest.fingerprint, again.manifest.fingerprint)).toEqual([])
  })

  it('restores with gpg and psql from plain SQL to the same fingerprint', async ctx => {
    if (!(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
    const store = folderStore(join(folder, 'gpg'))
    const { manifest } = await runBackup({
      url: server.url('nasty_small'),
      client,
      store,
      request: { format: 'plain' },
      parts: {
        encryption: gpgPassphrase({
          passphrase: 'correct horse',
          searchPath: process.env['PATH'] ?? '',
          scratch: folder,
        }),
      },
    })
    const sql = join(folder, 'nasty.sql')
    await run('gpg', [
      '--homedir',
      folder,
      '--batch',
      '--pinentry-mode',
      'loopback',
      '--passphrase',
      'correct horse',
      '-o',
      sql,
      '-d',
      store.url(manifest.key),
    ])
    await restore(sql, 'restored_gpg')
    const again = await runBackup({ url: target.url('restored_gpg'), client, store })
    expect(differences(manifest.fingerprint, again.manifest.fingerprint)).toEqual([])
  })

  it('has the same fingerprint as SQL text and as an archive, regardless of the compression', async () => {
    const store = folderStore(join(folder, 'formats'))
    const prints = []
    for (const [format, spec] of [
      ['custom', '0'],
      ['custom', '9'],
      ['plain', 'gzip:1'],
      ['plain', '0'],
    ] as const) {
      const { manifest } = await runBackup({
        url: server.url('nasty_small'),
        client,
        store,
        request: {
          format,
          compression: { kind: 'pg_dump', spec },
          series: `s-${format}-${spec.replace(':', '-')}`,
        },
      })
      prints.push(manifest.fingerprint)
    }
    const [first, ...others] = prints
    if (!first) throw new Error('nothing was backed up')
    for (const other of others) expect(differences(first, other)).toEqual([])
  })

  it('names what differs when the restored database is not the same', async () => {
    const store = folderStore(join(folder, 'damage'))
    await server.sql('postgres', 'CREATE DATABASE whole')
    await server.sql(
      'whole',
      'CREATE TABLE kept (id int, t text); INSERT INTO kept VALUES (1, $$a$$), (2, $$b$$); CREATE INDEX by_t ON kept (t); CREATE SEQUENCE counter',
    )
    const before = await runBackup({ url: server.url('whole'), client, store, request: { series: 'before' } })
    await server.sql(
      'whole',
      'UPDATE kept SET t = $$B$$ WHERE id = 2; DROP INDEX by_t; SELECT nextval($$counter$$), nextval($$counter$$); CREATE TABLE more ()',
    )
    const after = await runBackup({ url: server.url('whole'), client, store, request: { series: 'after' } })
    expect(differences(before.manifest.fingerprint, after.manifest.fingerprint)).toEqual([
      'public.kept has other content in its 2 rows',
      'public.more is extra',
      'INDEX public.by_t is missing',
      'TABLE public.more is extra',
      'sequence public.counter is at 2, expected 1',
    ])
  })

  it('leaves nothing but its three files for each backup', async () => {
    const files = (await readdir(join(folder, 'age'), { recursive: true })).filter(
      name => /\.[a-z0-9]+$/.test(name) && name.includes('nasty'),
    )
    expect(files.map(name => name.replace(/.*\.(dump|sql)/, '')).toSorted()).toEqual([
      '.age',
      '.age.manifest.json',
      '.age.sha256',
    ])
  })
})
