import { expect, test } from 'vitest'
import { useExamples } from './examples-world.ts'
import type { StubStep } from './harness/run-workflow.ts'

const world = useExamples()

test('what is signed is the digest of the very backup that was stored, by a job that may', async () => {
  const { bucket, example } = world()
  const signed: StubStep[] = []
  const run = await example('provenance.yml', { stubs: { 'actions/attest': step => void signed.push(step) } })
  expect(run.result, run.log).toBe('success')
  const { key = '', sha256 = '' } = run.jobs['backup']?.outputs ?? {}
  expect(signed.map(step => step.with)).toEqual([
    { 'subject-name': key, 'subject-digest': `sha256:${sha256}` },
  ])
  const stored = await bucket.bytes(`${key}.sha256`)
  expect(stored.toString()).toContain(sha256)
  const job = run.jobs['provenance']?.legs[0]?.called?.jobs['sign']
  expect(job?.permissions).toEqual({ 'id-token': 'write', attestations: 'write' })
})

test('a backup that failed is not signed', async () => {
  const { example } = world()
  const run = await example('provenance.yml', {
    change: text => text.replace('class: daily', 'class: daily\n      min-size: 1TB'),
    stubs: { 'actions/attest': () => expect.unreachable('it was signed') },
  })
  expect(run.jobs['backup']?.result, run.log).toBe('failure')
  expect(run.jobs['provenance']?.result).toBe('skipped')
})

test('a caller that does not grant the permission is refused before anything starts', async () => {
  const { example } = world()
  const change = (text: string): string => text.replace(/^ +attestations: write\n/m, '')
  await expect(example('provenance.yml', { change })).rejects.toThrow(
    "is requesting 'attestations: write', but is only allowed 'attestations: none'",
  )
})
