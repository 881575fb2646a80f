import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { loadBig, UNCOMPRESSED } from './big-database.ts'
import { expectFailure, expectSuccess, useWorld } from './world.ts'

const world = useWorld(17, { load: server => loadBig(server, { megabytes: 30 }) })
/** Of four. */
const part = { operation: 'UploadPart', part: 2 }

test('a part refused three times, then accepted: the backup is whole, no part doubled or dropped', async () => {
  const { run, from, into, bucket, flaky } = world()
  const proxy = await flaky(
    { which: part, fault: { kind: 'refuse', status: 503, code: 'SlowDown' }, times: 2 },
    { which: part, fault: { kind: 'refuse', status: 500, code: 'InternalError' }, times: 1 },
  )
  const step = await run({ with: { ...from('big'), ...into(proxy.endpoint), ...UNCOMPRESSED } })
  expectSuccess(step)
  expect(proxy.seen.filter(({ part }) => part === 2)).toHaveLength(4)
  const stored = await bucket.bytes(step.outputs['key'] ?? '')
  expect(createHash('sha256').update(stored).digest('hex')).toBe(step.outputs['sha256'])
})

test('connections cut in the middle of parts: the parts are sent again, the backup is whole', async () => {
  const { run, from, into, bucket, flaky } = world()
  const proxy = await flaky(
    { which: part, fault: { kind: 'cut', afterBytes: 3_000_000 }, times: 2 },
    { which: { operation: 'UploadPart', part: 4 }, fault: { kind: 'lose-answer' }, times: 1 },
  )
  const step = await run({ with: { ...from('big'), ...into(proxy.endpoint), ...UNCOMPRESSED } })
  expectSuccess(step)
  const stored = await bucket.bytes(step.outputs['key'] ?? '')
  expect(createHash('sha256').update(stored).digest('hex')).toBe(step.outputs['sha256'])
})

const FOR_EVER = [
  {
    what: 'denied',
    fault: { kind: 'refuse', status: 403, code: 'AccessDenied' },
    code: 'storage-denied',
    says: 's3:PutObject',
  },
  {
    what: 'failing',
    fault: { kind: 'refuse', status: 500, code: 'InternalError' },
    code: 'storage-server-error',
    says: '8 times in a row',
  },
  {
    what: 'cut',
    fault: { kind: 'cut', afterBytes: 1_000_000 },
    code: 'storage-timeout',
    says: 'stopped answering',
  },
  {
    what: 'changed on its way',
    fault: { kind: 'refuse', status: 400, code: 'BadDigest' },
    code: 'storage-checksum-refused',
    says: 'another checksum',
  },
] as const
test.for(FOR_EVER)(
  'a part $what for ever: reported, and nothing is stored',
  async ({ fault, code, says }) => {
    const { run, from, into, bucket, flaky } = world()
    const proxy = await flaky({ which: part, fault })
    const step = await run({ with: { ...from('big'), ...into(proxy.endpoint), ...UNCOMPRESSED } })
    const [line] = expectFailure(step, code)
    expect(line).toContain(says)
    expect(line).toContain(bucket.name)
    expect(await bucket.contents()).toEqual([])
  },
)

const LATER = ['CompleteMultipartUpload', '.sha256', '.manifest.json'] as const
test.for(LATER)('refused at %s: reported, and nothing is stored', async at => {
  const { run, from, into, bucket, flaky } = world()
  const which = at.startsWith('.') ? { operation: 'PutObject', keyEndsWith: at } : { operation: at }
  const fault = { kind: 'refuse', status: 403, code: 'AccessDenied' } as const
  const proxy = await flaky({ which, fault })
  const step = await run({ with: { ...from('big'), ...into(proxy.endpoint) } })
  const [line] = expectFailure(step, 'storage-denied')
  expect(line).toContain('s3:PutObject')
  expect(await bucket.contents()).toEqual([])
})

test('the store holds something else than was sent: reported, and nothing is stored', async () => {
  const { run, from, into, bucket, flaky } = world()
  const fault = {
    kind: 'forge-header',
    header: 'x-amz-checksum-sha256',
    value: 'c29tZXRoaW5nIGVsc2U=-4',
  } as const
  const proxy = await flaky({ which: { operation: 'HeadObject' }, fault })
  const step = await run({ with: { ...from('big'), ...into(proxy.endpoint), ...UNCOMPRESSED } })
  const [line] = expectFailure(step, 'storage-checksum-mismatch')
  expect(line).toContain(bucket.name)
  expect(await bucket.contents()).toEqual([])
})

test('no such bucket: reported before anything is dumped', async () => {
  const { run, from, into } = world()
  const step = await run({ with: { ...from('big'), ...into(), destination: 's3://not-there/pg' } })
  const [line] = expectFailure(step, 'storage-bucket-missing')
  expect(line).toContain('not-there')
  expect(step.log.raw).not.toContain('Dump, prove')
})

test('the store allows writing and nothing else: the cause is reported first, and what could not be cleaned up', async () => {
  const { run, from, into, flaky } = world()
  const denied = { kind: 'refuse', status: 403, code: 'AccessDenied' } as const
  const proxy = await flaky(
    { which: part, fault: { kind: 'refuse', status: 403, code: 'SignatureDoesNotMatch' } },
    { which: { operation: 'AbortMultipartUpload' }, fault: denied },
  )
  const step = await run({ with: { ...from('big'), ...into(proxy.endpoint), ...UNCOMPRESSED } })
  expect(step.exitCode).toBe(1)
  const told = step.annotations.map(({ level, message }) => `${level}: ${message}`)
  expect(told).toEqual([
    expect.stringMatching(/^warning: Could not clean up: .*s3:AbortMultipartUpload/),
    expect.stringMatching(/^error: .*\[storage-signature-rejected\]$/),
  ])
  // The post step tries again: the permission may have come meanwhile, and the upload costs money until it is gone.
  expect(step.post?.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Could not clean up after the run: .*s3:AbortMultipartUpload/),
  ])
  expect(step.post?.exitCode).toBe(0)
})
