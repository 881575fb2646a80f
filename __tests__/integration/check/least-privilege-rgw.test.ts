import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { archiveKeyOf } from '../../../src/catalog/archive-key.ts'
import { type BucketPolicies, bucketPolicies } from '../../../src/check/least-privilege/policies.ts'
import { s3BucketInspector } from '../../../src/storage/s3/bucket-inspector.ts'
import type { ObjectLock, S3Options } from '../../../src/storage/s3/options.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { cephRgw } from '../../support/ceph-rgw.ts'
import { findTestClient } from '../../support/client-for-tests.ts'
import { collect } from '../../support/collect.ts'
import { startPostgres } from '../../support/postgres-server.ts'
import { runBackup } from '../../support/run-backup.ts'
import { failuresOf, findingsOf, runCheck } from '../../support/run-check.ts'
import { runPrune } from '../../support/run-prune.ts'
import { runVerify } from '../../support/run-verify.ts'
import { makeBucket } from '../../support/s3-server.ts'
import { loadSample } from '../../support/sample-database.ts'
import { daysAgo, storeBackups } from '../../support/stored-backups.ts'

const MAJOR = 17
const PREFIX = 'pg/shop'
const rgw = cephRgw()
const signal = new AbortController().signal
const denied = { code: 'storage-denied' }

interface Bench {
  /** Whom nothing is forbidden. */
  readonly owner: ObjectStore
  /** The same bucket with one policy, and what it says of itself. */
  as(who: keyof BucketPolicies): Promise<{ readonly store: ObjectStore; readonly options: S3Options }>
}

/** A bucket of a store that enforces policies: IAM's are given to its guest, as the bucket's own. */
async function withBucket(
  options: { readonly objectLock: ObjectLock | undefined },
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  if ('why' in rgw) throw new Error(rgw.why)
  const { objectLock } = options
  const bucket = await makeBucket(rgw, { objectLock: objectLock !== undefined })
  const opened: ObjectStore[] = []
  const optionsOf = (more: Partial<S3Options>): S3Options =>
    bucket.options({ prefix: PREFIX, tags: { team: 'platform' }, ...(objectLock && { objectLock }), ...more })
  const open = (more: Partial<S3Options>): ObjectStore => {
    const store = s3Store(optionsOf(more))
    opened.push(store)
    return store
  }
  try {
    const policies = bucketPolicies({
      bucket: bucket.name,
      prefix: PREFIX,
      tags: true,
      objectLock: objectLock !== undefined,
      kmsKey: undefined,
    })
    await work({
      owner: open({}),
      as: async who => {
        const { Statement, Version } = policies[who]
        const Principal = { AWS: ['arn:aws:iam:::user/guest'] }
        const Policy = JSON.stringify({ Version, Statement: Statement.map(each => ({ ...each, Principal })) })
        await bucket.client.send(new PutBucketPolicyCommand({ Bucket: bucket.name, Policy }))
        const credentials = { credentials: rgw.guest }
        return { store: open(credentials), options: optionsOf(credentials) }
      },
    })
  } finally {
    for (const store of opened) store.close()
    bucket.close()
  }
}

async function put(store: ObjectStore, key: string): Promise<void> {
  await store.put(key, Buffer.from('x'), signal)
}

test('the writer backs up, locked and tagged, and checks; it cannot remove versions, nor leave its prefix', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const client = await findTestClient(MAJOR, { exact: true })
  if (!client) return ctx.skip(`no PostgreSQL client ${MAJOR} can be had here`)
  await using server = await startPostgres({ major: MAJOR, password: 'geheim' })
  await loadSample(server, 'shop')
  await withBucket({ objectLock: { mode: 'GOVERNANCE', days: 1 } }, async ({ as }) => {
    const { options, store } = await as('writer')
    const { manifest } = await runBackup({
      url: server.url('shop'),
      client,
      store,
      request: { globals: true },
    })
    expect(await store.lockOf(manifest.key, signal)).toMatchObject({ retention: { mode: 'GOVERNANCE' } })
    const { objectLock: _never, ...unlocked } = options
    const exam = s3BucketInspector(unlocked)
    const probed = s3Store(unlocked)
    try {
      const url = `${server.url('shop')}?sslmode=disable`
      const report = await runCheck({ url, store: probed, parts: { exam } })
      expect(failuresOf(report)).toEqual([])
      expect(findingsOf(report, 'Uploads in parts')).toMatchObject([{ outcome: 'ok' }])
      expect(findingsOf(report, 'Object Lock')).toMatchObject([{ outcome: 'ok' }])
      // It must not remove versions, and so one stays: which is reported.
      expect(findingsOf(report, 'Write, list, read, delete')).toMatchObject([{ outcome: 'warning' }])
    } finally {
      exam.close()
      probed.close()
    }
    const [removal] = await collect(store.removeMany([manifest.key], signal, { versions: 'all' })).catch(
      error => [{ outcome: 'failed', why: error }],
    )
    expect(removal).toMatchObject({ outcome: 'failed', why: denied })
    expect(await store.head(manifest.key, signal)).toBeDefined()
    const outside = s3Store({ ...unlocked, prefix: 'pg/other' })
    await expect(put(outside, 'a')).rejects.toMatchObject(denied)
    outside.close()
  })
})

test('the pruner removes and archives, and can write nothing else', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  await withBucket({ objectLock: undefined }, async ({ as, owner }) => {
    const [kept = '', old = ''] = await storeBackups(
      owner,
      ...[2, 50].map(days => ({ startedAt: daysAgo(days) })),
    )
    const { store } = await as('pruner')
    const pruned = await runPrune(store, { versions: 'all', archive: { storageClass: undefined } })
    expect(pruned.problems).toEqual([])
    expect(pruned.archived.map(({ key }) => key)).toContain(archiveKeyOf(old))
    expect(await owner.head(old, signal)).toBeUndefined()
    expect(await owner.head(kept, signal)).toBeDefined()
    await expect(put(store, 'shop/2026/01/planted.dump')).rejects.toMatchObject(denied)
  })
})

test('the restorer reads all, writes copies of its target and records of drills, and removes no backup', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const client = await findTestClient(MAJOR, { exact: true })
  if (!client) return ctx.skip(`no PostgreSQL client ${MAJOR} can be had here`)
  const scratch = await mkdtemp(join(tmpdir(), 'least-'))
  await using server = await startPostgres({ major: MAJOR, password: 'geheim' })
  await loadSample(server, 'shop')
  try {
    await withBucket({ objectLock: undefined }, async ({ as, owner }) => {
      const { manifest } = await runBackup({ url: server.url('shop'), client, store: owner })
      const { store } = await as('restorer')
      const { verifications } = await runVerify({ store, client, scratch })
      expect(verifications).toMatchObject([{ outcome: 'verified' }])
      const request = { backupClass: 'pre-restore' } as const
      const copy = await runBackup({ url: server.url('shop'), client, store, request })
      expect(copy.manifest.key).toContain('/pre-restore/')
      await put(store, `${manifest.key}.drill-20261122-030700.json`)
      await expect(store.remove(manifest.key, signal)).rejects.toMatchObject(denied)
      await expect(put(store, 'shop/2026/01/planted.dump')).rejects.toMatchObject(denied)
      expect(await owner.head(manifest.key, signal)).toBeDefined()
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
})
