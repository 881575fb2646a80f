import {
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import type { CheckReport } from '../../../src/check/check-report.ts'
import { s3BucketInspector } from '../../../src/storage/s3/bucket-inspector.ts'
import type { S3Options } from '../../../src/storage/s3/options.ts'
import { s3Store } from '../../../src/storage/s3/s3-store.ts'
import { cephRgw } from '../../support/ceph-rgw.ts'
import { openLedger } from '../../support/run-backup.ts'
import { failuresOf, findingsOf, runCheck } from '../../support/run-check.ts'
import { makeBucket, type TestBucket } from '../../support/s3-server.ts'

const rgw = cephRgw()

/** Nobody knows the host: what is found of the bucket does not depend on it. */
const NO_DATABASE = 'postgresql://u:p@db.invalid/d'
const names = {
  addressesOf: async () => {
    throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  },
  hasIpv6: false,
}

async function checked(bucket: TestBucket, more: Partial<S3Options> = {}): Promise<CheckReport> {
  const options = bucket.options({ prefix: 'pg', attempts: 2, ...more })
  const store = s3Store(options)
  const exam = s3BucketInspector(options)
  const journal = openLedger()
  try {
    const report = await runCheck({ url: NO_DATABASE, store, parts: { exam, journal, names } })
    expect([...journal.open]).toEqual([])
    return report
  } finally {
    store.close()
    exam.close()
  }
}

async function versionsIn({ client, name }: TestBucket): Promise<number> {
  const { DeleteMarkers = [], Versions = [] } = await client.send(
    new ListObjectVersionsCommand({ Bucket: name }),
  )
  return DeleteMarkers.length + Versions.length
}

test('a bucket that keeps versions has none of the check’s afterwards', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const bucket = await makeBucket(rgw)
  await bucket.client.send(
    new PutBucketVersioningCommand({
      Bucket: bucket.name,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  )
  const report = await checked(bucket)
  expect(failuresOf(report)).toEqual(['Address: database-host-unknown'])
  expect(findingsOf(report, 'Versions')[0]?.message).toContain('On')
  expect(findingsOf(report, 'Write, list, read, delete')).toMatchObject([{ outcome: 'ok' }])
  expect(findingsOf(report, 'Object Lock')).toMatchObject([{ outcome: 'ok', message: 'Off.' }])
  expect(findingsOf(report, 'Public access')).toMatchObject([{ outcome: 'ok' }])
  expect(await versionsIn(bucket)).toBe(0)
  expect(await bucket.contents()).toEqual([])
  bucket.close()
})

test('into a bucket that locks every new object nothing is written, since it could not be removed', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const bucket = await makeBucket(rgw, { objectLock: true })
  await bucket.client.send(
    new PutObjectLockConfigurationCommand({
      Bucket: bucket.name,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1 } },
      },
    }),
  )
  const report = await checked(bucket)
  expect(findingsOf(report, 'Object Lock')).toMatchObject([
    { outcome: 'ok', message: 'On: every new object is locked, COMPLIANCE for 1 days.' },
  ])
  expect(findingsOf(report, 'Write, list, read, delete')).toMatchObject([{ outcome: 'skipped' }])
  expect(await versionsIn(bucket)).toBe(0)
  bucket.close()
})

test('a bucket that lets strangers in is reported', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const bucket = await makeBucket(rgw)
  const everybody = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${bucket.name}/*`,
  }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [everybody] })
  await bucket.client.send(new PutBucketPolicyCommand({ Bucket: bucket.name, Policy }))
  expect(findingsOf(await checked(bucket), 'Public access')).toMatchObject([{ outcome: 'warning' }])
  bucket.close()
})

test('who may read and not write is reported which permission is missing, for each thing that was tried', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const bucket = await makeBucket(rgw)
  const allow = (actions: string[], resource: string) => ({
    Effect: 'Allow',
    Principal: { AWS: ['arn:aws:iam:::user/guest'] },
    Action: actions,
    Resource: `arn:aws:s3:::${bucket.name}${resource}`,
  })
  const Statement = [allow(['s3:ListBucket'], ''), allow(['s3:GetObject'], '/*')]
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
  await bucket.client.send(new PutBucketPolicyCommand({ Bucket: bucket.name, Policy }))
  const report = await checked(bucket, { credentials: rgw.guest })
  const [objects] = findingsOf(report, 'Write, list, read, delete')
  expect(objects).toMatchObject({ outcome: 'failed', code: 'storage-denied' })
  expect(objects?.message).toContain('s3:PutObject is missing')
  expect(findingsOf(report, 'Uploads in parts')).toMatchObject([
    { outcome: 'failed', code: 'storage-denied' },
  ])
  for (const what of ['Versions', 'Object Lock', 'Public access'])
    expect(findingsOf(report, what)).toMatchObject([{ outcome: 'skipped' }])
  expect(await bucket.contents()).toEqual([])
  bucket.close()
})

test('who may write and not remove is warned, and reported which object stays', async ctx => {
  if ('why' in rgw) return ctx.skip(rgw.why)
  const bucket = await makeBucket(rgw)
  const Principal = { AWS: ['arn:aws:iam:::user/guest'] }
  const Statement = [
    { Effect: 'Allow', Principal, Action: ['s3:ListBucket'], Resource: `arn:aws:s3:::${bucket.name}` },
    {
      ...{ Effect: 'Allow', Principal, Resource: `arn:aws:s3:::${bucket.name}/*` },
      Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
    },
  ]
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
  await bucket.client.send(new PutBucketPolicyCommand({ Bucket: bucket.name, Policy }))
  const options = bucket.options({ prefix: 'pg', attempts: 2, credentials: rgw.guest })
  const store = s3Store(options)
  const journal = openLedger()
  const report = await runCheck({ url: NO_DATABASE, store, parts: { journal, names } })
  const [objects] = findingsOf(report, 'Write, list, read, delete')
  expect(objects).toMatchObject({ outcome: 'warning', fix: expect.stringContaining('s3:DeleteObject') })
  const [left] = await bucket.contents()
  expect(left).toContain('.pg-backup-check-')
  expect(objects?.message).toContain(`${left} stays`)
  expect([...journal.open]).toEqual([])
  store.close()
  bucket.close()
})
