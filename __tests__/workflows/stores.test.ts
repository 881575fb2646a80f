import { expect, test } from 'vitest'
import { useExamples } from './examples-world.ts'

const world = useExamples()

test.each(['supabase.yml', 'r2.yml', 'minio.yml'])(
  '%s stores a full backup and the structure',
  async name => {
    const { bucket, example } = world()
    const run = await example(name)
    expect(run.result, run.log).toBe('success')
    expect((await bucket.contents()).filter(key => key.endsWith('.manifest.json'))).toHaveLength(2)
  },
)

// Of the certificate the bundle's tests tell: this server speaks no TLS.
test('rds-oidc.yml assumes the role, in each job, and needs no stored key', async () => {
  const { bucket, example } = world()
  const run = await example('rds-oidc.yml', {
    secrets: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    vars: { RDS_CA_BUNDLE: '' },
  })
  expect(run.result, run.log).toBe('success')
  expect(await bucket.contents()).not.toEqual([])
  const steps = run.jobs['backup']?.legs[0]?.called?.jobs['backup']?.legs[0]?.steps ?? []
  expect(steps[0]).toMatchObject({
    conclusion: 'success',
    with: {
      'role-to-assume': 'arn:aws:iam::123456789012:role/pg-backup-writer',
      'aws-region': 'eu-central-1',
      'role-duration-seconds': '3600',
    },
  })
})

test('without a role the step that assumes one is skipped', async () => {
  const { example } = world()
  const run = await example('minio.yml')
  const steps = run.jobs['backup']?.legs[0]?.called?.jobs['backup']?.legs[0]?.steps ?? []
  expect(steps[0]).toMatchObject({ conclusion: 'skipped' })
})

test('a caller that does not grant the token is refused', async () => {
  const { example } = world()
  const change = (text: string): string => text.replace('id-token: write', 'contents: read')
  await expect(example('rds-oidc.yml', { change })).rejects.toThrow("requesting 'id-token: write'")
})
