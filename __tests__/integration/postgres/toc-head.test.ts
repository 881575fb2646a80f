import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/catalog/manifest.ts'
import { ageEncryption } from '../../../src/encryption/age.ts'
import type { Encryption } from '../../../src/encryption/encryption.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'
import { noEncryption } from '../../../src/encryption/none.ts'
import { decryptionWith, type Keys } from '../../../src/encryption/opening.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import { type Head, readHead } from '../../../src/restore/load/read-toc.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { hasProgram } from '../../support/programs.ts'
import { runBackup } from '../../support/run-backup.ts'
import { makeBucket, startMockS3 } from '../../support/s3-server.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const PASSPHRASE = 'correct horse battery staple'
/** What a head may take of a backup: streams read ahead. Bytes. */
const LITTLE = 4_000_000

let server: PostgresServer
let client: PostgresClient
let folder: string
let identity: string

beforeAll(async () => {
  client = await provideTestClient(17, { exact: false })
  server = await startPostgres({ major: 17 })
  folder = await mkdtemp(join(tmpdir(), 'toc-head-'))
  identity = await generateIdentity()
  await createDatabase(server, 'big')
  await server.sql(
    'big',
    `CREATE TABLE filler (id int PRIMARY KEY, v text);
     INSERT INTO filler SELECT n, repeat(md5(n::text), 31250) FROM generate_series(1, 100) n;
     CREATE ROLE auditor;
     CREATE POLICY seen ON filler FOR SELECT TO auditor USING (true)`,
  )
  await createDatabase(server, 'small')
  await server.sql('small', 'CREATE TABLE orders (id int PRIMARY KEY, note text)')
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

let taken = 0
async function backUp(
  database: string,
  encryption: Encryption,
  store: ObjectStore = folderStore(join(folder, `store-${++taken}`)),
): Promise<{ readonly manifest: Manifest; readonly store: ObjectStore }> {
  const { manifest } = await runBackup({
    url: server.url(database),
    client,
    store,
    request: { compression: { kind: 'pg_dump', spec: 'none' } },
    parts: { encryption },
  })
  return { manifest, store }
}

const headOf = (
  { manifest, store }: { readonly manifest: Manifest; readonly store: ObjectStore },
  keys: Partial<Keys> = { identities: [identity], passphrase: PASSPHRASE },
  signal = new AbortController().signal,
): Promise<Head> => {
  const gpg = { scratch: folder, searchPath: process.env['PATH'] ?? '' }
  const decryption = decryptionWith({ identities: [], passphrase: undefined, ...keys }, gpg)
  return readHead(manifest, { store, decryption, signal })
}

/** Counts what is read of a store's objects. */
function counted(store: ObjectStore): { readonly store: ObjectStore; bytes(): number; sources: Readable[] } {
  let bytes = 0
  const sources: Readable[] = []
  const get: typeof store.get = async (key, signal) => {
    const source = await store.get(key, signal)
    sources.push(source)
    const passing = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        bytes += chunk.length
        yield chunk
      }
    }
    return Readable.from(passing(), { objectMode: false })
  }
  return { store: { ...store, get }, bytes: () => bytes, sources }
}

const names = ({ toc }: Head): string[] => toc.map(({ kind, name }) => `${kind} ${name}`)

describe('of a backup of 100 MB, no more than the head is read', () => {
  it.for(['none', 'age', 'gpg'])('%s', async (method, ctx) => {
    if (method === 'gpg' && !(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
    const gpg = { passphrase: PASSPHRASE, searchPath: process.env['PATH'] ?? '', scratch: folder }
    const encryption =
      method === 'none'
        ? noEncryption()
        : method === 'age'
          ? ageEncryption({ recipients: [await identityToRecipient(identity)] })
          : gpgPassphrase(gpg)
    const { manifest, store } = await backUp('big', encryption)
    expect(manifest.stored.bytes).toBeGreaterThan(100_000_000)
    const counting = counted(store)
    const head = await headOf({ manifest, store: counting.store })
    expect(names(head)).toEqual([
      'TABLE filler',
      'TABLE DATA filler',
      'CONSTRAINT filler filler_pkey',
      'POLICY filler seen',
    ])
    expect(head.toc.flatMap(({ roles }) => roles)).toEqual(['auditor'])
    expect(counting.bytes()).toBeLessThan(LITTLE)
    expect(counting.sources.map(({ destroyed }) => destroyed)).toEqual([true])
  })

  it('in S3', async () => {
    const s3 = await startMockS3()
    const bucket = await makeBucket(s3)
    try {
      const { manifest, store } = await backUp('big', noEncryption(), s3Store(bucket.options()))
      const counting = counted(store)
      expect(names(await headOf({ manifest, store: counting.store }))).toContain('TABLE DATA filler')
      expect(counting.bytes()).toBeLessThan(LITTLE)
      expect(counting.sources.map(({ destroyed }) => destroyed)).toEqual([true])
      store.close()
    } finally {
      bucket.close()
      await s3.stop()
    }
  })
})

it('5,000 tables are read, each with its own number', async () => {
  await createDatabase(server, 'many')
  for (let from = 0; from < 5_000; from += 500) {
    await server.sql(
      'many',
      `DO $$ BEGIN FOR n IN ${from + 1}..${from + 500} LOOP
         EXECUTE format('CREATE TABLE %I (id serial PRIMARY KEY, v text DEFAULT ''x'')', 'table ' || n);
       END LOOP; END $$`,
    )
  }
  const { manifest, store } = await backUp('many', noEncryption())
  const { toc } = await headOf({ manifest, store })
  for (const kind of ['TABLE', 'TABLE DATA', 'SEQUENCE', 'SEQUENCE SET', 'CONSTRAINT'])
    expect(toc.filter(entry => entry.kind === kind).length, kind).toBe(5_000)
  expect(new Set(toc.map(({ id }) => id)).size).toBe(toc.length)
})

describe('a head that cannot be read', () => {
  it('is reported as a wrong key where the stored backup is intact', async () => {
    const encrypted = ageEncryption({ recipients: [await identityToRecipient(await generateIdentity())] })
    const backup = await backUp('small', encrypted)
    await expect(headOf(backup)).rejects.toMatchObject({ kind: 'input', code: 'encryption-key-mismatch' })
    await expect(headOf(backup, {})).rejects.toMatchObject({ code: 'decryption-key-missing' })
  })

  it('is reported as an altered backup where it was cut, or is something else', async () => {
    const altered = { kind: 'integrity', code: 'backup-altered' }
    for (const encryption of [
      noEncryption(),
      ageEncryption({ recipients: [await identityToRecipient(identity)] }),
    ]) {
      const backup = await backUp('small', encryption)
      const file = backup.store.url(backup.manifest.key)
      const whole = await readFile(file)
      for (const bytes of [0, 3, 200, 1_000]) {
        await truncate(file, bytes)
        const failure = headOf(backup)
        if (encryption.suffix === '') await expect(failure, `${bytes} bytes`).rejects.toMatchObject(altered)
        else await expect(failure, `${bytes} bytes`).rejects.toMatchObject({ kind: 'integrity' })
        await writeFile(file, whole)
      }
      await writeFile(file, `SELECT 1;\n${'-- text\n'.repeat(1_000)}`)
      await expect(headOf(backup)).rejects.toMatchObject({ kind: 'integrity' })
      await rm(file)
      await expect(headOf(backup)).rejects.toMatchObject({ code: 'storage-object-missing' })
    }
  })

  it('is reported as damage where only its version looks unknown', async () => {
    const backup = await backUp('small', noEncryption())
    const file = backup.store.url(backup.manifest.key)
    const bytes = await readFile(file)
    bytes.writeUInt8(99, 6)
    await writeFile(file, bytes)
    await expect(headOf(backup)).rejects.toMatchObject({ code: 'backup-altered' })
  })

  it('is reported as a cancellation where the run was cancelled', async () => {
    const backup = await backUp('small', noEncryption())
    const controller = new AbortController()
    const reason = new Error('stop')
    const get: typeof backup.store.get = async (key, signal) => {
      controller.abort(reason)
      return backup.store.get(key, signal)
    }
    const store = { ...backup.store, get }
    await expect(headOf({ ...backup, store }, undefined, controller.signal)).rejects.toBe(reason)
  })
})
