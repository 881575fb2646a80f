import { S3ServiceException } from '@aws-sdk/client-s3'
import { describe, expect, it, vi } from 'vitest'
import { BackupError } from '../../../../src/core/errors.ts'
import { explain } from '../../../../src/storage/s3/explain.ts'
import { failureOf } from '../../../../src/storage/s3/failure.ts'
import type { Operation } from '../../../../src/storage/s3/operations.ts'
import type { S3Options } from '../../../../src/storage/s3/options.ts'
import { s3Store } from '../../../../src/storage/s3/s3-store.ts'

const secret = 'wJalrXUtnFEMI-very-secret'
const options: S3Options = {
  bucket: 'acme-backups',
  prefix: 'db',
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: secret },
  sse: { kind: 'AES256' },
  storageClass: 'STANDARD_IA',
}

function fromServer(name: string, status: number, message = 'UnknownError', more = {}): Error {
  const $metadata = { httpStatusCode: status, attempts: 4 }
  return Object.assign(new S3ServiceException({ name, message, $fault: 'client', $metadata }), more)
}

function fromNode(code: string): Error {
  return Object.assign(new Error(`connect ${code} 192.0.2.1:443`), { code })
}

function explained(error: Error, operation: Operation = 'UploadPart'): BackupError {
  return explain({ operation, where: 's3://acme-backups/db/x', options, failure: failureOf(error) }, error)
}

describe('a failure of the store', () => {
  it.each([
    [fromServer('NoSuchBucket', 404), 'storage-bucket-missing', 'acme-backups'],
    [fromServer('AccessDenied', 403), 'storage-denied', 's3:PutObject'],
    [fromServer('Unknown', 403), 'storage-denied', 's3:PutObject'],
    [fromServer('InvalidAccessKeyId', 403), 'storage-access-key-unknown', 'access key id'],
    [fromServer('SignatureDoesNotMatch', 403), 'storage-signature-rejected', 'secret access key'],
    [fromServer('ExpiredToken', 400), 'storage-token-expired', 'expired'],
    [fromServer('RequestTimeTooSkewed', 403), 'storage-clock-skew', '15 minutes'],
    [fromServer('SlowDown', 503), 'storage-throttled', '4 times'],
    [fromServer('ServiceUnavailable', 503), 'storage-throttled', 'slow down'],
    [fromServer('InternalError', 500), 'storage-server-error', '500'],
    [fromServer('BadDigest', 400), 'storage-checksum-refused', 'BadDigest'],
    [fromServer('XAmzContentSHA256Mismatch', 400), 'storage-checksum-refused', 'checksum'],
    [fromServer('EntityTooLarge', 400), 'storage-too-large', 'larger'],
    [fromServer('InvalidStorageClass', 400), 'storage-class-unknown', 'STANDARD_IA'],
    [
      fromServer('KMS.DisabledException', 400, 'the key is disabled'),
      'storage-kms-key-unusable',
      'DisabledException',
    ],
    [fromServer('Unheard', 418), 'storage-refused', '418 Unheard'],
    [fromNode('ENOTFOUND'), 'storage-unreachable', 'ENOTFOUND'],
    [fromNode('ECONNREFUSED'), 'storage-unreachable', 'Amazon S3'],
    [fromNode('ECONNRESET'), 'storage-timeout', 'ECONNRESET'],
    [fromNode('CERT_HAS_EXPIRED'), 'storage-certificate', 'certificate'],
    [fromNode('DEPTH_ZERO_SELF_SIGNED_CERT'), 'storage-certificate', 'certificate'],
  ])('%s is reported as %s', (error, code, text) => {
    const told = explained(error)
    expect(told).toMatchObject({ kind: 'storage', code, cause: error })
    expect(told.message).toContain(text)
    expect(told.message).toMatch(/^[A-Zs].*\.$/)
    expect(told.hint).toMatch(/^[A-Z].*\.$/)
  })

  it('names the region that the bucket is in, wherever the server says it', () => {
    const inBody = fromServer('AuthorizationHeaderMalformed', 400, 'x', { Region: 'us-west-2' })
    expect(explained(inBody)).toMatchObject({ code: 'storage-wrong-region', hint: 'Set region: us-west-2.' })
    const inHeader = fromServer('PermanentRedirect', 301)
    Object.assign(inHeader, { $response: { headers: { 'x-amz-bucket-region': 'ap-south-1' } } })
    expect(explained(inHeader).message).toBe(
      'Bucket acme-backups is not in region eu-west-1 but in ap-south-1.',
    )
    expect(explained(fromServer('Moved', 301)).code).toBe('storage-wrong-region')
  })

  it.each([
    ['ListObjectsV2', 's3:ListBucket'],
    ['HeadObject', 's3:GetObject'],
    ['CreateMultipartUpload', 's3:PutObject'],
    ['AbortMultipartUpload', 's3:AbortMultipartUpload'],
    ['PutObjectRetention', 's3:PutObjectRetention'],
    ['DeleteObject', 's3:DeleteObject'],
  ] as const)('a denied %s names %s', (operation, permission) => {
    expect(explained(fromServer('AccessDenied', 403), operation).message).toContain(
      `${permission} is missing`,
    )
  })

  it.each(['kms:GenerateDataKey', 's3:PutObjectTagging', 'sts:AssumeRoleWithWebIdentity'])(
    'a denial names %s when the server does',
    permission => {
      const said = `User: arn:aws:sts::1:assumed-role/x is not authorized to perform: ${permission} on resource: y`
      expect(explained(fromServer('AccessDenied', 403, said)).message).toContain(`${permission} is missing`)
    },
  )

  it('points at the options that a store may not have when it refuses to begin', () => {
    const refused = explained(fromServer('InvalidArgument', 400), 'CreateMultipartUpload')
    expect(refused.code).toBe('storage-option-refused')
    expect(refused.hint).toContain('sse: AES256, storage-class: STANDARD_IA')
    expect(refused.hint).toContain('sse: none')
  })
})

describe('a store that can’t be reached or used at all', () => {
  const signal = new AbortController().signal
  const prepare = async (more: Partial<S3Options>): Promise<unknown> => {
    const { credentials: _none, ...bare } = options
    const store = s3Store({ ...bare, attempts: 2, ...more })
    try {
      return await store.prepare(signal).catch((error: unknown) => error)
    } finally {
      store.close()
    }
  }

  it('says that nobody listens at the endpoint', async () => {
    const { credentials = { accessKeyId: '', secretAccessKey: '' } } = options
    const told = await prepare({ endpoint: 'http://127.0.0.1:9', credentials })
    expect(told).toBeInstanceOf(BackupError)
    expect(told).toMatchObject({
      code: 'storage-unreachable',
      message: expect.stringContaining('http://127.0.0.1:9'),
    })
    expect(JSON.stringify(told)).not.toContain(secret)
  })

  it('says that there are no credentials, or no region', async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent')
    expect(await prepare({ endpoint: 'http://127.0.0.1:9' })).toMatchObject({
      code: 'storage-no-credentials',
    })
    const { region: _none, ...regionless } = options
    const store = s3Store(regionless)
    await expect(store.prepare(signal)).rejects.toMatchObject({
      kind: 'input',
      code: 'storage-region-missing',
    })
    store.close()
    vi.unstubAllEnvs()
  })
})
