import { describe, expect, it } from 'vitest'
import { bucketPolicies, type Policy } from '../../../../src/check/least-privilege/policies.ts'
import { PERMISSION } from '../../../../src/storage/s3/operations.ts'

const use = { bucket: 'my-backups', prefix: 'shop', tags: false, objectLock: false, kmsKey: undefined }

function actions({ Statement }: Policy): string[] {
  return [...new Set(Statement.flatMap(({ Action }) => Action))].toSorted()
}

describe('the policies', () => {
  it('hold every right that a request of ours needs, and no other of S3’s but that for tags', () => {
    const policies = Object.values(bucketPolicies({ ...use, tags: true, objectLock: true }))
    // Asked by check only, which goes on without.
    const asked = new Set<string>(['s3:GetBucketPublicAccessBlock', 's3:GetBucketPolicyStatus'])
    const needed = new Set<string>(
      [...Object.values(PERMISSION), 's3:PutObjectTagging'].filter(each => !asked.has(each)),
    )
    expect([...new Set(policies.flatMap(actions))].toSorted()).toEqual([...needed].toSorted())
  })

  it('keep apart who writes, who prunes and who restores', () => {
    const { pruner, restorer, writer } = bucketPolicies(use)
    expect(actions(writer)).not.toContain('s3:DeleteObjectVersion')
    expect(actions(restorer)).not.toContain('s3:DeleteObjectVersion')
    expect(actions(pruner)).toContain('s3:DeleteObjectVersion')
    const everywhere = 'arn:aws:s3:::my-backups/shop/*'
    for (const { Statement } of [pruner, restorer]) {
      const all = Statement.filter(({ Resource }) => Resource === everywhere).flatMap(({ Action }) => Action)
      expect(all).not.toContain('s3:PutObject')
    }
    const restorers = restorer.Statement.filter(({ Resource }) => Resource === everywhere)
    expect(restorers.flatMap(({ Action }) => Action)).not.toContain('s3:DeleteObject')
  })

  it('ask for tags, locks and keys only where the configuration has them', () => {
    const plain = actions(bucketPolicies(use).writer)
    expect(plain.filter(each => /Tagging|Retention|^kms:/.test(each))).toEqual([])
    const kmsKey = 'arn:aws:kms:eu-central-1:111122223333:key/k'
    const { writer } = bucketPolicies({ ...use, tags: true, objectLock: true, kmsKey })
    expect(actions(writer)).toEqual(
      expect.arrayContaining([
        's3:PutObjectTagging',
        's3:PutObjectRetention',
        'kms:GenerateDataKey',
        'kms:Decrypt',
      ]),
    )
    expect(writer.Statement.find(({ Sid }) => Sid === 'Key')?.Resource).toBe(kmsKey)
  })

  it('reach no further than the prefix, and all of the bucket where there is none', () => {
    for (const { Statement } of Object.values(bucketPolicies(use))) {
      for (const { Condition, Resource, Sid } of Statement) {
        if (Sid === 'List') expect(Condition).toEqual({ StringLikeIfExists: { 's3:prefix': ['shop/*'] } })
        if (Sid !== 'List' && Sid !== 'Bucket') expect(Resource).toMatch(/^arn:aws:s3:::my-backups\/shop\//)
      }
    }
    const { writer } = bucketPolicies({ ...use, prefix: '' })
    expect(writer.Statement.map(({ Resource }) => Resource)).toContain('arn:aws:s3:::my-backups/*')
    expect(writer.Statement.every(({ Condition }) => Condition === undefined)).toBe(true)
  })
})
