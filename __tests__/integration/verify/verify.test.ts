import { cp, mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { ageEncryption, agePassphrase } from '../../../src/encryption/age.ts'
import type { Encryption } from '../../../src/encryption/encryption.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'
import { noEncryption } from '../../../src/encryption/none.ts'
import type { Keys } from '../../../src/encryption/opening.ts'
import type { PostgresClient } from '../../../src/postgres/client/client.ts'
import type { CompressionChoice } from '../../../src/postgres/compression-choice.ts'
import type { Format } from '../../../src/postgres/dump-choices.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import { inParallel } from '../../../src/stream/concurrency.ts'
import { provideTestClient } from '../../support/client-for-tests.ts'
import { cutShort, flipBit, randomBelow } from '../../support/damage.ts'
import { filesIn } from '../../support/files-in.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts'
import { hasProgram } from '../../support/programs.ts'
import { openLedger, runBackup } from '../../support/run-backup.ts'
import { runVerify, type VerifyRun } from '../../support/run-verify.ts'
import { createDatabase } from '../../support/sql-folder.ts'

const MAJOR = 17
const PASSPHRASE = 'correct horse battery staple'
/** Damages are tried on so many copies at once: most of the time of one is waiting for processes. */
const COPIES = 12

let server: PostgresServer
let client: PostgresClient
let folder: string
let identity: string
const sealers: Record<string, Encryption> = {}
const keys: Partial<Keys> & { identities: string[] } = { identities: [], passphrase: PASSPHRASE }

beforeAll(async () => {
  client = await provideTestClient(MAJOR, { exact: false })
  server = await startPostgres({ major: MAJOR })
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
  identity = await generateIdentity()
  keys.identities.push(identity)
  const gpg = { passphrase: PASSPHRASE, searchPath: process.env['PATH'] ?? '', scratch: folder }
  Object.assign(sealers, {
    none: noEncryption(),
    age: ageEncryption({ recipients: [await identityToRecipient(identity)] }),
    // Its default cost is for those who guess; here it only costs time.
    'age-passphrase': agePassphrase(PASSPHRASE, 10),
    gpg: gpgPassphrase(gpg),
  })
  await createDatabase(server, 'shop')
  await server.sql(
    'shop',
    `CREATE TABLE orders (id int PRIMARY KEY, note text);
     INSERT INTO orders SELECT id, md5(id::text) FROM generate_series(1, 60) AS id`,
  )
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Kind {
  readonly method: string
  readonly format?: Format
  readonly compression?: CompressionChoice
  readonly globals?: boolean
}

let taken = 0
/** A store in a folder of its own, with one backup in it. */
async function stored({ method, format = 'custom', compression, globals = true }: Kind): Promise<{
  readonly path: string
  readonly key: string
}> {
  const encryption = sealers[method]
  if (!encryption) throw new Error(`no such method: ${method}`)
  const path = join(folder, `store-${++taken}`)
  const { manifest } = await runBackup({
    url: server.url('shop'),
    client,
    store: folderStore(path),
    request: { format, globals, ...(compression && { compression }) },
    parts: { encryption },
  })
  return { path, key: manifest.key }
}

const verify = (path: string, run: Partial<VerifyRun> = {}): ReturnType<typeof runVerify> =>
  runVerify({ store: folderStore(path), client, scratch: folder, keys, ...run })

/** The one outcome there is, and its code. */
async function outcome(path: string, run: Partial<VerifyRun> = {}): Promise<string> {
  const { verifications } = await verify(path, run)
  return verifications
    .map(({ outcome: what, problem }) => (problem ? `${what}: ${problem.code}` : what))
    .join('; ')
}

describe('a fresh backup is verified', () => {
  const kinds = ['none', 'age', 'age-passphrase', 'gpg'].flatMap(method =>
    (['custom', 'plain'] as const).map(format => ({ method, format })),
  )
  it.for(kinds)('$format, sealed by $method', async (kind, ctx) => {
    if (kind.method === 'gpg' && !(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
    const { path, key } = await stored(kind)
    const before = await filesIn(path)
    const journal = openLedger()
    const report = await verify(path, { parts: { journal } })
    expect(report.verifications).toMatchObject([{ key, outcome: 'verified', problem: undefined }])
    expect(report.verifications[0]?.checked).toContain('60 rows in 1 tables, roles')
    expect(await outcome(path, { request: { depth: 'quick' } })).toBe('verified')
    // Nothing was written, and nothing is left.
    expect(await filesIn(path)).toEqual(before)
    expect([...journal.open]).toEqual([])
    expect((await readdir(folder)).filter(name => name.startsWith('gnupg-'))).toEqual([])
  })
})

describe('a wrong or missing key is reported first, and nothing else', () => {
  it.for(['age', 'age-passphrase', 'gpg'])('%s', async (method, ctx) => {
    if (method === 'gpg' && !(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
    const { path, key } = await stored({ method })
    const wrong = { identities: [await generateIdentity()], passphrase: 'another' }
    await expect(verify(path, { keys: wrong })).rejects.toMatchObject({
      kind: 'input',
      code: 'encryption-key-mismatch',
      message: expect.stringContaining(`${key}, which is intact.`),
    })
    const missing = { kind: 'input', code: 'decryption-key-missing' }
    await expect(verify(path, { keys: {} })).rejects.toMatchObject(missing)
    expect(await outcome(path, { keys: {}, request: { depth: 'quick' } })).toBe('verified')
  })
})

describe('what is not there is found', () => {
  it.for([
    { what: 'the backup', suffix: /\.age$/ },
    { what: 'the checksum file', suffix: /\.sha256$/ },
    { what: 'the roles', suffix: /globals\.sql\.age$/ },
  ])('$what', async ({ what, suffix }) => {
    const { path } = await stored({ method: 'age' })
    const file = (await filesIn(path)).find(
      name => suffix.test(name) && (what === 'the roles' || !name.includes('globals')),
    )
    await rm(join(path, file ?? ''))
    for (const depth of ['quick', 'full'] as const)
      expect(await outcome(path, { request: { depth } })).toBe('failed: backup-altered')
  })

  it('a manifest: what is in our folders without one is an orphan, once it is a day old', async () => {
    const { path, key } = await stored({ method: 'none', globals: false })
    const lost = key.replace(/_\d{8}_/, '_20200101_')
    const rest = [lost, `${lost}.sha256`]
    for (const file of rest) await cp(join(path, key), join(path, file))
    expect((await verify(path)).orphans).toEqual([])
    const old = new Date(Date.now() - 2 * 86_400_000)
    for (const file of rest) await utimes(join(path, file), old, old)
    const { orphans, verifications } = await verify(path)
    expect(orphans).toEqual(rest)
    expect(verifications).toMatchObject([{ key, outcome: 'verified' }])
  })

  it('no manifest of dumps that were there before this action: they are counted, and warn nobody', async () => {
    const { path, key } = await stored({ method: 'none', globals: false })
    const old = new Date(Date.now() - 90 * 86_400_000)
    for (const name of [
      '2025/10/wastewise_backup_20251001_030000.dump',
      'db-2025-01-21.sql.gz',
      'notes.txt',
    ]) {
      await cp(join(path, key), join(path, name))
      await utimes(join(path, name), old, old)
    }
    const { legacy, orphans, verifications } = await verify(path)
    expect(orphans).toEqual([])
    expect(legacy).toMatchObject({
      count: 2,
      kinds: [{ newestKey: '2025/10/wastewise_backup_20251001_030000.dump' }],
    })
    expect(verifications).toMatchObject([{ key, outcome: 'verified' }])
  })

  it('any backup at all, or the one that was named', async () => {
    const nothing = { kind: 'input', code: 'backup-not-found' }
    await expect(verify(join(folder, 'nowhere'))).rejects.toMatchObject(nothing)
    const { path, key } = await stored({ method: 'none' })
    const start = { kind: 'key', key: `${key}.x` } as const
    await expect(verify(path, { range: { start } })).rejects.toMatchObject(nothing)
    expect(await outcome(path, { range: { start: { kind: 'key', key } } })).toBe('verified')
  })
})

it('a backup in the place of another one is found, manifest and all', async () => {
  const { path, key } = await stored({ method: 'none', globals: false })
  const other = `${key.replace(/_\d{8}_/, '_20200101_')}`
  for (const suffix of ['', '.sha256', '.manifest.json'])
    await rename(join(path, key + suffix), join(path, other + suffix))
  expect(await outcome(path)).toBe('failed: manifest-unreadable')
})

it('several at once are each reported, the worst first; what cannot be looked at is not verified', async () => {
  const good = await stored({ method: 'age', globals: false })
  const bad = await stored({ method: 'none', globals: false })
  const unseen = await stored({ method: 'none', format: 'plain', globals: false })
  const path = join(folder, `several-${++taken}`)
  for (const each of [good, bad, unseen]) await cp(each.path, path, { recursive: true })
  await flipBit(join(path, bad.key), randomBelow(7))
  const store = folderStore(path)
  const denied: typeof store.get = async (key, signal) => {
    if (key !== unseen.key) return store.get(key, signal)
    await store.get('missing/one', signal)
    throw new Error('not reached')
  }
  const report = await verify(path, { store: { ...store, get: denied } })
  expect(report.verifications.map(({ key, outcome: what }) => [what, key])).toEqual([
    ['failed', bad.key],
    ['not verified', unseen.key],
    ['verified', good.key],
  ])
  const { leftOut, verifications } = await verify(path, { range: { sample: 0.3 } })
  expect([verifications.length, leftOut]).toEqual([1, 2])
})

it('without a client for it a backup is not verified, and not downloaded for nothing', async () => {
  const { path, key } = await stored({ method: 'none' })
  const read: string[] = []
  const store = folderStore(path)
  const get: typeof store.get = (each, signal) => {
    read.push(each)
    return store.get(each, signal)
  }
  const provideClient = async (): Promise<PostgresClient> => {
    throw new BackupError({ kind: 'environment', code: 'client-not-available', message: 'No.', hint: 'Do.' })
  }
  const found = await outcome(path, { store: { ...store, get }, parts: { provideClient } })
  expect(found).toBe('not verified: client-not-available')
  expect(read).not.toContain(key)
})

it('a cancellation is what is reported, no matter what it broke', async () => {
  const { path } = await stored({ method: 'none' })
  const controller = new AbortController()
  const reason = new BackupError({ kind: 'cancelled', code: 'cancelled', message: 'Stop.', hint: 'Again.' })
  const provideClient = async (): Promise<PostgresClient> => {
    controller.abort(reason)
    return client
  }
  const { signal } = controller
  await expect(verify(path, { parts: { provideClient, signal } })).rejects.toBe(reason)
})

it('a mistake of ours ends the run, and what else is being verified', async () => {
  const { path } = await stored({ method: 'none' })
  const plain = await stored({ method: 'none', format: 'plain' })
  await cp(plain.path, path, { recursive: true })
  const store = folderStore(path)
  const get: typeof store.get = async (key, signal) => {
    if (!key.endsWith('.sql.gz') && !key.endsWith('.sql.zst')) return store.get(key, signal)
    // Never answers by itself.
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  const bug = new TypeError('ours')
  const provideClient = (): Promise<PostgresClient> => Promise.reject(bug)
  const parts = { provideClient }
  await expect(verify(path, { store: { ...store, get }, parts })).rejects.toBe(bug)
})

/** Damages a file of a backup again and again, and lists what was not found. */
async function unnoticed(
  backup: { readonly path: string; readonly key: string },
  times: number,
  suffixOf: (round: number) => string,
  classifyIntegrityFailure: typeof flipBit,
  seed: number,
): Promise<string[]> {
  const random = randomBelow(seed)
  const missed: string[] = []
  const copies: string[] = []
  for (let copy = 0; copy < Math.min(COPIES, times); copy++) {
    const path = join(folder, `copy-${++taken}`)
    await mkdir(path, { recursive: true })
    await cp(backup.path, path, { recursive: true })
    copies.push(path)
  }
  const rounds = Array.from({ length: times }, (_, round) => round)
  await inParallel(copies.length, rounds, async round => {
    const path = copies.pop()
    if (path === undefined) throw new Error('no copy is free')
    const { what, undo } = await classifyIntegrityFailure(join(path, backup.key + suffixOf(round)), random)
    const found = await outcome(path).catch((error: unknown) => `thrown: ${String(error)}`)
    if (!/^failed: [a-z-]+$/.test(found)) missed.push(`${what}: ${found}`)
    await undo()
    copies.push(path)
  })
  return missed
}

/** One fifth each in the checksum file and the manifest; the rest in the data, where it matters. */
const anywhere = (round: number): string => ['', '.manifest.json', '', '.sha256', ''][round % 5] ?? ''
const SEED = Math.trunc(Date.now() / 1000)

const DAMAGED: readonly (Kind & { readonly flips: number; readonly cuts: number })[] = [
  { method: 'age', format: 'custom', flips: 500, cuts: 200 },
  { method: 'age', format: 'plain', flips: 100, cuts: 50 },
  {
    ...{ method: 'none', format: 'custom', flips: 250, cuts: 50 },
    // pg_restore itself notices no flipped bit in the data of such an archive (measured).
    compression: { kind: 'pg_dump', spec: 'none' },
  },
  { method: 'none', format: 'plain', flips: 100, cuts: 50 },
  { method: 'age-passphrase', format: 'custom', flips: 30, cuts: 10 },
  { method: 'gpg', format: 'custom', flips: 20, cuts: 10 },
]
it.for(DAMAGED)(
  '$flips single bits and $cuts cuts are found, all of them: $method $format',
  { timeout: 600_000 },
  async ({ flips, cuts, ...kind }, ctx) => {
    if (kind.method === 'gpg' && !(await hasProgram('gpg'))) return ctx.skip('no gpg program here')
    const backup = await stored({ ...kind, globals: false })
    expect(await unnoticed(backup, flips, anywhere, flipBit, SEED), `seed ${SEED}`).toEqual([])
    expect(await unnoticed(backup, cuts, anywhere, cutShort, SEED), `seed ${SEED}`).toEqual([])
    expect(await outcome(backup.path)).toBe('verified')
  },
)

it("somebody else's file with the name of a manifest is passed over, and blames no backup", async () => {
  const { path, key } = await stored({ method: 'none', globals: false })
  await mkdir(join(path, 'some/other/app'), { recursive: true })
  for (const name of ['x', 'some/other/app/package'])
    await writeFile(join(path, `${name}.manifest.json`), '{"name": "x"}')
  expect(await outcome(path)).toBe('verified')
  expect(await outcome(path, { range: { start: { kind: 'key', key } } })).toBe('verified')
})
