import { expect, test } from 'vitest'
import { deployGate, stepYaml } from '../../../demo/step.ts'
import { summaryView } from '../../../demo/summary-view.ts'

const bucket = {
  destination: 's3://shop/production',
  with: { endpoint: 'http://127.0.0.1:1' },
  env: { AWS_SECRET_ACCESS_KEY: 'hidden-key' },
  secrets: { AWS_SECRET_ACCESS_KEY: 'hidden-key' },
  list: async () => [],
  fetch: async () => '',
  stop: async () => {},
}

test('the demo shows its step as a workflow has it: secrets by name', () => {
  const databaseUrl = 'postgresql://postgres:hidden-password@127.0.0.1/shop'
  const around = { repository: '.', bucket, clientRepository: undefined }
  const step = deployGate(around, { databaseUrl, recipient: 'age1x' })
  const yaml = stepYaml(step, bucket)
  expect(yaml).toMatch(/^- name: Back up before deploying\n {2}uses: octo-org\/pg-backup-action@v1$/m)
  expect(yaml).toMatch(
    /^ {4}database-url: \$\{\{ secrets\.DATABASE_URL \}\}\n {4}destination: s3:\/\/shop\/production$/m,
  )
  expect(yaml).toMatch(/^ {2}env:\n {4}AWS_SECRET_ACCESS_KEY: \$\{\{ secrets\.AWS_SECRET_ACCESS_KEY \}\}$/m)
  expect(yaml).not.toContain('hidden')
  expect(step.with).toMatchObject({ 'database-url': databaseUrl })
})

test('the demo shows a summary with its folded parts closed', () => {
  const markdown =
    'a <code>b</code>\n\n<details><summary>Tables (2)</summary>\n\n| x |\n\n</details>\n\nend\n'
  expect(summaryView(markdown)).toBe('a `b`\n\n▸ Tables (2)\n\nend')
})
