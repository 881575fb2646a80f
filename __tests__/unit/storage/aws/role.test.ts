import { describe, expect, it } from 'vitest'
import { parseRole } from '../../../../src/storage/aws/role.ts'

describe('the ARN of a role', () => {
  it.each([
    ['arn:aws:iam::123456789012:role/backup', 'sts.amazonaws.com', 'us-east-1'],
    ['arn:aws:iam::123456789012:role/teams/db/pg_backup+x=1,2.a@b-c', 'sts.amazonaws.com', 'us-east-1'],
    ['arn:aws-cn:iam::123456789012:role/backup', 'sts.amazonaws.com.cn', 'cn-north-1'],
    ['arn:aws-us-gov:iam::123456789012:role/backup', 'sts.amazonaws.com', 'us-gov-west-1'],
  ])('%s is read', (arn, audience, homeRegion) => {
    expect(parseRole(arn)).toEqual({ ok: true, value: { arn, audience, homeRegion } })
  })

  it.each([
    'shop-backups',
    'AKIAIOSFODNN7EXAMPLE',
    'arn:aws:iam::12345:role/backup',
    'arn:aws:iam::123456789012:user/backup',
    'arn:aws:sts::123456789012:assumed-role/backup/me',
    'arn:aws:iam::123456789012:role/',
    'arn:aws:iam::123456789012:role/back up',
    'arn:gcp:iam::123456789012:role/backup',
  ])('%s is refused, and not repeated', text => {
    const read = parseRole(text)
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining('arn:aws:iam::') })
    expect(JSON.stringify(read)).not.toContain(`${text}"`)
  })
})
